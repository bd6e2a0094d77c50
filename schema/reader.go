package schema

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Sink takes what a reader finds, in the order of the input.
type Sink interface {
	// Release takes a release. Its Package is complete only when Package is called with it.
	Release(*Release) error
	// Record takes what a record says beside its releases, after the last of them.
	Record(*Wrapper) error
	// Package takes a package after the last of its releases.
	Package(*Package) error
}

// options of every decoder: duplicate names and invalid UTF-8 are refused (the library's default).
var options = jsontext.AllowDuplicateNames(false)

// Read reads OCDS from r: a release package, a record package with embedded releases, a release, a list of
// any of these, or JSON Lines of any, recognised by content; also gzipped. It holds one release at a time.
//
// What concerns one release (its line of JSON Lines is broken, its JSON is unsafe) comes to the sink as a release with
// Findings. What makes the rest of the input unreadable, or a
// package's own words unsafe, ends it with an *InputError, at once. An error of the sink ends it too and is returned as it is.
func Read(r io.Reader, name string, sink Sink) error {
	rd := &reader{name: name, sink: sink}
	return rd.read(r, nil)
}

// read reads an input. What was packed is written to unpacked too, unless that is nil.
func (rd *reader) read(r io.Reader, unpacked io.Writer) error {
	src, in, err := openSource(r, unpacked)
	if rd.src = src; err == nil {
		err = rd.input(in)
	}
	return rd.explain(err)
}

// reader walks one input. Its methods descend as the document does.
type reader struct {
	name string
	src  *source
	sink Sink
	in   io.Reader // which the decoder reads
	dec  *jsontext.Decoder
	base int64 // offset in the input of the decoder's first byte
	pkg  *Package
	rec  *Wrapper
	late Late // by a package's offset, what it says after its releases, where that is known

	each func(*Piece) error // takes what can be read beside the rest; nil where the sink gets all

	scratch   []byte // where an object read by its members grows
	tops      []int  // where its members are noted
	compactor compactor

	byLine bool     // the input is JSON Lines
	held   *Release // a line's release, until the line is known to end with it
}

// sinkError carries an error of the sink past explain.
type sinkError struct{ error }

func (rd *reader) input(in *bufio.Reader) error {
	head, err := in.Peek(4)
	if code := otherKind(head); code != "" {
		return rd.fault(code, 0)
	}
	if err != nil && err != io.EOF {
		return err
	}
	if looksLikeLines(in, false) {
		return rd.linesFrom(in, rd.src.read-int64(in.Buffered()))
	}
	return rd.documents(in)
}

// documents reads values one after the other; one is the usual case.
func (rd *reader) documents(in *bufio.Reader) error {
	rd.decode(in, rd.src.read-int64(in.Buffered()))
	for n := 0; ; n++ {
		if rd.peek() == 0 {
			_, err := rd.dec.ReadToken()
			if err == io.EOF && n == 0 {
				return rd.fault(CodeEmpty, 0)
			}
			if err == io.EOF {
				return nil
			}
			return err
		}
		begun := rd.place("").Line
		if err := rd.any(""); err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		onOneLine := rd.src.lineAt(rd.offset()) == begun
		rest := bufio.NewReaderSize(rd.unread(), peekSize)
		if onOneLine && looksLikeLines(rest, true) {
			return rd.linesFrom(rest, rd.offset())
		}
		rd.decode(rest, rd.offset())
	}
}

// decode goes on with a new decoder, whose first byte stands at an offset in the input.
func (rd *reader) decode(in io.Reader, offset int64) {
	rd.in, rd.base, rd.dec = in, offset, jsontext.NewDecoder(in, options)
}

// unread is what the decoder has not read yet.
func (rd *reader) unread() io.Reader {
	return io.MultiReader(bytes.NewReader(bytes.Clone(rd.dec.UnreadBuffer())), rd.in)
}

// any reads a package, a release, or a list of any of them.
func (rd *reader) any(pointer string) error {
	switch rd.peek() {
	case '{':
		return rd.object(pointer)
	case '[':
		return rd.list(pointer, rd.any)
	}
	raw, place, err := rd.value(pointer)
	if err != nil {
		return err
	}
	return rd.refuse(place, CodeNotOCDS, cut(string(raw)))
}

func (rd *reader) list(pointer string, each func(string) error) error {
	if _, err := rd.dec.ReadToken(); err != nil {
		return err
	}
	return rd.entries(pointer, 0, each)
}

// entries reads those of a list from the n-th on, and its end.
func (rd *reader) entries(pointer string, n int, each func(string) error) error {
	for i := n; ; i++ {
		switch rd.peek() {
		case ']':
			_, err := rd.dec.ReadToken()
			return err
		case 0:
			_, err := rd.dec.ReadToken()
			return unexpected(err)
		}
		if err := each(pointer + "/" + strconv.Itoa(i)); err != nil {
			return err
		}
	}
}

