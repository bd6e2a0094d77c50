package schema

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Codelist is a list of codes that a field draws on (OCDS 1.1, "Codelists").
type Codelist struct {
	Name  string // of its file, such as method.csv
	Codes []Code

	places map[string]int
}

// Code is one code of a list, with its words in both languages where the list has them.
type Code struct {
	Code, Title, TitleID, Description, DescriptionID string
	Section                                          string // of documentType: where such documents belong
}

// Has says whether the list has the code; codes are case-sensitive.
func (l *Codelist) Has(code string) bool { return l.Find(code) != nil }

// Find gives an entry by its code, nil where there is none.
func (l *Codelist) Find(code string) *Code {
	if l == nil {
		return nil
	}
	if i, ok := l.places[code]; ok {
		return &l.Codes[i]
	}
	return nil
}

func newCodelist(name string, codes []Code) *Codelist {
	l := &Codelist{Name: name, Codes: codes, places: make(map[string]int, len(codes))}
	for i, c := range codes {
		l.places[c.Code] = i
	}
	return l
}

// with is the list with more codes; without, the list with fewer.
func (l *Codelist) with(more []Code) *Codelist {
	codes := slices.DeleteFunc(slices.Clone(l.Codes), func(c Code) bool {
		return slices.ContainsFunc(more, func(m Code) bool { return m.Code == c.Code })
	})
	return newCodelist(l.Name, append(codes, more...))
}

func (l *Codelist) without(fewer []Code) *Codelist {
	return newCodelist(l.Name, slices.DeleteFunc(slices.Clone(l.Codes), func(c Code) bool {
		return slices.ContainsFunc(fewer, func(f Code) bool { return f.Code == c.Code })
	}))
}

// texts are the codes alone.
func (l *Codelist) texts() []any {
	all := make([]any, len(l.Codes))
	for i, c := range l.Codes {
		all[i] = c.Code
	}
	return all
}

// readCodelists reads the CSV files of the folder codelists, if there is one.
func readCodelists(files fs.FS) (map[string]*Codelist, error) {
	names, err := fs.Glob(files, "codelists/*.csv")
	if err != nil {
		return nil, fmt.Errorf("list codelists: %w", err)
	}
	lists := make(map[string]*Codelist, len(names))
	for _, name := range names {
		codes, err := readCodes(files, name)
		if err != nil {
			return nil, err
		}
		lists[path.Base(name)] = newCodelist(path.Base(name), codes)
	}
	return lists, nil
}

// readCodes reads a codelist's file by its headings; without a column Code there is nothing to read.
func readCodes(files fs.FS, name string) ([]Code, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read codelist: %w", err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read codelist %s: %w", name, err)
	}
	if len(rows) == 0 || column(rows[0], "Code") < 0 {
		return nil, fmt.Errorf("codelist %s has no column named Code", name)
	}
	codes := make([]Code, 0, len(rows))
	for _, row := range rows[1:] {
		cell := func(heading string) string {
			if i := column(rows[0], heading); i >= 0 && i < len(row) {
				return row[i]
			}
			return ""
		}
		codes = append(codes, Code{cell("Code"), cell("Title"), cell("Title_id"), cell("Description"), cell("Description_id"), cell("Section")})
	}
	return codes, nil
}

func column(headings []string, name string) int {
	return slices.IndexFunc(headings, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
}
