package schema

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json/jsontext"
)

// Three releases as lines. The texts hold what a careless reader of white space, quotes or numbers would change.
const (
	lineA = `{"ocid":"ocds-x-1","id":"1","date":"2025-03-31T09:00:00+07:00","tag":["tender"],"tender":{"title":" a  \"b\" \\","value":{"amount":1.10}}}`
	lineB = `{"id":"2","ocid":"ocds-x-1","date":"2025-04-01T09:00:00Z","tag":["award"],"awards":[{"id":"\u00e9é","value":{"amount":1E2}},{},[]]}`
	lineC = `{"tag":["contract"],"date":"2025-05-01T00:00:00Z","id":"a\/b","ocid":"ocds-x-2","x":{"releases":[1,{}],"n":-0.0,"s":"{[,:\t]}"}}`
)

// spread writes the same JSON over many lines.
func spread(line string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(line), "\t", "  "); err != nil {
		panic(err)
	}
	return strings.Replace(b.String(), "\n", "\r\n", 1)
}

// reading is an input that can be read, with what must come of it.
type reading struct {
	name, input string
	pointers    []string // of the releases
	lines       []string // of the releases
	packages    []string // what the packages say
	counts      []int    // releases of each package
}

var readings = []reading{
	{"release", lineA, []string{""}, []string{lineA}, nil, nil},
	{"release over lines", spread(lineC), []string{""}, []string{lineC}, nil, nil},
	{"release package", `{"uri":"u","releases":[` + lineA + `,` + lineB + `],"license":null}`,
		[]string{"/releases/0", "/releases/1"}, []string{lineA, lineB}, []string{`{"uri":"u","license":null}`}, []int{2}},
	{"release package over lines", spread(`{"uri":"u","publisher":{"name":"p  q"},"releases":[` + lineA + `,` + lineC + `]}`),
		[]string{"/releases/0", "/releases/1"}, []string{lineA, lineC}, []string{`{"uri":"u","publisher":{"name":"p  q"}}`}, []int{2}},
	{"metadata after the releases", `{ "releases" : [ ` + spread(lineA) + ` , ` + spread(lineB) + "\n] ,\n\"version\" :\n\"1.1\" }",
		[]string{"/releases/0", "/releases/1"}, []string{lineA, lineB}, []string{`{"version":"1.1"}`}, []int{2}},
	{"empty package", `{"uri":"u","releases":[]}`, nil, nil, []string{`{"uri":"u"}`}, []int{0}},
	{"record package", `{"records":[{"ocid":"ocds-x-1","compiledRelease":{"a":[1]},"releases":[` + lineA + `,` + lineB + `]},` +
		spread(`{"releases":[`+lineC+`],"versionedRelease":{}}`) + `],"version":"1.1"}`,
		[]string{"/records/0/releases/0", "/records/0/releases/1", "/records/1/releases/0"},
		[]string{lineA, lineB, lineC}, []string{`{"version":"1.1"}`}, []int{3}},
	{"list of releases", "[\n" + lineA + ",\n" + lineB + "\n]", []string{"/0", "/1"}, []string{lineA, lineB}, nil, nil},
	{"list of releases over lines", spread("[" + lineA + "," + lineB + "," + lineC + "]"),
		[]string{"/0", "/1", "/2"}, []string{lineA, lineB, lineC}, nil, nil},
	{"list of packages", `[{"uri":"u","releases":[` + lineA + `]},{"releases":[` + lineB + `],"uri":"v"}]`,
		[]string{"/0/releases/0", "/1/releases/0"}, []string{lineA, lineB}, []string{`{"uri":"u"}`, `{"uri":"v"}`}, []int{1, 1}},
	{"list of everything", `[` + lineA + `,{"records":[{"releases":[` + lineB + `]}]},[` + lineC + `]]`,
		[]string{"/0", "/1/records/0/releases/0", "/2/0"}, []string{lineA, lineB, lineC}, []string{`{}`}, []int{1}},
	{"lines of releases", lineA + "\n" + lineB + "\n" + lineC + "\n", []string{"", "", ""}, []string{lineA, lineB, lineC}, nil, nil},
	{"lines with CRLF and empty ones", lineA + "\r\n\r\n \t\n  " + lineB + " \r\n" + lineC, []string{"", "", ""}, []string{lineA, lineB, lineC}, nil, nil},
	{"lines of release packages", `{"releases":[` + lineA + "]}\n" + `{"uri":"v","releases":[` + lineB + "," + lineC + "]}\n",
		[]string{"/releases/0", "/releases/0", "/releases/1"}, []string{lineA, lineB, lineC}, []string{`{}`, `{"uri":"v"}`}, []int{1, 2}},
	{"lines of record packages", `{"records":[{"releases":[` + lineA + "]}]}\n" + `{"records":[{"releases":[` + lineB + "]}]}\n",
		[]string{"/records/0/releases/0", "/records/0/releases/0"}, []string{lineA, lineB}, []string{`{}`, `{}`}, []int{1, 1}},
	{"lines of lists", "[" + lineA + "]\n[" + lineB + "," + lineC + "]\n", []string{"/0", "/0", "/1"}, []string{lineA, lineB, lineC}, nil, nil},
	{"two documents over lines", spread(lineA) + "\n" + spread(lineB), []string{"", ""}, []string{lineA, lineB}, nil, nil},
	{"two documents on one line", lineA + " " + lineB, []string{"", ""}, []string{lineA, lineB}, nil, nil},
	{"escaped backslash before u0000", `{"ocid":"o","id":"\\u0000"}`, []string{""}, []string{`{"ocid":"o","id":"\\u0000"}`}, nil, nil},
}

