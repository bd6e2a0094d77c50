package checks

import (
	"encoding/json"
	"testing"
)

// Whatever stands where something else should, no rule on processes falls over it.
func TestProcessRulesTakeAnything(t *testing.T) {
	all := compiledSample(t)
	text := all[len(all)*3/4].Raw()
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	e := NewExaminer(&Options{Profiles: []string{Indonesia}, Rates: dollarRates})
	asked := 0
	everyChange(tree, func() {
		line, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		p := &Process{Value: parsed(t, string(line)), Options: e.options, examiner: e}
		for _, r := range e.active {
			r.process(p, r)
		}
		asked++
	})
	if asked < 1000 {
		t.Errorf("only %d changes of %d bytes", asked, len(text))
	}
}

// everyChange puts wrong values in the place of each value of a tree, one after the other, and calls try each time.
func everyChange(tree any, try func()) {
	wrong := []any{nil, 7, -1.5, "", "x", true, []any{}, map[string]any{}, []any{nil, 7, "x", []any{}, map[string]any{}}}
	at := func(was any, set func(any)) {
		for _, value := range wrong {
			set(value)
			try()
		}
		set(was)
		everyChange(was, try)
	}
	switch v := tree.(type) {
	case map[string]any:
		for name, member := range v {
			at(member, func(value any) { v[name] = value })
		}
	case []any:
		for i, item := range v {
			at(item, func(value any) { v[i] = value })
		}
	}
}
