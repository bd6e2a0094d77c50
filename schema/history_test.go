package schema

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// changeLines writes changes shortly: release, kind, pointer, thing with its id and that of what it is in, from > to.
func changeLines(h *History) string {
	var all []string
	for _, c := range h.Changes {
		within := strings.Trim(c.Thing+"#"+c.ThingID+"@"+c.WithinID, "@#")
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s %s [%s] %s>%s", c.ReleaseID, c.Kind, c.Pointer, within, c.From, c.To)))
	}
	return strings.Join(all, "\n")
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name     string
		releases []string
		want     string
	}{
		{"one release", []string{`"tender":{"id":"1","title":"a"}`}, ""},
		{"the same again", []string{`"tender":{"id":"1","title":"a"}`, `"tender":{"id":"1","title":"a"}`}, ""},
		{"a null that was never set", []string{`"language":null`, `"tender":{"title":null}`}, ""},
		{"a field of the process", []string{`"language":"id"`, `"language":"en"`}, `2 changed /language [] "id">"en"`},
		{"added, removed, and again", []string{`"tender":{"id":"T"}`, `"tender":{"title":"a"}`, `"tender":{"title":null}`, `"tender":{"title":"a"}`},
			`2 added /tender/title [tender#T] >"a"` + "\n" + `3 removed /tender/title [tender#T] "a">` + "\n" + `4 added /tender/title [tender#T] >"a"`},
		{"values are no things", []string{`"contracts":[{"id":"C/1"}]`, `"contracts":[{"id":"C/1","value":{"amount":1,"currency":"IDR"}}]`, `"contracts":[{"id":"C/1","value":{"amount":2.0}}]`},
			"2 added /contracts/C~11/value/amount [contracts#C/1] >1\n" + `2 added /contracts/C~11/value/currency [contracts#C/1] >"IDR"` + "\n3 changed /contracts/C~11/value/amount [contracts#C/1] 1>2.0"},
		{"a new award is one change", []string{`"awards":[{"id":"1"}]`, `"awards":[{"id":2,"title":"a","value":{"amount":1},"items":[{"id":"x"}]}]`, `"awards":[{"id":2,"items":[{"id":"x","quantity":3},{"id":"y"}]}]`},
			"2 added /awards/2 [awards#2] >\n3 added /awards/2/items/x/quantity [awards/items#x@2] >3\n3 added /awards/2/items/y [awards/items#y@2] >"},
		{"a new tender is one change", []string{``, `"tender":{"id":"T","items":[{"id":"x"}],"value":{"amount":1}}`}, "2 added /tender [tender#T] >"},
		{"items below a place without id", []string{`"contracts":[{"id":"C"}]`, `"contracts":[{"id":"C","implementation":{"transactions":[{"id":"X","value":{"amount":1}}]}}]`, `"contracts":[{"id":"C","implementation":{"transactions":[{"id":"X","value":{"amount":2}}]}}]`},
			"2 added /contracts/C/implementation/transactions/X [contracts/implementation/transactions#X@C] >\n3 changed /contracts/C/implementation/transactions/X/value/amount [contracts/implementation/transactions#X@C] 1>2"},
		{"an object of null is one removal", []string{`"tender":{"id":"T","title":"a","documents":[{"id":"d"}],"status":null}`, `"tender":{"title":"b"}`, `"tender":null`},
			`2 changed /tender/title [tender#T] "a">"b"` + "\n" + `3 removed /tender [tender#T] {"id":"T","title":"b","documents":[{"id":"d"}]}>`},
		{"there while any value is", []string{``, `"tender":{"a":1,"b":1}`, `"tender":{"a":null}`, `"tender":{"b":null}`},
			"2 added /tender [tender] >\n3 removed /tender/a [tender] 1>\n" + `4 removed /tender [tender] {"b":1}>`},
		{"removed, and back with less", []string{`"tender":{"id":"T","title":"a"}`, `"tender":null`, `"tender":{"id":"T"}`},
			`2 removed /tender [tender#T] {"id":"T","title":"a"}>` + "\n3 added /tender [tender#T] >"},
		{"a list of null removes each item", []string{`"awards":[{"id":"1","title":"a"},{"title":"b"}]`, `"awards":null`},
			`2 removed /awards/1 [awards#1] {"id":"1","title":"a"}>` + "\n" + `2 removed /awards/1 [awards] {"title":"b"}>`},
		{"items without id are new each time", []string{`"awards":[{"title":"a"}]`, `"awards":[{"title":"a"}]`}, "2 added /awards/1 [awards] >"},
		{"null over each field is no removal of an item", []string{`"awards":[{"id":"1","title":"a"}]`, `"awards":[{"id":"1","title":null}]`}, `2 removed /awards/1/title [awards#1] "a">`},
		{"a whole list is one value", []string{`"parties":[{"id":"P","roles":["buyer"]}]`, `"parties":[{"id":"P","roles":["buyer","payer"]}]`},
			`2 changed /parties/P/roles [parties#P] ["buyer"]>["buyer","payer"]`},
		{"in the order of releases, then of the document", []string{`"tender":{"a":1,"b":1}`, `"tender":{"b":2}`, `"tender":{"a":3}`, `"tender":{"b":4,"a":4}`},
			"2 changed /tender/b [tender] 1>2\n3 changed /tender/a [tender] 1>3\n4 changed /tender/a [tender] 3>4\n4 changed /tender/b [tender] 2>4"},
		{"an object over a value", []string{`"x":5`, `"x":{"a":1}`}, `2 changed /x [] 5>{"a":1}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := mergeCaseOf(t, c.releases).History()
			if got := changeLines(h); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			comesBack(t, h)
		})
	}
}

func mergeCaseOf(t testing.TB, members []string) *Record {
	t.Helper()
	var releases []*Release
	for i, text := range members {
		releases = append(releases, NewRelease([]byte(numbered(i+1, text))))
	}
	record, err := Default().Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// comesBack encodes a history and reads it again.
func comesBack(t *testing.T, h *History) {
	t.Helper()
	encoded := h.Encode()
	if !json.Valid(encoded) {
		t.Fatalf("not JSON: %s", encoded)
	}
	again, err := DecodeHistory(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Encode(); string(got) != string(encoded) {
		t.Errorf("encoded %s\n again  %s", encoded, got)
	}
	if a, b := fmt.Sprintf("%+v", h.Changes), fmt.Sprintf("%+v", again.Changes); a != b || !slices.Equal(h.stood, again.stood) {
		t.Errorf("decoded\n%s\n%s", a, b)
	}
}

func TestPathsOfChanges(t *testing.T) {
	h := mergeCaseOf(t, []string{`"contracts":[{"id":"C"}]`, `"contracts":[{"id":"C","value":{"amount":1},"a/b":{"c~d":1}}]`}).History()
	if c := h.Changes[0]; c.Path != "contracts/value/amount" || c.Date != "2025-02-01T00:00:00Z" {
		t.Errorf("%+v", c)
	}
	if c := h.Changes[1]; c.Path != "contracts/a~1b/c~0d" {
		t.Errorf("%+v", c)
	}
}

func TestReleaseOf(t *testing.T) {
	h := mergeCaseOf(t, []string{
		`"tender":{"id":"T","value":{"amount":1},"items":[{"id":"a"},{"id":"b","additionalClassifications":[{"id":"x"}]}]},"awards":[{"id":"1"},{"id":"2"}],"buyer":{"name":"n"}`,
		`"tender":{"id":"T","items":[{"id":"b"}]},"awards":null,"x":{"y":{"z":{"a":1}}}`,
		`"awards":[{"id":"2","suppliers":[{"id":"s"}]}],"x":{"y":{"w":{"a":1}}}`,
	}).History()
	comesBack(t, h)
	for pointer, want := range map[string]string{
		"": "3", "/awards/0": "3", "/awards/0/suppliers/0": "3", "/tender": "2", "/tender/value": "1", "/tender/value/amount": "1",
		"/tender/items/0": "1", "/tender/items/1": "2", "/tender/items/1/additionalClassifications/0": "1", "/buyer": "1", "/x/y": "3", "/x/y/z": "2", "/language": "3",
	} {
		if got := h.ReleaseOf(pointer); got != want {
			t.Errorf("%q stood in %s last, want %s: %s", pointer, got, want, h.Encode())
		}
	}
	if got := mergeCaseOf(t, []string{`"tender":{"id":"T"}`}).History().ReleaseOf("/tender"); got != "1" {
		t.Errorf("of one release: %q", got)
	}
	if got := (*History)(nil).ReleaseOf("/tender") + string((*History)(nil).Encode()); got != "" {
		t.Errorf("of no history: %q", got)
	}
}

func TestDecodeHistory(t *testing.T) {
	if h, err := DecodeHistory(nil); h != nil || err != nil {
		t.Errorf("of nothing: %v %v", h, err)
	}
	for _, text := range []string{`{}`, `[]`, `{"releases"`, `{"releases":[],"changes":[{"release":0}]}`, `{"releases":[["1","d"]],"stood":[["/a",1]]}`,
		`{"releases":[["1","d"]],"stood":["/a"]}`, `{"releases":[["1","d"]],"changes":[{"release":-1}]}`} {
		if h, err := DecodeHistory([]byte(text)); err == nil {
			t.Errorf("%s: %+v", text, h)
		}
	}
	if h, err := DecodeHistory([]byte(`{"releases":[["1",null]]}`)); err != nil || h.ReleaseOf("/x") != "1" {
		t.Errorf("%v %v", h, err)
	}
}

// The changes of each release are what tells the process before it from the process after it, and ReleaseOf is the last
// release in which one finds the object.
func TestHistoryAgreesWithMergingEachRelease(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	rounds := 1_000
	if testing.Short() {
		rounds = 300
	}
	told := 0
	for round := range rounds {
		raws := randomProcess(dice, false)
		record := mergeRaw(t, raws)
		h := record.History()
		comesBack(t, h)
		told += len(h.Changes)
		before := map[string]string{}
		for i := range record.Releases {
			after := leavesOf(t, record.Releases[:i+1])
			if i > 0 {
				sameChanges(t, h, record.Releases[i].ID, before, after)
			}
			before = after
		}
		sameReleases(t, h, record)
		if t.Failed() {
			t.Fatalf("round %d: %s\n%s", round, raws, changeLines(h))
		}
	}
	if told < rounds {
		t.Errorf("only %d changes", told)
	}
}

// leavesOf gives the values of a process by pointers with ids.
func leavesOf(t *testing.T, releases []*Release) map[string]string {
	t.Helper()
	record, err := Default().Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	flattenNode(record.root, "", all)
	return all
}

// flattenNode writes down values that are there and not null, by pointers with ids.
func flattenNode(n *node, pointer string, all map[string]string) {
	if n.kind == leaf {
		if raw := n.history[len(n.history)-1].raw; !isNull(raw) {
			all[pointer] = string(raw)
		}
		return
	}
	for i, part := range n.parts {
		name := string(part.name)
		if n.kind == list {
			if name = fmt.Sprint(i); part.id != nil {
				name = text(part.id)
			}
			name += fmt.Sprintf("\x00%d", i) // 1 and "1" are two
		}
		if n.parent != nil || name != "ocid" && name != "id" && name != "date" {
			flattenNode(part, pointer+"/"+name, all)
		}
	}
}

var (
	numbers   = regexp.MustCompile("\x00[0-9]+")
	ambiguous = regexp.MustCompile("/[12](/|$)") // what has an id that is a number for one item and text for another
)

// sameChanges holds what the history tells of one release against the values before and after it.
func sameChanges(t *testing.T, h *History, release string, before, after map[string]string) {
	t.Helper()
	differ := map[string][]string{} // by pointers with ids alone, which two items can share: what was, what is
	note := func(pointer string, values map[string]string, other map[string]string) {
		if values[pointer] == other[pointer] || values[pointer] != "" && other[pointer] != "" && Equal([]byte(values[pointer]), []byte(other[pointer])) {
			return
		}
		differ[numbers.ReplaceAllString(pointer, "")] = append(differ[numbers.ReplaceAllString(pointer, "")], before[pointer]+">"+after[pointer])
	}
	for pointer := range before {
		note(pointer, before, after)
	}
	for pointer := range after {
		if _, ok := before[pointer]; !ok {
			note(pointer, after, before)
		}
	}
	covered := map[string]int{}
	for _, c := range h.Changes {
		if c.ReleaseID != release {
			continue
		}
		covers := 0
		for pointer, values := range differ {
			isThing := c.Path == c.Thing && (pointer == c.Pointer || strings.HasPrefix(pointer, c.Pointer+"/"))
			if isThing || pointer == c.Pointer && slices.Contains(values, string(c.From)+">"+string(c.To)) {
				covered[pointer]++
				covers++
			}
		}
		if covers == 0 {
			t.Errorf("release %s: nothing changed for %+v", release, c)
		}
	}
	for pointer, values := range differ {
		if n := covered[pointer]; n == 0 || n > 1 && !ambiguous.MatchString(pointer) {
			t.Errorf("release %s: %d changes tell of %s %q", release, n, pointer, values)
		}
	}
}

// sameReleases looks for each object of the compiled release in the releases, from the last on.
func sameReleases(t *testing.T, h *History, record *Record) {
	t.Helper()
	compiled, err := Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"awards", "parties", "tender"} {
		objects := []*Value{compiled.Get(list)}
		if list != "tender" {
			objects = nil
			for _, item := range compiled.Get(list).Items() {
				objects = append(objects, item)
			}
		}
		for i, object := range objects {
			if object == nil || list != "tender" && object.Get("id") == nil {
				continue
			}
			pointer := "/" + list
			if list != "tender" {
				pointer = fmt.Sprintf("/%s/%d", list, i)
			}
			if got, want := h.ReleaseOf(pointer), lastWith(record, list, object); got != want {
				t.Errorf("%s stood in %s last, want %s", pointer, got, want)
			}
		}
	}
}

// lastWith gives the id of the last release with the object: the tender, or an item of the list with the same id.
func lastWith(record *Record, list string, object *Value) string {
	for _, r := range slices.Backward(record.Releases) {
		tree, _ := Parse(r.Line)
		if v := tree.Get(list); v.IsObject() && v.Len() > 0 {
			return r.ID
		}
		for _, item := range tree.Get(list).Items() {
			if id := item.Get("id"); id != nil && Equal(id.Raw(), object.Get("id").Raw()) {
				return r.ID
			}
		}
	}
	return ""
}

func TestIDPointer(t *testing.T) {
	tree, err := Parse([]byte(`{"awards":[{"id":"A/1","items":[{"title":"x"},{"id":5}]}],"a/b":[{"id":""}],"c":[[{"id":"x"}]]}`))
	if err != nil {
		t.Fatal(err)
	}
	for pointer, want := range map[string]string{
		"": "", "/awards": "/awards", "/awards/0": "/awards/A~11", "/awards/0/items/0/title": "/awards/A~11/items/0/title",
		"/awards/0/items/1": "/awards/A~11/items/5", "/a~1b/0": "/a~1b/0", "/awards/7/items/0": "/awards/7/items/0",
		"/none/0": "/none/0", "/awards/x": "/awards/x", "/c/0/0": "/c/0/x",
	} {
		if got := IDPointer(tree, pointer); got != want {
			t.Errorf("%s: %s, want %s", pointer, got, want)
		}
	}
}
