package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// examples are the releases of the official examples.
func examples(t *testing.T) []*Release {
	t.Helper()
	var all collected
	walkJSON(t, shared(t, "ocds/examples"), func(path string) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		_ = Read(f, filepath.Base(path), &all) // some files are fragments, not releases
	})
	return slices.DeleteFunc(all.releases, func(r *Release) bool { return len(r.Findings) > 0 })
}

// damaged changes a few values of a release at random: other types, other texts, nothing at all.
func damaged(dice *rand.Rand, line []byte) []byte {
	var tree any
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		panic(err)
	}
	for range 1 + dice.IntN(3) {
		tree = damage(dice, tree, 0)
	}
	out, err := json.Marshal(tree)
	if err != nil {
		panic(err)
	}
	return out
}

// odd is a value that fits few places.
func odd(dice *rand.Rand) (v any) {
	all := []string{`null`, `""`, `"x"`, `true`, `1`, `1.5`, `1.0`, `1e300`, `[]`, `{}`, `"2025-01-01"`, `"ä b"`, `[null]`, `["x","x"]`, `[{},{}]`}
	d := json.NewDecoder(strings.NewReader(all[dice.IntN(len(all))]))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		panic(err)
	}
	return v
}

func damage(dice *rand.Rand, tree any, depth int) any {
	switch v := tree.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		if slices.Sort(names); len(names) == 0 || depth > 1 && dice.IntN(8) == 0 {
			v["title_es"] = odd(dice)
			return v
		}
		name := names[dice.IntN(len(names))]
		if dice.IntN(6) == 0 {
			delete(v, name)
			return v
		}
		v[name] = damage(dice, v[name], depth+1)
		return v
	case []any:
		if len(v) > 0 && dice.IntN(4) > 0 {
			i := dice.IntN(len(v))
			v[i] = damage(dice, v[i], depth+1)
			return append(v, v[dice.IntN(len(v))])[:len(v)+dice.IntN(2)]
		}
	}
	return odd(dice)
}

// Splitting the work between the library and strict.go changes no verdict: the whole schema in the library alone finds
// the same, but for how it places equal items and for dates, about which it is lax.
func TestJudgeAgainstLibrary(t *testing.T) {
	releases := examples(t)
	doc, err := document(Files(), ReleaseFile)
	if err != nil {
		t.Fatal(err)
	}
	delete(doc, "id")
	whole, err := gojsonschema.NewSchema(gojsonschema.NewGoLoader(doc))
	if err != nil {
		t.Fatal(err)
	}
	rounds, invalid := 80, 0
	if testing.Short() {
		rounds = 20
	}
	dice := rand.New(rand.NewPCG(5, 6))
	for range rounds {
		line := damaged(dice, releases[dice.IntN(len(releases))].Line)
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		var tree any
		if err := d.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		result, err := whole.Validate(gojsonschema.NewRawLoader(tree))
		if err != nil {
			t.Fatal(err)
		}
		var theirs []Finding
		for _, e := range result.Errors() {
			f := translate(e)
			if e.Type() == "unique" {
				f.Code = CodeUnique
			}
			theirs = append(theirs, f)
		}
		ours := Default().judge.findings(line)
		if a, b := verdicts(ours), verdicts(theirs); !slices.Equal(a, b) {
			t.Fatalf("%s\n  ours %v\ntheirs %v", line, a, b)
		}
		invalid += min(len(ours), 1)
	}
	if invalid < rounds/2 {
		t.Errorf("only %d of %d releases were invalid", invalid, rounds)
	}
}

// verdicts lists codes and pointers; equal items by their list, once.
func verdicts(all []Finding) []string {
	var out []string
	for _, f := range all {
		if f.Code == CodeUnique && isIndex(f.Pointer[strings.LastIndexByte(f.Pointer, '/')+1:]) {
			f.Pointer = f.Pointer[:strings.LastIndexByte(f.Pointer, '/')]
		}
		out = append(out, f.Code+" "+f.Pointer)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// The official files, loaded in place of ours, say the same of every release, and give the same rules of merging.
func TestOfficialFiles(t *testing.T) {
	official, err := Load(os.DirFS(shared(t, "ocds/1.1")))
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(7, 8))
	releases := examples(t)
	for _, r := range releases {
		for round := range 8 {
			tried := NewRelease(r.Line)
			if round > 0 {
				tried = NewRelease(damaged(dice, r.Line))
			}
			if a, b := Default().ValidateRelease(tried), official.ValidateRelease(tried); fmt.Sprint(verdicts(a)) != fmt.Sprint(verdicts(b)) {
				t.Fatalf("%s\n    ours %+v\nofficial %+v", tried.Line, a, b)
			}
		}
	}
	if a, b := rules(Default().release, "", 0), rules(official.release, "", 0); len(a) < 24 || !slices.Equal(a, b) {
		t.Errorf("   ours %q\nofficial %q", a, b)
	}
	for _, input := range []string{`{"uri":5,"releases":[]}`, `{"version":"1","records":[],"publisher":{}}`} {
		if a, b := judgeText(t, Default(), input), judgeText(t, official, input); len(a) < 3 || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("    ours %+v\nofficial %+v", a, b)
		}
	}
}

// rules lists the paths that do not merge by part, as the reference implementation does: without what stands below them.
func rules(f *Field, path string, depth int) (all []string) {
	if f == nil || depth > 20 {
		return nil
	}
	if f.merge != mergeByPart {
		return []string{string(f.merge) + " " + path}
	}
	for name, child := range f.Properties {
		all = append(all, rules(child, path+"/"+name, depth+1)...)
	}
	all = append(all, rules(f.Items, path, depth+1)...)
	slices.Sort(all)
	return all
}

// The 24 rules of OCDS 1.1.5 stand in reference/merging.md §1.
func TestMergeRules(t *testing.T) {
	all := rules(Default().release, "", 0)
	count := map[string]int{}
	for _, rule := range all {
		kind, _, _ := strings.Cut(rule, " ")
		count[kind]++
	}
	if count["omit"] != 3 || count["wholeList"] != 21 || len(all) != 24 {
		t.Errorf("%v: %q", count, all)
	}
	for _, rule := range []string{"omit /tag", "wholeList /parties/roles", "wholeList /contracts/implementation/transactions/payee/additionalIdentifiers", "wholeList /relatedProcesses/relationship"} {
		if !slices.Contains(all, rule) {
			t.Errorf("no rule %s", rule)
		}
	}
}
