package sheets

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// deepest is how far values may be nested within a row, and lists of rows within a file.
const deepest = 64

// listing says where in a JSON file the rows are.
type listing struct {
	way   []string // the members that lead to the list
	whole bool     // every value of the file is a row: JSON Lines
	lists bool     // rows are lists, without names
}

func (l *listing) pointer() string {
	if l == nil {
		return ""
	}
	var out strings.Builder
	for _, member := range l.way {
		out.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(member))
	}
	return out.String()
}

// jsonText hands on a file's text as long as no single value is beyond all measure.
type jsonText struct {
	in      io.Reader
	read    int64
	allowed int64
	failed  error // what the disk or the packing said, which the decoder would take for the end of the text
}

func (j *jsonText) Read(p []byte) (int, error) {
	if j.read >= j.allowed {
		j.failed = &cellError{code: CodeRowTooLong}
		return 0, j.failed
	}
	n, err := j.in.Read(p)
	j.read += int64(n)
	if err != nil && err != io.EOF {
		j.failed = err
	}
	return n, err
}

// jsonReader reads the values of a JSON file.
type jsonReader struct {
	*jsontext.Decoder
	sheet *Sheet
	text  *jsonText
	shut  func() error
}

func (s *Sheet) openJSON() (*jsonReader, error) {
	file, err := s.raw()
	if err != nil {
		return nil, s.fault(err, 0)
	}
	t, err := textOf(file)
	if err != nil {
		return nil, s.fault(err, 0)
	}
	in := &jsonText{in: t, allowed: longestRow}
	return &jsonReader{jsontext.NewDecoder(in, jsontext.AllowDuplicateNames(false)), s, in, t.Close}, nil
}

// more allows another value of the greatest size.
func (r *jsonReader) more() { r.text.allowed = r.InputOffset() + longestRow }

// fault says what is wrong with the JSON, and where.
func (r *jsonReader) fault(err error) error {
	var syntax *jsontext.SyntacticError
	if r.text.failed != nil {
		return r.sheet.fault(r.text.failed, 0)
	}
	switch {
	case errors.As(err, &syntax) && strings.Contains(reasonOf(syntax), "max depth"):
		return unreadable(CodeJSONDepth, r.sheet.File, 0, place(syntax.JSONPointer, syntax.ByteOffset))
	case errors.As(err, &syntax):
		return unreadable(CodeJSON, r.sheet.File, 0, place(syntax.JSONPointer, syntax.ByteOffset)+": "+reasonOf(syntax))
	case err == io.EOF:
		return unreadable(CodeJSON, r.sheet.File, 0, place(r.StackPointer(), r.InputOffset()))
	}
	return r.sheet.fault(err, 0)
}

func reasonOf(err *jsontext.SyntacticError) string {
	if err.Err == nil {
		return "syntax"
	}
	return err.Err.Error()
}

func place(pointer jsontext.Pointer, offset int64) string {
	where := string(pointer)
	if len(where) > 200 {
		where = where[:200] + "…"
	}
	return strings.TrimSpace(where + " (byte " + strconv.FormatInt(offset, 10) + ")")
}

// locate finds where the rows are, by reading the file's first value to its end.
func (s *Sheet) locate() (err error) {
	if s.list != nil {
		return nil
	}
	r, err := s.openJSON()
	if err != nil {
		return err
	}
	defer r.shut()
	list, err := r.locate()
	if err == nil {
		s.list = list
	}
	return err
}

func (r *jsonReader) locate() (*listing, error) {
	switch r.PeekKind() {
	case '[':
		lists, err := r.rowsAre()
		return &listing{lists: lists}, err
	case '{':
	default:
		if _, err := r.ReadToken(); err != nil {
			return nil, r.fault(err)
		}
		return nil, r.noRows("")
	}
	found, err := r.search(nil)
	if err != nil {
		return nil, err
	}
	r.more()
	switch kind := r.PeekKind(); {
	case kind == '{', r.sheet.isLines():
		return &listing{whole: true}, nil
	case found == nil:
		return nil, r.noRows("/")
	}
	if _, err := r.ReadToken(); err != io.EOF {
		if err != nil {
			return nil, r.fault(err)
		}
		return nil, r.noRows("/")
	}
	return found, nil
}

