package publish

import (
	"bytes"
	"fmt"
	"io"

	"terang/schema"
)

// Upgrade writes an input with its releases of OCDS 1.0 as ones of 1.1: each package, or release that came alone, on
// a line of its own. What a package says beside its releases follows them. What cannot be read as a release is passed
// to refused and left out.
func Upgrade(in Input, w io.Writer, refused func(schema.Finding)) error {
	f, err := in.Open()
	if err != nil {
		return fmt.Errorf("open %s: %w", in.Name, err)
	}
	defer f.Close()
	return schema.Read(f, in.Name, &upgrading{w: w, refused: refused})
}

// upgrading writes as it is told: a package is opened by its first release, and closed by its own words.
type upgrading struct {
	w       io.Writer
	refused func(schema.Finding)
	pkg     *schema.Package // that is open
	record  *schema.Wrapper // that is open
	entries int             // written of the package
	inside  int             // releases written of the record
	changed bool            // a release of the package was of OCDS 1.0
}

// Release implements schema.Sink.
func (u *upgrading) Release(r *schema.Release) error {
	if len(r.Findings) > 0 {
		u.refused(r.Findings[0])
		return nil
	}
	before, err := u.open(r.Package, r.Wrapper)
	if err != nil {
		return err
	}
	line := u.upgraded(r)
	if r.Package == nil {
		line = append(bytes.Clone(line), '\n')
	}
	return u.write(before, line)
}

func (u *upgrading) upgraded(r *schema.Release) []byte {
	u.changed = r.Upgrade() || u.changed
	return r.Line
}

// open opens what a release stands in, and gives what goes before it.
func (u *upgrading) open(p *schema.Package, w *schema.Wrapper) (before []byte, err error) {
	if p == nil {
		return nil, nil
	}
	if u.pkg != p {
		u.pkg, u.entries = p, 0
		list := `{"releases":[`
		if p.Records {
			list = `{"records":[`
		}
		before = append(before, list...)
	}
	if w == nil || u.record != w {
		if u.entries > 0 {
			before = append(before, ',')
		}
		u.entries++
	}
	if w == nil {
		return before, nil
	}
	if u.record != w {
		u.record, u.inside = w, 0
		before = append(before, `{"releases":[`...)
	}
	if u.inside > 0 {
		before = append(before, ',')
	}
	u.inside++
	return before, nil
}

// Record implements schema.Sink.
func (u *upgrading) Record(w *schema.Wrapper) error {
	var out []byte
	if u.record != w { // it has no releases
		before, err := u.open(w.Package, nil)
		if err != nil {
			return err
		}
		out = append(before, `{"releases":[`...)
	}
	out = append(out, ']')
	if w.Compiled != nil && len(w.Compiled.Findings) == 0 {
		out = append(append(out, `,"compiledRelease":`...), u.upgraded(w.Compiled)...)
	}
	if w.Versioned != nil && len(w.Versioned.Findings) == 0 {
		out = append(append(out, `,"versionedRelease":`...), w.Versioned.Line...)
	}
	return u.write(out, rest(w.Line))
}

// Package implements schema.Sink.
func (u *upgrading) Package(p *schema.Package) error {
	var out []byte
	if u.pkg != p {
		list := `{"releases":[`
		if p.Records {
			list = `{"records":[`
		}
		out = []byte(list)
	}
	words := p.UpgradedWords(u.changed)
	u.pkg, u.changed = nil, false
	return u.write(out, []byte("]"), rest(words), []byte("\n"))
}

// rest is an object's text from its first member on, to go on after other members.
func rest(object []byte) []byte {
	if members := object[1:]; members[0] != '}' {
		return append([]byte{','}, members...)
	}
	return []byte{'}'}
}

func (u *upgrading) write(parts ...[]byte) error {
	for _, part := range parts {
		if _, err := u.w.Write(part); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}