// wrappings are the ways in which the same text may come.
var wrappings = map[string]func(string) (input io.Reader, unpacked string){
	"as it is":          func(s string) (io.Reader, string) { return strings.NewReader(s), s },
	"byte by byte":      func(s string) (io.Reader, string) { return iotest.OneByteReader(strings.NewReader(s)), s },
	"byte order mark":   func(s string) (io.Reader, string) { s = "\ufeff" + s; return strings.NewReader(s), s },
	"white space after": func(s string) (io.Reader, string) { s += " \n\r\n\t\n"; return strings.NewReader(s), s },
	"white space before": func(s string) (io.Reader, string) {
		s = "\n \r\n" + s
		return iotest.DataErrReader(strings.NewReader(s)), s
	},
	"gzip":      func(s string) (io.Reader, string) { return bytes.NewReader(packed(s)), s },
	"gzip, BOM": func(s string) (io.Reader, string) { s = "\ufeff" + s; return bytes.NewReader(packed(s)), s },
	"gzip members": func(s string) (io.Reader, string) {
		return bytes.NewReader(append(packed(s[:len(s)/2]), packed(s[len(s)/2:])...)), s
	},
}

func packed(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Bytes()
}

func TestRead(t *testing.T) {
	for _, c := range readings {
		for how, wrap := range wrappings {
			t.Run(c.name+"/"+how, func(t *testing.T) {
				input, unpacked := wrap(c.input)
				var got collected
				if err := Read(input, "in.json", &got); err != nil {
					t.Fatal(err)
				}
				c.compare(t, &got)
				for _, r := range got.releases {
					standsAt(t, unpacked, r.Place, r.Line)
				}
			})
		}
	}
}

func (c *reading) compare(t *testing.T, got *collected) {
	t.Helper()
	var pointers, lines, packages []string
	var counts []int
	for _, r := range got.releases {
		want := NewRelease(r.Line)
		if r.OCID != want.OCID || r.ID != want.ID || r.ID == "" || len(r.Findings) > 0 {
			t.Errorf("release %q %q, findings %v", r.OCID, r.ID, r.Findings)
		}
		pointers, lines = append(pointers, r.Place.Pointer), append(lines, string(r.Line))
	}
	for _, p := range got.packages {
		packages, counts = append(packages, string(p.Line)), append(counts, p.Releases)
	}
	if !slices.Equal(lines, c.lines) || !slices.Equal(pointers, c.pointers) {
		t.Errorf("got  %q %q\nwant %q %q", pointers, lines, c.pointers, c.lines)
	}
	if !slices.Equal(packages, c.packages) || !slices.Equal(counts, c.counts) {
		t.Errorf("packages %q %v, want %q %v", packages, counts, c.packages, c.counts)
	}
}

// standsAt checks that the place is where the line's text begins in the input.
func standsAt(t *testing.T, unpacked string, at Place, line []byte) {
	t.Helper()
	value, err := jsontext.NewDecoder(strings.NewReader(unpacked[at.Offset:])).ReadValue()
	if err != nil {
		t.Fatalf("at offset %d: %v", at.Offset, err)
	}
	if unpacked[at.Offset] != '{' {
		t.Errorf("byte %q at offset %d", unpacked[at.Offset], at.Offset)
	}
	if err := value.Compact(); err != nil || string(value) != string(line) {
		t.Errorf("at offset %d stands %s, not %s", at.Offset, value, line)
	}
	if want := 1 + strings.Count(unpacked[:at.Offset], "\n"); at.Line != want || at.File != "in.json" {
		t.Errorf("place %+v, want line %d", at, want)
	}
}

