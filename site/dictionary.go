package site

import (
	"slices"

	"terang/exporters"
)

// dictionary is what a table is: its columns, with what stands in them, and its files.
type dictionary struct {
	tableFiles
	Row      string // what one row is
	Columns  []describedColumn
	Snippets []snippet
	Folder   string
}

// describedColumn is a column with values that it has.
type describedColumn struct {
	exporters.Column
	Examples []string
}

func (s *Site) dictionary(q *request) (*view, error) {
	files, err := q.files(q.version)
	if err != nil {
		return nil, err
	}
	all := s.tableFiles(files)
	n := slices.IndexFunc(all, func(t tableFiles) bool { return t.Slug == q.PathValue("table") })
	if n < 0 {
		return nil, errNoPage
	}
	d := &dictionary{tableFiles: all[n], Row: q.rowOf(all[n].Slug), Folder: q.folder()}
	if d.Columns, err = q.described(&d.tableFiles); err != nil {
		return nil, err
	}
	d.Snippets = d.snippets(files, d.Folder)
	title := q.local(d.Table.Title, d.Table.TitleID)
	return &view{template: "dictionary", Title: q.t("downloads.tableTitle", title), Description: d.Row,
		JSON: fileAddress(q.version.ID, "datapackage.json"), Data: d}, nil
}

// Single is the Parquet file that has all rows; nil where each year has one.
func (d *dictionary) Single() *offered {
	if len(d.Parquet) == 1 && d.Parquet[0].Year() == "" {
		return &d.Parquet[0]
	}
	return nil
}

// rowOf says what one row of a table is; of tables of lists, that it is an item.
func (q *request) rowOf(slug string) string {
	if text, ok := catalogues[q.lang]["downloads.row."+slug]; ok {
		return text
	}
	return q.t("downloads.row.flat")
}

// Of examples: from how many rows they are taken, how many a column has, and of how many characters at most.
const exampleRows, mostExamples, longestExample = 200, 2, 60

// described finds values of each column in the first rows of the table's file.
func (q *request) described(t *tableFiles) ([]describedColumn, error) {
	var rows []row
	if t.Whole != nil {
		var err error
		if rows, err = q.head(*t.Whole, exampleRows); err != nil {
			return nil, err
		}
	}
	all := make([]describedColumn, len(t.Table.Columns))
	for i, c := range t.Table.Columns {
		all[i] = describedColumn{c, examplesOf(c.Name, rows)}
	}
	return all, nil
}

// examplesOf are the first values of a column that are not alike; short ones where there are any.
func examplesOf(column string, rows []row) (examples []string) {
	long := ""
	for _, r := range rows {
		value := r[column]
		switch {
		case value == "" || slices.Contains(examples, value):
		case len(value) > longestExample:
			if long == "" {
				long = value
			}
		case len(examples) < mostExamples:
			examples = append(examples, value)
		}
	}
	if len(examples) == 0 && long != "" {
		return []string{long}
	}
	return examples
}
