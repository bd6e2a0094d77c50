package schema

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// mutator changes lines at random, knowing what the schema says of each place; the same number makes the same of a line.
type mutator struct {
	dice   *rand.Rand
	schema *Schema
	field  *Field // of the whole line
	line   []byte
	sites  []site
}

// site is a value in the line.
type site struct {
	value    *Value
	field    *Field // nil where the schema does not know the place
	holder   byte   // [ or { around it, 0 for the whole line
	begins   int    // where its member begins, with the name; of an item, where it begins itself
	from, to int
}

func newMutator(number uint64, s *Schema, f *Field) *mutator {
	return &mutator{dice: rand.New(rand.NewPCG(number, 115)), schema: s, field: f}
}

// mutate changes a line in one to four places; what would not pass the reader is not changed.
func (m *mutator) mutate(line []byte) []byte {
	m.line = line
	for range 1 + m.dice.IntN(4) {
		tree, err := parse(m.line)
		if err != nil {
			return m.line
		}
		m.sites = m.sites[:0]
		m.visit(&tree, m.field, 0, 0)
		if changed, ok := readable(m.change()); ok {
			m.line = changed
		}
	}
	return m.line
}

// readable gives a line as the reader would let it through.
func readable(text []byte) (line []byte, ok bool) {
	if !jsontext.Value(text).IsValid() {
		return nil, false
	}
	var c compactor
	code, _ := c.add(bytes.Trim(text, whiteSpace), 1)
	return c.line, code == ""
}

func (m *mutator) visit(v *Value, f *Field, holder byte, begins int) {
	from := int(start(v) - start(&Value{raw: m.line}))
	m.sites = append(m.sites, site{v, f, holder, begins, from, from + len(v.raw)})
	next := from + 1
	for i := range v.members {
		member, inner := &v.members[i], f.items()
		if v.IsObject() {
			inner = f.property(member.name)
		}
		m.visit(&member.Value, inner, v.kind(), next)
		next = int(start(&member.Value)-start(&Value{raw: m.line})) + len(member.raw) + len(",")
	}
}

// change makes one change. Places that the schema knows are changed more often than others.
func (m *mutator) change() []byte {
	s := m.sites[m.dice.IntN(len(m.sites))]
	for range 2 {
		if s.field == nil {
			s = m.sites[m.dice.IntN(len(m.sites))]
		}
	}
	raw := s.value.raw
	switch kind := s.value.kind(); {
	case m.dice.IntN(5) == 0:
		return m.put(s, m.disguised(raw))
	case m.dice.IntN(6) == 0 && s.holder != 0:
		return m.cut(s)
	case kind == '{' && m.dice.IntN(3) > 0:
		return m.insert(s, m.member(s.field))
	case kind == '[' && m.dice.IntN(3) > 0 && s.value.Len() > 0:
		return m.repeat(s)
	case s.holder == '{' && m.dice.IntN(8) == 0:
		return m.rename(s)
	case m.dice.IntN(12) == 0:
		return m.put(s, []byte("["+string(raw)+"]"))
	case m.dice.IntN(12) == 0 && s.value.Len() > 0:
		return m.put(s, s.value.members[0].raw)
	}
	return m.put(s, m.value(s.field))
}

func (m *mutator) put(s site, text []byte) []byte {
	return slices.Concat(m.line[:s.from], text, m.line[s.to:])
}

// cut takes a member or an item out, with its comma.
func (m *mutator) cut(s site) []byte {
	begins, to := s.begins, s.to
	if m.line[to] == ',' {
		to++
	} else if m.line[begins-1] == ',' {
		begins--
	}
	return slices.Concat(m.line[:begins], m.line[to:])
}

// insert adds a member to an object or an item to a list, before or behind the others.
func (m *mutator) insert(s site, text []byte) []byte {
	at, comma := s.from+1, []byte(",")
	switch {
	case s.value.Len() == 0:
		return slices.Concat(m.line[:at], text, m.line[at:])
	case m.dice.IntN(2) == 0:
		return slices.Concat(m.line[:at], text, comma, m.line[at:])
	}
	return slices.Concat(m.line[:s.to-1], comma, text, m.line[s.to-1:])
}

// repeat adds to a list one of its items, perhaps written in another way; or makes the list long.
func (m *mutator) repeat(s site) []byte {
	items := s.value.members
	item := items[m.dice.IntN(len(items))].raw
	if m.dice.IntN(3) > 0 {
		return m.insert(s, m.disguised(item))
	}
	var all [][]byte
	for i := range 12 + m.dice.IntN(30) {
		all = append(all, m.numbered(item, i))
	}
	for range m.dice.IntN(3) {
		all = append(all, m.disguised(all[m.dice.IntN(len(all))]))
	}
	return m.put(s, slices.Concat([]byte("["), bytes.Join(all, []byte(",")), []byte("]")))
}

// numbered is an item with another id, or another value.
func (m *mutator) numbered(item []byte, i int) []byte {
	id := fmt.Sprintf(`"%d"`, i)
	if m.dice.IntN(8) == 0 {
		id = fmt.Sprint(i)
	}
	rest, ok := bytes.CutPrefix(item, []byte(`{"id":`))
	if !ok || len(rest) == 0 || rest[0] == '{' || rest[0] == '[' {
		return []byte(id)
	}
	p := parser{text: rest}
	p.skip()
	return slices.Concat([]byte(`{"id":`+id), rest[p.at:])
}

func (m *mutator) rename(s site) []byte {
	name := m.oddName(string(m.line[s.begins : s.from-1]))
	return slices.Concat(m.line[:s.begins], name, m.line[s.from-1:])
}

