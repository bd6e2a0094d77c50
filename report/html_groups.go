package report

import (
	"cmp"
	"html/template"

	"terang/schema"
)

// The page shows no more of the findings than this, so that it can be sent by telephone.
const (
	maxShown    = 200     // groups of one severity
	groupsRoom  = 150_000 // bytes of HTML for the groups of all severities
	maxMessage  = 400     // characters
	maxPlace    = 160
	maxValue    = 80
	exampleRoom = 150 // bytes of HTML around an example
	groupRoom   = 700 // and around a group
)

// maxOpen is how many groups show without a click.
var maxOpen = map[schema.Severity]int{schema.Error: 12, schema.Warning: 6, schema.Note: 3}

// section is the groups of one severity.
type section struct {
	Severity   schema.Severity
	Count      int64
	Open, Shut []*groupView // shown at once, and after a click
	More       int          // kinds that the page has no room for

	Few      int   // so many kinds
	FewCount int64 // have so many of the findings; 0 where that is not telling

	listed map[string]bool // codes
}

var rank = map[schema.Severity]int{schema.Error: 0, schema.Warning: 1, schema.Note: 2}

// sections puts groups into the page as far as there is room, which the severities that there are share.
func sections(groups []*Group) (all []*section) {
	of := map[schema.Severity][]*Group{}
	for _, g := range groups {
		of[g.Severity] = append(of[g.Severity], g)
	}
	left := groupsRoom
	for _, severity := range []schema.Severity{schema.Error, schema.Warning, schema.Note} {
		if len(of[severity]) == 0 {
			continue
		}
		s := &section{Severity: severity}
		left -= s.fill(of[severity], left/(len(of)-len(all)))
		all = append(all, s)
	}
	return all
}

// fill adds groups up to a number of bytes and gives the bytes that it used.
func (s *section) fill(groups []*Group, room int) (used int) {
	s.listed = map[string]bool{}
	for i, g := range groups {
		s.Count += g.Count
		if s.More > 0 || i >= maxShown {
			s.More++
			continue
		}
		v := newGroupView(g)
		if used+v.size() > room {
			s.More++
			continue
		}
		used += v.size()
		v.First = !s.listed[g.Code]
		s.listed[g.Code] = true
		if i < maxOpen[s.Severity] {
			s.Open = append(s.Open, v)
		} else {
			s.Shut = append(s.Shut, v)
		}
	}
	s.few(groups)
	return used
}

// few finds how many of the most frequent kinds have four fifths of the findings.
func (s *section) few(groups []*Group) {
	var sum int64
	for i, g := range groups {
		if sum += g.Count; 5*sum >= 4*s.Count {
			if i+1 <= len(groups)/2 {
				s.Few, s.FewCount = i+1, sum
			}
			return
		}
	}
}

// groupView is a group as the page shows it: its texts cut, in both languages.
type groupView struct {
	*Group
	First    bool // of its code, so that the chart can lead to it
	Place    string
	Title    template.HTML
	Message  template.HTML
	Source   string
	Examples []exampleView
	Rest     int64 // findings without an example
}

type exampleView struct{ Where, Pointer, Value string }

func newGroupView(g *Group) *groupView {
	v := &groupView{Group: g, Place: plain(maxPlace, cmp.Or(g.Pointer, "/")), Title: titleOf(g.Pointer), Source: ruleOf(g.Code).Source}
	for _, f := range g.Examples {
		v.Examples = append(v.Examples, exampleView{plain(maxPlace, f.Where()), plain(maxPlace, f.Pointer), plain(maxValue, f.Value)})
	}
	if len(g.Examples) > 0 {
		f := g.Examples[0]
		v.Message = say(plain(maxMessage, f.Text("en")), plain(maxMessage, f.Text("id")))
	}
	v.Rest = g.Count - int64(len(v.Examples))
	return v
}

// size is about how many bytes of HTML the group takes.
func (v *groupView) size() int {
	n := groupRoom + len(template.HTMLEscapeString(v.Place)) + len(v.Title) + len(v.Message) + len(v.Source)
	for _, e := range v.Examples {
		n += exampleRoom + len(template.HTMLEscapeString(e.Where+e.Pointer+e.Value))
	}
	return n
}