// isLines says whether the name says that each line is a row.
func (s *Sheet) isLines() bool {
	name := strings.TrimSuffix(strings.ToLower(s.File), ".gz")
	return strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, ".ndjson")
}

func (r *jsonReader) noRows(pointer string) error {
	if pointer == "" {
		pointer = "/"
	}
	return unreadable(CodeJSONRows, r.sheet.File, 0, pointer)
}

// leading are the members that services put rows into, the surest first.
var leading = []string{"data", "records", "rows", "results", "items"}

// envelopes are the members that such an object may stand in.
var envelopes = []string{"data", "result", "results", "response"}

// search reads an object to its end, and finds the list of rows in it: that which is named as such, else that within an
// object that is, else the only one. nil where there is none.
func (r *jsonReader) search(way []string) (*listing, error) {
	if _, err := r.ReadToken(); err != nil {
		return nil, r.fault(err)
	}
	best, rank, others := (*listing)(nil), len(leading)+2, 0
	for {
		name, kind, err := r.member()
		if err != nil || kind == 0 {
			if rank == len(leading)+1 && others > 1 {
				return nil, err
			}
			return best, err
		}
		here := append(way[:len(way):len(way)], name)
		found, rated, err := r.candidate(here, kind)
		if err != nil {
			return nil, err
		}
		if found != nil && rated == len(leading)+1 {
			others++
		}
		if found != nil && rated < rank {
			best, rank = found, rated
		}
	}
}

// member reads a member's name; kind 0 at the end of the object.
func (r *jsonReader) member() (name string, kind jsontext.Kind, err error) {
	r.more()
	token, err := r.ReadToken()
	if err != nil {
		return "", 0, r.fault(err)
	}
	if token.Kind() == '}' {
		return "", 0, nil
	}
	name = token.String()
	return name, r.PeekKind(), nil
}

// candidate reads a member's value, and says how surely it is the list of rows: 0 the surest.
func (r *jsonReader) candidate(way []string, kind jsontext.Kind) (*listing, int, error) {
	name := way[len(way)-1]
	switch {
	case kind == '[':
		lists, rows, err := r.listed()
		if err != nil || !rows {
			return nil, 0, err
		}
		found := &listing{way: way, lists: lists}
		for i, leads := range leading {
			if strings.EqualFold(name, leads) {
				return found, i, nil
			}
		}
		return found, len(leading) + 1, nil
	case kind == '{' && len(way) < 4 && contains(envelopes, name):
		found, err := r.search(way)
		return found, len(leading), err
	}
	if err := r.SkipValue(); err != nil {
		return nil, 0, r.fault(err)
	}
	return nil, 0, nil
}

func contains(all []string, name string) bool {
	for _, one := range all {
		if strings.EqualFold(one, name) {
			return true
		}
	}
	return false
}

// rowsAre looks at the first item of a list that comes next, and says whether rows are lists.
func (r *jsonReader) rowsAre() (lists bool, err error) {
	if _, err := r.ReadToken(); err != nil {
		return false, r.fault(err)
	}
	switch r.PeekKind() {
	case '{', ']':
		return false, nil
	case '[':
		return true, nil
	case 0:
		_, err = r.ReadToken()
		return false, r.fault(err)
	}
	return false, r.noRows(string(r.StackPointer()))
}

// listed reads a member's list to its end; rows says that its items are objects or lists.
func (r *jsonReader) listed() (lists, rows bool, err error) {
	depth := r.StackDepth()
	if _, err := r.ReadToken(); err != nil {
		return false, false, r.fault(err)
	}
	kind := r.PeekKind()
	lists, rows = kind == '[', kind == '[' || kind == '{' || kind == ']'
	for {
		r.more()
		if r.PeekKind() == ']' && r.StackDepth() == depth+1 {
			_, err := r.ReadToken()
			return lists, rows, err
		}
		if err := r.SkipValue(); err != nil {
			return false, false, r.fault(err)
		}
	}
}
