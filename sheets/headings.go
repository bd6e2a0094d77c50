package sheets

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is the name that a heading stands for, however it is written: in lower case, without accents, with one _ for
// whatever is neither letter nor digit: "Nama Paket (Kegiatan)" is nama_paket_kegiatan. A _ at the start stays.
func Normal(heading string) string {
	if !isASCII([]byte(heading)) {
		heading = norm.NFKD.String(strings.ToValidUTF8(heading, " "))
	}
	var out strings.Builder
	heading = strings.TrimSpace(heading)
	gap := strings.HasPrefix(heading, "_")
	for _, c := range heading {
		switch {
		case unicode.Is(unicode.Mn, c): // an accent, parted from its letter
		case c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			if gap {
				out.WriteByte('_')
			}
			gap = false
			out.WriteRune(unicode.ToLower(c))
		default:
			gap = out.Len() > 0 || gap && strings.HasPrefix(heading, "_")
		}
	}
	return out.String()
}

// columns are those of a table, or of one row of JSON.
type columns struct {
	words []string       // the headings as they are written
	names []string       // normalised; empty where there is no heading
	at    map[string]int // by name
}

// newColumns names columns after their headings. Of headings that are the same the second is called x_2; one that has
// neither letters nor digits (%) is called after the column's letter. all names those without a heading, too.
func newColumns(words []string, all bool) *columns {
	c := &columns{words: words, names: make([]string, len(words)), at: make(map[string]int, len(words))}
	next := map[string]int{} // the number that is tried first, so that a thousand of the same are named at once
	for i, word := range words {
		if !all && strings.TrimSpace(word) == "" {
			continue
		}
		name := Normal(word)
		if name == "" {
			name = "column_" + strings.ToLower(ColumnName(i))
		}
		base := name
		for n := max(next[base], 2); ; n++ {
			if _, taken := c.at[name]; !taken {
				next[base] = n
				break
			}
			name = base + "_" + strconv.Itoa(n)
		}
		c.names[i], c.at[name] = name, i
	}
	return c
}

// What is looked at to find the headings: titles may stand above them, and the rows beneath must fit them.
const (
	mostTitles = 20
	fitting    = 10
	peekedRows = mostTitles + 1 + fitting + 20 // with rows that are empty or comments
)

// peeked is one of the first rows.
type peeked struct {
	row   int
	cells []string
}

func peek(cells [][]byte, row int) peeked {
	p := peeked{row: row}
	for _, cell := range cells {
		p.cells = append(p.cells, string(cell))
	}
	return p
}

// filled counts the cells that are not empty.
func (p *peeked) filled() (n int) {
	for i := range p.cells {
		if p.has(i) {
			n++
		}
	}
	return n
}

func (p *peeked) has(i int) bool { return i < len(p.cells) && strings.TrimSpace(p.cells[i]) != "" }

// isComment says whether a row begins with #.
func (p *peeked) isComment() bool { return len(p.cells) > 0 && strings.HasPrefix(p.cells[0], "#") }

// named says whether most of the row's cells have letters, as headings do and values may not.
func (p *peeked) named() bool {
	letters := 0
	for _, cell := range p.cells {
		if strings.ContainsFunc(cell, unicode.IsLetter) {
			letters++
		}
	}
	return letters*2 > p.filled()
}

// headingRow finds the headings among the first rows: the first row of several cells with rows beneath that fit it, or
// else the first that has none which does not. It is sure of the former. -1 where there are none.
func headingRow(rows []peeked) (at int, sure bool) {
	at = -1
	titles := 0
	for i := range rows {
		p := &rows[i]
		if n := p.filled(); n == 0 || p.isComment() {
			continue
		} else if n >= 2 && p.named() {
			switch fit, beside := fitted(p, rows[i+1:]); {
			case fit > beside:
				return i, true
			case fit+beside == 0 && at < 0:
				at = i
			}
		}
		if titles++; titles > mostTitles {
			break
		}
	}
	return at, false
}

// fitted counts the rows beneath that have values under several headings and none beside them, and those that have.
func fitted(headings *peeked, rows []peeked) (fit, beside int) {
	for i := range rows {
		p := &rows[i]
		if p.isComment() || fit+beside == fitting {
			continue
		}
		switch under, outside := p.under(headings); {
		case outside > 0:
			beside++
		case under >= 2:
			fit++
		}
	}
	return fit, beside
}

// under counts the row's cells under headings, and those outside.
func (p *peeked) under(headings *peeked) (under, outside int) {
	for i := range p.cells {
		switch {
		case !p.has(i):
		case headings.has(i):
			under++
		default:
			outside++
		}
	}
	return under, outside
}
