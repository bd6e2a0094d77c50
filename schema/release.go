package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
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
	Wrapper *Wrapper // the record that it came in; nil for one that came in no record
	Place   Place    // where the release stands in its input
	Form    Form

	// Findings are the reasons, if any, for which reading alone refuses the release.
	Findings []Finding

	// Came is the line of OCDS 1.0 that Line was upgraded from; nil where it came as it is.
	Came []byte

	rawID, rawDate, rawTags []byte

	holdsList bool // of releases or records, as a package does
	holdsURL  bool // as a linked release does
	parties   bool // as a release of OCDS 1.1 does
	marks     []mark
}

// Form is what a release was given as.
type Form string

// The forms. All but the first can be judged, but are no news of a process: they neither enter a ledger nor merge.
const (
	FormRelease   Form = ""
	FormCompiled  Form = "compiled"  // a summary made from releases
	FormVersioned Form = "versioned" // one with the history of every value
	FormLinked    Form = "linked"    // the address of a release
)

// Wrapper is what a record says beside its releases.
type Wrapper struct {
	OCID      string
	Line      []byte   // the members other than releases, compiledRelease and versionedRelease, as one line
	Releases  int      // releases in it, linked ones included
	Linked    int      // of them
	Compiled  *Release // nil where there is none
	Versioned *Release // nil where there is none
	Package   *Package
	Place     Place

	Listed bool // it has a list of releases, if only an empty one
	marks  []mark
}

// Unfit gives the reasons for which the release can neither enter a ledger nor be merged, whatever it says.
func (r *Release) Unfit() []Finding {
	switch r.Form {
	case FormLinked:
		url := ""
		_ = topLevel(r.Line, func(name string, raw []byte) bool {
			if name == "url" {
				url = text(raw)
			}
			return url == ""
		})
		return append(r.Findings, r.finding(CodeLinked, cut(url)))
	case FormCompiled, FormVersioned:
		return append(r.Findings, r.finding(CodeCompiled))
	}
	return r.Findings
}

// Unfit gives the release that a record without releases stands for, which can only be refused.
func (w *Wrapper) Unfit() *Release {
	r := &Release{OCID: w.OCID, Place: w.Place, Package: w.Package, Wrapper: w}
	r.Findings = []Finding{r.finding(CodeNoReleases)}
	return r
}

// Package is what a release package or record package says beside its releases.
type Package struct {
	Line     []byte // the members other than `releases` and `records`, as one line
	Records  bool   // a record package
	Releases int    // releases counted in it
	Entries  int    // of its list: releases, or records
	Broken   bool   // the input broke off within it, so its words are not all there
	Place    Place

	head     declared  // what it says before its releases, or is known to say after them
	extended *Extended // the schema by which its releases are judged
	upgraded bool      // its releases were of OCDS 1.0
	marks    []mark
}

// declared is what must be known of a package before its releases are judged.
type declared struct {
	Extensions []string
	Version    string
}

// declaredIn reads it from a package's line; members of other types are findings of the validator.
func declaredIn(line []byte) (w declared) {
	_ = topLevel(line, func(name string, raw []byte) bool {
		switch name {
		case "version":
			w.Version = text(raw)
		case "extensions":
			var all []any
			_ = json.Unmarshal(raw, &all)
			for _, e := range all {
				url, _ := e.(string) // what is no text keeps its place, empty
				w.Extensions = append(w.Extensions, url)
			}
		}
		return true
	})
	return w
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
	return nonEmpty(declaredIn(p.Line).Extensions)
}

func nonEmpty(texts []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
}

// Declared lists the extension URLs that the package declares before its releases, or is known to declare after them.
func (p *Package) Declared() []string {
	if p == nil {
		return nil
	}
	return p.head.Extensions
}

// Upgraded says whether releases of the package were of OCDS 1.0; known after the last of them has been judged.
func (p *Package) Upgraded() bool { return p.upgraded }

// UpgradedFrom adds to what the package says that its releases were upgraded from OCDS 1.0, and the SHA-256 of the
// file that they came in.
func (p *Package) UpgradedFrom(sha256 string) *Package {
	line := appendMember(bytes.Clone(p.Line[:len(p.Line)-1]), `"upgraded"`, []byte(`{"from":"1.0","sha256":"`+sha256+`"}`))
	p.Line = append(line, '}')
	return p
}

// UpgradedWords are what a package says, with the version of OCDS that its releases are of after upgrading; changed
// says that one of them was upgraded. What the package says of 1.1, or of a version that is not known, stays.
func (p *Package) UpgradedWords(changed bool) []byte {
	if version := declaredIn(p.Line).Version; version != "" && !isOldVersion(version) || version == "" && !changed {
		return p.Line
	}
	line := []byte{'{'}
	_ = topLevel(p.Line, func(name string, raw []byte) bool {
		if name != "version" {
			line = appendMember(line, string(quote(name)), raw)
		}
		return true
	})
	return append(appendMember(line, `"version"`, []byte(`"`+Standard+`"`)), '}')
}

// Where is the release's place in its input, as file:line.
func (r *Release) Where() string { return Finding{File: r.Place.File, Line: r.Place.Line}.Where() }

// Differs is the finding that another release of the same ocid and id was given at another place.
func Differs(id, where string) Finding { return byCode[CodeDiffers].Finding("", id, where) }

// NewRelease wraps one line that has been read before, such as one kept in a ledger.
func NewRelease(line []byte) *Release {
	r := &Release{Line: line}
	r.head()
	return r
}

// head fills the envelope from the line's top-level members.
func (r *Release) head() { _ = topLevel(r.Line, r.take) } // a line that is no object leaves the envelope empty

// take fills the envelope with what a top-level member says of it; there may be more.
func (r *Release) take(name string, raw []byte) (more bool) {
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
		r.Tags = textList(raw) // a string instead of a list is a finding of the validator
	case "parties":
		r.parties = true
	case "releases", "records":
		r.holdsList = raw[0] == '['
	case "url":
		r.holdsURL = len(text(raw)) > 0 && raw[0] == '"'
	}
	return true
}

// textList gives the texts of a list of texts alone; nil of anything else.
func textList(raw []byte) (texts []string) {
	_ = WithTree(raw, func(list *Value) {
		for _, item := range list.Items() {
			if !item.IsText() {
				texts = nil
				return
			}
			texts = append(texts, item.Text())
		}
	})
	return texts
}

// DateText is the release's `date` as its publisher wrote it.
func (r *Release) DateText() string { return text(r.rawDate) }

// TagsText is the release's `tag` as JSON text.
func (r *Release) TagsText() json.RawMessage { return orNull(r.rawTags) }

// Conflict is the finding that the ledger has another release under this one's ocid and id. The digests are those
// of the release that is there and of this one, under the nonce of the one that is there.
func (r *Release) Conflict(there, here string) Finding { return r.finding(CodeConflict, there, here) }
