package schema

import (
	"bytes"
	"io"
	"reflect"
)

// Late is what packages say only after their releases, which must be known before the releases are judged: their
// extensions and the version of OCDS. JSON leaves the order of members to the publisher.
type Late map[int64]declared

// FindLate looks for it in an input, which it opens once or twice; of one that cannot be read there is nothing to
// know. Most inputs are only searched for the names of the members, at the speed of the disk.
func FindLate(open func() (io.ReadCloser, error)) (Late, error) {
	in, err := open()
	if err != nil {
		return nil, err
	}
	suspect := mayBeLate(in)
	if err := in.Close(); err != nil || !suspect {
		return nil, err
	}
	if in, err = open(); err != nil {
		return nil, err
	}
	late := lateSink{}
	_ = Read(in, "", late) // what is wrong with it is found when it is checked
	return Late(late), in.Close()
}

// lateSink keeps what packages turn out to say other than their first members told.
type lateSink Late

func (lateSink) Release(*Release) error { return nil }
func (lateSink) Record(*Wrapper) error  { return nil }

func (l lateSink) Package(p *Package) error {
	if said := declaredIn(p.Line); !reflect.DeepEqual(said, p.head) {
		l[p.Place.Offset] = said
	}
	return nil
}

// mayBeLate searches an input for the members after the first list of releases or records.
func mayBeLate(in io.Reader) bool {
	_, text, err := openSource(in, nil)
	if err != nil {
		return false
	}
	var s lateSearch
	buffer := make([]byte, 256<<10)
	for kept := 0; ; {
		n, err := text.Read(buffer[kept:])
		if s.search(buffer[:kept+n]) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(buffer, buffer[max(0, kept+n-longestName):kept+n])
	}
}

// longestName is that of the members that are searched for, with their quotes.
const longestName = len(`"extensions"`) - 1

// lateSearch remembers what has been seen.
type lateSearch struct {
	list, version, extensions bool // of the members
	begun                     bool // with what follows the first part
}

// search searches the next part. Where neither list nor words stand in the first, as in JSON Lines of releases, lists are
// not looked for, which takes long, and any word is suspect.
func (s *lateSearch) search(part []byte) (late bool) {
	if !s.list && (!s.begun || s.version || s.extensions) {
		at := firstOf(part, `"releases"`, `"records"`)
		s.version = s.version || hasVersion(part[:at])
		s.extensions = s.extensions || hasExtensions(part[:at])
		s.begun = true
		if s.list = at < len(part); !s.list {
			return false
		}
		part = part[at:]
	}
	return hasExtensions(part) || !(s.list && s.version) && hasVersion(part)
}

func hasExtensions(part []byte) bool { return contains(part, "e", `xtensions"`) }
func hasVersion(part []byte) bool    { return contains(part, "", `version"`) }

// contains says whether the text has a member's name, given as how it begins and the rest. The rest is sought, since it
// begins with a rare letter: what begins with a quotation mark takes three times as long.
func contains(text []byte, begins, rest string) bool {
	for {
		at := bytes.Index(text, []byte(rest))
		if at < 0 {
			return false
		}
		if bytes.HasSuffix(text[:at], []byte(`"`+begins)) {
			return true
		}
		text = text[at+1:]
	}
}

// firstOf is where the first of the words stands, the end where none does.
func firstOf(part []byte, words ...string) int {
	first := len(part)
	for _, word := range words {
		if at := bytes.Index(part, []byte(word)); at >= 0 {
			first = min(first, at)
		}
	}
	return first
}
