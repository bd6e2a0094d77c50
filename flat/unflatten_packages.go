package flat

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"terang/sheets"
)

// packageRow is one package, or run of releases that came in none.
type packageRow struct {
	number   string
	form     string
	releases int    // how many of the next are its own; -1 for all
	words    []byte // its own words, as a JSON object
}

// packages reads the packages of a source.
type packages struct {
	table *table // nil where there is none
	held  map[string][]restRow
	rest  string // where they were read, for findings
	tree  *tree
	alone *packageRow // where there is no table: the one package that there is
	found func(Found)
}

// wordsShape is what a heading of packages is.
func wordsPlan(headings []string) *plan {
	p := newPlan(headings, shape{kind: ofObject}, true)
	for i, at := range p.columns {
		if at != nil && packageLists[headings[i]] {
			at.shape.kind = ofTexts
		}
	}
	return p
}

// newPackages takes what rest has of the packages' words. They are few, and are held.
func newPackages(table, rest *table, found func(Found)) (*packages, error) {
	p := &packages{table: table, held: map[string][]restRow{}, found: found, tree: newTree(found)}
	if table == nil {
		return p, nil
	}
	headings := slices.Clone(table.headings)
	clear(headings[:packagesWords])
	table.plan = wordsPlan(headings)
	for i := range packagesWords {
		table.blamed[i] = true
	}
	if rest == nil {
		return p, nil
	}
	r := &restReader{table: rest, of: ofPackage}
	p.rest = rest.File
	defer rest.close()
	for err := r.begin(); !r.done; err = r.next() {
		if err != nil {
			return nil, err
		}
		number, pointer := within(r.value.pointer)
		r.value.pointer = pointer
		p.held[number] = append(p.held[number], r.value)
	}
	return p, nil
}

func (p *packages) begin() error {
	if p.table == nil {
		return nil
	}
	return p.table.begin()
}

// next gives the package that comes next; nil after the last.
func (p *packages) next() (*packageRow, error) {
	if p.table == nil {
		row := p.alone
		p.alone = nil
		return row, nil
	}
	t := p.table
	for !t.done && t.blank() {
		if err := t.next(); err != nil {
			return nil, err
		}
	}
	if t.done {
		return nil, nil
	}
	row := &packageRow{number: string(t.cell(packagesNumber)), form: string(t.cell(packagesForm))}
	n, err := strconv.Atoi(string(t.cell(packagesReleases)))
	if row.releases = n; err != nil || n < 0 {
		p.problem(t, "it does not say how many releases the package has")
		row.releases = -1
	}
	if !slices.Contains([]string{FormReleasePackage, FormRecordPackage, FormReleases}, row.form) {
		p.problem(t, "its form is "+row.form)
		row.form = FormReleasePackage
	}
	row.words = p.words(t, row.number)
	return row, t.next()
}

func (p *packages) problem(t *table, what string) {
	f := Found{Finding: rules[CodePackagesRow].Finding("", what)}
	f.File, f.Line = t.File, t.row
	p.found(f)
}

// words writes what the package of a row says of itself.
func (p *packages) words(t *table, number string) []byte {
	var r rowsOf
	r.hold(t)
	p.tree.reset(releaseKey{})
	for _, row := range r.rows {
		p.tree.add(t, row.row, row.cells)
	}
	for _, rest := range p.held[number] {
		if err := p.tree.apply(rest.pointer, rest.json); err != nil {
			f := Found{Finding: rules[CodeRestRow].Finding(rest.pointer, err.Error())}
			f.File, f.Line = p.rest, rest.row
			p.found(f)
		}
	}
	return p.tree.appendJSON(nil, p.tree.root)
}

// extensions lists what all packages declare, in the order of first mention: rows of all packages are read by the
// schema that has them all, as they were written by it.
func (p *packages) extensions() (urls []string, err error) {
	if p.alone != nil {
		return declared(nil, p.alone.words), nil
	}
	if p.table == nil {
		return nil, nil
	}
	quiet := *p
	quiet.found, quiet.tree = func(Found) {}, newTree(func(Found) {})
	defer p.table.close()
	if err := quiet.begin(); err != nil {
		return nil, err
	}
	for {
		row, err := quiet.next()
		if row == nil || err != nil {
			return urls, err
		}
		urls = declared(urls, row.words)
	}
}

// declared adds the extensions that a package's words declare.
func declared(urls []string, words []byte) []string {
	var w struct{ Extensions []any }
	_ = json.Unmarshal(words, &w) // what is no list declares none
	for _, e := range w.Extensions {
		if url, ok := e.(string); ok && url != "" && !slices.Contains(urls, url) {
			urls = append(urls, url)
		}
	}
	return urls
}

// metaWords reads what a sheet named Meta says of the package (flatten-tool): headings with their values beside them, or
// beneath them.
func metaWords(s *sheets.Sheet, fill *filling, found func(Found)) ([]byte, error) {
	rows, err := s.OpenShown()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	t := &table{Sheet: s, rows: rows, blamed: map[int]bool{}}
	var all [][][]byte
	for {
		cells, err := t.read()
		if err != nil {
			if err = ended(err); err != nil {
				return nil, err
			}
			break
		}
		if row := filled(cells); len(row) > 0 && !bytes.HasPrefix(row[0], []byte("#")) {
			all = append(all, row)
		}
	}
	t.headings, t.cells = turned(all)
	fill.meta(t.headings, t.cells)
	t.plan, t.row = wordsPlan(t.headings), 1
	p := packages{tree: newTree(found), found: found}
	return p.words(t, ""), nil
}

// filled copies a row up to its last cell that is not empty.
func filled(cells [][]byte) (row [][]byte) {
	for i, cell := range cells {
		if len(cell) > 0 {
			for len(row) < i {
				row = append(row, nil)
			}
			row = append(row, bytes.Clone(cell))
		}
	}
	return row
}

// turned gives headings and values, whichever way they are written: beside each other where the first column has more of
// a package's words than the first row.
func turned(rows [][][]byte) (headings []string, values [][]byte) {
	if len(rows) == 0 {
		return nil, nil
	}
	var firsts [][]byte
	for _, row := range rows {
		firsts = append(firsts, row[0])
	}
	across, down := wordsIn(rows[0]), wordsIn(firsts)
	if len(rows) > 1 && (across > down || across == down && len(rows) == 2 && len(rows[0]) > 2) {
		for _, cell := range rows[0] {
			headings = append(headings, wordOf(cell))
		}
		return headings, rows[1]
	}
	for _, row := range rows {
		word := wordOf(row[0])
		headings = append(headings, word)
		if len(row) < 2 {
			row = append(row, nil)
		}
		if packageLists[word] {
			row[1] = bytes.Trim(bytes.Join(row[1:], []byte(";")), "; ")
		}
		values = append(values, row[1])
	}
	return headings, values
}

// wordOf is a heading of the sheet Meta without spaces, as the standard writes it.
func wordOf(cell []byte) string {
	parts := strings.Split(string(cell), "/")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	text := strings.Join(parts, "/")
	for _, word := range packageWords {
		if strings.EqualFold(word, text) {
			return word
		}
	}
	return text
}

// wordsIn counts the cells that are a package's words.
func wordsIn(cells [][]byte) (n int) {
	for _, cell := range cells {
		if slices.Contains(packageWords, wordOf(cell)) {
			n++
		}
	}
	return n
}
