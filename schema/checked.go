package schema

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"unicode/utf8"
)

// ErrNotPlain says that text is not what the quick way of reading takes: Read must look at it, and says what it is.
var ErrNotPlain = errors.New("not plainly releases")

// checker parses text of which nothing is known yet. It takes only what Read takes without a finding; of all else, and
// of some rare things that Read does take, it says no more than that it is not plain.
type checker struct {
	parser
	lines     bool // a release is a line
	line      int  // of the input, in which the release begins
	counted   int  // how far line ends are counted
	depth     int
	spaced    bool // white space stands in the release, outside of strings
	compactor compactor
}

// begin begins with a piece.
func (c *checker) begin(p *Piece) {
	c.text, c.at, c.counted, c.line, c.lines = p.Text, 0, 0, p.line, p.lines
}

// following reads the release that comes next.
func (c *checker) following() Value {
	c.between()
	c.line += bytes.Count(c.text[c.counted:c.at], newline)
	c.counted, c.spaced = c.at, false
	v := c.release()
	if c.lines && c.spaced && bytes.IndexByte(v.raw, '\n') >= 0 {
		panic(ErrNotPlain)
	}
	return v
}

var newline = []byte("\n")

// release reads a release and checks it.
func (c *checker) release() Value {
	if c.text[c.at] != '{' {
		panic(ErrNotPlain)
	}
	c.stack, c.slab, c.depth = c.stack[:0], c.slab[:0], 0
	v := c.checked()
	known := v.member("id") != nil || v.member("date") != nil || v.member("ocid").ID() != ""
	if !known || v.member("releases").IsList() || v.member("records").IsList() {
		panic(ErrNotPlain)
	}
	return v
}

// checked reads any value. What is not JSON ends in a panic, as in the parser beneath it.
func (c *checker) checked() Value {
	start := c.at
	switch c.text[start] {
	case '{', '[':
		if c.depth++; c.depth > maxDepth {
			panic(ErrNotPlain)
		}
		members := c.nestedChecked(c.text[start] + 2) // in ASCII the closing bracket is two behind
		c.depth--
		return Value{c.text[start:c.at:c.at], members}
	case '"':
		return Value{raw: c.quotedChecked()}
	}
	return Value{raw: c.scalarChecked()}
}

func (c *checker) nestedChecked(end byte) []Member {
	base, named := len(c.stack), end == '}'
	c.at++
	for c.blanks(); c.text[c.at] != end || len(c.stack) > base; c.blanks() {
		var m Member
		if named {
			m.name = c.nameChecked()
		}
		m.Value = c.checked()
		c.stack = append(c.stack, m)
		if c.blanks(); c.text[c.at] == end {
			break
		}
		c.must(',')
	}
	c.at++
	if named && !distinctNames(c.stack[base:]) {
		panic(ErrNotPlain)
	}
	members := c.keep(c.stack[base:])
	c.stack = c.stack[:base]
	return members
}

// nameChecked reads a member's name and the colon.
func (c *checker) nameChecked() string {
	if c.text[c.at] != '"' {
		panic(ErrNotPlain)
	}
	quoted := c.quotedChecked()
	c.blanks()
	c.must(':')
	c.blanks()
	return nameOf(quoted)
}

// must passes over a separator.
func (c *checker) must(separator byte) {
	if c.text[c.at] != separator {
		panic(ErrNotPlain)
	}
	c.at++
}

// blanks passes over white space.
func (c *checker) blanks() {
	for b := c.text[c.at]; b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t'); b = c.text[c.at] {
		c.spaced = true
		c.at++
	}
}

// quotedChecked reads a string: no control characters, whole escapes, UTF-8.
func (c *checker) quotedChecked() []byte {
	start, text := c.at, c.text
	for i := start + 1; ; {
		if i += plainLength(text[i:]); text[i] == '"' {
			c.at = i + 1
			return text[start:c.at:c.at]
		}
		switch b := text[i]; {
		case b == '\\':
			i += escapeLength(text[i:])
		case b < ' ':
			panic(ErrNotPlain)
		default:
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && size < 2 {
				panic(ErrNotPlain)
			}
			i += size
		}
	}
}

