package site

import (
	"strings"

	"terang/exporters"
)

// tableFiles is a table of a version, and the files that have its rows.
type tableFiles struct {
	Table     *exporters.Table
	Slug      string     // its name in addresses
	ForPeople bool       // it is one of those that workbooks have
	Whole     *offered   // the file with the rows of all years, most at home in a spreadsheet; nil where there is none
	Years     []yearRows // newest first
	Parquet   []offered  // that have all rows together: one of all years, or one of each
	Rows      int64
}

// yearRows are the files with a table's rows of one year.
type yearRows struct {
	Year         string
	CSV, Parquet *offered
	Rows         int64
}

// slug is a table's name as one part of an address.
func slug(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, "tables/"), "/", "-")
}

// tableFiles are the tables of a version that have files.
func (s *Site) tableFiles(files *fileset) (all []tableFiles) {
	people := map[string]bool{}
	for _, k := range s.read.Kinds {
		people[k.Table.Name] = true
	}
	of := map[string][]offered{}
	for _, f := range files.all {
		of[f.Table] = append(of[f.Table], f)
	}
	for _, t := range files.Tables {
		one := tableFiles{Table: t, Slug: slug(t.Name), ForPeople: people[t.Name]}
		for _, f := range of[t.Name] {
			one.add(f)
		}
		if len(of[t.Name]) > 0 {
			one.gather()
			all = append(all, one)
		}
	}
	return all
}

// add puts a file where it belongs.
func (t *tableFiles) add(f offered) {
	parquet, year := strings.HasSuffix(f.Path, ".parquet"), f.Year()
	switch {
	case year == "" && parquet:
		t.Parquet = append(t.Parquet, f)
	case year == "" && t.Whole == nil:
		t.Whole = &f
	case year != "":
		y := t.year(year)
		if y.Rows = f.Rows; parquet {
			y.Parquet = &f
		} else {
			y.CSV = &f
		}
	}
}

// year finds a year's files, and makes room for them before older ones.
func (t *tableFiles) year(year string) *yearRows {
	at := 0
	for at < len(t.Years) && t.Years[at].Year > year {
		at++
	}
	if at == len(t.Years) || t.Years[at].Year != year {
		t.Years = append(t.Years[:at:at], append([]yearRows{{Year: year}}, t.Years[at:]...)...)
	}
	return &t.Years[at]
}

// gather counts the rows, and finds the Parquet files of all years where no single one has all.
func (t *tableFiles) gather() {
	if t.Whole != nil {
		t.Rows = t.Whole.Rows
	}
	if len(t.Parquet) > 0 {
		return
	}
	for _, y := range t.Years {
		if y.Parquet != nil {
			t.Parquet = append(t.Parquet, *y.Parquet)
		}
	}
}

// ParquetBytes is the size of the Parquet files together.
func (t *tableFiles) ParquetBytes() (sum int64) {
	for _, f := range t.Parquet {
		sum += f.Bytes
	}
	return sum
}

// CSV is the file of all years where it is CSV; nil otherwise.
func (t *tableFiles) CSV() *offered {
	if t.Whole == nil || !strings.HasSuffix(t.Whole.Path, ".csv.gz") {
		return nil
	}
	return t.Whole
}

// Unpacked is the address at which a packed file answers without its packing.
func (o offered) Unpacked() string { return strings.TrimSuffix(o.Address, ".gz") }
