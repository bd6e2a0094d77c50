package tables

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// rich is the process of testdata/process.json, in which every fact of every table stands somewhere.
func rich(t testing.TB) *Process {
	t.Helper()
	f, err := os.Open("testdata/process.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := collected{byOCID: map[string][]*schema.Release{}}
	if err := schema.Read(f, "process.json", &c); err != nil {
		t.Fatal(err)
	}
	releases := c.byOCID[c.ocids[0]]
	s := schema.Default().With(releases[0].Package.Extensions())
	if n := len(s.Findings); n > 0 {
		t.Fatalf("%d findings about the extensions: %v", n, s.Findings)
	}
	for _, r := range releases {
		if findings := s.ValidateRelease(r); len(findings) > 0 {
			t.Fatalf("the example is not valid: %v", findings)
		}
	}
	record, err := s.Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := schema.Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	return &Process{OCID: c.ocids[0], Tree: tree, History: record.History(), Schema: s.Schema, Zone: jakarta, Tags: tagsOf(releases)}
}

// plain is a process of a compiled release alone.
func plain(t testing.TB, compiled string) *Process {
	t.Helper()
	tree, err := schema.Parse([]byte(compiled))
	if err != nil {
		t.Fatal(err)
	}
	return &Process{Tree: tree, Zone: jakarta}
}

// rowsIn are the rows of one table as maps of what is not null, by heading.
func rowsIn(t testing.TB, name string, p *Process) (all []map[string]string, rounded int) {
	t.Helper()
	for _, k := range All(schema.Default()) {
		if k.Table.Name != "tables/"+name {
			continue
		}
		out := exporters.NewRows(len(k.Table.Columns))
		rounded = k.Rows(p, out)
		for row := range out.Len() {
			cells := map[string]string{}
			for i, c := range k.Table.Columns {
				if cell := out.Cell(row, i); len(cell) > 0 {
					cells[c.Name] = string(cell)
				}
			}
			all = append(all, cells)
		}
		return all, rounded
	}
	t.Fatalf("no table %s", name)
	return nil, 0
}

// golden writes rows one cell a line, so that a difference is easy to read.
func golden(k *Kind, rows *exporters.Rows, rounded int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows, %d of them rounded\n", rows.Len(), rounded)
	for row := range rows.Len() {
		b.WriteString("\n")
		for i, c := range k.Table.Columns {
			fmt.Fprintf(&b, "%s: %s\n", c.Name, strings.ReplaceAll(string(rows.Cell(row, i)), "\n", `\n`))
		}
	}
	return strings.ReplaceAll(b.String(), ": \n", ":\n")
}

func TestRowsOfARichProcess(t *testing.T) {
	p := rich(t)
	for _, k := range All(schema.Default()) {
		name := strings.TrimPrefix(k.Table.Name, "tables/")
		if name == "changes" {
			continue
		}
		rows := exporters.NewRows(len(k.Table.Columns))
		rounded := k.Rows(p, rows)
		got := golden(k, rows, rounded)
		file := filepath.Join("testdata", "golden", name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s are not as in %s (write it anew with -update, and look at the difference):\n%s", name, file, got)
		}
	}
}

// Every fact has its place in the rich process, so that no column is only a heading.
func TestEveryColumnIsFilledSomewhere(t *testing.T) {
	p := rich(t)
	for _, k := range All(schema.Default()) {
		rows := exporters.NewRows(len(k.Table.Columns))
		k.Rows(p, rows)
		for i, c := range k.Table.Columns {
			filled := false
			for row := range rows.Len() {
				filled = filled || len(rows.Cell(row, i)) > 0
			}
			if !filled && k.Table.Name != "tables/changes" && !(k.Table.Name == "tables/processes" && c.Name == "pointer") {
				t.Errorf("%s: the rich process has no %s", k.Table.Name, c.Name)
			}
		}
	}
}

// forms are what cells of each type look like.
var forms = map[exporters.Type]*regexp.Regexp{
	exporters.Text:      regexp.MustCompile(`(?s).`),
	exporters.Integer:   regexp.MustCompile(`^(0|-?[1-9][0-9]{0,18})$`),
	exporters.Decimal:   regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?$`),
	exporters.Boolean:   regexp.MustCompile(`^(true|false)$`),
	exporters.Timestamp: regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$`),
	exporters.Date:      regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
}

var heading = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

func TestColumnsExplainThemselvesInBothLanguages(t *testing.T) {
	for _, k := range All(schema.Default()) {
		seen, keys := map[string]bool{}, 0
		if k.Table.Title == "" || k.Table.TitleID == "" || k.Table.Title == k.Table.TitleID {
			t.Errorf("%s has no title in both languages", k.Table.Name)
		}
		for _, c := range k.Table.Columns {
			if !heading.MatchString(c.Name) || seen[c.Name] {
				t.Errorf("%s: the heading %q is used twice or not in snake_case", k.Table.Name, c.Name)
			}
			seen[c.Name] = true
			if c.Title == "" || c.TitleID == "" || c.Description == "" || c.DescriptionID == "" || c.Description == c.DescriptionID {
				t.Errorf("%s: %s is not explained in both languages: %+v", k.Table.Name, c.Name, c)
			}
			if c.Key {
				keys++
			}
			if c.Name == "ocid" && !c.Sought {
				t.Errorf("%s: rows cannot be looked up by ocid", k.Table.Name)
			}
		}
		if keys == 0 && k.Table.Name != "tables/changes" {
			t.Errorf("%s has no key", k.Table.Name)
		}
	}
}

// A column's words are the schema's own, and where they stand is said.
func TestColumnsSpeakTheSchemasWords(t *testing.T) {
	field := schema.Default().Release().Properties["contracts"].Items.Properties["dateSigned"]
	value := schema.Default().Release().Properties["contracts"].Items.Properties["value"]
	for _, c := range column(t, "contracts", "date_signed", "value_amount", "buyer_region") {
		switch c.Name {
		case "date_signed":
			if c.Title != field.Title || !strings.HasPrefix(c.Description, field.Description) || !strings.HasPrefix(c.DescriptionID, field.DescriptionID) || c.Pointer != "contracts/dateSigned" {
				t.Errorf("date_signed: %+v", c)
			}
		case "value_amount":
			if c.Title != value.Title+": Amount" || c.Description != value.Description || c.Pointer != "contracts/value/amount" || c.Scale != 4 {
				t.Errorf("value_amount: %+v", c)
			}
		case "buyer_region":
			if !strings.HasPrefix(c.Title, "Buyer: ") || c.Pointer != "" {
				t.Errorf("buyer_region: %+v", c)
			}
		}
	}
}

// column finds columns of a table.
func column(t *testing.T, table string, names ...string) (found []exporters.Column) {
	t.Helper()
	for _, k := range All(schema.Default()) {
		for _, c := range k.Table.Columns {
			if k.Table.Name == "tables/"+table && strings.Contains(" "+strings.Join(names, " ")+" ", " "+c.Name+" ") {
				found = append(found, c)
			}
		}
	}
	if len(found) != len(names) {
		t.Fatalf("%s has not all of %v", table, names)
	}
	return found
}
