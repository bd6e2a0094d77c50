package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// logged is a sink that notes each release as "id line" or, where it can only be refused, as "code line".
type logged struct{ log []string }

func (l *logged) Release(r *Release) error {
	entry := fmt.Sprint(r.ID, " ", r.Place.Line)
	if unfit := r.Unfit(); len(unfit) > 0 {
		entry = fmt.Sprint(unfit[0].Code, " ", unfit[0].Line)
	}
	l.log = append(l.log, entry)
	return nil
}

func (l *logged) Package(*Package) error { return nil }

func (l *logged) Record(w *Wrapper) error {
	if w.Releases > 0 {
		return nil
	}
	return l.Release(w.Unfit())
}

// readLog reads, and gives what came to the sink and the fault of the input as "code line".
func readLog(r io.Reader) (log []string, fault string) {
	var sink logged
	err := Read(r, "in", &sink)
	var in *InputError
	switch {
	case errors.As(err, &in):
		fault = fmt.Sprint(in.Code, " ", in.Line)
	case err != nil:
		fault = err.Error()
	}
	return sink.log, fault
}

// utf16 writes text as UTF-16 with the byte order mark that Notepad gives it.
func utf16(s string, big bool) string {
	out := []byte{0xff, 0xfe}
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	if big {
		for i := 0; i < len(out); i += 2 {
			out[i], out[i+1] = out[i+1], out[i]
		}
	}
	return string(out)
}

func deep(levels int) string {
	return strings.Repeat("[", levels) + strings.Repeat("]", levels)
}

func release(member string) string { return `{"ocid":"o","id":"1",` + member + `}` }

func packageOf(releases ...string) string {
	return "{\"uri\":\"u\",\"releases\":[\n" + strings.Join(releases, ",\n") + "\n]}"
}