// object reads an object member by member, since only its members tell what it is. The members that are not
// releases or records are kept: they are the package's own words, or the release. A package that breaks off is
// passed on too, since its releases were.
func (rd *reader) object(pointer string) error {
	outer := rd.pkg
	defer func() { rd.pkg = outer }()
	rd.pkg = nil
	place := rd.place(pointer)
	head := compactor{line: append(rd.scratch[:0], '{'), depth: 1, tops: rd.tops[:0]}
	rd.scratch, rd.tops = nil, nil
	var unsafe *InputError // the first of a release, which is read to its end all the same
	err := rd.members(func(name string, quoted []byte) error {
		if (name == "releases" || name == "records") && rd.peek() == '[' {
			if unsafe != nil {
				return unsafe
			}
			return rd.packageList(place, pointer, name, head.line)
		}
		err := rd.keep(&head, quoted)
		if in, ok := err.(*InputError); ok && rd.pkg == nil {
			unsafe, err = cmp.Or(unsafe, in), nil
		}
		return err
	})
	grown := append(head.line, '}')
	head.line = bytes.Clone(grown)
	if cap(grown) <= peekSize {
		rd.scratch = grown
	}
	if rd.pkg != nil {
		rd.pkg.Line, rd.pkg.marks, rd.pkg.Broken = head.line, head.marks, err != nil
		return rd.passPackage(rd.pkg, err)
	}
	if err != nil {
		return err
	}
	r := &Release{Line: head.line, marks: head.marks, Place: place, Package: outer}
	if unsafe != nil {
		r.Line = nil
		r.unsafe(unsafe)
	} else {
		r.recognise(head.members)
	}
	rd.tops = head.tops
	return rd.release(r)
}

// packageList reads the list that makes an object a package; said is what stands before it in the object.
func (rd *reader) packageList(place Place, pointer, name string, said []byte) error {
	if rd.pkg == nil {
		rd.pkg = &Package{Place: place, head: declaredIn(append(bytes.Clone(said), '}'))}
		if w, ok := rd.late[place.Offset]; ok {
			rd.pkg.head = w
		}
	}
	each, n := rd.element, 0
	if _, err := rd.dec.ReadToken(); err != nil {
		return err
	}
	if name == "records" {
		rd.pkg.Records, each = true, rd.record
	} else if rd.each != nil && rd.dec.StackDepth() == 2 && !rd.byLine {
		var err error
		if n, err = rd.pieces(said); err != nil {
			return sinkError{err}
		}
	}
	return rd.entries(pointer+"/"+name, n, func(pointer string) error {
		rd.pkg.Entries++
		return each(pointer)
	})
}

// record reads a record: the releases embedded in it one by one, then what stands beside them.
func (rd *reader) record(pointer string) error {
	place := rd.place(pointer)
	if rd.peek() != '{' {
		return rd.element(pointer)
	}
	w := &Wrapper{Package: rd.pkg, Place: place}
	rd.rec = w
	defer func() { rd.rec = nil }()
	head := compactor{line: []byte{'{'}, depth: 1}
	err := rd.members(func(name string, quoted []byte) (err error) {
		switch kind := rd.peek(); {
		case name == "releases" && kind == '[':
			w.Listed = true
			return rd.list(pointer+"/releases", rd.element)
		case name == "compiledRelease" && kind == '{':
			w.Compiled, err = rd.whole(pointer+"/compiledRelease", FormCompiled)
			return err
		case name == "versionedRelease" && kind == '{':
			w.Versioned, err = rd.whole(pointer+"/versionedRelease", FormVersioned)
			return err
		}
		return rd.keep(&head, quoted)
	})
	if err != nil {
		return err
	}
	w.Line, w.marks = append(head.line, '}'), head.marks
	w.OCID = NewRelease(w.Line).OCID
	if err := rd.sink.Record(w); err != nil {
		return sinkError{err}
	}
	return nil
}

// element reads one entry of a list of releases.
func (rd *reader) element(pointer string) error {
	r, err := rd.whole(pointer, FormRelease)
	if err != nil {
		return err
	}
	return rd.release(r)
}

// whole reads a release in one piece.
func (rd *reader) whole(pointer string, form Form) (*Release, error) {
	raw, place, err := rd.value(pointer)
	if err != nil {
		return nil, err
	}
	r := &Release{Place: place, Package: rd.pkg, Wrapper: rd.rec}
	if code, at := r.compact(raw, &rd.compactor); code != "" {
		r.unsafe(rd.unsafe(code, place.Offset+int64(at), raw[at:]))
		return r, nil
	}
	r.Form = form
	r.recognise(rd.compactor.members)
	return r, nil
}

// compact makes the release's line of its text.
func (r *Release) compact(raw []byte, c *compactor) (code string, at int) {
	*c = compactor{marks: c.marks[:0], tops: c.tops[:0]}
	if code, at = c.add(raw, r.Place.Line); code != "" {
		return code, at
	}
	if r.Line = c.line; len(c.marks) > 1 { // else all is in the line in which it begins
		r.marks = slices.Clone(c.marks)
	}
	return "", 0
}

