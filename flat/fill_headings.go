package flat

import (
	"regexp"
	"strings"

	"terang/schema"
	"terang/sheets"
)

// naming finds the field that a heading means.
type naming struct {
	whole  shape
	titles map[*schema.Field]map[string]string // members by their titles, normalised; empty where two have the same
	hints  map[string]string                   // paths by their normalised text; nil before it is first needed
}

func newNaming(whole shape) *naming {
	return &naming{whole: whole, titles: map[*schema.Field]map[string]string{}}
}

// heading is what one means.
type heading struct {
	path  []string // names and indices; none where it cannot be a field
	known bool     // the schema has it
	hint  string   // what may have been meant by one that is not known
}

// names says whether a text is the heading of a value that the schema has.
func (n *naming) names(text string) bool {
	path, at, ok := n.known(text)
	return ok && len(path) > 0 && at.kind.hasCell()
}

// known reads a heading of which the schema has all.
func (n *naming) known(text string) (path []string, at shape, ok bool) {
	cuts := [][]string{strings.Split(text, "/"), {text}}
	if strings.Contains(text, ":") {
		cuts = append([][]string{strings.Split(text, ":")}, cuts...)
	}
	for _, parts := range cuts {
		if path, at, ok = n.follow(parts); ok {
			return path, at, true
		}
	}
	return nil, shape{}, false
}

// read finds out what a heading means: a JSON Pointer with or without indices, or titles joined by colons; a name counts
// before a title, and letter case counts only where nothing else tells names apart.
func (n *naming) read(text string) heading {
	text = strings.Trim(strings.Join(strings.Fields(text), " "), "/")
	if text == "" {
		return heading{}
	}
	if path, _, ok := n.known(text); ok {
		return heading{path: path, known: true}
	}
	h := heading{hint: n.hint(text)}
	if path, _, _ := n.follow(strings.Split(text, "/")); plausible(path) {
		h.path = path
	}
	return h
}

// follow reads names and indices from the release on. From what the schema does not have on they stay as they are, and ok
// is false.
func (n *naming) follow(parts []string) (path []string, at shape, ok bool) {
	at, ok = n.whole, true
	for _, part := range parts {
		part = strings.TrimRight(strings.TrimSpace(unescape.Replace(part)), "[]")
		if _, index := indexOf(part); index {
			at, ok = at.listed(ok)
			path = append(path, part)
			continue
		}
		if at.kind == ofObjects {
			at = at.item()
		}
		name := part
		if ok {
			name, at = n.member(at, part)
			ok = at.field != nil
		}
		path = append(path, name)
	}
	return path, at, ok
}

// listed is the item of a list; not ok of anything else.
func (s shape) listed(known bool) (shape, bool) {
	switch s.kind {
	case ofObjects:
		return s.item(), known
	case ofTexts, ofNumbers:
		return s.entry(true).with(s.field), known
	}
	return shape{}, false
}

func (s shape) with(f *schema.Field) shape {
	s.field = f
	return s
}

// member finds an object's member by its name or, failing that, by its title.
func (n *naming) member(object shape, name string) (string, shape) {
	if at := object.member(name); at.field != nil || object.field == nil {
		return name, at
	}
	for _, other := range object.field.Order {
		if strings.EqualFold(other, name) {
			return other, object.member(other)
		}
	}
	if titled := n.titled(object.field)[sheets.Normal(name)]; titled != "" {
		return titled, object.member(titled)
	}
	return name, shape{}
}

var bracketed = regexp.MustCompile(`\s*\([^)]*\)`)

// titled are the members of an object by their titles, and by those without what stands in brackets.
func (n *naming) titled(object *schema.Field) map[string]string {
	if n.titles[object] != nil {
		return n.titles[object]
	}
	all := map[string]string{}
	add := func(title, name string) {
		key := sheets.Normal(title)
		if other, taken := all[key]; taken && other != name {
			name = ""
		}
		if key != "" {
			all[key] = name
		}
	}
	for _, name := range object.Order {
		f := object.Properties[name]
		add(f.Title, name)
		add(f.TitleID, name)
		add(bracketed.ReplaceAllString(f.Title, ""), name)
		add(bracketed.ReplaceAllString(f.TitleID, ""), name)
	}
	n.titles[object] = all
	return all
}

var fieldName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_:-]*$`)

// plausible says whether names that the schema does not have can be meant as those of an additional field: names as
// programs write them, of which one alone begins as OCDS has it, in lower case.
func plausible(path []string) bool {
	for i, token := range path {
		if _, index := indexOf(token); !fieldName.MatchString(token) && (i == 0 || !index) {
			return false
		}
	}
	return len(path) > 1 || len(path) == 1 && strings.ToLower(path[0][:1]) == path[0][:1]
}

// hint is the path that has the same letters as a heading that is not known: tender_title.
func (n *naming) hint(text string) string {
	if n.hints == nil {
		n.hints = map[string]string{}
		n.gather(n.whole, "", 0)
	}
	return n.hints[sheets.Normal(text)]
}

// gather notes the paths of all values down to a depth that people write.
func (n *naming) gather(object shape, above string, depth int) {
	const deepestHint = 6
	if object.field == nil || depth > deepestHint {
		return
	}
	for _, name := range object.field.Order {
		at, path := object.member(name), headingOf(above, name)
		switch {
		case at.kind.hasCell():
			for _, as := range []string{path, strings.ReplaceAll(path, "s/0/", "/0/")} { // awards, or award
				if key := sheets.Normal(generic(as)); n.hints[key] == "" {
					n.hints[key] = path
				}
			}
		case at.kind == ofObjects:
			n.gather(at.item(), path+"/0", depth+1)
		default:
			n.gather(at, path, depth+1)
		}
	}
}