// Inputs that are wrong as a whole: what comes before the fault still reaches the sink, nothing after it.
func TestReadFaults(t *testing.T) {
	for name, c := range map[string]struct {
		input string
		log   []string
		fault string
	}{
		"empty file":                  {"", nil, "input_empty 1"},
		"white space alone":           {" \n\n ", nil, "input_empty 1"},
		"byte order mark alone":       {"\ufeff", nil, "input_empty 1"},
		"UTF-16 little endian":        {utf16(lineA, false), nil, "text_utf16 1"},
		"UTF-16 big endian":           {utf16(lineA, true), nil, "text_utf16 1"},
		"UTF-16 without mark":         {utf16(lineA, false)[2:], nil, "text_utf16 1"},
		"UTF-16 big, without mark":    {utf16(lineA, true)[2:], nil, "text_utf16 1"},
		"HTML":                        {"<!DOCTYPE html>\n<html>\n<p>{}</p>\n", nil, "not_json_markup 1"},
		"XML after a line":            {"\n<?xml version='1.0'?>", nil, "not_json_markup 1"},
		"workbook":                    {"PK\x03\x04\x14\x00\x06\x00", nil, "not_json_zip 1"},
		"CSV":                         {"ocid,id\no,1\n", nil, "json_syntax 1"},
		"unquoted":                    {"{\n\"ocid\": abc}", nil, "json_syntax 2"},
		"comma too many":              {packageOf(lineA, ""), []string{"1 2"}, "json_syntax 4"},
		"comma forgotten":             {"[\n" + lineA + "\n" + lineB + "\n]", []string{"1 2"}, "json_syntax 3"},
		"single quotes":               {"{'ocid':'o'}", nil, "json_syntax 1"},
		"raw line break in text":      {"{\"ocid\":\"a\nb\"}", nil, "json_syntax 1"},
		"raw NUL in text":             {release("\n\"x\":\"a\x00b\""), nil, "json_syntax 2"},
		"raw NUL between":             {"{\"ocid\":\"o\",\n\x00\"id\":\"1\"}", nil, "json_syntax 2"},
		"lone high surrogate":         {release("\n\"x\":\"\\ud800\""), nil, "json_syntax 2"},
		"lone low surrogate":          {release("\n\"x\":\"\\udc00 \""), nil, "json_syntax 2"},
		"surrogates the wrong way":    {release("\n\"x\":\"\\udc00\\ud800\""), nil, "json_syntax 2"},
		"text after a document":       {lineA + " x", []string{"1 1"}, "json_syntax 1"},
		"bracket after a document":    {spread(lineA) + "\n}", []string{"1 1"}, "json_syntax 15"},
		"cut in a release":            {packageOf(lineA, lineB[:30]), []string{"1 2"}, "json_syntax 3"},
		"cut at the end of a release": {"{\"releases\":[\n" + lineA, []string{"1 2"}, "json_truncated 2"},
		"cut in a name":               {"{\"releases\":[\n" + lineA + "],\n\"ur", []string{"1 2"}, "json_truncated 3"},
		"cut after a name":            {"{\"releases\":[\n" + lineA + "],\n\"uri\"", []string{"1 2"}, "json_truncated 3"},
		"cut in a text":               {"{\"releases\":[\n{\"ocid\":\"o", nil, "json_truncated 2"},
		"cut in a record":             {"{\"records\":[\n{\"ocid\":\"o\",\"releases\":[" + lineA, []string{"1 2"}, "json_truncated 2"},
		"cut in what a record adds":   {"{\"records\":[\n{\"compiledRelease\":{\"a\":[1,", nil, "json_truncated 2"},
		"cut in a list":               {"[\n" + lineA + ",\n", []string{"1 2"}, "json_truncated 3"},
		"UTF-8 broken":                {release("\n\"x\":\"\xff\""), nil, "json_encoding 2"},
		"Latin-1":                     {packageOf(lineA, release("\n\"x\":\"caf\xe9\"")), []string{"1 2"}, "json_encoding 4"},
		"UTF-8 broken in a name":      {release("\n\"\xc3\x28\":1"), nil, "json_encoding 2"},
		"surrogate in UTF-8":          {release("\n\"x\":\"\xed\xa0\x80\""), nil, "json_encoding 2"},
		"member twice in a release":   {release("\n\"ocid\":\"p\""), nil, "json_duplicate_member 2"},
		"member twice, escaped":       {release("\n\"\\u006fcid\":\"p\""), nil, "json_duplicate_member 2"},
		"member twice further down":   {packageOf(release("\"a\":[{\"b\":1,\n\"b\":1}]")), nil, "json_duplicate_member 3"},
		"member twice in a package":   {"{\"uri\":\"a\",\"releases\":[],\n\"uri\":\"b\"}", nil, "json_duplicate_member 2"},
		"releases twice in a package": {"{\"releases\":[" + lineA + "],\n\"releases\":[]}", []string{"1 1"}, "json_duplicate_member 2"},
		"10,001 levels":               {"{\"releases\":[\n" + deep(10_001) + "]}", nil, "json_depth 2"},
		"10,001 levels of lists":      {"\n" + deep(10_001), nil, "json_depth 2"},
		"10,001 levels in a record":   {"{\"records\":[\n{\"x\":" + deep(10_001) + "}]}", nil, "json_depth 2"},
		"number bomb in a package":    {"{\"releases\":[" + lineA + "],\n\"x\":1e9999}", []string{"1 1"}, "json_number 2"},
		"depth bomb in a package":     {"{\"releases\":[" + lineA + "],\n\"x\":" + deep(101) + "}", []string{"1 1"}, "json_depth 2"},
		"NUL in a package":            {"{\"releases\":[" + lineA + "],\n\"x\":\"\\u0000\"}", []string{"1 1"}, "json_nul 2"},
		"NUL in a package's name":     {"{\"releases\":[" + lineA + "],\n\"x\\u0000\":1}", []string{"1 1"}, "json_nul 2"},
		"gzip cut off":                {string(packed(lineA + "\n" + lineB + "\n")[:60]), nil, "gzip_broken 1"},
		"gzip with a broken header":   {"\x1f\x8bxxxxxxxxxxxxxxxx", nil, "gzip_broken 1"},
		"gzip of two bytes":           {"\x1f\x8b", nil, "gzip_broken 1"},
		"gzip with text after":        {string(packed(lineA)) + "text", []string{"1 1"}, "gzip_broken 1"},
		"gzip of garbage":             {string(packed("\nnot json")), nil, "json_syntax 2"},
		"gzip of gzip":                {string(packed(string(packed(lineA)))), nil, "json_syntax 1"},
	} {
		t.Run(name, func(t *testing.T) {
			log, fault := readLog(strings.NewReader(c.input))
			if !slices.Equal(log, c.log) || fault != c.fault {
				t.Errorf("got  %q %q\nwant %q %q", log, fault, c.log, c.fault)
			}
		})
	}
}

