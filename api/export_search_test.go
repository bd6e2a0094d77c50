package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"terang/api"
	"terang/publish/publishtest"
	"terang/sample"
	"terang/store"
	"terang/store/storetest"
)

// testResultFiles: each format of each list has its columns, all its rows, and one form under GET and HEAD.
func testResultFiles(t *testing.T, w *world) {
	for list, query := range map[string]string{"search": "stage=contract", "contracts": "selfManaged=false", "suppliers": "year=2025", "buyers": "plan=false", "statistics": "by=supplier",
		"records": "stage=contract", "releases": "tag=award"} {
		columns := map[string][]string{}
		for _, format := range []string{"csv", "parquet", "xlsx", "jsonl"} {
			address := "/api/v1/" + list + "." + format + "?" + query
			a := w.ok(t, address)
			head := ask(t, w.handler, http.MethodHead, address)
			if head.status != http.StatusOK || fmt.Sprint(head.header) != fmt.Sprint(a.header) || len(head.body) > 0 {
				t.Errorf("HEAD %s: %d %v\nGET %v", address, head.status, head.header, a.header)
			}
			if again := w.get(t, address, "If-None-Match: "+a.header.Get("ETag")); again.status != http.StatusNotModified {
				t.Errorf("%s again: %d", address, again.status)
			}
			part := w.get(t, address, "Range: bytes=5-14")
			if part.status != http.StatusPartialContent || !bytes.Equal(part.body, a.body[5:15]) {
				t.Errorf("a part of %s: %d %q", address, part.status, part.body)
			}
			columns[format] = columnsOf(t, format, a.body)
		}
		if isLines := list == "records" || list == "releases"; !isLines && !isWithin(columns["jsonl"], columns["csv"]) {
			t.Errorf("%s: columns %q of jsonl, %q of csv", list, columns["jsonl"], columns["csv"])
		}
		if len(columns["csv"]) < 5 || !slices.Equal(columns["csv"], columns["parquet"]) || len(columns["xlsx"]) != len(columns["csv"]) {
			t.Errorf("%s: %q", list, columns)
		}
	}
	for format, want := range map[string]string{"csv": "[ocid contract_id]", "jsonl": "[ocid contract_id]", "parquet": "[ocid contract_id]"} {
		for _, fields := range []string{"ocid,contract_id", "contract_id,ocid"} {
			if got := columnsOf(t, format, w.ok(t, "/api/v1/contracts."+format+"?fields="+fields).body); fmt.Sprint(got) != want {
				t.Errorf("%s of %s: %q", fields, format, got)
			}
		}
	}
	if got := columnsOf(t, "xlsx", w.ok(t, "/api/v1/contracts.xlsx?fields=ocid,title").body); len(got) != 2 {
		t.Errorf("two columns of a workbook: %q", got)
	}
	testExcelProfile(t, w)
	testNothingFound(t, w)
}

