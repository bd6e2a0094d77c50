package importers

import (
	"maps"
	"slices"
	"strconv"
)

// Report says what became of every row: rows = mapped + skipped.
type Report struct {
	Profile    string         `json:"profile"`
	Files      []*FileCounts  `json:"files"`
	Unknown    []string       `json:"unknownFiles,omitempty"` // files that the profile does not know
	Processes  int            `json:"processes"`
	Releases   map[string]int `json:"releases"`             // by tag
	Unchanged  int            `json:"unchanged,omitempty"`  // releases that were published before
	Persons    int            `json:"persons,omitempty"`    // who stand there under a pseudonym
	Withheld   map[string]int `json:"withheld,omitempty"`   // values, by privacy rule
	Normalised map[string]int `json:"normalised,omitempty"` // values of which the meaning was changed, by kind
	Repairs    []RepairCount  `json:"repairs,omitempty"`    // of what was OCDS nearly
	Codes      []UnknownCode  `json:"unknownCodes,omitempty"`
	Faults     []Fault        `json:"faults,omitempty"` // the first of each kind and column
	Conflicts  []Conflict     `json:"conflicts,omitempty"`
	Review     []NameAlone    `json:"review,omitempty"` // for the publisher to look who it is; nothing of it is published
	Gone       []string       `json:"gone,omitempty"`   // ocids published before of which no row is left; they stay published

	faults map[[2]string]int
	codes  map[[2]string]int
	files  map[*Table]map[string]*FileCounts
	people map[string]bool
}

// FileCounts are those of one file, or of one sheet of it.
type FileCounts struct {
	File    string         `json:"file"`
	Table   string         `json:"table"` // of the profile
	Rows    int            `json:"rows"`
	Mapped  int            `json:"mapped"`
	Skipped []SkippedCount `json:"skipped,omitempty"`
	Missing []string       `json:"missingColumns,omitempty"` // that the profile expects
	Unused  []string       `json:"unusedColumns,omitempty"`  // that it does not read
}

// SkippedCount says for which reason how many rows were skipped.
type SkippedCount struct {
	Reason Words `json:"reason"`
	Rows   int   `json:"rows"`
}

// UnknownCode is what a source says that the profile has no code for; it is published in the source's words alone.
type UnknownCode struct {
	List  string `json:"list"`
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// Fault is a cell that could not be what it must be: its field is left out.
type Fault struct {
	Kind  string `json:"kind"` // the conversion
	Place string `json:"place"`
	Text  string `json:"text"`
	Count int    `json:"count"` // of this kind
}

// Conflict is a field of which two rows say different things: the later row counts.
type Conflict struct {
	Field  string `json:"field"`
	Former string `json:"former"`
	Later  string `json:"later"`
	Count  int    `json:"count"`
}

// NameAlone is somebody whom a row refers to without an identifier. A name is no match, so that nobody is referred to.
type NameAlone struct {
	Place string `json:"place"`          // of the name
	Name  string `json:"name,omitempty"` // of a company or an office; of what may be a person it is not told
}

// Reasons for which rows of any table are skipped.
var (
	twice   = Words{EN: "the same row twice", ID: "baris yang sama dua kali"}
	noKey   = Words{EN: "no number that says which process it belongs to", ID: "tidak ada nomor yang menunjukkan prosesnya"}
	nothing = Words{EN: "nothing in it that the profile takes", ID: "tidak ada isinya yang dipakai profil"}
)

func newReport() *Report {
	return &Report{Releases: map[string]int{}, Withheld: map[string]int{}, Normalised: map[string]int{},
		faults: map[[2]string]int{}, codes: map[[2]string]int{}, files: map[*Table]map[string]*FileCounts{}, people: map[string]bool{}}
}

// file begins to count a file.
func (r *Report) file(name string, t *Table, headings []string, p *Profile) *FileCounts {
	r.Profile = p.Name
	c := &FileCounts{File: name, Table: t.Name}
	for _, column := range t.Columns {
		if !slices.Contains(headings, column) {
			c.Missing = append(c.Missing, column)
		}
	}
	read := p.columnsOf(t)
	for _, heading := range headings {
		if !read[heading] && columnRule(heading) == "" {
			c.Unused = append(c.Unused, heading)
		}
	}
	r.Files = append(r.Files, c)
	if r.files[t] == nil {
		r.files[t] = map[string]*FileCounts{}
	}
	r.files[t][name] = c
	return c
}

// counts are those of a row's file; of what is told elsewhere they are thrown away.
func (r *Report) counts(row *row) *FileCounts {
	if c := r.files[row.table][row.Sheet.File]; c != nil {
		return c
	}
	return &FileCounts{}
}

func (c *FileCounts) skip(reason Words) {
	for i := range c.Skipped {
		if c.Skipped[i].Reason == reason {
			c.Skipped[i].Rows++
			return
		}
	}
	c.Skipped = append(c.Skipped, SkippedCount{reason, 1})
}

func (r *Report) normalised(kind string) { r.Normalised[kind]++ }

func (r *Report) unknownCode(list, text string) { r.codes[[2]string{list, text}]++ }

// fault keeps the first of each kind, and counts the others.
func (r *Report) fault(kind, place, text string) {
	column := [2]string{kind, columnOf(place)}
	if r.faults[column]++; r.faults[column] == 1 {
		clean, _ := redact(text)
		r.Faults = append(r.Faults, Fault{Kind: kind, Place: place, Text: shortened(clean)})
	}
}

func (r *Report) review(place, name string) {
	if name, _ = redact(name); !isBody(name) {
		name = ""
	}
	r.Review = append(r.Review, NameAlone{place, shortened(name)})
}

func (r *Report) conflict(field, former, later string) {
	for i := range r.Conflicts {
		if c := &r.Conflicts[i]; c.Field == field && columnOf(c.Later) == columnOf(later) {
			c.Count++
			return
		}
	}
	r.Conflicts = append(r.Conflicts, Conflict{field, former, later, 1})
}

// finish writes the counts into what is kept.
func (r *Report) finish() {
	r.Persons = len(r.people)
	for i := range r.Faults {
		f := &r.Faults[i]
		f.Count = r.faults[[2]string{f.Kind, columnOf(f.Place)}]
	}
	for _, code := range slices.SortedFunc(maps.Keys(r.codes), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		r.Codes = append(r.Codes, UnknownCode{code[0], code[1], r.codes[code]})
	}
}

// columnOf is a place without its row.
func columnOf(place string) string { return digits.ReplaceAllString(place, "#") }

func shortened(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return text
}

func itoa(n int) string { return strconv.Itoa(n) }
