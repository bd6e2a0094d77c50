package schema

import (
	"bytes"
	"encoding/json"
	"sort"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Release is one OCDS release as its publisher wrote it: a tree kept as text, in a thin envelope.
type Release struct {
	OCID string    // identifier of the contracting process
	ID   string    // identifier of the release within its process
	Date time.Time // the release's `date` as an instant; zero where it is not a date-time
	Tags []string  // codes of the releaseTag codelist

	// Line is the release in one line: the publisher's bytes with the white space outside strings
	// removed and nothing else changed. It is what is hashed, stored and served.
	Line []byte

	Package *Package // what was said beside the release; nil for a release that came alone
	Place   Place    // where the release stands in its input

	// Findings are the reasons, if any, for which reading alone refuses the release.
	Findings []Finding

	rawID, rawDate, rawTags []byte
	marks                   []mark
}

// Package is what a release package or record package says beside its releases.
type Package struct {
	Line     []byte // the members other than `releases` and `records`, as one line
	Records  bool   // a record package
	Releases int    // releases counted in it
	Place    Place

	marks []mark
}

// Place is where something stands in an input.
type Place struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`    // from 1
	Offset  int64  `json:"offset"`            // bytes of the unpacked input before it
	Pointer string `json:"pointer,omitempty"` // JSON Pointer (RFC 6901) from the input's top level
}

// mark says that the bytes of a compact line from offset on stood in the given line of the input.
type mark struct{ offset, line int }

// Extensions lists the extension URLs that the package declares, in its order.
func (p *Package) Extensions() []string {
	if p == nil {
		return nil
	}
	var meta struct {
		Extensions []any `json:"extensions"`
	}
	_ = json.Unmarshal(p.Line, &meta) // a member of another type is a finding of the validator
	var urls []string
	for _, e := range meta.Extensions {
		if url, ok := e.(string); ok {
			urls = append(urls, url)
		}
	}
	return urls
}

// NewRelease wraps one line that has been read before, such as one kept in a ledger.
func NewRelease(line []byte) *Release {
	r := &Release{Line: line}
	r.head()
	return r
}

// head fills the envelope from the line's top-level members.
func (r *Release) head() {
	for name, raw := range members(r.Line) {
		switch name {
		case "ocid":
			r.OCID = text(raw)
		case "id":
			r.ID, r.rawID = text(raw), raw
		case "date":
			r.rawDate = raw
			r.Date, _ = ParseDate(text(raw))
		case "tag":
			r.rawTags = raw
			_ = json.Unmarshal(raw, &r.Tags) // a string instead of a list is a finding of the validator
		}
	}
}

// LineOf returns the input's line in which the value at the JSON Pointer (relative to the release) begins.
func (r *Release) LineOf(pointer string) int { return lineOf(r.Line, r.marks, r.Place.Line, pointer) }

// LineOf returns the input's line in which the value at the JSON Pointer (relative to the package) begins.
func (p *Package) LineOf(pointer string) int { return lineOf(p.Line, p.marks, p.Place.Line, pointer) }

func lineOf(line []byte, marks []mark, first int, pointer string) int {
	if len(marks) == 0 {
		return first
	}
	at := offsetOf(line, pointer)
	i := sort.Search(len(marks), func(i int) bool { return marks[i].offset > at })
	if i == 0 {
		return first
	}
	return marks[i-1].line
}

// offsetOf finds the byte at which the value at pointer begins; where there is none, the deepest parent's.
func offsetOf(line []byte, pointer string) int {
	at := 0
	d := jsontext.NewDecoder(bytes.NewBuffer(line), options)
	want := jsontext.Pointer(pointer)
	for {
		if _, err := d.ReadToken(); err != nil {
			return at
		}
		here := d.StackPointer()
		isName := false
		if kind, n := d.StackIndex(d.StackDepth()); kind == '{' && n%2 == 1 {
			isName = true
		}
		if !isName && (here == want || want.Contains(here)) && len(here) > 0 {
			if start := int(d.InputOffset()); here == want {
				return start - 1
			} else if start > at {
				at = start - 1
			}
		}
	}
}

// members ranges over the top-level members of a compact JSON object: decoded name, raw value.
func members(line []byte) func(func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		d := jsontext.NewDecoder(bytes.NewBuffer(line), options)
		if t, err := d.ReadToken(); err != nil || t.Kind() != '{' {
			return
		}
		for d.PeekKind() == '"' {
			name, err := d.ReadToken()
			if err != nil {
				return
			}
			key := name.String()
			raw, err := d.ReadValue()
			end := int(d.InputOffset())
			if err != nil || !yield(key, line[end-len(raw):end]) {
				return
			}
		}
	}
}

// text gives the content of a JSON string, and the raw text of any other value.
func text(raw []byte) string {
	if len(raw) == 0 || raw[0] != '"' {
		return string(raw)
	}
	s, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return string(raw)
	}
	return string(s)
}