// isWithin says whether some columns are among all, in their order: a row of JSON Lines leaves out what is empty.
func isWithin(some, all []string) bool {
	for _, name := range all {
		if len(some) > 0 && some[0] == name {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// columnsOf are the names of a file's columns, as it is read elsewhere.
func columnsOf(t *testing.T, format string, body []byte) (names []string) {
	t.Helper()
	switch format {
	case "csv":
		heading, _, _ := strings.Cut(string(body), "\n")
		return strings.Split(heading, ",")
	case "parquet":
		file := publishtest.Must[*parquet.File](t)(parquet.OpenFile(bytes.NewReader(body), int64(len(body))))
		for _, path := range file.Schema().Columns() {
			names = append(names, path[0])
		}
	case "jsonl":
		line, _, _ := bytes.Cut(body, []byte{'\n'})
		d := json.NewDecoder(bytes.NewReader(line))
		for depth := 0; ; {
			token, err := d.Token()
			if err != nil {
				return names
			}
			if delim, ok := token.(json.Delim); ok {
				depth += map[json.Delim]int{'{': 1, '[': 1, '}': -1, ']': -1}[delim]
			} else if name, ok := token.(string); ok && depth == 1 {
				var value json.RawMessage
				if err := d.Decode(&value); err != nil {
					t.Fatal(err)
				}
				names = append(names, name)
			}
		}
	case "xlsx":
		if _, err := zip.NewReader(bytes.NewReader(body), int64(len(body))); err != nil {
			t.Fatal(err)
		}
		book := publishtest.Must[*excelize.File](t)(excelize.OpenReader(bytes.NewReader(body)))
		defer book.Close()
		sheets := book.GetSheetList()
		for _, sheet := range sheets {
			rows := publishtest.Must[[][]string](t)(book.GetRows(sheet))
			if len(rows) > 1 && len(rows[0]) > 1 && sheet == sheets[len(sheets)-1] {
				return rows[0]
			}
		}
		t.Errorf("no rows in %v", sheets)
	}
	return names
}

func testExcelProfile(t *testing.T, w *world) {
	plain, excel := w.ok(t, "/api/v1/search.csv?stage=contract&fields=ocid,date"), w.ok(t, "/api/v1/search.csv?stage=contract&fields=ocid,date&profile=excel")
	if !bytes.HasPrefix(excel.body, []byte("\uFEFFocid;date\r\n")) || bytes.Count(excel.body, []byte("\r\n")) != bytes.Count(plain.body, []byte("\n")) {
		t.Errorf("%.200q", excel.body)
	}
	if plain.header.Get("ETag") == excel.header.Get("ETag") {
		t.Error("two forms have one tag")
	}
}

// testNothingFound: a result of nothing is a whole file.
func testNothingFound(t *testing.T, w *world) {
	for _, list := range []string{"search", "contracts", "suppliers", "statistics", "records", "releases"} {
		for _, format := range []string{"csv", "jsonl", "parquet", "xlsx"} {
			a := w.ok(t, "/api/v1/"+list+"."+format+"?buyer=nobody")
			if rows := bytes.Count(a.body, []byte{'\n'}); format == "csv" && rows != 1 || format == "jsonl" && rows != 0 || a.header.Get("X-Total-Count") != "0" {
				t.Errorf("%s as %s: %d lines, %v", list, format, rows, a.header)
			}
			if format == "xlsx" {
				publishtest.Must[*excelize.File](t)(excelize.OpenReader(bytes.NewReader(a.body)))
			}
		}
	}
}

// testLargest: what is as large as may be is made; one more leads to files that there are.
func testLargest(t *testing.T, w *world) {
	for list, query := range map[string]string{"contracts": "year=2025|2026", "records": "", "statistics": "by=supplier"} {
		var p resultPage
		w.ok(t, "/api/v1/"+list+"?limit=1&sort=date&"+query).value(t, &p)
		exact, less := w.serve(t, api.Options{MaxExport: p.Total}), w.serve(t, api.Options{MaxExport: p.Total - 1})
		for _, format := range []string{"csv", "jsonl"} {
			address := "/api/v1/" + list + "." + format + "?" + query
			if a := ask(t, exact, http.MethodGet, address); a.status != http.StatusOK || format == "csv" && list != "releases" && bytes.Count(a.body, []byte{'\n'}) < p.Total+1 {
				t.Errorf("%s of exactly %d: %d", address, p.Total, a.status)
			}
			a := ask(t, less, http.MethodGet, address)
			var problem struct{ Files []string }
			a.value(t, &problem)
			if a.status != http.StatusRequestEntityTooLarge || !strings.Contains(string(a.body), fmt.Sprint(p.Total)) || len(problem.Files) == 0 {
				t.Errorf("%s of one more than %d: %d %s", address, p.Total-1, a.status, a.body)
			}
			for _, file := range problem.Files {
				if year := publishtest.Must[*url.URL](t)(url.Parse(address)).Query().Get("year"); year != "" && !strings.Contains(file, "year=20") {
					t.Errorf("%s: %s is not of %s", address, file, year)
				}
				w.ok(t, file)
			}
			if head := ask(t, less, http.MethodHead, address); head.status != http.StatusRequestEntityTooLarge {
				t.Errorf("HEAD %s: %d", address, head.status)
			}
		}
	}
}

// Whoever goes away leaves the turn to others, and while the store fails there is no file.
func TestAResultIsWholeOrAProblem(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		var text bytes.Buffer
		if err := sample.Write(&text, sample.Options{Seed: 2, Processes: 30}, 0); err != nil {
			t.Fatal(err)
		}
		w.Publish(t, sample.HandInDate(0), text.Bytes())
		for range 10 { // more than there are turns
			gone, cancel := context.WithCancel(ctx)
			r := httptest.NewRequestWithContext(gone, http.MethodGet, base+"/api/v1/search.csv", nil)
			serveAborting(w.handler, &leaver{ResponseRecorder: httptest.NewRecorder(), leave: cancel}, r)
			cancel()
			early := httptest.NewRecorder()
			w.handler.ServeHTTP(early, r) // who has gone already
			if early.Code == http.StatusOK {
				t.Error("made a file for nobody")
			}
		}
		whole := w.ok(t, "/api/v1/search.csv")
		_ = w.Reader.Close()
		for _, format := range []string{"csv", "jsonl", "parquet", "xlsx"} {
			for _, list := range []string{"search", "contracts", "records", "releases"} {
				if a := w.get(t, "/api/v1/"+list+"."+format); a.status < http.StatusInternalServerError {
					t.Errorf("%s.%s without a store: %d of %d bytes", list, format, a.status, len(a.body))
				}
			}
		}
		if len(whole.body) < 1000 {
			t.Errorf("only %d bytes", len(whole.body))
		}
	})
}

// serveAborting serves a request whose connection may be broken on purpose.
func serveAborting(h http.Handler, w http.ResponseWriter, r *http.Request) {
	defer func() {
		if broken := recover(); broken != nil && broken != http.ErrAbortHandler {
			panic(broken)
		}
	}()
	h.ServeHTTP(w, r)
}

// leaver goes away with the first byte.
type leaver struct {
	*httptest.ResponseRecorder
	leave func()
}

// Write implements http.ResponseWriter.
func (l *leaver) Write([]byte) (int, error) {
	l.leave()
	return 0, http.ErrHandlerTimeout
}

// Rows that the store loses while a file is made are no shorter file.
func TestALostRecordIsNoShorterFile(t *testing.T) {
	t.Parallel()
	location := storetest.SQLite(t)
	w := newWorld(t, location)
	var all []string
	for i := range 600 { // more than are read at once
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i), "1", fmt.Sprintf("2025-01-01T00:%02d:%02dZ", i/60, i%60)))
	}
	w.Publish(t, day(t, "2025-01-01"), lines(all...))
	w.ok(t, "/api/v1/search.csv")
	db := publishtest.Must[*sql.DB](t)(sql.Open("sqlite", location))
	defer db.Close()
	publishtest.Must[sql.Result](t)(db.Exec("delete from records where ocid = 'ocds-contoh-3'")) // of the last to be read
	for _, format := range []string{"csv", "jsonl", "parquet", "xlsx"} {
		for _, list := range []string{"search", "records", "releases"} {
			if a := w.get(t, "/api/v1/"+list+"."+format); a.status != http.StatusInternalServerError {
				t.Errorf("%s.%s without a record: %d of %d bytes", list, format, a.status, len(a.body))
			}
		}
	}
}

