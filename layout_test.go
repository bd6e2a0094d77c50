package terang_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which rooms each room may import (DESIGN.md, "Rooms along the road"). "." is the contract.
var rooms = map[string][]string{
	".":                    {},
	"schema":               {},
	"scratch":              {},
	"checks":               {"schema", "scratch"},
	"report":               {"checks", "schema"},
	"fetch":                {},
	"archive":              {"scratch"},
	"exporters":            {"schema", "scratch"},
	"sheets":               {"schema", "scratch"},
	"flat":                 {"sheets", "exporters", "schema"},
	"tables":               {"indicators", "exporters", "schema"},
	"search":               {"tables", "exporters", "schema"},
	"indicators":           {"schema"},
	"store":                {"schema"},
	"store/storetest":      {},
	"sample":               {"schema"},
	"importers":            {"schema", "sheets"},
	"catalog":              {"exporters", "store"},
	"reference":            {},
	"publish":              {"indicators", "search", "report", "checks", "flat", "tables", "exporters", "store", "archive", "schema"},
	"publish/publishtest":  {"publish", "sample", "archive", "store", "schema"},
	"reading":              {"indicators", "search", "tables", "exporters", "store", "archive", "schema"},
	"api":                  {".", "reading", "indicators", "search", "tables", "store", "archive", "exporters", "schema", "catalog", "reference", "scratch"},
	"site":                 {"reading", "indicators", "search", "tables", "store", "exporters", "schema"},
	"cmd/terang":           {".", "importers", "sheets", "schema", "checks", "report", "fetch", "flat", "tables", "indicators", "archive", "exporters", "store", "sample", "publish", "reading", "api", "site", "scratch"},
	"testdata/benchdriver": {},
	"testdata/benchinput":  {"sample"},
	"testdata/benchrepeat": {},
	"testdata/benchtokens": {},
}

// libraries says in which rooms each third-party library may be named, by the start of its path, so that each can
// be replaced behind one door.
var libraries = map[string][]string{
	"github.com/xeipuuv/gojsonschema":            {"schema"},
	"github.com/go-json-experiment/json":         {"schema", "exporters", "flat", "sheets", "testdata/benchtokens"},
	"github.com/jackc/pgx":                       {"store", "store/storetest", "testdata/benchdriver"},
	"modernc.org/sqlite":                         {"store", "testdata/benchdriver"},
	"github.com/gofrs/flock":                     {"store"},
	"github.com/klauspost/compress":              {"store", "exporters", "api"},
	"github.com/parquet-go/parquet-go":           {"exporters"},
	"github.com/xuri/excelize":                   {"exporters"}, // written; in tests of flat and sheets, too
	"gocloud.dev":                                {"archive"},
	"github.com/labstack/echo":                   {"api"},
	"github.com/getkin/kin-openapi":              {"api", "reference"},
	"github.com/prometheus/client_golang":        {"api"},
	"github.com/minio/sha256-simd":               {"api"},
	"golang.org/x/sys":                           {"scratch"},
	"golang.org/x/net":                           {"site"}, // tests alone
	"golang.org/x/text":                          {"search", "sheets"},
	"golang.org/x/time":                          {"api"},
	"go.yaml.in/yaml":                            {"publish", "importers", "site"},
	"github.com/go-analyze/charts":               {"site"},
	"github.com/spf13":                           {"cmd/terang"},
	"github.com/schollz/progressbar":             {"cmd/terang"},
	"github.com/rogpeppe/go-internal/testscript": {"cmd/terang"}, // tests alone
	"github.com/johannesboyne/gofakes3":          {"archive"},    // tests alone
	"github.com/santhosh-tekuri/jsonschema":      {"schema"},     // tests alone
}

type file struct {
	room, path string
	test       bool
	tree       *ast.File
}

// files parses every Go file; it reads them itself, so that the test cache sees when one changes.
func files(t *testing.T) (all []file) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		tree, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err == nil {
			all = append(all, file{filepath.ToSlash(filepath.Dir(path)), path, strings.HasSuffix(path, "_test.go"), tree})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d Go files found", len(all))
	}
	return all
}

