package schema

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"
)

// Limits of one release; beyond them a reader (ours or another's) could be brought down by it.
const (
	maxDepth    = 100      // nested objects and lists
	maxDigits   = 100      // characters of one number
	maxExponent = 308      // of ten; beyond it other programs read infinity or zero
	maxValue    = 64 << 20 // bytes of one release, or of what a package says beside its releases
)

// compactor copies JSON text that is known to be well formed, leaving out the white space outside
// strings, and refuses what other programs choke on.
type compactor struct {
	line  []byte
	marks []mark
	depth int
	tops  []int // where the names of the outermost object's members stand in the line
}

// members passes the members of the object that has been added, without reading into them.
func (c *compactor) members(each func(name string, raw []byte) (more bool)) {
	for i, from := range c.tops {
		to := len(c.line) - 1 // the comma or the bracket behind the member
		if i+1 < len(c.tops) {
			to = c.tops[i+1] - 1
		}
		if p := (parser{text: c.line[:to:to], at: from}); from < to {
			name := p.name()
			each(name, p.text[p.at:])
		}
	}
}

// add appends raw, whose first byte stands in the given line of the input. On a fault it returns the
// fault's code and the offset in raw.
func (c *compactor) add(raw []byte, line int) (code string, at int) {
	base := len(c.line)
	c.mark(base, line)
	c.line = append(c.line, raw...) // in one piece; the pieces behind white space are moved up
	suspect := bytes.Contains(raw, nul)
	end, kept := base, 0 // of the line, and what of raw is yet to be moved to there
	for i := 0; i < len(raw); {
		switch b := raw[i]; {
		case b == '"':
			n := stringLength(raw[i:])
			if suspect {
				if k := nulEscape(raw[i : i+n]); k >= 0 {
					return CodeNul, i + k
				}
			}
			i += n
		case b == ':':
			i++
		case b == ',':
			i++
			c.top(end + i - kept)
		case b <= ' ':
			end += copy(c.line[end:], raw[kept:i])
			i, line = space(raw, i, line)
			c.mark(end, line)
			kept = i
		case b == '{' || b == '[':
			if c.depth++; c.depth > maxDepth {
				return CodeDepth, i
			}
			i++
			c.top(end + i - kept)
		case b == '}' || b == ']':
			c.depth--
			i++
		default:
			n := scalarLength(raw[i:])
			if !safeNumber(raw[i : i+n]) {
				return CodeNumber, i
			}
			i += n
		}
	}
	if kept > 0 {
		end += copy(c.line[end:], raw[kept:])
		c.line = c.line[:end]
	}
	return "", 0
}

// top notes that a member of the outermost object comes next.
func (c *compactor) top(offset int) {
	if c.depth == 1 {
		c.tops = append(c.tops, offset)
	}
}

// space passes over white space and counts the lines that it ends.
func space(raw []byte, i, line int) (int, int) {
	for ; i < len(raw) && raw[i] <= ' '; i++ {
		if raw[i] == '\n' {
			line++
		}
	}
	return i, line
}

// mark notes that what follows the offset stands in the given line of the input.
func (c *compactor) mark(offset, line int) {
	n := len(c.marks)
	if n > 0 && c.marks[n-1].offset == offset {
		c.marks[n-1].line = line
	} else if n == 0 || c.marks[n-1].line != line {
		c.marks = append(c.marks, mark{offset, line})
	}
}

// stringLength is the length of the JSON string that raw begins with, quotes included; of one that does not end, more
// than there is.
func stringLength(raw []byte) int {
	if n := shortLength(raw); n > 0 {
		return n
	}
	for i := 1; ; {
		k := bytes.IndexByte(raw[i:], '"')
		if k < 0 {
			return len(raw) + 1
		}
		end := i + k
		slashes := 0
		for raw[end-1-slashes] == '\\' {
			slashes++
		}
		if i = end + 1; slashes%2 == 0 {
			return i
		}
	}
}

// shortLength is the length of a string of at most 24 bytes without a backslash, eight of which are looked at in one; 0 of
// others. Most strings are so short that calling for what is quick with long ones takes longer.
func shortLength(raw []byte) int {
	for n := 1; n <= 17 && n+8 <= len(raw); n += 8 {
		w := binary.LittleEndian.Uint64(raw[n:])
		quote, slash := w^'"'*eachByte, w^'\\'*eachByte
		if found := ((quote-eachByte)&^quote | (slash-eachByte)&^slash) & highBits; found != 0 {
			if n += bits.TrailingZeros64(found) >> 3; raw[n] == '"' {
				return n + 1
			}
			return 0
		}
	}
	return 0
}

var nul = []byte(`\u0000`)

// nulEscape finds \u0000, which many databases and programs cannot hold.
func nulEscape(quoted []byte) int {
	for from := 0; ; {
		k := bytes.Index(quoted[from:], nul)
		if k < 0 {
			return -1
		}
		slashes := 0
		for quoted[from+k-1-slashes] == '\\' {
			slashes++
		}
		if from += k; slashes%2 == 0 {
			return from
		}
		from++
	}
}

// scalarLength is the length of the number, literal or separator that raw begins with.
func scalarLength(raw []byte) int {
	if raw[0] == ',' || raw[0] == ':' {
		return 1
	}
	for i, b := range raw {
		if b == ',' || b == ']' || b == '}' || b <= ' ' {
			return max(i, 1)
		}
	}
	return len(raw)
}

func safeNumber(lexeme []byte) bool {
	if lexeme[0] != '-' && (lexeme[0] < '0' || lexeme[0] > '9') {
		return true
	}
	if len(lexeme) > maxDigits {
		return false
	}
	e := max(bytes.IndexByte(lexeme, 'e'), bytes.IndexByte(lexeme, 'E'))
	if e < 0 {
		return true
	}
	exponent, err := strconv.Atoi(string(lexeme[e+1:]))
	if err != nil || exponent < -maxExponent || exponent > maxExponent {
		return false
	}
	_, err = strconv.ParseFloat(string(lexeme), 64) // 999e308 is infinite too
	return err == nil
}
