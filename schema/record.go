package schema

import (
	"bytes"

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
	var b bytes.Buffer
	b.WriteByte('{')
	if r.last != nil {
		date := text(r.last.rawDate)
		writeMember(&b, "ocid", quote(r.last.OCID))
		writeMember(&b, "id", quote(r.last.OCID+"-"+date))
		if date != "" {
			writeMember(&b, "date", quote(date))
		}
	}
	writeMember(&b, "tag", []byte(`["compiled"]`))
	for _, name := range r.root.names {
		if name != "ocid" && name != "id" && name != "date" {
			r.root.writeMemberOf(&b, name)
		}
	}
	b.WriteByte('}')
	return b.Bytes()
}

// Versioned writes the versioned release: every value that every field has had, with the release that brought
// it, on one line. Ids of list items, and the ocid, are not versioned.
func (r *Record) Versioned() []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	if r.last != nil {
		writeMember(&b, "ocid", quote(r.last.OCID))
	}
	for _, name := range r.root.names {
		if name != "ocid" {
			r.root.writeHistoryOf(&b, name)
		}
	}
	b.WriteByte('}')
	return b.Bytes()
}

// writeCompiled writes the node's latest value; nothing where a null removed it. It says whether there ever was
// one: an object whose members are all removed, each by its own null, stays as {} (the standard's own examples),
// one that was removed whole does not.
func (n *node) writeCompiled(b *bytes.Buffer) (existed bool) {
	switch {
	case n.gone:
		return true
	case n.kind == leaf:
		if k := len(n.history); k > 0 && !isNull(n.history[k-1].raw) {
			b.Write(n.history[k-1].raw)
		}
		return len(n.history) > 0
	case n.kind == object:
		return nested(b, '{', '}', func() {
			for _, name := range n.names {
				existed = n.writeMemberOf(b, name) || existed
			}
		}, &existed)
	}
	return nested(b, '[', ']', func() {
		for _, it := range n.items {
			existed = writeItem(b, it.writeCompiled) || existed
		}
	}, &existed)
}

func (n *node) writeMemberOf(b *bytes.Buffer, name string) bool {
	return writeNamed(b, name, n.children[name].writeCompiled)
}

// writeHistory writes the node with the history of its values, and says whether there ever was one.
func (n *node) writeHistory(b *bytes.Buffer) (existed bool) {
	switch n.kind {
	case leaf:
		return nested(b, '[', ']', func() {
			for _, e := range n.history {
				existed = true
				comma(b)
				e.write(b)
			}
		}, &existed)
	case object:
		return nested(b, '{', '}', func() {
			for _, name := range n.names {
				existed = n.writeHistoryOf(b, name) || existed
			}
		}, &existed)
	}
	return nested(b, '[', ']', func() {
		for _, it := range n.items {
			existed = writeItem(b, it.writeHistory) || existed
		}
	}, &existed)
}

func (n *node) writeHistoryOf(b *bytes.Buffer, name string) bool {
	return writeNamed(b, name, n.children[name].writeHistory)
}

// writeHistory writes a list item, whose own id is kept plain.
func (it *item) writeHistory(b *bytes.Buffer) (existed bool) {
	return nested(b, '{', '}', func() {
		for _, name := range it.names {
			if name == "id" && it.id != nil {
				writeMember(b, "id", it.id)
				existed = true
				continue
			}
			existed = it.writeHistoryOf(b, name) || existed
		}
	}, &existed)
}

func (e entry) write(b *bytes.Buffer) {
	b.WriteByte('{')
	writeMember(b, "releaseID", orNull(e.release.rawID))
	writeMember(b, "releaseDate", orNull(e.release.rawDate))
	writeMember(b, "releaseTag", orNull(e.release.rawTags))
	writeMember(b, "value", e.raw)
	b.WriteByte('}')
}

// nested writes brackets around the content, or nothing where the content says that nothing ever existed.
func nested(b *bytes.Buffer, opening, closing byte, content func(), existed *bool) bool {
	start := b.Len()
	b.WriteByte(opening)
	content()
	b.WriteByte(closing)
	if !*existed {
		b.Truncate(start)
	}
	return *existed
}

// writeNamed writes a member, or nothing where its value writes nothing.
func writeNamed(b *bytes.Buffer, name string, write func(*bytes.Buffer) bool) bool {
	start := b.Len()
	writeMember(b, name, nil)
	named := b.Len()
	existed := write(b)
	if b.Len() == named {
		b.Truncate(start)
	}
	return existed
}

// writeItem writes a list item, or nothing where it writes nothing.
func writeItem(b *bytes.Buffer, write func(*bytes.Buffer) bool) bool {
	start := b.Len()
	comma(b)
	begun := b.Len()
	existed := write(b)
	if b.Len() == begun {
		b.Truncate(start)
	}
	return existed
}

func writeMember(b *bytes.Buffer, name string, raw []byte) {
	comma(b)
	b.Write(quote(name))
	b.WriteByte(':')
	b.Write(raw)
}

// comma separates what comes next from what stands before it in the same brackets.
func comma(b *bytes.Buffer) {
	if last := b.Bytes()[b.Len()-1]; last != '{' && last != '[' {
		b.WriteByte(',')
	}
}

func quote(s string) []byte {
	quoted, _ := jsontext.AppendQuote(nil, s) // fails on invalid UTF-8 alone, which no reader lets through
	return quoted
}

func isNull(raw []byte) bool { return raw[0] == 'n' }

func orNull(raw []byte) []byte {
	if raw == nil {
		return []byte("null")
	}
	return raw
}
