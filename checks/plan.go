package checks

import (
	"strings"
	"time"

	"terang/schema"
)

// Place is a place of the schema: a member, or the items of a list.
type Place struct {
	*schema.Field
	Name   string // of the member; of items, that of their list
	Path   string // from the release, with slashes and without indices: tender/items/unit
	Parent *Place // nil of the release itself

	codes      *schema.Codelist // nil where the field has none, or the list is not known
	hasID      bool             // of items: the schema tells them apart by their ids
	wantsID    bool             // of items: they should have an id though the schema does not demand it
	today      string           // the newest day that is not in the future, YYYY-MM-DD; empty where that is not asked
	rules      []*Rule          // that have something to say of values here
	properties map[string]*Place
	languages  map[string]*Place // the same by names such as title_es that were met
	items      *Place
	number     int
	content    []byte // of the text that the rules are asked of
	head, next *Place // which of the members came first the last time, and which member came after this one
}

// member finds the place of a member that comes after another, or after the beginning of the object; nil where the
// schema does not name it. Members come in the same order again and again: what came the last time is tried first.
func (p *Place) member(last *Place, name string) *Place {
	guess := &last.next
	if last == p {
		guess = &p.head
	}
	if *guess == nil || (*guess).Name != name {
		place := p.properties[name]
		if place == nil {
			return nil
		}
		*guess = place
	}
	return *guess
}

// Inside says what the place is a member of, by the name that the schema gives it, such as ContactPoint.
func (p *Place) Inside() string {
	if p.Parent == nil {
		return ""
	}
	return p.Parent.Definition
}

// translated gives the place that a text in another language has beside the text itself: that of title for title_es.
// known says whether the schema allows such a name, be there a place or not.
func (p *Place) translated(name string) (place *Place, known bool) {
	if place, known = p.languages[name]; known || !p.IsTranslation(name) {
		return place, known
	}
	place = p.properties[name[:strings.LastIndexByte(name, '_')]]
	const most = 32 // data may make up languages
	if p.languages == nil || len(p.languages) >= most {
		p.languages = map[string]*Place{}
	}
	p.languages[name] = place
	return place, true
}

// plan is all places of a schema, each with what is to be looked at there: found once, used for every release.
type plan struct {
	release *Place
	today   string
	places  []*Place
	counts  coverCounts // of fields; nil until the first is counted
}

// deepest is how deep the places of a schema that refers to itself are told apart.
const deepest = 14

// firstMidnight is the zone in which a day begins first: what is today there is not in the future anywhere.
var firstMidnight = time.FixedZone("", 14*60*60)

func newPlan(s *schema.Schema, root *schema.Field, today time.Time) *plan {
	p := &plan{}
	if !today.IsZero() {
		p.today = today.In(firstMidnight).Format(time.DateOnly)
	}
	p.release = p.place(s, root, nil, "", "", 0)
	return p
}

func (p *plan) place(s *schema.Schema, field *schema.Field, parent *Place, name, path string, depth int) *Place {
	place := &Place{Field: field, Name: name, Path: path, Parent: parent, today: p.today, number: len(p.places)}
	p.places = append(p.places, place)
	if field.Codelist != "" && s != nil {
		place.codes = s.Codelist(field.Codelist)
	}
	for _, r := range rules {
		if r.place != nil && r.place(place) {
			place.rules = append(place.rules, r)
		}
	}
	if depth == deepest {
		return place
	}
	if field.Properties != nil || field.IsBare() {
		place.properties = make(map[string]*Place, len(field.Properties))
		for name, f := range field.Properties {
			place.properties[name] = p.place(s, f, place, name, strings.TrimPrefix(path+"/"+name, "/"), depth+1)
		}
	}
	if field.Items != nil {
		place.items = p.place(s, field.Items, place, name, path, depth+1)
		id := field.Items.Properties["id"]
		place.items.hasID = id != nil && !field.WholeList()
		place.items.wantsID = id != nil && !id.Required && !field.WholeList()
	}
	return place
}

// plan finds the plan of a schema, or of a part of one, made when it is first needed. Few are in use at a time.
func (e *Examiner) plan(s *schema.Schema, root *schema.Field) *plan {
	if p := e.plans[root]; p != nil {
		return p
	}
	const most = 32
	if len(e.plans) >= most {
		e.gather()
		clear(e.plans)
	}
	e.plans[root] = newPlan(s, root, e.options.Today)
	return e.plans[root]
}
