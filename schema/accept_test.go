package schema

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// What is taken at a glance, the slower judges take too; and what is usual is taken at a glance.
func TestUsualForms(t *testing.T) {
	usual := []string{"2025-03-31T09:00:00+07:00", "2024-12-30T23:59:59Z", "2025-02-28T00:00:00.5Z", "0001-01-01T00:00:00.000-23:59",
		"https://contoh.example/a/b.pdf?c=d&e=f", "http://contoh.example", "https://a.example/x,y_z~1+2"}
	for _, s := range usual {
		if !isUsualDate([]byte(s)) && !isUsualAddress([]byte(s)) {
			t.Errorf("%s: not usual", s)
		}
		neverLaxer(t, s)
	}
	const odd = "0123456789+-.:TZtz /%\\[]@#é\x00"
	dice := rand.New(rand.NewPCG(11, 12))
	taken := 0
	for range 50_000 {
		s := []byte(usual[dice.IntN(len(usual))])
		for range 1 + dice.IntN(3) {
			s[dice.IntN(len(s))] = odd[dice.IntN(len(odd))]
		}
		if neverLaxer(t, string(s[:len(s)-dice.IntN(2)*dice.IntN(len(s))])) {
			taken++
		}
	}
	if taken < 1000 {
		t.Errorf("only %d of the damaged texts were taken", taken)
	}
}

// neverLaxer judges a text both ways, and says whether the quick way takes it.
func neverLaxer(t *testing.T, s string) bool {
	t.Helper()
	date, address := isUsualDate([]byte(s)), isUsualAddress([]byte(s))
	if _, err := ParseDate(s); date && err != nil {
		t.Errorf("%q is taken for a date: %v", s, err)
	}
	if address && !(gojsonschema.URIFormatChecker{}).IsFormat(s) {
		t.Errorf("%q is taken for an address", s)
	}
	return date || address
}

func FuzzUsualForms(f *testing.F) {
	for _, s := range []string{"2025-03-31T09:00:00+07:00", "2023-02-29T09:00:00Z", "2025-03-31T24:00:00Z", "2025-03-31T09:00:00.Z", "https://", "https://a:b/%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { neverLaxer(t, s) })
}

// Each word is found wherever it stands, and nothing else is.
func TestMayNameAccount(t *testing.T) {
	for _, w := range accountWords {
		for before := range 9 {
			for after := range 3 {
				text := strings.Repeat("k", before) + w.word + strings.Repeat("e", after)
				if !mayNameAccount([]byte(text)) {
					t.Errorf("%s: not found", text)
				}
			}
		}
	}
	dice := rand.New(rand.NewPCG(13, 14))
	found := 0
	for range 200_000 {
		text := make([]byte, 4+dice.IntN(8))
		word := accountWords[dice.IntN(len(accountWords))].word
		for i := range text {
			text[i] = word[min(max(i+dice.IntN(3)-1, 0), len(word)-1)]
		}
		want := false
		for _, w := range accountWords {
			want = want || bytes.Contains(text, []byte(w.word))
		}
		if got := mayNameAccount(text); got != want {
			t.Fatalf("%s: %v", text, got)
		}
		if want {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d texts had a word", found)
	}
}

func TestTexts(t *testing.T) {
	all := []string{"", "a", "ab", "ba", "name", "nama", "value", "valve", "procurementMethod", "procurementMethodDetails"}
	set := newTexts(all)
	for i, text := range all {
		if got := set.find(text); got != i {
			t.Errorf("%q is at %d", text, got)
		}
		if got := set.find(text + "x"); got != -1 {
			t.Errorf("%q is at %d", text+"x", got)
		}
	}
	if got := newTexts(nil).find("a"); got != -1 {
		t.Errorf("in the empty set at %d", got)
	}
}

func TestAccepts(t *testing.T) {
	for _, c := range []struct{ schema, takes, leaves string }{
		{`{"minProperties":1}`, `{"a":1} []`, `{}`},
		{`{"minProperties":2,"properties":{"a":{}}}`, `{"a":1,"b":2}`, `{"a":1} {"b":1}`},
		{`{"minimum":0}`, `0 1.5 "-1" 1e5`, `-1 -0`},
		{`{"minimum":1}`, ``, `2`},
		{`{"required":["a","b"],"properties":{"a":{"type":"string"}}}`, `{"b":0,"a":""} {"a":"","b":null,"c":[]}`, `{} {"a":""} {"b":1} {"a":1,"b":1}`},
		{`{"enum":["a","b",null]}`, `"a" "b" null`, `"c" "" 1 true {} []`},
		{`{"enum":["a"]}`, `"a" "\u0061"`, `null "\u0062"`},
		{`{"type":"array","uniqueItems":true}`, `[] [1] [1,2] ["a","b"] [{"id":1},{"id":2}] ["1",1] [[],{}]`, `[1,1] [1,1.0] ["a","a"] ["a","\u0061"] [{"id":1},{"id":1}] [[],[]]`},
		{`{"uniqueItems":true,"items":{"properties":{"id":{}}}}`, `[{"id":"1"},{"id":1}] [{"id":1,"a":1},{"id":1}] [{},{"id":1}]`, `[{"id":1.0},{"id":1}] [{"a":1,"id":"x"},{"id":"x","a":1}]`},
		{`{"items":{"type":"integer"}}`, `[1,-1,0]`, `["1"] [1.0] [1,1e2]`},
		{`{"minItems":1,"minLength":2,"pattern":"^x"}`, `[0] "xé"`, `[] "x" "yy"`},
		{`{"properties":{"a":{"type":"null"}}}`, `{"b":1} {"a":null} {} {"\u0061":null}`, `{"a":1} {"\u0061":1}`},
		{`{"required":["a\\nb"]}`, `{"a\\nb":1}`, `{"a\nb":1}`},
		{`{"properties":{"a_en":{}},"patternProperties":{"^(a_(en|id))$":{"type":"string"}}}`, `{"a_id":"x"} {"a_\u0069d":"x"} {"a_es":1}`, `{"a_id":1} {"a_\u0069d":1} {"a_en":1}`},
		{`{"required":["a_en"],"patternProperties":{"^(a_(en|id))$":{"type":"string"}}}`, ``, `{"a_en":1} {}`},
	} {
		var doc map[string]any
		if err := json.Unmarshal([]byte(c.schema), &doc); err != nil {
			t.Fatal(err)
		}
		v := newVerdict(doc)
		for want, all := range map[bool]string{true: c.takes, false: c.leaves} {
			for _, text := range strings.Fields(all) {
				if got := acceptsLine(v, []byte(text)); got != want {
					t.Errorf("%s: %s: %v", c.schema, text, got)
				}
			}
		}
	}
}

func acceptsLine(v *verdict, line []byte) bool {
	tree, err := parse(line)
	return err == nil && v.accepts(&tree)
}

// What is no JSON is not accepted, and brings nothing down.
func TestAcceptsBroken(t *testing.T) {
	v := newVerdict(map[string]any{})
	for _, text := range []string{``, `{`, `[`, `"`, `{"a"`, `{"a":`, `[1`, `{} {}`, `"\`} {
		if acceptsLine(v, []byte(text)) {
			t.Errorf("%s: accepted", text)
		}
	}
}
