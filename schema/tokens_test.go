package schema

import (
	"bytes"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// The other way to a verdict: to walk the decoder's tokens, from the input's bytes to yes or no, instead of walking the
// value's tree. It is here to be measured.

// takes walks the next value of a decoder along a verdict.
func (v *verdict) takes(d *jsontext.Decoder) bool {
	if v == nil {
		return d.SkipValue() == nil
	}
	switch d.PeekKind() {
	case '{':
		return v.types&objectType != 0 && v.takesObject(d)
	case '[':
		return v.types&arrayType != 0 && v.takesList(d)
	}
	raw, err := d.ReadValue()
	if err != nil {
		return false
	}
	if raw[0] == '"' {
		return v.types&stringType != 0 && v.acceptsText(raw)
	}
	return v.acceptsScalar(raw)
}

func (v *verdict) takesObject(d *jsontext.Decoder) bool {
	_, _ = d.ReadToken()
	var there uint64
	for d.PeekKind() == '"' {
		quoted, err := d.ReadValue()
		if err != nil {
			return false
		}
		var inner *verdict
		if i := v.names.find(view(quoted[1 : len(quoted)-1])); i >= 0 {
			there |= v.members[i].bit
			inner = v.members[i].verdict
		}
		if !inner.takes(d) {
			return false
		}
	}
	_, err := d.ReadToken()
	return err == nil && there&v.required == v.required
}

// takesList leaves out whether the items differ, which is in its favour.
func (v *verdict) takesList(d *jsontext.Decoder) bool {
	_, _ = d.ReadToken()
	count := 0
	for ; d.PeekKind() != ']'; count++ {
		if !v.items.takes(d) {
			return false
		}
	}
	_, err := d.ReadToken()
	return err == nil && count >= v.minItems
}

// BenchmarkVerdict measures ways from a release's bytes to the verdict.
func BenchmarkVerdict(b *testing.B) {
	line := []byte(invented(1, 1))
	whole := Default().judge.verdict
	root := whole.later()
	tree, _ := parse(line)
	d := jsontext.NewDecoder(bytes.NewReader(line), options)
	inner := jsontext.NewDecoder(bytes.NewReader(nil), options)
	reset := func() { d.Reset(bytes.NewReader(line), options) }
	for _, way := range []struct {
		name  string
		takes func() bool
	}{
		{"tokens alone", func() bool { reset(); return readTokens(d) }},
		{"walking tokens", func() bool { reset(); return root.takes(d) }},
		{"value, then its tree", func() bool { reset(); raw, err := d.ReadValue(); return err == nil && takesTree(whole, raw) }},
		{"value, then its tokens", func() bool { reset(); raw, err := d.ReadValue(); return err == nil && takesText(root, inner, raw) }},
		{"tree, then its verdict", func() bool { return takesTree(whole, line) }},
		{"tree alone", func() bool { ok := false; _ = WithTree(line, func(*Value) { ok = true }); return ok }},
		{"its verdict alone", func() bool { return whole.accepts(&tree) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			for b.Loop() {
				if !way.takes() {
					b.Fatal("not accepted")
				}
			}
		})
	}
}

func readTokens(d *jsontext.Decoder) bool {
	for {
		if _, err := d.ReadToken(); err != nil {
			return d.InputOffset() > 0
		}
	}
}

func takesTree(v *verdict, raw []byte) (ok bool) {
	_ = WithTree(raw, func(tree *Value) { ok = v.accepts(tree) })
	return ok
}

func takesText(v *verdict, d *jsontext.Decoder, raw []byte) bool {
	d.Reset(bytes.NewReader(raw), options)
	return v.takes(d)
}
