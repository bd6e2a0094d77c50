package importers

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"terang/sheets"
)

// row is a row of a table that the profile knows. Its private columns cannot be read.
type row struct {
	*sheets.Row
	table    *Table
	withheld []string    // private columns that were filled
	private  columnRules // of the import
}

// columnRules are the privacy rules of columns that were asked for.
type columnRules map[string]string

func (c columnRules) of(column string) string {
	rule, known := c[column]
	if !known {
		rule = columnRule(column)
		c[column] = rule
	}
	return rule
}

func (r *row) get(column string) (string, bool) {
	if r.private.of(column) != "" {
		return "", false
	}
	if text, ok := r.Get(column); text != "-" { // which people write where they have nothing to write
		return text, ok
	}
	return "", false
}

func (r *row) place(column string) string { return r.Place(column) }

// read reads all rows of the files that the profile knows.
func (im *importer) read(ctx context.Context, sources []*sheets.Source) error {
	im.seen = map[[sha256.Size]byte]bool{}
	defer func() { im.seen = nil }()
	for _, source := range sources {
		for _, sheet := range source.Sheets {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := im.readSheet(sheet); err != nil {
				return err
			}
		}
	}
	return nil
}

func (im *importer) readSheet(sheet *sheets.Sheet) error {
	headings, err := sheet.Headings()
	if err != nil {
		return err
	}
	table := im.profile.tableOf(sheet, headings)
	if table == nil {
		im.report.Unknown = append(im.report.Unknown, sheet.File)
		return nil
	}
	counts := im.report.file(sheet.File, table, headings, im.profile)
	return sheet.Rows(func(r *sheets.Row) error {
		counts.Rows++
		key := fingerprint(r, table)
		if im.seen[key] {
			counts.skip(twice)
			return nil
		}
		im.seen[key] = true
		if im.size += size(r); im.size > cmp.Or(im.Room, standardRoom) {
			return fmt.Errorf("%s, row %d: %w", sheet.File, r.Number, ErrTooMuch)
		}
		im.rows = append(im.rows, im.withhold(&row{Row: r, table: table, private: im.private}))
		return nil
	})
}

// size is about what a row takes in memory.
func size(r *sheets.Row) int64 {
	bytes := int64(200)
	for _, value := range r.Columns() {
		bytes += int64(len(value)) + 32
	}
	return bytes
}

// withhold notes which private columns a row has.
func (im *importer) withhold(r *row) *row {
	for name := range r.Columns() {
		if rule := r.private.of(name); rule != "" {
			r.withheld = append(r.withheld, name)
			im.report.Withheld[rule]++
		}
	}
	return r
}

// fingerprint is that of a row's values, whichever file they stand in, but for those in which two rows of one fact may differ.
func fingerprint(r *sheets.Row, t *Table) (sum [sha256.Size]byte) {
	h := sha256.New()
	h.Write([]byte(t.Name + "\x00"))
	for name, value := range r.Columns() {
		if !slices.Contains(t.Ignore, name) {
			h.Write([]byte(name + "\x00" + value + "\x00"))
		}
	}
	h.Sum(sum[:0])
	return sum
}

// tableOf finds which table a sheet is: by its name, the longest part of it that a table names, and otherwise by its
// columns, of which the table that asks for most has all.
func (p *Profile) tableOf(sheet *sheets.Sheet, headings []string) *Table {
	name := strings.ToLower(filepath.Base(sheet.File))
	best, size := (*Table)(nil), 0
	for _, t := range p.Tables {
		for _, part := range t.Files {
			if len(part) > size && strings.Contains(name, strings.ToLower(part)) {
				best, size = t, len(part)
			}
		}
	}
	if best != nil {
		return best
	}
	known := slices.DeleteFunc(slices.Clone(p.Tables), func(t *Table) bool { return len(t.Columns) == 0 || !containsAll(headings, t.Columns) })
	if len(known) == 0 {
		return nil
	}
	return slices.MaxFunc(known, func(a, b *Table) int { return cmp.Compare(len(a.Columns), len(b.Columns)) })
}

func containsAll(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

// index puts rows in the order of the profile's tables, whatever the files are called, and makes what `find` looks in, of
// rows that come last where several have one key.
func (im *importer) index() {
	slices.SortStableFunc(im.rows, func(a, b *row) int { return cmp.Compare(im.profile.place(a.table), im.profile.place(b.table)) })
	im.indexes = map[string]map[string]*row{}
	for _, r := range im.rows {
		s := im.scope(r)
		for name, key := range r.table.Keys {
			name = r.table.Name + "." + name
			if im.indexes[name] == nil {
				im.indexes[name] = map[string]*row{}
			}
			if text := s.template(key); text != "" {
				im.indexes[name][text] = r
			}
		}
		im.persons.learn(s)
	}
}

func (p *Profile) place(t *Table) int { return slices.Index(p.Tables, t) }

func (im *importer) scope(r *row) *scope {
	return &scope{importer: im, table: r.table, row: r, zone: im.Zone}
}
