package schema

import (
	"github.com/go-json-experiment/json/jsontext"
)

// Record is a contracting process with all its releases merged (OCDS 1.1, "Records").
type Record struct {
	root *node
	last *Release // the release with the latest date

	// Releases are what the record was made of, in the order in which they counted: oldest first.
	Releases []*Release

	// Findings are what merging had to decide: repeated ids, changes of type, missing dates.
	Findings []Finding
}

// Lines gives the releases' lines, oldest first.
func (r *Record) Lines() [][]byte {
	lines := make([][]byte, len(r.Releases))
	for i, release := range r.Releases {
		lines[i] = release.Line
	}
	return lines
}

// Compiled writes the compiled release: the latest value of every field, on one line. Its id is
// {ocid}-{date}, its date that of the latest release, its tag "compiled" (OCDS 1.1, "Merging").
func (r *Record) Compiled() []byte {
	out := []byte{'{'}
	if r.last != nil {
		date := text(r.last.rawDate)
		out = make([]byte, 0, len(r.last.Line)+len(r.last.Line)/4+256)
		out = append(out, '{')
		out = appendMember(out, `"ocid"`, quote(r.last.OCID))
		out = appendMember(out, `"id"`, quote(r.last.OCID+"-"+date))
		if date != "" {
			out = appendMember(out, `"date"`, quote(date))
		}
	}
	out = appendMember(out, `"tag"`, []byte(`["compiled"]`))
	for _, part := range r.root.parts {
		if name := string(part.name); name != "ocid" && name != "id" && name != "date" {
			out, _ = part.compiledMember(out)
		}
	}
	return append(out, '}')
}

// Versioned writes the versioned release: every value that every field has had, with the release that brought
// it, on one line. Ids of list items, and the ocid, are not versioned.
func (r *Record) Versioned() []byte {
	out := []byte{'{'}
	if r.last != nil {
		out = appendMember(out, `"ocid"`, quote(r.last.OCID))
	}
	for _, part := range r.root.parts {
		if string(part.name) != "ocid" {
			out, _ = part.versionedMember(out)
		}
	}
	return append(out, '}')
}

// compiled appends the node's latest value; nothing where a null removed it. It says whether there ever was one: an
// object whose members are all removed, each by its own null, stays as {} (the standard's own examples), one that was
// removed whole does not.
func (n *node) compiled(out []byte) (_ []byte, existed bool) {
	switch {
	case n.gone:
		return out, true
	case n.kind == leaf:
		k := len(n.history)
		if k > 0 && !isNull(n.history[k-1].raw) {
			out = append(out, n.history[k-1].raw...)
		}
		return out, k > 0
	case n.kind == object:
		return n.nested(out, '{', '}', (*node).compiledMember)
	}
	return n.nested(out, '[', ']', (*node).compiledItem)
}

func (n *node) compiledMember(out []byte) ([]byte, bool) { return n.named(out, (*node).compiled) }
func (n *node) compiledItem(out []byte) ([]byte, bool)   { return n.separated(out, (*node).compiled) }

// versioned appends the node with the history of its values, and says whether there ever was one.
func (n *node) versioned(out []byte) (_ []byte, existed bool) {
	switch n.kind {
	case leaf:
		return n.appendHistory(out), len(n.history) > 0
	case object:
		return n.nested(out, '{', '}', (*node).versionedMember)
	}
	return n.nested(out, '[', ']', (*node).versionedItem)
}

func (n *node) versionedItem(out []byte) ([]byte, bool) { return n.separated(out, (*node).versioned) }

// versionedMember appends a member; the id of a list's item is kept plain.
func (n *node) versionedMember(out []byte) ([]byte, bool) {
	if n.parent.id != nil && string(n.name) == "id" {
		return appendMember(out, `"id"`, n.parent.id), true
	}
	return n.named(out, (*node).versioned)
}

func (n *node) appendHistory(out []byte) []byte {
	out = append(out, '[')
	for _, e := range n.history {
		out = append(comma(out), '{')
		out = appendMember(out, `"releaseID"`, orNull(e.release.rawID))
		out = appendMember(out, `"releaseDate"`, orNull(e.release.rawDate))
		out = appendMember(out, `"releaseTag"`, orNull(e.release.rawTags))
		out = append(appendMember(out, `"value"`, e.raw), '}')
	}
	return append(out, ']')
}

// nested appends brackets around what the parts append, or nothing where none of them ever existed.
func (n *node) nested(out []byte, opening, closing byte, part func(*node, []byte) ([]byte, bool)) (_ []byte, existed bool) {
	start := len(out)
	out = append(out, opening)
	for _, p := range n.parts {
		var one bool
		out, one = part(p, out)
		existed = existed || one
	}
	if !existed {
		return out[:start], false
	}
	return append(out, closing), true
}

// named appends a member, or nothing where its value appends nothing.
func (n *node) named(out []byte, value func(*node, []byte) ([]byte, bool)) (_ []byte, existed bool) {
	start := len(out)
	out = append(appendQuoted(comma(out), view(n.name)), ':')
	begun := len(out)
	if out, existed = value(n, out); len(out) == begun {
		out = out[:start]
	}
	return out, existed
}

// separated appends a list's item, or nothing where it appends nothing.
func (n *node) separated(out []byte, value func(*node, []byte) ([]byte, bool)) (_ []byte, existed bool) {
	start := len(out)
	out = comma(out)
	begun := len(out)
	if out, existed = value(n, out); len(out) == begun {
		out = out[:start]
	}
	return out, existed
}

func appendMember(out []byte, quoted string, raw []byte) []byte {
	return append(append(append(comma(out), quoted...), ':'), raw...)
}

// comma separates what comes next from what stands before it in the same brackets.
func comma(out []byte) []byte {
	if last := out[len(out)-1]; last != '{' && last != '[' {
		out = append(out, ',')
	}
	return out
}

func quote(s string) []byte {
	quoted, _ := jsontext.AppendQuote(nil, s) // fails on invalid UTF-8 alone, which no reader lets through
	return quoted
}

func orNull(raw []byte) []byte {
	if raw == nil {
		return []byte("null")
	}
	return raw
}
