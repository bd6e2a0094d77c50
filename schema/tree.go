package schema

import (
	"bytes"
	"errors"
	"sync"
	"unsafe"

	"github.com/go-json-experiment/json/jsontext"
)

var errNotJSON = errors.New("not a line of JSON")

// parse reads a line into a tree that shares its bytes. The line is known to be JSON (a reader has let it through):
// that is not checked again, which is what makes it quick; on other text it fails, or gives a tree of some kind.
func parse(line []byte) (Value, error) {
	var p parser
	return p.parse(line)
}

// parsers keeps parsers for use again: a tree lasts until its parser reads the next line.
var parsers = sync.Pool{New: func() any { return new(parser) }}

func (p *parser) parse(line []byte) (v Value, err error) {
	defer func() {
		if recover() != nil {
			err = errNotJSON
		}
	}()
	p.text, p.at, p.stack, p.slab = line, 0, p.stack[:0], p.slab[:0]
	v = p.value()
	if p.space(); p.at != len(line) {
		return v, errNotJSON
	}
	return v, nil
}

// lineTree is a line and its tree, which is made when it is first asked for and serves all that follow.
type lineTree struct {
	line   []byte
	spaced *Value  // a tree of the text that the line was made of; nil where there is none
	parser *parser // nil while nobody has asked, and where the tree was there before
	root   Value
	err    error
}

func (t *lineTree) get() (*Value, error) {
	if t.parser == nil && t.root.raw == nil {
		t.parser = parsers.Get().(*parser)
		t.root, t.err = t.parser.parse(t.line)
	}
	return &t.root, t.err
}

// any gives a tree whose texts may have white space between values.
func (t *lineTree) any() (*Value, error) {
	if t.spaced != nil {
		return t.spaced, nil
	}
	return t.get()
}

// done gives back what the tree was made with: neither the tree nor parts of it must be used afterwards.
func (t *lineTree) done() {
	if t.parser != nil {
		parsers.Put(t.parser)
		t.parser = nil
	}
}

// parser reads values one after the other. Members of values that are not read to their end wait on a stack.
type parser struct {
	text  []byte
	at    int
	stack []Member
	slab  []Member // where members of finished values are kept, many values to an allocation
}

func (p *parser) space() {
	for p.at < len(p.text) && p.text[p.at] <= ' ' {
		p.at++
	}
}

func (p *parser) value() Value {
	p.space()
	start := p.at
	switch p.text[start] {
	case '{', '[':
		members := p.nested(p.text[start] == '{')
		return Value{p.text[start:p.at:p.at], members}
	case '"':
		return Value{raw: p.quoted()}
	}
	return Value{raw: p.scalar()}
}

// quoted passes over a string.
func (p *parser) quoted() []byte {
	start := p.at
	p.at += stringLength(p.text[start:])
	return p.text[start:p.at:p.at]
}

// scalar passes over a number, true, false or null.
func (p *parser) scalar() []byte {
	start := p.at
	p.at += scalarLength(p.text[start:])
	return p.text[start:p.at:p.at]
}

// nested reads the members of an object or the items of a list, up to the closing bracket.
func (p *parser) nested(named bool) []Member {
	base := len(p.stack)
	p.at++
	for p.space(); p.text[p.at] != '}' && p.text[p.at] != ']'; p.space() {
		if p.text[p.at] == ',' {
			p.at++
			p.space()
		}
		var m Member
		if named {
			m.name = p.name()
		}
		m.Value = p.value()
		p.stack = append(p.stack, m)
	}
	p.at++
	members := p.keep(p.stack[base:])
	p.stack = p.stack[:base]
	return members
}

// mostSlab is how many members a slab grows to; all of them are looked at whenever garbage is collected.
const mostSlab = 4096

// name reads a member's name and passes over the colon.
func (p *parser) name() string {
	quoted := p.quoted()
	p.space()
	p.at++
	return nameOf(quoted)
}

func nameOf(quoted []byte) string {
	if bytes.IndexByte(quoted, '\\') >= 0 {
		return text(quoted)
	}
	return view(quoted[1 : len(quoted)-1])
}

// keep copies finished members from the stack into the slab.
func (p *parser) keep(members []Member) []Member {
	n := len(members)
	if n == 0 {
		return nil
	}
	if cap(p.slab)-len(p.slab) < n { // what it was may be much, and is let go of with the values
		p.slab = make([]Member, 0, max(n, min(2*cap(p.slab), mostSlab), 64))
	}
	kept := append(p.slab[len(p.slab):], members...)
	p.slab = p.slab[:len(p.slab)+n]
	return kept[:n:n]
}

// topLevel passes the members of an object without reading into them, until each says stop. Their names share the
// bytes of the line.
func topLevel(line []byte, each func(name string, raw []byte) (more bool)) (err error) {
	defer func() {
		if recover() != nil {
			err = errNotJSON
		}
	}()
	p := parser{text: line}
	if p.space(); p.text[p.at] != '{' {
		return errNotJSON
	}
	p.at++
	for p.space(); p.text[p.at] != '}'; p.space() {
		if p.text[p.at] == ',' {
			p.at++
			p.space()
		}
		if !each(p.name(), p.skip()) {
			return nil
		}
	}
	return nil
}

// skip passes over a value and gives its text.
func (p *parser) skip() []byte {
	p.space()
	switch p.text[p.at] {
	case '"':
		return p.quoted()
	case '{', '[':
		start := p.at
		p.at += nestedLength(p.text[start:])
		return p.text[start:p.at:p.at]
	}
	return p.scalar()
}

// nestedLength is the length of the object or list that raw begins with.
func nestedLength(raw []byte) int {
	depth := 0
	for i := 0; ; {
		switch raw[i] {
		case '"':
			i += stringLength(raw[i:])
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
}

// text gives the content of a JSON string, and the raw text of any other value.
func text(raw []byte) string {
	if len(raw) < 2 || raw[0] != '"' {
		return string(raw)
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	s, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return string(raw)
	}
	return string(s)
}

// view is bytes as a text that shares them, for bytes that nothing changes.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// bytesOf is a text as bytes that share it, for bytes that nothing changes.
func bytesOf(s string) []byte {
	if s == "" {
		return []byte{}
	}
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

func isNull(raw []byte) bool { return raw[0] == 'n' }
