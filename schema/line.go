package schema

import (
	"bytes"
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
}

// add appends raw, whose first byte stands in the given line of the input. On a fault it returns the
// fault's code and the offset in raw.
func (c *compactor) add(raw []byte, line int) (code string, at int) {
	c.mark(line)
	suspect := bytes.Contains(raw, nul)
	kept := 0 // what stands between here and i is yet to be copied
	for i := 0; i < len(raw); {
		switch b := raw[i]; {
		case b == '"':
			end := i + stringLength(raw[i:])
			if k := nulEscape(raw[i:end], suspect); k >= 0 {
				return CodeNul, i + k
			}
			i = end
		case b == ',' || b == ':':
			i++
		case b <= ' ':
			c.line = append(c.line, raw[kept:i]...)
			i, line = c.space(raw, i, line)
			kept = i
		case b == '{' || b == '[':
			if c.depth++; c.depth > maxDepth {
				return CodeDepth, i
			}
			i++
		case b == '}' || b == ']':
			c.depth--
			i++
		default:
			end := i + scalarLength(raw[i:])
			if !safeNumber(raw[i:end]) {
				return CodeNumber, i
			}
			i = end
		}
	}
	c.line = append(c.line, raw[kept:]...)
	return "", 0
}

// space passes over white space, marking the lines that it ends.
func (c *compactor) space(raw []byte, i, line int) (int, int) {
	for ; i < len(raw) && raw[i] <= ' '; i++ {
		if raw[i] == '\n' {
			line++
		}
	}
	c.mark(line)
	return i, line
}

// mark notes that what follows stands in the given line of the input.
func (c *compactor) mark(line int) {
	n := len(c.marks)
	if n > 0 && c.marks[n-1].offset == len(c.line) {
		c.marks[n-1].line = line
	} else if n == 0 || c.marks[n-1].line != line {
		c.marks = append(c.marks, mark{len(c.line), line})
	}
}

// stringLength is the length of the JSON string that raw begins with, quotes included; of one that does not end, more
// than there is.
func stringLength(raw []byte) int {
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

var nul = []byte(`\u0000`)

// nulEscape finds \u0000, which many databases and programs cannot hold, where it is suspected.
func nulEscape(quoted []byte, suspect bool) int {
	for from := 0; suspect; {
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
	return -1
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
	e := bytes.IndexAny(lexeme, "eE")
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