// member is a new one of an object: one that the schema knows, with a value that often fits; or an odd one.
func (m *mutator) member(f *Field) []byte {
	known := []string{"id"}
	if f != nil {
		known = slices.AppendSeq(known, maps.Keys(f.Properties))
		slices.Sort(known)
	}
	name := known[m.dice.IntN(len(known))]
	quoted := quote(name)
	if m.dice.IntN(3) == 0 {
		quoted = m.oddName(string(quoted))
	}
	return slices.Concat(quoted, []byte(":"), m.value(f.property(name)))
}

// oddName changes a name, which it is given with its quotes.
func (m *mutator) oddName(quoted string) []byte {
	name := quoted[1 : len(quoted)-1]
	languages := []string{"es", "", "zh-Hant", "ID", "en_US", "e", "id-x-a", "x-1", "\\u0065s", "123", "es "}
	switch m.dice.IntN(5) {
	case 0:
		return m.disguised([]byte(quoted))
	case 1:
		return []byte(`""`)
	case 2:
		return []byte(`"` + strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):] + `"`)
	case 3:
		translated := []string{"title", "name", "description", "legalName", "rationale", "\\u0074itle", name}
		name = translated[m.dice.IntN(len(translated))]
	}
	return []byte(`"` + name + "_" + languages[m.dice.IntN(len(languages))] + `"`)
}

// disguised writes the same value in another way.
func (m *mutator) disguised(raw []byte) []byte {
	v, err := parse(raw)
	switch {
	case err != nil || m.dice.IntN(4) == 0:
		return raw
	case v.IsText():
		return disguisedText(raw, m.dice.IntN(len(raw)))
	case v.IsNumber():
		return append(slices.Clone(raw), []string{".0", "e0", "E+0", "00", ".50", ".0e-0"}[m.dice.IntN(6)]...)
	case v.Len() == 0:
		return raw
	}
	turn := m.dice.IntN(v.Len())
	var parts [][]byte
	for i, member := range v.members {
		if text := member.raw; v.IsList() {
			if i == turn {
				text = m.disguised(text)
			}
			parts = append(parts, text)
		} else {
			if i == turn && m.dice.IntN(2) == 0 {
				text = m.disguised(text)
			}
			parts = append(parts, slices.Concat(quote(member.name), []byte(":"), text))
		}
	}
	if v.IsObject() {
		parts = slices.Concat(parts[turn:], parts[:turn])
	}
	return slices.Concat(raw[:1], bytes.Join(parts, []byte(",")), raw[len(raw)-1:])
}

// disguisedText writes one character of a string as an escape.
func disguisedText(quoted []byte, at int) []byte {
	at = min(max(at, 1), len(quoted)-2)
	if at < 1 || quoted[at] >= 0x80 || bytes.IndexByte(quoted, '\\') >= 0 {
		return quoted
	}
	return slices.Concat(quoted[:at], fmt.Appendf(nil, `\u%04x`, quoted[at]), quoted[at+1:])
}

// value is for a place: often one that fits it.
func (m *mutator) value(f *Field) []byte {
	if f == nil || len(f.Types) == 0 || m.dice.IntN(4) == 0 {
		return []byte(oneOf(m.dice, oddValues))
	}
	return m.fitting(f, 0)
}

// fitting is a value as a field wants it, nearly.
func (m *mutator) fitting(f *Field, depth int) []byte {
	if f == nil || len(f.Types) == 0 || depth > 8 {
		return []byte(oneOf(m.dice, oddValues))
	}
	switch oneOf(m.dice, f.Types) {
	case "object":
		return m.object(f, depth)
	case "array":
		item := m.fitting(f.Items, depth+1)
		return slices.Concat([]byte("["), item, []byte("]"))
	case "string":
		return m.text(f)
	case "boolean":
		return []byte("true")
	case "null":
		return []byte("null")
	}
	return []byte(oneOf(m.dice, oddNumbers))
}

// object has what is required, and a few members more.
func (m *mutator) object(f *Field, depth int) []byte {
	names := slices.Sorted(maps.Keys(f.Properties))
	var members [][]byte
	for _, name := range names {
		inner := f.Properties[name]
		if (inner.Required || name == "id") && depth < 8 || depth < 3 && m.dice.IntN(len(names)) < 3 {
			members = append(members, slices.Concat(quote(name), []byte(":"), m.fitting(inner, depth+1)))
		}
	}
	if f.bare {
		members = append(members, []byte(`"x":1`))
	}
	return slices.Concat([]byte("{"), bytes.Join(members, []byte(",")), []byte("}"))
}

func (m *mutator) text(f *Field) []byte {
	list := m.schema.Codelist(f.Codelist)
	switch {
	case f.Format == "date-time":
		return quote(m.damaged(oneOf(m.dice, oddDates)))
	case f.Format == "uri":
		return quote(m.damaged(oneOf(m.dice, oddAddresses)))
	case list == nil || len(list.Codes) == 0:
		return []byte(oneOf(m.dice, oddTexts))
	}
	code := oneOf(m.dice, list.Codes).Code
	switch m.dice.IntN(8) {
	case 0:
		code = strings.ToUpper(code)
	case 1:
		code += " "
	case 2:
		return m.disguised(quote(code))
	}
	return quote(code)
}

// damaged changes one character of a text, at times.
func (m *mutator) damaged(text string) string {
	if text == "" || m.dice.IntN(3) > 0 {
		return text
	}
	const signs = "0123456789+-.:TZtz /%\\[]@#?&é\""
	at := m.dice.IntN(len(text))
	return strings.ToValidUTF8(text[:at]+string(oneOf(m.dice, []rune(signs)))+text[at+1:], "")
}
