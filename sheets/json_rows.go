package sheets

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// items reads the rows of a JSON file.
func (s *Sheet) items(each func(*Row) error) error {
	if err := s.locate(); err != nil {
		return err
	}
	r, err := s.openJSON()
	if err != nil {
		return err
	}
	defer r.shut()
	if err := r.enter(s.list); err != nil {
		return err
	}
	members := &memberReader{sheet: s, known: map[string]*columns{}}
	for number := 1; ; number++ {
		r.more()
		value, err := r.item(s.list)
		if value == nil || err != nil {
			return err
		}
		row, err := members.row(value, number)
		if err != nil {
			return err
		}
		if row != nil {
			if err := each(row); err != nil {
				return err
			}
		}
	}
}

// enter goes into the list of rows.
func (r *jsonReader) enter(l *listing) error {
	if l.whole {
		return nil
	}
	for _, wanted := range l.way {
		if _, err := r.ReadToken(); err != nil {
			return r.fault(err)
		}
		for {
			name, kind, err := r.member()
			if err != nil {
				return err
			}
			if kind == 0 {
				return r.noRows(l.pointer()) // the file is another by now
			}
			if name == wanted {
				break
			}
			if err := r.SkipValue(); err != nil {
				return r.fault(err)
			}
		}
	}
	if token, err := r.ReadToken(); err != nil || token.Kind() != '[' {
		return r.noRows(l.pointer())
	}
	return nil
}

// item reads the next row's text; nil after the last.
func (r *jsonReader) item(l *listing) (jsontext.Value, error) {
	kind := r.PeekKind()
	if kind == ']' && !l.whole {
		return nil, r.rest(len(l.way))
	}
	value, err := r.ReadValue()
	if err == io.EOF && l.whole {
		return nil, nil
	}
	if err != nil {
		return nil, r.fault(err)
	}
	return value, nil
}

// rest reads what follows the rows, so that a file that was cut off is not taken for a whole one.
func (r *jsonReader) rest(depth int) error {
	for {
		r.more()
		_, err := r.ReadToken()
		if err == io.EOF && r.StackDepth() == 0 {
			return nil
		}
		if err != nil {
			return r.fault(err)
		}
	}
}

// memberReader makes rows of the text of objects and lists.
type memberReader struct {
	sheet   *Sheet
	decoder jsontext.Decoder
	last    *columns
	known   map[string]*columns // by the names together, of the objects with other members
	names   []string
	words   []string
}

// row makes a row of one value; nil for an empty one.
func (m *memberReader) row(value jsontext.Value, number int) (*Row, error) {
	kind := value.Kind()
	if kind != '{' && kind != '[' || (kind == '[') != m.sheet.list.lists {
		return nil, unreadable(CodeJSONRows, m.sheet.File, 0, m.sheet.list.pointer()+"/"+strconv.Itoa(number-1))
	}
	if tooDeep(value) {
		return nil, unreadable(CodeJSONDepth, m.sheet.File, 0, m.sheet.list.pointer()+"/"+strconv.Itoa(number-1))
	}
	m.names, m.words = m.names[:0], m.words[:0]
	d := &m.decoder
	d.Reset(bytes.NewBuffer(value), jsontext.AllowDuplicateNames(true)) // there are none: they were refused
	if _, err := d.ReadToken(); err != nil {
		return nil, m.broken(number, err)
	}
	filled := false
	for d.PeekKind() != '}' && d.PeekKind() != ']' {
		name, word, err := m.member(d, kind)
		if err != nil {
			return nil, m.broken(number, err)
		}
		if len(m.names) == mostCells {
			return nil, unreadable(CodeRowTooLong, m.sheet.File, number)
		}
		if strings.IndexByte(word, 0) >= 0 {
			m.sheet.warn(CodeNul, number, name)
			word = strings.ReplaceAll(word, "\x00", "")
		}
		m.names, m.words = append(m.names, name), append(m.words, strings.TrimSpace(word))
		filled = filled || m.words[len(m.words)-1] != ""
	}
	if !filled {
		return nil, nil
	}
	return &Row{Sheet: m.sheet, Number: number, columns: m.columns(), values: append([]string(nil), m.words...)}, nil
}

func (m *memberReader) broken(number int, err error) error {
	var syntax *jsontext.SyntacticError
	what := err.Error()
	if errors.As(err, &syntax) {
		what = reasonOf(syntax)
	}
	return unreadable(CodeJSON, m.sheet.File, 0, m.sheet.list.pointer()+"/"+strconv.Itoa(number-1)+": "+what)
}

// member reads one name and its value as text. The items of a list are called c0, c1, …
func (m *memberReader) member(d *jsontext.Decoder, kind jsontext.Kind) (name, word string, err error) {
	if name = "c" + strconv.Itoa(len(m.names)); kind == '{' {
		token, err := d.ReadToken()
		if err != nil {
			return "", "", err
		}
		name = token.String()
	}
	switch d.PeekKind() {
	case '{', '[':
		value, err := d.ReadValue()
		if err != nil {
			return "", "", err
		}
		value = value.Clone()
		if err := value.Compact(); err != nil {
			return "", "", err
		}
		return name, string(value), nil
	case 'n':
		return name, "", d.SkipValue()
	case '0':
		value, err := d.ReadValue() // a number's text, not what it comes to
		return name, string(value), err
	}
	token, err := d.ReadToken()
	if err != nil {
		return "", "", err
	}
	return name, token.String(), nil
}

// columns are those of the row that was read; rows with the same members share them.
func (m *memberReader) columns() *columns {
	if m.last != nil && equal(m.last.words, m.names) {
		return m.last
	}
	const most = 256
	key := strings.Join(m.names, "\x00")
	if m.last = m.known[key]; m.last == nil || !equal(m.last.words, m.names) {
		m.last = newColumns(append([]string(nil), m.names...), true)
		if len(m.known) < most && len(key) < 64<<10 {
			m.known[key] = m.last
		}
	}
	return m.last
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// tooDeep says whether a value is nested beyond all measure.
func tooDeep(value []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

var errEnough = errors.New("enough")

// members are the columns of the first 50 rows, in the order in which they are met.
func (s *Sheet) members() (names []string, err error) {
	const looked = 50
	seen, rows := map[string]bool{}, 0
	err = s.items(func(r *Row) error {
		for _, name := range r.columns.names {
			if name != "" && !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
		if rows++; rows == looked {
			return errEnough
		}
		return nil
	})
	if err == errEnough {
		err = nil
	}
	return names, err
}
