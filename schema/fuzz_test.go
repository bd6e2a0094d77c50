package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// FuzzRead gives arbitrary bytes to the reader: it never panics, and what it accepts is one line of JSON that every
// other program reads, that stands in the input where it says, and that is read again as the same line.
func FuzzRead(f *testing.F) {
	for _, c := range readings {
		f.Add([]byte(c.input))
	}
	f.Add(packed(packageOf(lineA, lineB)))
	f.Add([]byte("\ufeff" + lineA + "\n{\"broken\n" + lineB))
	f.Add([]byte(`{"records":[{"ocid":"o","releases":[{"url":"u"}]},{},5]}`))
	f.Add([]byte(release(`"x":[1e9999,"\u0000",` + deep(101) + `]`)))
	f.Add([]byte(utf16(lineC, false)))
	f.Fuzz(func(t *testing.T, input []byte) {
		var got collected
		err := Read(bytes.NewReader(input), "in.json", &got)
		var in *InputError
		if err != nil && (!errors.As(err, &in) || in.Line < 1 || byCode[in.Code] == nil) {
			t.Fatalf("error %v", err)
		}
		for _, p := range got.packages {
			if !json.Valid(p.Line) {
				t.Fatalf("package %s", p.Line)
			}
		}
		for _, r := range got.releases {
			if len(r.Findings) > 0 {
				checkWords(t, r.Findings[0])
				continue
			}
			isOneLine(t, r.Line)
			if !bytes.HasPrefix(input, []byte{0x1f, 0x8b}) {
				standsAt(t, string(input), r.Place, r.Line)
			}
			readsAgain(t, r)
		}
	})
}

// isOneLine checks that text is JSON without white space between its tokens.
func isOneLine(t *testing.T, line []byte) {
	t.Helper()
	var compact bytes.Buffer
	if err := json.Compact(&compact, line); err != nil || compact.String() != string(line) {
		t.Fatalf("%s is not compact: %v", line, err)
	}
}

func readsAgain(t *testing.T, r *Release) {
	t.Helper()
	var again collected
	if err := Read(bytes.NewReader(r.Line), "again", &again); err != nil || len(again.releases) != 1 || len(again.releases[0].Findings) > 0 {
		t.Fatalf("%s was read again as %v %v", r.Line, again, err)
	}
	if a := again.releases[0]; string(a.Line) != string(r.Line) || a.OCID != r.OCID || a.ID != r.ID || !a.Date.Equal(r.Date) {
		t.Fatalf("%s was read again as %s", r.Line, a.Line)
	}
}

// FuzzMerge merges two arbitrary objects: the results are JSON on one line, the same each time, and the objects stay
// as they were.
func FuzzMerge(f *testing.F) {
	for _, c := range mergeCases {
		f.Add(numbered(1, c.releases[0]), numbered(2, c.releases[len(c.releases)-1]))
	}
	f.Add(`{}`, `{"ocid":"","date":null,"tag":{},"tender":[[]]}`)
	f.Add(`{`, lineA)
	f.Fuzz(func(t *testing.T, a, b string) {
		if !isSafeObject(a) || !isSafeObject(b) {
			_, _ = Default().Merge([]*Release{NewRelease([]byte(a)), NewRelease([]byte(b))})
			return
		}
		first, second := NewRelease(compacted(a)), NewRelease(compacted(b))
		second.OCID = first.OCID
		merged := [2]string{}
		for i := range merged {
			record, err := Default().Merge([]*Release{first, second})
			if err != nil {
				t.Fatal(err)
			}
			isOneLine(t, record.Compiled())
			isOneLine(t, record.Versioned())
			merged[i] = string(record.Compiled()) + string(record.Versioned())
		}
		if merged[0] != merged[1] || !bytes.Equal(first.Line, compacted(a)) || !bytes.Equal(second.Line, compacted(b)) {
			t.Fatalf("%s\n%s", merged[0], merged[1])
		}
	})
}

func isSafeObject(s string) bool {
	v := jsontext.Value(s)
	return v.IsValid() && v.Kind() == '{'
}

func compacted(s string) []byte {
	var b bytes.Buffer
	_ = json.Compact(&b, []byte(s))
	return b.Bytes()
}

