package sheets

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// scanner reads the tags and texts of a workbook's large parts, some ten times as fast as encoding/xml. It knows what
// such parts may have: no document types, and so no entities of their own.
type scanner struct {
	in    *bufio.Reader
	tag   []byte // what stands between < and >
	text  []byte // before it
	local []byte // the tag's name, without prefix
	rest  []byte // of the tag, the attributes
	end   bool   // </name>
	empty bool   // <name/>
}

// Limits of XML that a workbook could have in earnest.
const longestTag = 64 << 10

var (
	errXML  = errors.New("its XML is broken")
	errLong = &cellError{code: CodeRowTooLong}
)

func newScanner(t *text) *scanner { return &scanner{in: t.Reader} }

// next reads on to the next tag; the text before it is in text. io.EOF ends the part.
func (x *scanner) next() error {
	x.text = x.text[:0]
	for {
		err := x.until('<', &x.text, longestRow)
		if err != nil {
			if err == io.EOF && len(bytes.TrimSpace(x.text)) > 0 {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		x.tag = x.tag[:0]
		switch start, _ := x.in.Peek(8); {
		case bytes.HasPrefix(start, []byte("!--")):
			err = x.skip([]byte("-->"), nil)
		case bytes.HasPrefix(start, []byte("![CDATA[")):
			_, _ = x.in.Discard(8)
			err = x.skip([]byte("]]>"), &x.text)
		case bytes.HasPrefix(start, []byte("?")):
			err = x.skip([]byte("?>"), nil)
		case bytes.HasPrefix(start, []byte("!")):
			err = errXML
		default:
			if err = x.readTag(); err == nil {
				return nil
			}
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
	}
}

// until appends to out what comes before a byte, and passes over that.
func (x *scanner) until(c byte, out *[]byte, most int) error {
	for {
		part, err := x.in.ReadSlice(c)
		if err == nil {
			part = part[:len(part)-1]
		}
		if *out = append(*out, part...); len(*out) > most {
			return errLong
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// skip passes over everything up to an end, or appends it to out; the entities of such text are not resolved, so that
// what looks like one is written as one.
func (x *scanner) skip(end []byte, out *[]byte) error {
	var seen []byte
	for {
		c, err := x.in.ReadByte()
		if err != nil {
			return err
		}
		if seen = append(seen, c); bytes.HasSuffix(seen, end) {
			if out != nil {
				*out = append(*out, bytes.ReplaceAll(seen[:len(seen)-len(end)], []byte("&"), []byte("&amp;"))...)
			}
			return nil
		}
		if out == nil && len(seen) > 1<<10 {
			seen = append(seen[:0], seen[len(seen)-len(end):]...)
		}
		if len(seen) > longestRow {
			return errLong
		}
	}
}

// readTag reads a tag; a > within the quotes of an attribute does not end it.
func (x *scanner) readTag() error {
	for {
		if err := x.until('>', &x.tag, longestTag); err != nil {
			return err
		}
		if balanced(x.tag) {
			break
		}
		x.tag = append(x.tag, '>')
	}
	tag := x.tag
	if x.end = bytes.HasPrefix(tag, []byte("/")); x.end {
		tag = tag[1:]
	}
	if x.empty = bytes.HasSuffix(tag, []byte("/")); x.empty {
		tag = tag[:len(tag)-1]
	}
	n := bytes.IndexAny(tag, " \t\r\n")
	if n < 0 {
		n = len(tag)
	}
	x.local, x.rest = tag[:n], tag[n:]
	if colon := bytes.IndexByte(x.local, ':'); colon >= 0 {
		x.local = x.local[colon+1:]
	}
	if len(x.local) == 0 {
		return errXML
	}
	return nil
}

// balanced says whether all quotes are closed.
func balanced(tag []byte) bool {
	if bytes.IndexByte(tag, '"') < 0 && bytes.IndexByte(tag, '\'') < 0 {
		return true
	}
	var open byte
	for _, c := range tag {
		switch {
		case open == c:
			open = 0
		case open == 0 && (c == '"' || c == '\''):
			open = c
		}
	}
	return open == 0
}

// is says whether the tag opens an element.
func (x *scanner) is(name string) bool { return !x.end && string(x.local) == name }

// ends says whether the tag closes an element, also one without content.
func (x *scanner) ends(name string) bool { return (x.end || x.empty) && string(x.local) == name }

// attribute is the value of an attribute without prefix; nil where it is not there.
func (x *scanner) attribute(name string) []byte {
	for rest := x.rest; ; {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimRight(rest[:equals], " \t\r\n")
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end : 1+end]
		}
		rest = rest[end+2:]
	}
}

// unescape appends a text with its entities resolved, and with what a workbook writes _x000D_ for what XML cannot have.
func unescape(out, in []byte) []byte {
	for len(in) > 0 {
		n := bytes.IndexAny(in, "&_\r")
		if n < 0 {
			return append(out, in...)
		}
		out, in = append(out, in[:n]...), in[n:]
		var size int
		switch in[0] {
		case '&':
			out, size = entity(out, in)
		case '_':
			out, size = coded(out, in)
		case '\r': // a line's end is a line feed in XML
			if size = 1; len(in) == 1 || in[1] != '\n' {
				out = append(out, '\n')
			}
		}
		in = in[size:]
	}
	return out
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// entity resolves the entity that in begins with; what is none stays as it is.
func entity(out, in []byte) ([]byte, int) {
	end := bytes.IndexByte(in[:min(len(in), 12)], ';')
	if end < 0 {
		return append(out, '&'), 1
	}
	name := string(in[1:end])
	if c, ok := entities[name]; ok {
		return utf8.AppendRune(out, c), end + 1
	}
	base, digits := 10, ""
	if len(name) > 1 && name[0] == '#' {
		if digits = name[1:]; digits[0] == 'x' || digits[0] == 'X' {
			base, digits = 16, digits[1:]
		}
	}
	c, err := strconv.ParseUint(digits, base, 31)
	if err != nil || !utf8.ValidRune(rune(c)) {
		return append(out, '&'), 1
	}
	return utf8.AppendRune(out, rune(c)), end + 1
}

// coded resolves _xHHHH_ (ISO/IEC 29500-1, 22.4.2.4).
func coded(out, in []byte) ([]byte, int) {
	if len(in) >= 7 && in[1] == 'x' && in[6] == '_' {
		if c, err := strconv.ParseUint(string(in[2:6]), 16, 16); err == nil && utf8.ValidRune(rune(c)) {
			return utf8.AppendRune(out, rune(c)), 7
		}
	}
	return append(out, '_'), 1
}