const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// plainLength is how many bytes of ASCII stand before the first quote, backslash, control character or other byte; eight
// are looked at in one.
func plainLength(text []byte) (n int) {
	for ; n+8 <= len(text); n += 8 {
		w := binary.LittleEndian.Uint64(text[n:])
		quote, slash := w^'"'*eachByte, w^'\\'*eachByte
		found := (w - ' '*eachByte | w | (quote-eachByte)&^quote | (slash-eachByte)&^slash) & highBits
		if found != 0 {
			return n + bits.TrailingZeros64(found)>>3
		}
	}
	for n < len(text) && text[n] >= ' ' && text[n] < utf8.RuneSelf && text[n] != '"' && text[n] != '\\' {
		n++
	}
	return n
}

// escapeLength is the length of the escape that text begins with; of halves of characters, that of both.
func escapeLength(text []byte) int {
	switch text[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
	default:
		panic(ErrNotPlain)
	}
	switch first := hexOf(text[2:6]); {
	case first == 0, first >= 0xDC00 && first < 0xE000: // \u0000; a second half
		panic(ErrNotPlain)
	case first < 0xD800 || first >= 0xE000:
		return 6
	}
	if second := hexOf(text[8:12]); text[6] != '\\' || text[7] != 'u' || second < 0xDC00 || second >= 0xE000 {
		panic(ErrNotPlain)
	}
	return 12
}

func hexOf(digits []byte) (n int) {
	for _, b := range digits {
		switch {
		case b >= '0' && b <= '9':
			n = n<<4 | int(b-'0')
		case b|' ' >= 'a' && b|' ' <= 'f':
			n = n<<4 | int(b|' '-'a'+10)
		default:
			panic(ErrNotPlain)
		}
	}
	return n
}

// scalarChecked reads a number, true, false or null.
func (c *checker) scalarChecked() []byte {
	start := c.at
	switch rest := c.text[start:]; rest[0] {
	case 't':
		c.at += literalLength(rest, "true")
	case 'f':
		c.at += literalLength(rest, "false")
	case 'n':
		c.at += literalLength(rest, "null")
	default:
		c.at += numberLength(rest)
		if !safeNumber(c.text[start:c.at]) {
			panic(ErrNotPlain)
		}
	}
	return c.text[start:c.at:c.at]
}

func literalLength(text []byte, literal string) int {
	if string(text[:len(literal)]) != literal {
		panic(ErrNotPlain)
	}
	return len(literal)
}

// numberLength is the length of a number (RFC 8259, section 6).
func numberLength(text []byte) (n int) {
	if text[0] == '-' {
		n++
	}
	whole := n
	n += countDigits(text[n:])
	if text[whole] == '0' && n > whole+1 {
		panic(ErrNotPlain)
	}
	if text[n] == '.' {
		n++
		n += countDigits(text[n:])
	}
	if text[n]|' ' == 'e' {
		if n++; text[n] == '+' || text[n] == '-' {
			n++
		}
		n += countDigits(text[n:])
	}
	return n
}

// countDigits counts those that text begins with, of which there must be some.
func countDigits(text []byte) (n int) {
	for text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 {
		panic(ErrNotPlain)
	}
	return n
}

// fewNames is how many names are compared one by one.
const fewNames = 24

// distinctNames says whether no name stands twice.
func distinctNames(members []Member) bool {
	if len(members) > fewNames {
		seen := make(map[string]bool, len(members))
		for i := range members {
			seen[members[i].name] = true
		}
		return len(seen) == len(members)
	}
	for i := range members {
		name := members[i].name
		for j := range i {
			if members[j].name == name {
				return false
			}
		}
	}
	return true
}
