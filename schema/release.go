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

	holdsList bool // of releases or records, as a package does
	marks     []mark
}

// Package is what a release package or record package says beside its releases.
type Package struct {
	Line     []byte // the members other than `releases` and `records`, as one line
	Records  bool   // a record package
	Releases int    // releases counted in it
	Broken   bool   // the input broke off within it, so its words are not all there
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
	_ = topLevel(r.Line, func(name string, raw []byte) bool { // a line that is no object leaves the envelope empty
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
		case "releases", "records":
			r.holdsList = raw[0] == '['
		}
		return true
	})
}

// DateText is the release's `date` as its publisher wrote it.
func (r *Release) DateText() string { return text(r.rawDate) }

// TagsText is the release's `tag` as JSON text.
func (r *Release) TagsText() json.RawMessage { return orNull(r.rawTags) }

// Conflict is the finding that the ledger has another release under this one's ocid and id. The digests are those
// of the release that is there and of this one, under the nonce of the one that is there.
func (r *Release) Conflict(there, here string) Finding { return r.finding(CodeConflict, there, here) }

// linesOf finds the input's lines of the values at the pointers, in one pass over the compact line.
func linesOf(line []byte, marks []mark, first int, pointers ...string) func(pointer string) int {
	if len(marks) == 0 {
		return func(string) int { return first }
	}
	starts := offsetsOf(line, pointers)
	return func(pointer string) int {
		at, ok := starts[pointer]
		for p := jsontext.Pointer(pointer); !ok && p != ""; at, ok = starts[string(p)] {
			p = p.Parent()
		}
		if i := sort.Search(len(marks), func(i int) bool { return marks[i].offset > at }); i > 0 {
			return marks[i-1].line
		}
		return first
	}
}

// offsetsOf finds the bytes at which the values at the pointers and all above them begin.
func offsetsOf(line []byte, pointers []string) map[string]int {
	wanted := map[string]bool{}
	for _, pointer := range pointers {
		for p := jsontext.Pointer(pointer); p != "" && !wanted[string(p)]; p = p.Parent() {
			wanted[string(p)] = true
		}
	}
	starts := make(map[string]int, len(wanted))
	d := jsontext.NewDecoder(bytes.NewBuffer(line), options)
	for len(starts) < len(wanted) {
		start := int(d.InputOffset())
		if start < len(line) && (line[start] == ',' || line[start] == ':') {
			start++
		}
		if _, err := d.ReadToken(); err != nil {
			break
		}
		if kind, n := d.StackIndex(d.StackDepth()); kind == '{' && n%2 == 1 {
			continue // a name
		}
		here := string(d.StackPointer())
		if _, seen := starts[here]; wanted[here] && !seen {
			starts[here] = start
		}
	}
	return starts
}
