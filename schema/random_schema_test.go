package schema

import (
	"math/rand/v2"
	"sync"
	"testing"
)

// schemaMaker invents schemas of the keywords that the verdict knows, and of a few that it does not.
type schemaMaker struct{ dice *rand.Rand }

func (m schemaMaker) once(in int) bool { return m.dice.IntN(in) == 0 }

// document has a definition to which its places may refer, as may the definition itself.
func (m schemaMaker) document() map[string]any {
	doc := m.object(3)
	definitions := map[string]any{"T": m.node(2)}
	if m.once(40) {
		definitions = map[string]any{"T": map[string]any{"$ref": "#/definitions/U"}, "U": m.text(0)}
	}
	doc["definitions"] = definitions
	return doc
}

type keyword struct {
	name  string
	value any
}

var knownKeywords = []keyword{{"title", "x"}, {"x-note", []any{}}, {"uniqueItems", true}, {"minLength", 1.0}, {"minItems", 1.0}, {"minimum", 0.0}}

// unknownKeywords are left to the judge.
var unknownKeywords = []keyword{{"maximum", 1.0}, {"maxItems", 2.0}, {"anyOf", []any{map[string]any{}}}, {"not", map[string]any{"type": "null"}}}

func (m schemaMaker) node(depth int) map[string]any {
	if depth < 2 && m.once(4) {
		return map[string]any{"$ref": "#/definitions/T", "type": "string"} // what stands beside a reference does not count
	}
	kinds := []func(int) map[string]any{m.text, m.number, m.list, m.object}
	if depth == 0 {
		kinds = kinds[:2]
	}
	node := oneOf(m.dice, kinds)(depth)
	for _, k := range knownKeywords {
		if m.once(10) {
			node[k.name] = k.value
		}
	}
	for _, k := range unknownKeywords {
		if m.once(500) {
			node[k.name] = k.value
		}
	}
	return node
}

// of names one type, two, or none.
func (m schemaMaker) of(name string) map[string]any {
	switch m.dice.IntN(4) {
	case 0:
		other := oneOf(m.dice, []string{"null", "integer", "object", "array", "boolean", "string"})
		if other == name {
			return map[string]any{"type": []any{name}}
		}
		return map[string]any{"type": []any{name, other}}
	case 1:
		return map[string]any{}
	}
	return map[string]any{"type": name}
}

func (m schemaMaker) text(int) map[string]any {
	node := m.of("string")
	switch m.dice.IntN(8) {
	case 0:
		node["enum"] = []any{"x", "a b", "é", "\n"}
	case 1:
		node["enum"] = []any{"1", nil, "\U0001F600", ""}
	case 2, 6:
		node["minLength"] = float64(m.dice.IntN(4))
	case 3:
		node["pattern"] = oneOf(m.dice, []string{"^x", `^\d\.\d$`, " ", "é$"})
	case 4, 5:
		node["format"] = oneOf(m.dice, []string{"uri", "date-time"})
	}
	if m.once(150) {
		node["enum"] = []any{"x", true}
	}
	return node
}

func (m schemaMaker) number(int) map[string]any {
	node := m.of(oneOf(m.dice, []string{"number", "integer"}))
	if m.once(3) {
		node["minimum"] = oneOf(m.dice, []float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 1})
	}
	return node
}

func (m schemaMaker) list(depth int) map[string]any {
	node := m.of("array")
	if !m.once(4) {
		node["items"] = m.node(depth - 1)
	}
	if m.once(2) {
		node["uniqueItems"] = true
	}
	if m.once(3) {
		node["minItems"] = float64(m.dice.IntN(3))
	}
	return node
}

// memberNames are of objects in invented schemas; their order here is that of the members in the required lists.
var memberNames = []string{"id", "a", "b", "title", "title_en", "a_en", "", "é", `a\b`, "a\nb", `a\u0062`, "name", "value", "x"}

func (m schemaMaker) object(depth int) map[string]any {
	node := m.of("object")
	properties, required := map[string]any{}, []any{}
	for _, name := range memberNames {
		if m.once(3) && depth > 0 {
			properties[name] = m.node(depth - 1)
		}
		if m.once(30) {
			required = append(required, name)
		}
	}
	if len(properties) > 0 {
		node["properties"] = properties
	}
	if len(required) > 0 {
		node["required"] = required
	}
	if m.once(4) {
		node["minProperties"] = float64(m.dice.IntN(4))
	}
	if m.once(3) {
		node["patternProperties"] = map[string]any{"^(title_(en|es|zh-Hant))$": map[string]any{"type": []any{"string", "null"}},
			oneOf(m.dice, []string{"^(a_(e.?))$", "^(a_(e.?))", "^(title_(x-1|en))$", "^(a_(e.?))$"}): map[string]any{"type": "string"}}
	}
	if m.once(100) {
		node["patternProperties"] = map[string]any{"^a": map[string]any{"type": "string"}}
	}
	return node
}

// trySchema invents a schema and some values, and hears what is said of them.
func (n *tally) trySchema(t *testing.T, number uint64) {
	t.Helper()
	doc := schemaMaker{rand.New(rand.NewPCG(number, 116))}.document()
	j, err := newJudge(doc)
	if err != nil {
		t.Fatalf("number %d: %v", number, err)
	}
	c := &court{name: "invented", kind: "invented", judge: j, schema: Default(), field: j.fields,
		second: sync.OnceValues(func() (*secondOpinion, error) { return newSecondOpinion(doc) })}
	for i := range uint64(20) {
		m := newMutator(number<<8|i, c.schema, c.field)
		line, ok := readable(m.object(c.field, 0))
		if !ok {
			continue
		}
		if i > 9 {
			line = m.mutate(line)
		}
		n.count(t, c, number, line)
	}
}

// Whatever schema a profile or an extension brings, the verdict is never laxer.
func TestVerdictOfInventedSchemas(t *testing.T) {
	rounds := 250
	if testing.Short() {
		rounds = 50
	}
	n := newTally()
	for number := range uint64(rounds) {
		n.trySchema(t, number)
	}
	if n.valid < n.total/10 || n.valid > n.total*9/10 || n.unsure > n.valid*2/3 {
		t.Error(n)
	}
}

// The same for as long as VERDICT_MINUTES says, from the number VERDICT_FROM on.
func TestVerdictOfManySchemas(t *testing.T) {
	n := newTally()
	for number := range forMinutes(t) {
		n.trySchema(t, number)
	}
	t.Log(n)
}
