package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// randomProcess makes releases in which everything happens: nulls, lists with and without ids, values of every type.
func randomProcess(dice *rand.Rand, mixed bool) []json.RawMessage {
	var all []json.RawMessage
	for i := range 1 + dice.IntN(6) {
		m := randomMaker{dice, mixed}
		date := fmt.Sprintf("2025-01-%02dT%02d:00:00%s", 1+dice.IntN(3), dice.IntN(24), []string{"Z", "+07:00", "-03:30"}[dice.IntN(3)])
		all = append(all, fmt.Appendf(nil, `{"ocid":"o","id":"%d","date":"%s","tag":["tender"],"tender":%s,"awards":%s,"x":%s,"parties":%s}`,
			i, date, m.object(3), m.items(2), m.object(2), m.items(1)))
	}
	return all
}

// randomMaker writes JSON. Unless mixed, the name of a member says its type: scalar, object, list of objects or of values.
type randomMaker struct {
	dice  *rand.Rand
	mixed bool
}

func (m randomMaker) object(depth int) string {
	var members []string
	for _, name := range []string{"title", "s", "o", "items", "v", "id", "submissionMethod", "documents"} {
		if m.dice.IntN(3) == 0 {
			members = append(members, `"`+name+`":`+m.member(name, depth))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (m randomMaker) member(name string, depth int) string {
	if name == "id" {
		return m.scalar()
	}
	if m.dice.IntN(8) == 0 {
		return "null"
	}
	if m.mixed && m.dice.IntN(4) == 0 {
		name = []string{"s", "o", "items", "v"}[m.dice.IntN(4)]
	}
	switch {
	case name == "v" || name == "submissionMethod":
		return []string{`["a"]`, `["a","b"]`, `[1]`, `["\u0061"]`, `[[{"id":1}]]`}[m.dice.IntN(5)]
	case depth > 0 && name == "o":
		return m.object(depth - 1)
	case depth > 0 && (name == "items" || name == "documents"):
		return m.items(depth - 1)
	case name == "o" || name == "items" || name == "documents":
		return []string{"{}", "[]"}[b2i(name != "o")]
	}
	return m.scalar()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (m randomMaker) items(depth int) string {
	var all []string
	for range m.dice.IntN(4) {
		item := m.object(depth)
		if !strings.Contains(item, `"id"`) && m.dice.IntN(3) > 0 {
			item = strings.Replace(`{"id":`+[]string{`"1"`, `1`, `"2"`, `2.0`, `2`}[m.dice.IntN(5)]+","+item[1:], ",}", "}", 1)
		}
		all = append(all, item)
	}
	return "[" + strings.Join(all, ",") + "]"
}

func (m randomMaker) scalar() string {
	return []string{`1`, `1.0`, `"1"`, `"a"`, `"b"`, `true`, `2`, `null`}[m.dice.IntN(8)]
}

// Whatever the releases, both results are JSON and the last values of the versioned one are the values of the compiled one.
func TestMergeAgreesWithItself(t *testing.T) {
	dice := rand.New(rand.NewPCG(11, 12))
	rounds := 1_500
	if testing.Short() {
		rounds = 500
	}
	for round := range rounds {
		raws := randomProcess(dice, round%2 == 0)
		record := mergeRaw(t, raws)
		agrees(t, record, fmt.Sprintf("%s", raws))
		if t.Failed() {
			return
		}
	}
}

// agrees compares the compiled release with the latest values of the versioned one.
func agrees(t *testing.T, record *Record, input string) {
	t.Helper()
	compiled, versioned := decodeNumbers(t, record.Compiled()), decodeNumbers(t, record.Versioned())
	for _, name := range []string{"ocid", "id", "date", "tag"} {
		delete(compiled, name)
		delete(versioned, name)
	}
	a, _ := json.Marshal(pruned(compiled))
	b, _ := json.Marshal(pruned(latestOf(versioned)))
	if !Equal(a, b) {
		t.Errorf("input %s\n compiled %s\nversioned %s\n   latest %s", input, a, record.Versioned(), b)
	}
}

func decodeNumbers(t *testing.T, raw []byte) (tree map[string]any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return tree
}

// latestOf takes the last value of every list of entries.
func latestOf(tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			if value = latestOf(value); value != nil {
				out[name] = value
			}
		}
		return out
	case []any:
		if entry, ok := v[len(v)-1].(map[string]any); ok && len(entry) == 4 && entry["releaseTag"] != nil {
			return entry["value"]
		}
		out := []any{}
		for _, item := range v {
			out = append(out, latestOf(item))
		}
		return out
	}
	return tree
}

// pruned leaves out what a null may have emptied, at any depth: empty objects and lists, and items with nothing but
// an id. What was removed whole is not in the compiled release; in the versioned one it has null entries.
func pruned(tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			if value = pruned(value); value != nil {
				out[name] = value
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			value := pruned(item)
			if object, ok := value.(map[string]any); value == nil || ok && len(object) == 1 && object["id"] != nil {
				continue
			}
			out = append(out, value)
		}
		if len(out) == 0 {
			return nil
		}
		return out
	}
	return tree
}
