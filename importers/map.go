package importers

import (
	"fmt"
	"slices"
)

// gather gives every row to its process, and passes over those that have none.
func (im *importer) gather() {
	for _, r := range im.rows {
		if len(r.table.Release) == 0 { // others look in it
			im.report.counts(r).Mapped++
			continue
		}
		s := im.scope(r)
		if reason := s.reason(); reason != nil {
			im.report.counts(r).skip(*reason)
		} else if name := s.text(r.table.Process); name == "" {
			im.report.counts(r).skip(noKey)
		} else {
			p := im.process(name)
			p.rows = append(p.rows, r)
		}
	}
}

// reason is that for which a row is passed over; nil where it is not.
func (s *scope) reason() *Words {
	for _, rule := range s.table.Skip {
		if s.holds(rule.when) {
			return &rule.reason
		}
	}
	return nil
}

// build makes a process of its rows.
func (im *importer) build(p *process) error {
	p.stages = nil
	for _, r := range p.rows {
		if im.scope(r).mapRow(p) {
			im.report.counts(r).Mapped++
		} else {
			im.report.counts(r).skip(nothing)
		}
	}
	for _, c := range p.came {
		im.mend(p, c)
	}
	p.sort(im.profile.Stages)
	for _, step := range im.profile.Steps {
		steps[step](p)
	}
	if im.keyErr != nil {
		return fmt.Errorf("pseudonyms of persons: %w", im.keyErr)
	}
	return nil
}

// mapRow says whether anything of a row was taken.
func (s *scope) mapRow(p *process) (taken bool) {
	if s.table.Zone != nil {
		if zone := zoneOf(s.text(s.table.Zone)); zone != nil {
			s.zone = zone
		}
	}
	for _, rule := range s.table.Release {
		taken = s.addTo(p, rule) || taken
	}
	return taken
}

// addTo adds a row to one stage of its process, and says whether it had anything for it.
func (s *scope) addTo(p *process, rule *stageRule) bool {
	label := s.template(rule.stage)
	if label == "" || !s.holds(rule.group.when) {
		return false
	}
	f := &filler{scope: s, stage: p.stage(label, rule.tags)}
	f.fill(rule.group, f.stage.content)
	if rule.date != nil {
		f.dated(rule.date)
	}
	for _, column := range s.row.withheld {
		if !slices.Contains(f.stage.withheld, column) {
			f.stage.withheld = append(f.stage.withheld, column)
		}
	}
	return f.taken
}

func (f *filler) dated(e *expression) {
	if m, ok := parseMoment(f.text(e), f.zone); ok && m.plausible(f.Now) && m.at.After(f.stage.date) {
		f.stage.date = m.at
	}
}

// filler writes a row into a release.
type filler struct {
	*scope
	stage *stage
	taken bool
}

func (f *filler) fill(g *group, into *node) {
	for _, field := range g.fields {
		f.origin = ""
		switch {
		case field.party != "":
			f.refer(field, into)
		case field.values != nil:
			f.list(field, into)
		case field.value != nil:
			f.write(field.name, f.evaluate(field.value), into)
		case !f.holds(field.group.when):
		case field.ids == nil && field.each == nil:
			f.fill(field.group, into.child(field.name, isObject))
		default:
			f.items(field, into)
		}
	}
}

// items fills the items of a list: one by its id, or one for each text of a cell.
func (f *filler) items(field *field, into *node) {
	var ids []string
	if field.each != nil {
		ids = f.evaluate(field.each).texts()
	} else if id := f.template(field.ids); id != "" {
		ids = []string{id}
	}
	for _, id := range ids {
		list := into.child(field.name, isItems)
		if field.another {
			id = list.free(id)
		}
		before := f.each
		f.each = id
		f.fill(field.group, list.item(id))
		f.each = before
	}
}

// list writes a field that is a list of texts.
func (f *filler) list(field *field, into *node) {
	all := value{isList: true, exact: true}
	for _, e := range field.values {
		all.list = append(all.list, f.evaluate(e).texts()...)
	}
	if len(all.list) > 0 {
		into.set(field.name, all.encode(), cell{})
	}
}

// write writes a value, unless it is empty. Words are cleaned of markup and of numbers of persons.
func (f *filler) write(name string, v value, into *node) {
	if v.json == nil && !v.isList && !v.exact {
		v.text = f.clean(v.text)
	}
	if v.empty() {
		return
	}
	var from cell
	if f.origin != "" {
		from = cell{f.row, f.origin}
		f.taken = true
	}
	if other := into.set(name, v.encode(), from); other != nil && other.from.row != nil {
		f.report.conflict(name, other.from.String(), from.String())
	}
}

func (f *filler) clean(text string) string {
	clean, changed := cleanText(text)
	if changed {
		f.report.normalised("markup")
	}
	clean, rules := redact(clean)
	for _, rule := range rules {
		f.report.Withheld[rule]++
	}
	return clean
}