func imports(f file) (paths []string) {
	for _, i := range f.tree.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, path)
	}
	return paths
}

func TestRoomsImportOnlyWhatLiesBeforeThem(t *testing.T) {
	for _, f := range files(t) {
		allowed, known := rooms[f.room]
		if !known {
			t.Errorf("%s: the room %s is not in DESIGN.md's plan: add it there and here, or move the file", f.path, f.room)
		}
		if f.test { // a test may set up what its room is given
			continue
		}
		for _, path := range imports(f) {
			room, ours := strings.CutPrefix(path, "terang/")
			if path == "terang" {
				room, ours = ".", true
			}
			if ours && !slices.Contains(allowed, room) {
				t.Errorf("%s imports the room %s; %s may import %v", f.path, room, f.room, allowed)
			}
		}
	}
}

func TestEachLibraryHasItsRoom(t *testing.T) {
	used := map[string]bool{}
	for _, f := range files(t) {
		for _, path := range imports(f) {
			first, _, _ := strings.Cut(path, "/")
			if !strings.Contains(first, ".") { // the standard library, or ours
				continue
			}
			library := libraryOf(path)
			used[library] = true
			if library == "" {
				t.Errorf("%s imports %s, which has no room yet: choose one in DESIGN.md and here", f.path, path)
			} else if !f.test && !slices.Contains(libraries[library], f.room) {
				t.Errorf("%s imports %s, which lives in %v", f.path, path, libraries[library])
			}
		}
	}
	for library := range libraries {
		if !used[library] {
			t.Errorf("%s is not used any more: take it out of DESIGN.md and here", library)
		}
	}
}

func libraryOf(path string) string {
	for library := range libraries {
		if path == library || strings.HasPrefix(path, library+"/") {
			return library
		}
	}
	return ""
}

// SQL stands in the store alone.
func TestOnlyTheStoreKnowsSQL(t *testing.T) {
	for _, f := range files(t) {
		mayAsk := f.test || strings.HasPrefix(f.room, "store") || f.room == "testdata/benchdriver" // what a database does without us
		if slices.Contains(imports(f), "database/sql") && !mayAsk {
			t.Errorf("%s imports database/sql", f.path)
		}
	}
}

func TestPackagesAndExportedNamesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range files(t) {
		if f.test {
			continue
		}
		documented[f.room] = documented[f.room] || f.tree.Doc != nil
		for _, d := range f.tree.Decls {
			if name := undocumented(d); name != "" {
				t.Errorf("%s: %s has no doc comment", f.path, name)
			}
		}
	}
	for room, ok := range documented {
		if !ok {
			t.Errorf("the package in %s has no comment", room)
		}
	}
}

// undocumented names the first exported function, method or type of the declaration that has no comment.
func undocumented(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && receiverIsExported(d) {
			return d.Name.Name
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
				return s.Name.Name
			}
		}
	}
	return ""
}

func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	expr := d.Recv.List[0].Type
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	name, ok := expr.(*ast.Ident)
	return ok && name.IsExported()
}

// The targets of DESIGN.md, "Quality of the code".
func TestFilesAndFunctionsStaySmall(t *testing.T) {
	for _, f := range files(t) {
		if f.test {
			continue
		}
		if n := countLines(t, f.path); n > 500 {
			t.Errorf("%s has %d lines; split it by subject (at most 500)", f.path, n)
		}
	}
	set := token.NewFileSet()
	for _, f := range files(t) {
		tree, err := parser.ParseFile(set, f.path, nil, 0)
		if err != nil || f.test {
			continue
		}
		for _, d := range tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line; n > 80 {
				t.Errorf("%s: %s has %d lines (at most 80)", f.path, fn.Name.Name, n)
			}
		}
	}
}

func countLines(t *testing.T, path string) (n int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
	}
	return n
}
