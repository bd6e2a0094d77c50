package site

import (
	"html/template"
	"slices"
	"time"

	"terang/schema"
	"terang/store"
	"terang/tables"
)

// mostChanges is how many changes a page tells, the newest.
const mostChanges = 150

// news is what one release changed.
type news struct {
	Release store.Link
	Date    string // local day
	Says    []template.HTML
}

// ChangesKnown is false of a process that was merged before histories were kept.
func (p *process) ChangesKnown() bool { return p.judged.Process.History != nil }

// ChangeCount is how many changes there were.
func (p *process) ChangeCount() int {
	if !p.ChangesKnown() {
		return 0
	}
	return len(p.judged.Process.History.Changes)
}

// ChangesLeft is how many older ones the page does not tell.
func (p *process) ChangesLeft() int { return max(p.ChangeCount()-mostChanges, 0) }

// News are the changes, the newest release first.
func (p *process) News() (all []news) {
	if !p.ChangesKnown() {
		return nil
	}
	of, teller := p.judged.Process, tables.NewTeller(p.judged.Process)
	for i := p.ChangesLeft(); i < len(of.History.Changes); i++ {
		c := &of.History.Changes[i]
		if len(all) == 0 || all[len(all)-1].Release.ID != c.ReleaseID {
			all = append(all, p.newsOf(c))
		}
		last := &all[len(all)-1]
		last.Says = append(last.Says, p.change(c, teller.Tell(i)))
	}
	slices.Reverse(all)
	return all
}

func (p *process) newsOf(c *schema.Change) news {
	n := news{Release: store.Link{ID: c.ReleaseID, Date: c.Date}, Date: p.dayOf(c.Date)}
	for _, l := range p.record.Releases {
		if l.ID == c.ReleaseID {
			n.Release = l
		}
	}
	return n
}

// dayOf is the local day of a date-time; what is none is given as it is.
func (p *process) dayOf(written string) string {
	v, err := schema.Parse(jsonOf(written))
	if err != nil {
		return written
	}
	return firstFilled(tables.LocalDay(v, p.judged.Process.Zone), written)
}

// change says what a change means, or, where no rule knows, which field it was.
func (p *process) change(c *schema.Change, told tables.Told) template.HTML {
	if m := told.Meaning; m != nil {
		return said(p.q.local(m.English, m.Indonesian), 240)
	}
	title := said(p.q.local(told.Title, told.TitleID), 80)
	words := catalogues[p.q.lang]
	switch {
	case c.Kind == schema.Changed && isScalar(c.From) && isScalar(c.To):
		return words.markup("process.change.fromTo", title, said(p.scalar(c.From), 60), said(p.scalar(c.To), 60))
	case c.Kind == schema.Added && isScalar(c.To):
		return words.markup("process.change.set", title, said(p.scalar(c.To), 60))
	}
	return words.markup("process.change."+string(c.Kind), title)
}

func isScalar(value []byte) bool { return len(value) > 0 && value[0] != '{' && value[0] != '[' }

// scalar is a JSON value as people read it: a text, a day, a number; others as they are.
func (p *process) scalar(value []byte) string {
	v, err := schema.Parse(value)
	if err != nil || !v.IsText() {
		return string(value)
	}
	if day, err := time.Parse(time.DateOnly, tables.LocalDay(v, p.judged.Process.Zone)); err == nil {
		return p.q.lang.day(day)
	}
	return v.Text()
}