// While versions are published, a list that was begun misses and repeats nothing.
func TestAPinnedWalkWhileVersionsArePublished(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		publish := func(n int) *store.Version {
			var all []string
			for i := range 40 {
				all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i+n*10), fmt.Sprint(n), fmt.Sprintf("2025-01-%02dT00:00:00Z", 1+(i*7+n)%28), fmt.Sprintf(`,"tender":{"id":"1","title":"jalan %d"}`, n)))
			}
			return w.Publish(t, day(t, "2025-02-01"), lines(all...))
		}
		publish(0)
		want, _ := w.walkResults(t, "/api/v1/search?q=jalan&limit=1000", "ocid")
		var published sync.WaitGroup
		published.Go(func() {
			for n := 1; n < 5; n++ {
				publish(n)
			}
		})
		pinned := "/api/v1/search?q=jalan&facets=none&limit=7&version=2025-02-01.1"
		for range 4 {
			for _, address := range []string{pinned, pinned + "&sort=date"} {
				got, _ := w.walkResults(t, address, "ocid")
				if address == pinned && !slices.Equal(got, want) {
					t.Errorf("%v, want %v", got, want)
				}
				if slices.Sort(got); len(slices.Compact(got)) != len(want) {
					t.Errorf("%s: %d, want %d", address, len(got), len(want))
				}
			}
			moving, first := w.walkResults(t, "/api/v1/search?q=jalan&facets=none&limit=7", "ocid") // pinned by its first page
			if slices.Sort(moving); len(slices.Compact(moving)) != first.Total {
				t.Errorf("%d of %d", len(moving), first.Total)
			}
		}
		published.Wait()
		if _, last := w.walkResults(t, "/api/v1/search?q=jalan&limit=1", "ocid"); last.Total != 80 {
			t.Errorf("%d at last", last.Total)
		}
	})
}