// What a package says of its extensions is read even if half of it is nonsense.
func TestPackageExtensions(t *testing.T) {
	var got collected
	input := `{"releases":[` + lineA + `],"extensions":["https://a.example/e.json",5,null,"https://b.example/e.json"]}`
	if err := Read(strings.NewReader(input), "", &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"https://a.example/e.json", "https://b.example/e.json"}
	if urls := got.releases[0].Package.Extensions(); !slices.Equal(urls, want) {
		t.Errorf("%q", urls)
	}
	if urls := (*Package)(nil).Extensions(); urls != nil {
		t.Errorf("%q of no package", urls)
	}
}

// The envelope is read from the members wherever they stand and however they are escaped.
func TestReleaseHead(t *testing.T) {
	r := NewRelease([]byte(`{"x":{"ocid":"no"},"ocid":"o\u0063","i\u0064":7,"date":"2025-01-02T03:04:05+07:00","tag":["award","contract"]}`))
	if r.OCID != "oc" || r.ID != "7" || r.Date.UTC().Hour() != 20 || !slices.Equal(r.Tags, []string{"award", "contract"}) {
		t.Errorf("%+v", r)
	}
	r = NewRelease([]byte(`{"ocid":"o","date":"2025-01-02","tag":"award"}`))
	if r.ID != "" || !r.Date.IsZero() || len(r.Tags) != 0 {
		t.Errorf("%+v", r)
	}
}

// JSON Lines are known as such even if the first line does not fit into the look-ahead.
func TestLongFirstLine(t *testing.T) {
	long := `{"ocid":"o","id":"long","x":"` + strings.Repeat("lang ", peekSize/4) + `"}`
	for _, rest := range []struct {
		name, text string
		log        []string
		fault      string
	}{
		{"two whole lines", "\n" + lineA + "\n" + lineB + "\n", []string{"long 1", "1 2", "2 3"}, ""},
		{"a broken line between", "\n{\"ocid\":5,,}\n" + lineB, []string{"long 1", "json_syntax 2", "2 3"}, ""},
		{"a line cut off between", "\n{\"ocid\":\n" + lineB, []string{"long 1", "json_truncated 2", "2 3"}, ""},
		{"the last line cut off", "\n" + lineA[:40], []string{"long 1", "json_truncated 2"}, ""},
		{"another long line", "\n" + long + "\n" + lineB, []string{"long 1", "long 2", "2 3"}, ""},
		{"nothing", "\n\n", []string{"long 1"}, ""},
		{"a document over lines", "\n" + spread(lineA), []string{"long 1", "1 2"}, ""},
	} {
		t.Run(rest.name, func(t *testing.T) {
			log, fault := readLog(strings.NewReader(long + rest.text))
			if !slices.Equal(log, rest.log) || fault != rest.fault {
				t.Errorf("%q %q", log, fault)
			}
		})
	}
}

// The end of the first line may fall on the end of any buffer: what comes after must not depend on it.
func TestFirstLineEndsAnywhere(t *testing.T) {
	frame := len(`{"ocid":"o","id":"long","x":""}`)
	for _, end := range []int{1 << 20, 1<<20 + 4096, 1 << 21} {
		for shift := -2; shift <= 2; shift++ {
			long := `{"ocid":"o","id":"long","x":"` + strings.Repeat("x", end+shift-frame) + `"}`
			log, fault := readLog(strings.NewReader(long + "\n" + lineA + "\n{\"broken\n" + lineB + "\n"))
			if want := []string{"long 1", "1 2", "json_syntax 3", "2 4"}; !slices.Equal(log, want) || fault != "" {
				t.Errorf("line of %d bytes: %q %q", len(long), log, fault)
			}
		}
	}
}

// The line of a value, a list's or an object's is where it begins; of what is not there, where its parent begins.
func TestLineOf(t *testing.T) {
	var got collected
	input := "{\"uri\":\n\"u\",\"releases\":[\n{\"ocid\":\"o\",\n\"a/b\":[1,\n2,\n{\n\"~\":\"x\\n\"\n}],\n\"c\":\n{}}]}"
	if err := Read(strings.NewReader(input), "", &got); err != nil {
		t.Fatal(err)
	}
	for pointer, want := range map[string]int{
		"": 3, "/ocid": 3, "/a~1b": 4, "/a~1b/0": 4, "/a~1b/1": 5, "/a~1b/2": 6, "/a~1b/2/~0": 7, "/c": 10,
		"/a~1b/2/gone": 6, "/a~1b/9/x/y": 4, "/c/gone": 10, "/gone": 3,
	} {
		if line := got.releases[0].LineOf(pointer); line != want {
			t.Errorf("%s on line %d, want %d", pointer, line, want)
		}
	}
	if line := got.packages[0].LineOf("/uri"); line != 2 {
		t.Errorf("/uri on line %d", line)
	}
	if line := NewRelease([]byte(lineA)).LineOf("/tender"); line != 0 {
		t.Errorf("line %d of a release that was never in a file", line)
	}
}
