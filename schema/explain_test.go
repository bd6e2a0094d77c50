package schema

import (
	"encoding/json"
	"slices"
	"testing"
)

// Of the standard and of all bundled extensions the judge knows every keyword, so that the library is not asked.
func TestKnowsAllKeywords(t *testing.T) {
	var urls []string
	for repository, id := range repositories() {
		if id == "subcontracting" { // the one that has a maximum
			continue
		}
		urls = append(urls, "https://a.example/"+repository+"/master/extension.json")
	}
	slices.Sort(urls)
	for _, s := range []*Schema{Default(), Default().With(urls).Schema} {
		for i, j := range []*judge{s.judge, s.versionedJudge, s.linkedJudge, s.entryJudge, s.packageJudge, s.recordJudge} {
			if !j.whole {
				t.Errorf("judge %d does not know a keyword", i)
			}
		}
	}
}

// What the standard does not have but an extension may: our explanation is the library's; of keywords that we do not
// know the library is asked.
func TestExplainsAsTheLibrary(t *testing.T) {
	schema := `{"type":["object","null"],"required":["b","a"],"minProperties":1,"properties":{
		"a":{"type":"number","minimum":-1.5},"b":{"type":["string","integer"],"enum":["x",null],"minLength":2,"pattern":"^x"},
		"c":{"type":"array","minItems":2,"uniqueItems":true,"items":{"type":["integer","null"]}},"d":{"type":"string","format":"uri"},
		"e":{"enum":["x",null]},"f":{"properties":{"g":{"minProperties":1}}},"h":{"patternProperties":{"^.*":{"type":["string","null"],"minLength":1}}},"":{"type":"boolean"},"p/q~":{"type":"null"}%s}}`
	for extra, whole := range map[string]bool{"": true, `,"z":{"maximum":5}`: false} {
		var doc map[string]any
		if err := json.Unmarshal([]byte(withMember(schema, extra)), &doc); err != nil {
			t.Fatal(err)
		}
		j, err := newJudge(doc)
		if err != nil || j.whole != whole {
			t.Fatalf("%s: whole %v, %v", extra, j.whole, err)
		}
		for _, line := range []string{`{}`, `null`, `[]`, `5`, `{"a":-2,"b":"x"}`, `{"a":-1.50,"b":"yy"}`, `{"a":"1","b":5}`, `{"a":1,"b":"xx","c":[1]}`,
			`{"a":1,"b":null,"c":[1,1.0,2.5,"x",null,null]}`, `{"a":1,"b":"x","d":"no address","e":"y"}`, `{"a":1,"b":"x","d":"","e":5}`, `{"e":{},"f":{"g":{}}}`,
			`{"a":1,"b":"x","":0,"p/q~":"x"}`, `{"a":1e0,"b":"x","c":[{},{}]}`, `{"f":5,"c":{}}`, `{"a":true,"b":[],"d":null,"e":null}`, `{"z":9}`, `{"h":{"x":"","y":null,"":5,"z":"z"}}`} {
			if ours, theirs := comparable(j.explain(&lineTree{line: []byte(line)})), comparable(j.explainSlowly([]byte(line))); !slices.Equal(ours, theirs) {
				t.Errorf("%s\nours   %q\ntheirs %q", line, ours, theirs)
			}
		}
	}
}

func withMember(text, extra string) string {
	return string(slices.Concat([]byte(text[:len(text)-len("%s}}")]), []byte(extra+"}}")))
}
