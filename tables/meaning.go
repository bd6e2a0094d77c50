package tables

import (
	"slices"
	"strings"

	"terang/schema"
)

// Meaning is what a change means to people: a stable code, and a sentence that can be quoted, in both languages. Numbers
// in it are exact, days are local ones.
type Meaning struct{ Code, English, Indonesian string }

// meaning is a rule that says what changes mean. The first that fits a change, and finds all that its sentences need,
// tells.
type meaning struct {
	code  string
	kind  schema.ChangeKind
	paths string // where in the schema, with spaces between; */ stands for any place around
	when  func(*event) bool
	words sentences
}

// sentences are in English and in Indonesian. What stands in braces is filled in from the change (event.fill).
type sentences [2]string

const english, indonesian = 0, 1

// declared are all rules.
var declared = slices.Concat(aboutDates, aboutValues, aboutStatuses, aboutThings, aboutOrganizations, aboutFields)

// Meanings are all codes in the order of their rules, each with the sentences that it mostly comes with, where what is
// filled in from the change stands in braces.
func Meanings() (all []Meaning) {
	for _, m := range declared {
		if !slices.ContainsFunc(all, func(known Meaning) bool { return known.Code == m.code }) {
			all = append(all, Meaning{m.code, m.words[english], m.words[indonesian]})
		}
	}
	return all
}

// meanings are the rules by the last name in their paths, each with one path, in the order of their declaration.
var meanings = func() map[string][]*meaning {
	all := map[string][]*meaning{}
	for _, m := range declared {
		for path := range strings.FieldsSeq(m.paths) {
			one, name := m, baseName(path)
			one.paths = path
			all[name] = append(all[name], &one)
		}
	}
	return all
}()

// of says whether the rule is about changes there.
func (m *meaning) of(path string) bool {
	if end, any := strings.CutPrefix(m.paths, "*"); any {
		return strings.HasSuffix(path, end)
	}
	return path == m.paths
}

// Teller tells what the changes of one process mean.
type Teller struct {
	*Process
	fields fieldNames
	past   past
	event  event
	text   []byte // of the sentences made last
	begun  bool
}

// NewTeller takes a process with its history.
func NewTeller(p *Process) *Teller {
	t := &Teller{}
	t.of(p)
	return t
}

// of makes the teller one of another process.
func (t *Teller) of(p *Process) { t.Process, t.begun = p, false }

// changes are those of the process, none where its history is not known.
func (t *Teller) changes() []schema.Change {
	if t.History == nil {
		return nil
	}
	return t.History.Changes
}

// Told is what a Teller says of a change beside its values.
type Told struct {
	Title, TitleID string // of the field
	Currency       string // of the amounts; empty where they are none, or in two currencies
	Meaning        *Meaning
}

// Tell tells of change i of the process's history. It must not be asked from two goroutines at once.
func (t *Teller) Tell(i int) Told {
	c := &t.changes()[i]
	e := t.at(i, parsed(c.From), parsed(c.To))
	told := Told{Title: e.field.title, TitleID: e.field.titleID, Currency: string(e.currency())}
	if m, texts := t.tell(); m != nil {
		told.Meaning = &Meaning{m.code, string(texts[english]), string(texts[indonesian])}
	}
	return told
}

// at puts change i before the teller.
func (t *Teller) at(i int, before, after *schema.Value) *event {
	if !t.begun {
		t.past, t.event, t.begun = newPast(t.Tree, t.changes()), event{}, true
	}
	e, all := &t.event, t.changes()
	if e.Change == nil || i < e.start || i >= e.end {
		*e = event{Teller: t, start: i, end: i + 1}
		for e.start > 0 && all[e.start-1].ReleaseID == all[i].ReleaseID {
			e.start--
		}
		for e.end < len(all) && all[e.end].ReleaseID == all[i].ReleaseID {
			e.end++
		}
	}
	e.Change, e.before, e.after, e.moneyKnown = &all[i], before, after, false
	e.field = t.fields.of(t.Schema, e.Change)
	return e
}

// tell gives the rule that fits the change, and its sentences, which hold until the next one; nil where none does.
func (t *Teller) tell() (*meaning, [2][]byte) {
	e := &t.event
	for _, m := range meanings[baseName(e.Path)] {
		if m.kind != e.Kind || !m.of(e.Path) || m.when != nil && !m.when(e) {
			continue
		}
		t.text = t.text[:0]
		whole := e.sentence(english, m.words[english])
		middle := len(t.text)
		if whole && e.sentence(indonesian, m.words[indonesian]) {
			return m, [2][]byte{t.text[:middle:middle], t.text[middle:]}
		}
	}
	return nil, [2][]byte{}
}

// sentence appends a sentence to the teller's text; false where something that it needs is not known.
func (e *event) sentence(language int, words string) bool {
	since := len(e.text)
	if !e.phrase(language, words) {
		return false
	}
	if first := e.text[since]; first >= 'a' && first <= 'z' && (strings.HasPrefix(words, "{thing}") || strings.HasPrefix(words, "{value}")) {
		e.text[since] = first - 'a' + 'A' // of our words, not of a name
	}
	return true
}

// phrase appends words, with what is in braces filled in.
func (e *event) phrase(language int, words string) bool {
	for {
		before, rest, more := strings.Cut(words, "{")
		if e.text = append(e.text, before...); !more {
			return true
		}
		name, after, _ := strings.Cut(rest, "}")
		if !e.fill(name, language) {
			return false
		}
		words = after
	}
}