// What is wrong with one release refuses that release: those before and after it come through.
func TestReadRefusals(t *testing.T) {
	linked := `{"url":"https://example.org/p.json#r"}`
	compiled := `{"ocid":"o","id":"c","date":"2025-01-01T00:00:00Z","tag":["compiled"]}`
	for name, c := range map[string]struct {
		input string
		log   []string
	}{
		"text":                       {`"ocid"`, []string{"not_ocds 1"}},
		"number":                     {"\n12", []string{"not_ocds 2"}},
		"null":                       {"null", []string{"not_ocds 1"}},
		"other object":               {`{"name":"x","data":[1]}`, []string{"not_ocds 1"}},
		"releases is no list":        {`{"uri":"u","releases":{}}`, []string{"not_ocds 1"}},
		"list of numbers":            {"[\n1,\n2]", []string{"not_ocds 2", "not_ocds 3"}},
		"numbers among releases":     {packageOf(lineA, "5", `"x"`, "[]", lineB), []string{"1 2", "not_ocds 3", "not_ocds 4", "not_ocds 5", "2 6"}},
		"empty object":               {packageOf("{}"), []string{"not_ocds 2"}},
		"a package among releases":   {packageOf(release(`"releases":[`+lineA+`]`), release(`"records":[]`), release(`"records":5`)), []string{"not_ocds 2", "not_ocds 3", "1 4"}},
		"number bomb":                {packageOf(lineA, release("\n\"x\":1e9999"), lineB), []string{"1 2", "json_number 4", "2 5"}},
		"number of 200 digits":       {packageOf(release(`"x":`+strings.Repeat("9", 200)), lineB), []string{"json_number 2", "2 3"}},
		"number below the least":     {packageOf(release(`"x":-1e-9999`), lineB), []string{"json_number 2", "2 3"}},
		"number of 99 digits, e308":  {packageOf(release(`"x":`+strings.Repeat("9", 90)+`e308`), lineB), []string{"json_number 2", "2 3"}},
		"NUL in a text":              {packageOf(release(`"x":"a\u0000"`), lineB), []string{"json_nul 2", "2 3"}},
		"NUL after a backslash":      {packageOf(release(`"x":"\\\u0000"`), lineB), []string{"json_nul 2", "2 3"}},
		"NUL in a name":              {packageOf(release(`"x":{"\u0000":1}`), lineB), []string{"json_nul 2", "2 3"}},
		"101 levels":                 {packageOf(release("\n\"x\":"+deep(100)), lineB), []string{"json_depth 3", "2 4"}},
		"number bomb in a lone one":  {release("\n\"x\":[1,\n1e9999],\"y\":1"), []string{"json_number 3"}},
		"NUL in a lone one":          {release("\n\"x\":\"\\u0000\""), []string{"json_nul 2"}},
		"NUL in a lone one's name":   {release("\n\"\\u0000\":1"), []string{"json_nul 2"}},
		"101 levels in a lone one":   {release("\n\"x\":" + deep(100)), []string{"json_depth 2"}},
		"number bomb in a list":      {"[" + release("\n\"x\":1e9999") + ",\n" + lineB + "]", []string{"json_number 2", "2 3"}},
		"number bomb in a record":    {`{"records":[{"releases":[` + release("\n\"x\":1e9999") + ",\n" + lineB + "]}]}", []string{"json_number 2", "2 3"}},
		"compiled":                   {packageOf(lineA, compiled, lineB), []string{"1 2", "release_compiled 3", "2 4"}},
		"compiled, escaped":          {strings.Replace(compiled, "c", `\u0063`, -1), []string{"release_compiled 1"}},
		"compiled alone":             {compiled, []string{"release_compiled 1"}},
		"compiled on a line":         {lineA + "\n" + compiled + "\n" + lineB, []string{"1 1", "release_compiled 2", "2 3"}},
		"linked":                     {packageOf(linked, lineB), []string{"release_linked 2", "2 3"}},
		"linked in a record":         {`{"records":[{"ocid":"o","releases":[` + linked + ",\n" + lineB + "]}]}", []string{"release_linked 1", "2 2"}},
		"record without releases":    {"{\"records\":[\n{\"ocid\":\"o\",\"compiledRelease\":" + compiled + "},\n{\"releases\":[" + lineB + "]}]}", []string{"record_without_releases 2", "2 3"}},
		"record with empty releases": {"{\"records\":[\n{\"ocid\":\"o\",\"releases\":[]}]}", []string{"record_without_releases 2"}},
		"record with null releases":  {"{\"records\":[\n{\"releases\":null,\"ocid\":\"o\"}]}", []string{"record_without_releases 2"}},
		"record that is none":        {"{\"records\":[\n5,\n{\"releases\":[" + lineB + "]}]}", []string{"not_ocds 2", "2 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			log, fault := readLog(strings.NewReader(c.input))
			if !slices.Equal(log, c.log) || fault != "" {
				t.Errorf("got  %q %q\nwant %q", log, fault, c.log)
			}
		})
	}
}

