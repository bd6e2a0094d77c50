package schema

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// value is a node of a parsed line: members in their order, everything as the bytes of the line.
type value struct {
	raw   []byte   // the value's own text
	names []string // of an object's members, decoded
	items []value  // of an object's members or a list's items
}

func (v value) isObject() bool { return v.raw[0] == '{' }
func (v value) isList() bool   { return v.raw[0] == '[' }
func (v value) isNull() bool   { return isNull(v.raw) }

// member gives the value of an object's member.
func (v value) member(name string) (value, bool) {
	for i, n := range v.names {
		if n == name {
			return v.items[i], true
		}
	}
	return value{}, false
}

// parse reads one compact line into a tree that shares its bytes.
func parse(line []byte) (value, error) {
	p := parser{line, jsontext.NewDecoder(bytes.NewBuffer(line), options)}
	v, err := p.value()
	if err != nil {
		return value{}, fmt.Errorf("parse release: %w", err)
	}
	return v, nil
}

type parser struct {
	line []byte
	dec  *jsontext.Decoder
}

func (p *parser) value() (v value, err error) {
	switch p.dec.PeekKind() {
	case '{':
		return p.nested('}')
	case '[':
		return p.nested(']')
	}
	raw, err := p.dec.ReadValue()
	end := p.dec.InputOffset()
	return value{raw: p.line[int(end)-len(raw) : end]}, err
}

func (p *parser) nested(closing jsontext.Kind) (v value, err error) {
	if _, err = p.dec.ReadToken(); err != nil {
		return v, err
	}
	start := p.dec.InputOffset() - 1
	for p.dec.PeekKind() != closing {
		if closing == '}' {
			name, err := p.dec.ReadToken()
			if err != nil {
				return v, err
			}
			v.names = append(v.names, name.String())
		}
		item, err := p.value()
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	_, err = p.dec.ReadToken()
	v.raw = p.line[start:p.dec.InputOffset()]
	return v, err
}
