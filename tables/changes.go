package tables

import (
	"encoding/json"
	"sync"

	"terang/exporters"
	"terang/schema"
)

// changesName is the table of what changed from release to release.
const changesName = "tables/changes"

// changes is the table of all that releases after the first changed, in their order.
func changes() *Kind {
	return &Kind{
		Table: &exporters.Table{Name: changesName, Title: "Changes: one row for each field that a release changed", TitleID: "Perubahan: satu baris untuk tiap isian yang diubah suatu rilis", Columns: changeColumns},
		Rows: func(p *Process, out *exporters.Rows) (rounded int) {
			if p.History == nil || len(p.History.Changes) == 0 {
				return 0
			}
			w := changeWriters.Get().(*changeWriter)
			defer changeWriters.Put(w)
			w.of(p)
			w.out, w.written, w.rounded = out, nil, 0
			for i := range p.History.Changes {
				w.write(i)
			}
			rounded = w.rounded
			w.of(nil)
			w.out, w.event, w.past = nil, event{}, past{}
			return rounded
		},
	}
}

// changeWriters are used again, since many processes have few changes each.
var changeWriters = sync.Pool{New: func() any { return &changeWriter{} }}

// changeWriter makes the rows of a process.
type changeWriter struct {
	Teller
	out     *exporters.Rows
	cells   [][]byte
	rounded int

	date    string   // of the release of the change before
	written [][]byte // that date's cells
}

// write adds the row of a change; its cells stand in the order of changeColumns.
func (w *changeWriter) write(i int) {
	c := &w.History.Changes[i]
	if c.Date != w.date || w.written == nil {
		quoted, _ := json.Marshal(c.Date) // a string always encodes
		w.date, w.written = c.Date, w.instants(nil, parsed(quoted))
	}
	e := w.at(i, parsed(c.From), parsed(c.To))
	label := changeLabels[c.Kind]
	w.cells = append(w.cells[:0], shared(w.OCID), shared(c.ReleaseID))
	w.cells = append(w.cells, w.written...)
	w.cells = append(w.cells, shared(c.Thing), shared(c.ThingID), shared(c.WithinID), shared(c.Path), shared(e.field.title), shared(e.field.titleID),
		shared(string(c.Kind)), shared(label.title), shared(label.titleID))
	w.values(e)
	w.meaning()
	w.cells = append(w.cells, shared(c.Pointer))
	w.out.Append(w.cells)
}

// meaning adds what the change means.
func (w *changeWriter) meaning() {
	m, texts := w.tell()
	if m == nil {
		w.cells = append(w.cells, nil, nil, nil)
		return
	}
	w.cells = append(w.cells, shared(m.code), texts[english], texts[indonesian])
}

// parsed is a value of the history; nil where there is none.
func parsed(raw []byte) *schema.Value {
	if raw == nil {
		return nil
	}
	v, err := schema.Parse(raw)
	if err != nil {
		return nil
	}
	return v
}

// values adds what was and what is: as text, with labels where it is a code, and as numbers or instants where neither is
// anything else.
func (w *changeWriter) values(e *event) {
	before, after := e.before, e.after
	w.cells = append(w.cells, plainly(before), plainly(after))
	for _, v := range [2]*schema.Value{before, after} {
		code := content(v)
		w.cells = append(w.cells, shared(e.field.label(code, english)), shared(e.field.label(code, indonesian)))
	}
	inexact := false
	for _, v := range both(before, after, (*schema.Value).IsNumber) {
		text, exact, ok := appendDecimal(nil, v.Raw(), moneyScale)
		w.cells, inexact = append(w.cells, text), inexact || v != nil && !(exact && ok)
	}
	w.cells = append(w.cells, e.currency())
	for _, v := range both(before, after, isInstant) {
		w.cells = w.instants(w.cells, v)
	}
	if inexact {
		w.rounded++
	}
}

// both gives the two values where those that are there are of a kind, else nil for both.
func both(before, after *schema.Value, is func(*schema.Value) bool) [2]*schema.Value {
	if before != nil && !is(before) || after != nil && !is(after) {
		return [2]*schema.Value{}
	}
	return [2]*schema.Value{before, after}
}

func isInstant(v *schema.Value) bool {
	_, ok := instant(v)
	return ok
}

// instants adds the two cells of a date-time, empty where there is none.
func (w *changeWriter) instants(cells [][]byte, v *schema.Value) [][]byte {
	at, ok := instant(v)
	if !ok {
		return append(cells, nil, nil)
	}
	return append(cells, at.AppendFormat(nil, instantForm), localDay(nil, v, at, w.Zone))
}

// plainly is a value as people read it: what a text says, the items of a list of texts or numbers joined with "; ", and
// JSON for the rest.
func plainly(v *schema.Value) []byte {
	switch {
	case v.IsText():
		return content(v)
	case !v.IsList():
		return v.Raw()
	}
	joined := []byte{}
	for i, item := range v.Items() {
		text := idOf(item)
		if text == nil {
			return v.Raw()
		}
		if i > 0 {
			joined = append(joined, "; "...)
		}
		joined = append(joined, text...)
	}
	return joined
}