// Limits are drawn where the messages say.
func TestReadLimits(t *testing.T) {
	for _, value := range []string{
		deep(99), strings.Repeat("9", 100), "1e308", "-1E+308", "1e-308", "0e308", `"` + strings.Repeat("é", 100_000) + `"`,
	} {
		for _, input := range []string{release(`"x":` + value), packageOf(release(`"x":` + value))} {
			var got collected
			if err := Read(strings.NewReader(input), "in", &got); err != nil || len(got.releases[0].Findings) > 0 {
				t.Errorf("%.60s: %v %v", value, err, got.releases)
			}
		}
	}
}

// A broken line of JSON Lines is one refused release, wherever it stands and whatever is wrong with it.
func TestBrokenLines(t *testing.T) {
	for name, c := range map[string]struct{ line, code string }{
		"syntax":             {`{"ocid":,}`, CodeSyntax},
		"syntax at the end":  {`{"ocid":"o","id":"1"}}`, CodeSyntax},
		"text":               {"oops", CodeSyntax},
		"cut after a name":   {`{"ocid":`, CodeTruncated},
		"cut after a value":  {`{"ocid":"o"`, CodeTruncated},
		"cut in a text":      {"{\"ocid\":\"o\t", CodeSyntax},
		"two on a line":      {`{"ocid":"o","id":"8"} {"ocid":"o","id":"9"}`, CodeSyntax},
		"UTF-8":              {"{\"ocid\":\"\xff\"}", CodeEncoding},
		"member twice":       {`{"ocid":"o","ocid":"o"}`, CodeDuplicate},
		"NUL":                {`{"ocid":"\u0000"}`, CodeNul},
		"number":             {`{"ocid":"o","x":[1e9999]}`, CodeNumber},
		"depth":              {`{"ocid":` + deep(100) + `}`, CodeDepth},
		"10,001 levels":      {deep(10_001), CodeDepth},
		"not OCDS":           {`{"name":"x"}`, CodeNotOCDS},
		"number alone":       {`17`, CodeNotOCDS},
		"a name":             {`{"":1e9999,"":2}`, CodeDuplicate},
		"raw NUL":            {"{\"ocid\":\"\x00\"}", CodeSyntax},
		"fault in a package": {`{"releases":[{"ocid":"o","x":1e9999}]}`, CodeNumber},
	} {
		t.Run(name, func(t *testing.T) {
			for at, lines := range [][]string{{c.line, lineA, lineB}, {lineA, c.line, lineB}, {lineA, lineB, c.line}, {lineA, lineB, c.line, ""}} {
				log, fault := readLog(strings.NewReader(strings.Join(lines, "\n")))
				place := min(at, 2)
				want := slices.Insert([]string{"1 1", "2 2"}, place, fmt.Sprint(c.code, " ", place+1))
				for i := place + 1; i < 3; i++ {
					want[i] = fmt.Sprint(i, " ", i+1)
				}
				if !slices.Equal(log, want) || fault != "" {
					t.Errorf("broken line %d: got %q %q, want %q", place+1, log, fault, want)
				}
			}
		})
	}
}

// What stood on a broken line does not come back later.
func TestBrokenLineLeavesNothing(t *testing.T) {
	log, fault := readLog(strings.NewReader(lineA + " " + lineB + "\n\n[]\n" + `{"releases":[` + lineC + "]}\n5\n"))
	if want := []string{"json_syntax 1", "a/b 4", "not_ocds 5"}; !slices.Equal(log, want) || fault != "" {
		t.Errorf("%q %q", log, fault)
	}
}