// FuzzEqual compares Equal with a comparison of trees whose numbers are exact fractions.
func FuzzEqual(f *testing.F) {
	for _, s := range []string{``, `1`, `1.0`, `10e-1`, `-0`, `0.0e5`, `1e400`, `1e99999999999999999999`, `"a"`, `"\u0061"`, `null`, ` 1`, `01`, `1x`,
		`{"a":1,"b":[true]}`, `{ "b":[true], "a":1.00 }`, `{} x`, `{"a":1,"a":1}`, `"` + "\xff" + `"`, `"\ufffd"`, `[1,[]]`, `"\ud834\udd1e"`, `"𝄞"`} {
		f.Add(s, s+" ")
		f.Add(s, `1`)
		f.Add(s, `{"b":[true],"a":1}`)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		got := Equal([]byte(a), []byte(b))
		if got != Equal([]byte(b), []byte(a)) || !Equal([]byte(a), []byte(a)) {
			t.Fatalf("%q and %q: not the same both ways", a, b)
		}
		want := a == b
		if jsontext.Value(a).IsValid() && jsontext.Value(b).IsValid() {
			x, y := exactTree(a), exactTree(b)
			if x == nil || y == nil {
				return
			}
			want = want || *x == *y
		}
		if got != want {
			t.Fatalf("%q and %q: %v", a, b, got)
		}
	})
}

// exactTree writes JSON with every number as a fraction; nil where an exponent would make the fraction huge.
func exactTree(s string) *string {
	var tree any
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil
	}
	huge := false
	var exact func(any) any
	exact = func(tree any) any {
		switch v := tree.(type) {
		case map[string]any:
			for name := range v {
				v[name] = exact(v[name])
			}
		case []any:
			for i := range v {
				v[i] = exact(v[i])
			}
		case json.Number:
			_, exponent, _ := strings.Cut(strings.ToLower(v.String()), "e")
			if len(strings.TrimLeft(exponent, "+-0")) > 3 {
				huge = true
				return nil
			}
			r, _ := new(big.Rat).SetString(v.String())
			return map[string]any{"\x00number": r.String()}
		}
		return tree
	}
	out, err := json.Marshal(exact(tree))
	if text := string(out); err == nil && !huge {
		return &text
	}
	return nil
}

// FuzzParseDate holds ParseDate to the library's own reading: what it takes is one instant, and stays it when written.
func FuzzParseDate(f *testing.F) {
	for _, d := range dates {
		f.Add(d.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := ParseDate(s)
		if err != nil {
			return
		}
		if again, err := ParseDate(at.Format(time.RFC3339Nano)); err != nil || !again.Equal(at) {
			t.Fatalf("%q is %v, then %v %v", s, at, again, err)
		}
		lax, err := time.Parse(time.RFC3339, strings.ToUpper(s))
		if leap := s[17:19] == "60"; !leap && (err != nil || !lax.Equal(at)) || leap && err == nil {
			t.Fatalf("%q is %v, not %v %v", s, at, lax, err)
		}
	})
}

// What the reader holds back is bounded: a sink sees each release before the next has come.
func TestReadIsPrompt(t *testing.T) {
	pipe, in := io.Pipe()
	seen := make(chan string, 10)
	done := make(chan error, 1)
	go func() { done <- Read(pipe, "in", &prompt{seen}) }()
	long := `{"ocid":"o","id":"long","x":"` + strings.Repeat("x", 2*peekSize) + `"}`
	_, _ = io.WriteString(in, `{"releases":[`+long+","+long+","+lineA)
	for _, want := range []string{"long", "long"} {
		select {
		case id := <-seen:
			if id != want {
				t.Errorf("release %s", id)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("nothing came before the input ended")
		}
	}
	_, _ = io.WriteString(in, "]}")
	_ = in.Close()
	if err := <-done; err != nil || <-seen != "1" {
		t.Error(err)
	}
}

type prompt struct{ seen chan string }

func (p *prompt) Release(r *Release) error { p.seen <- r.ID; return nil }
func (p *prompt) Package(*Package) error   { return nil }
func (p *prompt) Record(*Wrapper) error    { return nil }
