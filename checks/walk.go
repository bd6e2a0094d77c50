package checks

import (
	"regexp"

	"terang/schema"
)

// walk goes through a release beside the places of its schema and asks the rules on fields.
type walk struct {
	*Examiner
	root     *schema.Value
	findings findings
}

// Release asks the rules on fields of one release, or compiled release, under its schema. The findings' pointers are
// from the release.
func (e *Examiner) Release(release *schema.Value, s *schema.Schema) []schema.Finding {
	w := walk{Examiner: e, root: release, findings: e.findings()}
	w.object(e.plan(s, s.Release()).release, release)
	return e.list(&w.findings)
}

// Words asks the rules on fields of what a package or record says beside its releases, of which words is the schema.
func (e *Examiner) Words(said *schema.Value, words *schema.Field) []schema.Finding {
	w := walk{Examiner: e, root: said, findings: e.findings()}
	w.object(e.plan(nil, words).release, said)
	return e.list(&w.findings)
}

var prefixForm = regexp.MustCompile(`^ocds-[a-z0-9]{6}`)

// prefix judges the form of an ocid (the Data Review Tool's: no hyphen is demanded after the prefix).
func (w *walk) prefix(ocid *schema.Value) {
	if text := ocid.Text(); text != "" && !w.passed(ocidPrefix, prefixForm.MatchString(text)) {
		w.fail(ocidPrefix, ocid, shown(text))
	}
}

// passed counts that a rule applied, and whether it was passed.
func (w *walk) passed(r *Rule, ok bool) bool {
	count := &w.counts[r.index]
	count.Applied++
	if ok {
		count.Passed++
	}
	return ok
}

// fail makes a finding at a value.
func (w *walk) fail(r *Rule, at *schema.Value, args ...string) {
	f := r.Finding(w.root.PointerTo(at), args...)
	if !at.IsObject() && !at.IsList() {
		f.Value = shown(string(at.Raw()))
	}
	w.findings.add(f)
}

func (w *walk) value(p *Place, v *schema.Value) {
	if v.IsNull() { // which is how a field is deleted
		return
	}
	if !w.passed(emptyField, !v.Empty()) {
		w.fail(emptyField, v, p.Name)
		return
	}
	if len(p.rules) > 0 {
		p.content = v.Bytes()
	}
	for _, r := range p.rules {
		w.field(r, p, v)
	}
	switch {
	case v.IsObject() && p.properties != nil:
		w.object(p, v)
	case v.IsList() && p.items != nil:
		w.list(p, v)
	case v.IsText() && p.codes != nil:
		w.code(p, v)
	}
}

// field asks one rule of a value. What is withheld counts as failed, and the finding does not repeat the value.
func (w *walk) field(r *Rule, p *Place, v *schema.Value) {
	outcome := r.field(p, v)
	switch outcome.State {
	case Passed:
		w.passed(r, true)
	case Failed:
		w.passed(r, false)
		w.fail(r, v, append([]string{shown(v.ID())}, outcome.Args...)...)
	case withheld:
		w.passed(r, false)
		w.findings.add(r.Finding(w.root.PointerTo(v), outcome.Args...))
	}
}

func (w *walk) object(p *Place, v *schema.Value) {
	last := p
	for name, member := range v.Members() {
		if place := p.member(last, name); place != nil {
			last = place
			w.passed(additionalField, true)
			w.member(p, place, name, member)
		} else {
			w.unnamed(p, name, member)
		}
	}
}

// unnamed looks at a member that the schema does not name, but may know as a translation.
func (w *walk) unnamed(p *Place, name string, v *schema.Value) {
	place, known := p.translated(name)
	if !w.passed(additionalField, known) {
		w.fail(additionalField, v, shorten(name))
	}
	if place != nil {
		w.member(p, place, name, v)
	}
}

func (w *walk) member(p, place *Place, name string, v *schema.Value) {
	if d := place.Deprecated; !v.IsNull() && !w.passed(deprecatedField, d == nil) {
		w.fail(deprecatedField, v, name, d.Version, d.Reason, d.ReasonID)
	}
	if p.Parent == nil && name == "ocid" {
		w.prefix(v)
	}
	w.value(place, v)
}

func (w *walk) list(p *Place, v *schema.Value) {
	if p.items.hasID {
		w.repeated(p, v)
	}
	for _, item := range v.Items() {
		if p.items.wantsID && item.IsObject() && !w.passed(missingID, !item.Get("id").Empty()) {
			w.fail(missingID, item, p.Name)
		}
		w.value(p.items, item)
		if p.codes != nil && item.IsText() {
			w.code(p, item)
		}
	}
}

// repeated looks for items of one list with the same id. Most lists are short.
func (w *walk) repeated(p *Place, list *schema.Value) {
	if list.Len() < 2 {
		return
	}
	seen := make(map[string]bool, list.Len())
	for _, item := range list.Items() {
		id := string(item.Get("id").Raw())
		if id == "" || id == "null" {
			continue
		}
		if !w.passed(repeatedID, !seen[id]) {
			w.fail(repeatedID, item, p.Name, shorten(item.Get("id").ID()))
		}
		seen[id] = true
	}
}

// code looks a code up in an open list. Closed lists are the schema's enums, which refuse.
func (w *walk) code(p *Place, v *schema.Value) {
	code := v.Bytes()
	if len(code) == 0 || !p.Open {
		return
	}
	if !w.passed(openCode, p.codes.Has(string(code))) {
		w.fail(openCode, v, shown(string(code)), p.codes.Name)
	}
}