// A refused line says where it stands, as an accepted one does.
func TestBrokenLinePlace(t *testing.T) {
	var got collected
	if err := Read(strings.NewReader(lineA+"\n\n{\"ocid\":\n"+lineB), "in", &got); err != nil || len(got.releases) != 3 {
		t.Fatal(err, len(got.releases))
	}
	r := got.releases[1]
	if want := (Place{File: "in", Line: 3, Offset: int64(len(lineA) + 2)}); r.Place != want || r.Findings[0].Line != 3 {
		t.Errorf("%+v %+v, want %+v", r.Place, r.Findings, want)
	}
}

// What packages and lists broke off: their releases were passed on, so the package is too.
func TestBrokenPackageIsPassedOn(t *testing.T) {
	var got collected
	err := Read(strings.NewReader(`{"uri":"u","releases":[`+lineA+`,{"ocid"`), "in", &got)
	if err == nil || len(got.packages) != 1 || got.packages[0].Releases != 1 || string(got.packages[0].Line) != `{"uri":"u"}` {
		t.Errorf("%v %+v", err, got.packages)
	}
}

// refusing is a sink that fails at the n-th call.
type refusing struct {
	n   int
	err error
}

func (s *refusing) Release(*Release) error { return s.call() }
func (s *refusing) Package(*Package) error { return s.call() }
func (s *refusing) Record(*Wrapper) error  { return s.call() }
func (s *refusing) call() error {
	if s.n--; s.n < 0 {
		return s.err
	}
	return nil
}

// An error of the sink ends the reading and is returned as it is, even one that looks like the reader's own.
func TestReadSinkError(t *testing.T) {
	for _, want := range []error{io.ErrShortWrite, io.EOF, io.ErrUnexpectedEOF, &InputError{Finding{Code: CodeSyntax}}} {
		for _, input := range []string{lineA, packageOf(lineA, lineB), "[" + lineA + "," + lineB + "]", lineA + "\n" + lineB + "\n" + lineC, "{x}\n" + lineB + "\n5",
			`{"records":[{"releases":[` + lineA + `]},{}]}`} {
			calls := &refusing{n: 1 << 30}
			_ = Read(strings.NewReader(input), "in", calls)
			for n := range 1<<30 - calls.n {
				sink := &refusing{n: n, err: want}
				if err := Read(strings.NewReader(input), "in", sink); err != want || sink.n != -1 {
					t.Errorf("%.30s: error %v of call %d came back as %v after %d more calls", input, want, n, err, -1-sink.n)
				}
			}
		}
	}
}

// An error of the disk or the network is no fault of the data.
func TestReadIOError(t *testing.T) {
	want := errors.New("disk on fire")
	for _, text := range []string{"", "{", lineA, lineA + "\n", lineA + "\n" + lineB[:20], packageOf(lineA, lineB)[:200], "[" + lineA + ","} {
		err := Read(io.MultiReader(strings.NewReader(text), iotest.ErrReader(want)), "in", &collected{})
		var in *InputError
		if !errors.Is(err, want) || errors.As(err, &in) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// Random damage to a good file gives findings, never a panic, and quickly.
func TestReadDamage(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	good := []string{packageOf(lineA, lineB, lineC), lineA + "\n" + lineB + "\n" + lineC, spread("[" + lineA + "," + lineC + "]"), string(packed(packageOf(lineA, lineB)))}
	faults := map[string]int{}
	begun := time.Now()
	for n := range 1_500 {
		input := []byte(good[n%len(good)])
		for range 1 + dice.IntN(3) {
			input[dice.IntN(len(input))] = byte(dice.Uint32())
		}
		if dice.IntN(4) == 0 {
			input = input[:dice.IntN(len(input))]
		}
		_, fault := readLog(bytes.NewReader(input))
		code, _, _ := strings.Cut(fault, " ")
		faults[code]++
	}
	for code := range faults {
		if _, known := byCode[code]; !known && code != "" {
			t.Errorf("fault %q", code)
		}
	}
	if len(faults) < 5 || time.Since(begun) > 10*time.Second {
		t.Errorf("faults %v in %v", faults, time.Since(begun))
	}
}
