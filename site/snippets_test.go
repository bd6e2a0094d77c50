package site_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/publish/publishtest"
)

// snippet is what a page says of a tool: the code of each block, with this server's address in place of the publisher's.
type snippet struct {
	section *html.Node
	code    map[string]string // by language
}

// snippetOf finds what a page says of a tool.
func snippetOf(t *testing.T, p *page, tool, server string) snippet {
	t.Helper()
	for _, section := range all(p.root, "section") {
		if attribute(section, "id") == "use-"+tool {
			s := snippet{section, map[string]string{}}
			for _, code := range all(section, "code") {
				s.code[attribute(code, "class")] = strings.ReplaceAll(code.FirstChild.Data, base, server)
			}
			return s
		}
	}
	t.Fatalf("%s says nothing of %s", p.path, tool)
	return snippet{}
}

// needs skips a test where a program, or a module of Python, is missing.
func needs(t *testing.T, program string, modules ...string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed: testdata/with-analysts, through which make test runs, sees to it or says how", program)
	}
	for _, m := range modules {
		if err := exec.Command(program, "-c", "import "+m).Run(); err != nil {
			t.Skipf("%s has no module %s: testdata/with-analysts, through which make test runs, sees to it or says how", program, m)
		}
	}
}

// run runs a program in a folder, and gives what it printed.
func run(t *testing.T, folder, program string, arguments ...string) string {
	t.Helper()
	command := exec.Command(program, arguments...)
	command.Dir = folder
	var told bytes.Buffer
	command.Stderr = &told
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", program, arguments, err, out, told.String())
	}
	return strings.TrimSpace(string(out))
}

// snippetTables are those whose snippets are run: a table in files of years, one in a single file, one of lists, and one
// without CSV.
var snippetTables = []string{"contracts", "supplier_performance", "flat-tender_items", "delta"}

// eachSnippet runs a test on what pages say of a tool; of it there must be some.
func eachSnippet(t *testing.T, tool string, f func(t *testing.T, s snippet, rows, columns int)) {
	w := theSample(t)
	server := httptest.NewServer(w.handler)
	t.Cleanup(server.Close)
	m := w.manifest(t, w.versions(t)[0])
	for _, slug := range snippetTables {
		name := strings.Replace(slug, "flat-", "flat/", 1)
		if !strings.HasPrefix(slug, "flat-") && slug != "delta" {
			name = "tables/" + slug
		}
		file, ok := m.File(name + ".csv.gz")
		if !ok {
			if file, ok = m.File(name + ".jsonl.gz"); tool == "r" {
				continue // there is no CSV
			}
		}
		if !ok {
			t.Fatalf("no file of %s", name)
		}
		t.Run(slug, func(t *testing.T) {
			s := snippetOf(t, w.ok(t, "/id/downloads/tables/"+slug), tool, server.URL)
			f(t, s, int(file.Rows), len(m.Table(name).Columns))
		})
	}
	snippetOf(t, w.ok(t, "/en/downloads"), tool, server.URL)
}

func TestSnippetOfCurl(t *testing.T) {
	needs(t, "curl")
	needs(t, "sha256sum")
	eachSnippet(t, "curl", func(t *testing.T, s snippet, _, _ int) {
		if out := run(t, t.TempDir(), "sh", "-ec", s.code["sh"]); strings.Count(out, ": OK") != 1 {
			t.Errorf("%s\n%s", s.code["sh"], out)
		}
	})
}

func TestSnippetOfDuckDB(t *testing.T) {
	needs(t, "curl")
	needs(t, "python3", "duckdb")
	eachSnippet(t, "duckdb", func(t *testing.T, s snippet, rows, _ int) {
		folder := t.TempDir()
		run(t, folder, "sh", "-ec", s.code["sh"])
		if err := os.WriteFile(filepath.Join(folder, "question.sql"), []byte(s.code["sql"]), 0o600); err != nil {
			t.Fatal(err)
		}
		asked := run(t, folder, "python3", "-c", "import duckdb; print(len(duckdb.sql(open('question.sql').read()).fetchall()))")
		if asked == "0" {
			t.Errorf("nothing was found by %s", s.code["sql"])
		}
		counted := run(t, folder, "python3", "-c", "import duckdb; print(duckdb.sql(\"SELECT count(*) FROM '*.parquet'\").fetchall()[0][0])")
		if counted != fmt.Sprint(rows) {
			t.Errorf("%s rows, not %d", counted, rows)
		}
	})
}

func TestSnippetOfPandas(t *testing.T) {
	needs(t, "python3", "pandas", "pyarrow")
	eachSnippet(t, "pandas", func(t *testing.T, s snippet, rows, columns int) {
		if out, want := run(t, t.TempDir(), "python3", "-c", s.code["python"]), fmt.Sprintf("(%d, %d)", rows, columns); out != want {
			t.Errorf("%s, not %s, by %s", out, want, s.code["python"])
		}
	})
}

func TestSnippetOfR(t *testing.T) {
	needs(t, "Rscript")
	eachSnippet(t, "r", func(t *testing.T, s snippet, rows, columns int) {
		out := strings.Join(strings.Fields(run(t, t.TempDir(), "Rscript", "-e", s.code["r"])), " ")
		if want := fmt.Sprintf("[1] %d %d", rows, columns); out != want {
			t.Errorf("%s, not %s, by %s", out, want, s.code["r"])
		}
	})
}

// TestStepsForExcel: the workbooks have the sheet that the steps name, and the CSV is what Excel opens.
func TestStepsForExcel(t *testing.T) {
	w := theSample(t)
	m := w.manifest(t, w.versions(t)[0])
	for _, slug := range []string{"contracts", "changes", "supplier_performance", "flags", "methods", "flat-tender_items"} {
		p := w.ok(t, "/id/downloads/tables/"+slug)
		s := snippetOf(t, p, "excel", base)
		for _, a := range all(s.section, "a") {
			address := attribute(a, "href")
			body := w.ok(t, address).body
			if strings.HasSuffix(address, ".xlsx") {
				if !sheetsOf(t, body)[slug] || !strings.Contains(textOf(s.section), "lembar "+slug) {
					t.Errorf("%s has no sheet %s, or the steps do not name it: %s", address, slug, textOf(s.section))
				}
				continue
			}
			lines := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
			lines.Comma, lines.LazyQuotes = ';', true
			rows := publishtest.Must[[][]string](t)(lines.ReadAll())
			if f, _ := m.File(strings.Replace(slug, "flat-", "flat/", 1) + ".csv.gz"); !strings.HasPrefix(body, "\ufeff") || int64(len(rows)) != f.Rows+1 {
				t.Errorf("%s: %d rows, not %d", address, len(rows)-1, f.Rows)
			}
		}
		if len(all(s.section, "a")) == 0 {
			t.Errorf("%s offers nothing for Excel", slug)
		}
	}
}

// sheetsOf are the names of a workbook's sheets.
func sheetsOf(t *testing.T, body string) map[string]bool {
	t.Helper()
	book := publishtest.Must[*zip.Reader](t)(zip.NewReader(strings.NewReader(body), int64(len(body))))
	file, err := book.Open("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tree := publishtest.Must[*html.Node](t)(html.Parse(file))
	names := map[string]bool{}
	for _, sheet := range all(tree, "sheet") {
		names[attribute(sheet, "name")] = true
	}
	return names
}