// recognise fills the envelope from the line's members and says what form the release has, or that it only looks like one.
func (r *Release) recognise(members func(func(name string, raw []byte) (more bool))) {
	if r.Line[0] != '{' {
		f := r.finding(CodeNotOCDS)
		f.Value = cut(string(r.Line))
		r.Findings = []Finding{f}
		return
	}
	members(r.take)
	switch {
	case r.Form != FormRelease:
	case r.holdsURL && r.OCID == "" && r.rawID == nil:
		r.Form = FormLinked
	case r.OCID == "" && r.rawID == nil && r.rawDate == nil, r.holdsList: // a package among releases
		r.Findings = []Finding{r.finding(CodeNotOCDS)}
	case slices.Contains(r.Tags, "compiled") || text(r.rawTags) == "compiled":
		r.Form = FormCompiled
	}
}

// unsafe refuses a release that would bring other programs down.
func (r *Release) unsafe(why *InputError) {
	why.Finding.Pointer = r.Place.Pointer
	r.Findings = []Finding{why.Finding}
}

// members reads an object's members, giving each name decoded and as written; each must read the value.
func (rd *reader) members(each func(name string, quoted []byte) error) error {
	if _, err := rd.dec.ReadToken(); err != nil {
		return err
	}
	for {
		rd.allow()
		if rd.peek() != '"' {
			t, err := rd.dec.ReadToken()
			if err == nil && t.Kind() != '}' {
				err = rd.fault(CodeSyntax, rd.offset()) // not reached: the decoder demands a name
			}
			return unexpected(err)
		}
		quoted, err := rd.dec.ReadValue()
		if err != nil {
			return unexpected(err)
		}
		quoted = bytes.Clone(quoted)
		if err := each(text(quoted), quoted); err != nil {
			return err
		}
	}
}

// keep reads a member's value and adds the member to what is kept of its object.
func (rd *reader) keep(head *compactor, quoted []byte) error {
	raw, place, err := rd.value("")
	if err != nil {
		return err
	}
	if len(head.line)+len(raw) > maxValue {
		return errTooLarge
	}
	if k := nulEscape(quoted); k >= 0 {
		return rd.unsafe(CodeNul, place.Offset, quoted[k:])
	}
	if len(head.line) > 1 {
		head.line = append(head.line, ',')
	}
	head.top(len(head.line))
	head.line = append(append(head.line, quoted...), ':')
	if code, at := head.add(raw, place.Line); code != "" {
		return rd.unsafe(code, place.Offset+int64(at), raw[at:])
	}
	return nil
}

// value reads one value whole. The bytes are the decoder's: they hold until the next read.
func (rd *reader) value(pointer string) ([]byte, Place, error) {
	rd.allow()
	raw, err := rd.dec.ReadValue()
	if err != nil {
		return nil, Place{}, unexpected(err)
	}
	offset := rd.offset() - int64(len(raw))
	return raw, Place{File: rd.name, Line: rd.src.lineAt(offset), Offset: offset, Pointer: pointer}, nil
}

// allow lets the source hand on as much as the next value may have.
func (rd *reader) allow() { rd.src.allowed = rd.src.read + maxValue }

func (rd *reader) peek() jsontext.Kind { return rd.dec.PeekKind() }

func (rd *reader) offset() int64 { return rd.base + rd.dec.InputOffset() }

// place is where the value that comes next begins; its first byte has been peeked at.
func (rd *reader) place(pointer string) Place {
	unread := rd.dec.UnreadBuffer()
	offset := rd.offset() + int64(len(unread)-len(bytes.TrimLeft(unread, " \t\r\n,:")))
	return Place{File: rd.name, Line: rd.src.lineAt(offset), Offset: offset, Pointer: pointer}
}

func (rd *reader) refuse(place Place, code string, value string) error {
	r := &Release{Place: place, Package: rd.pkg}
	f := r.finding(code)
	f.Value = value
	r.Findings = []Finding{f}
	return rd.release(r)
}

// release hands on what was read. A release that is a whole line of JSON Lines waits until nothing follows it there.
func (rd *reader) release(r *Release) error {
	if rd.byLine && r.Place.Pointer == "" {
		rd.held = r
		return nil
	}
	return rd.pass(r)
}

func (rd *reader) pass(r *Release) error {
	if r.Package != nil {
		r.Package.Releases++
	}
	if w := r.Wrapper; w != nil {
		w.Releases++
		if r.Form == FormLinked {
			w.Linked++
		}
	}
	if err := rd.sink.Release(r); err != nil {
		return sinkError{err}
	}
	return nil
}

// passPackage hands on a package that was read up to the given error, unless the error is the sink's own.
func (rd *reader) passPackage(p *Package, err error) error {
	var sink sinkError
	if errors.As(err, &sink) {
		return err
	}
	if err := rd.sink.Package(p); err != nil {
		return sinkError{err}
	}
	return err
}

// finding makes a finding about the release as a whole.
func (r *Release) finding(code string, args ...string) Finding {
	return Finding{Code: code, Severity: Error, Pointer: r.Place.Pointer, File: r.Place.File, Line: r.Place.Line,
		OCID: r.OCID, Release: r.ID, Args: args}
}
