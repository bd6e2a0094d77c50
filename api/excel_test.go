package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"terang/exporters"
	"terang/publish/publishtest"
	"terang/store"
	"terang/store/storetest"
)

var excelTable = &exporters.Table{Name: "tables/contracts", Columns: []exporters.Column{
	{Name: "ocid", Type: exporters.Text}, {Name: "title", Type: exporters.Text}, {Name: "amount", Type: exporters.Decimal, Scale: 4}, {Name: "signed_local", Type: exporters.Date}}}

// tableWorld has a version with the CSV of a table in two members, of which the second is the body, and with other files.
func tableWorld(t *testing.T, body string) (w *world, folder string) {
	t.Helper()
	w = newWorld(t, storetest.SQLite(t))
	first := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	m := &exporters.Manifest{Version: "2025-01-02.1", Published: day(t, "2025-01-02"), Tables: []*exporters.Table{excelTable}}
	head, rows := w.archivePart(t, "ocid,title,amount,signed_local\n"), w.archivePart(t, body)
	for path, table := range map[string]string{"tables/contracts.csv.gz": excelTable.Name, "year=2025/tables/contracts.csv.gz": excelTable.Name,
		"flat/%C3%A9.csv.gz": excelTable.Name, "digests.csv.gz": "", "contracts.parquet.gz": excelTable.Name, "plain.csv": excelTable.Name} {
		sum := sha256.Sum256([]byte(path)) // told apart; what is whole is checked elsewhere
		m.Files = append(m.Files, exporters.File{Path: path, MediaType: "application/gzip", Table: table, Since: first.ID, SHA256: hex.EncodeToString(sum[:]),
			Parts: []exporters.Part{head, rows}})
	}
	text := publishtest.Must[[]byte](t)(m.Encode())
	if err := w.Store.Build(ctx, func(b *store.Build) error {
		v := *first
		v.ID, v.Manifest = m.Version, w.archiveBytes(t, text).SHA256
		return b.Commit(&v)
	}); err != nil {
		t.Fatal(err)
	}
	return w, "/data/" + m.Version + "/"
}

func (w *world) archiveBytes(t *testing.T, content []byte) exporters.Part {
	t.Helper()
	f, err := w.Files.Put(ctx, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return exporters.Part(f)
}

func (w *world) archivePart(t *testing.T, text string) exporters.Part {
	t.Helper()
	var packed bytes.Buffer
	gz := exporters.NewWriter(&packed)
	if err := gz.Line([]byte(strings.TrimSuffix(text, "\n"))); err != nil {
		t.Fatal(err)
	}
	if err := gz.Close(); err != nil {
		t.Fatal(err)
	}
	return w.archiveBytes(t, packed.Bytes())
}

const excelRows = "ocds-contoh-1,=1+1,-1234.5000,2025-01-31\nocds-contoh-2,\"a;b\nc\",,\n"

func TestCSVForExcel(t *testing.T) {
	t.Parallel()
	w, folder := tableWorld(t, excelRows)
	for path, name := range map[string]string{"tables/contracts.csv": "contracts.csv", "year=2025/tables/contracts.csv": "contracts-2025.csv", "flat/%25C3%25A9.csv": "_C3_A9.csv"} {
		plain := w.ok(t, folder+path)
		var want bytes.Buffer
		if err := exporters.ToExcelCSV(&want, excelTable, bytes.NewReader(plain.body)); err != nil {
			t.Fatal(err)
		}
		address := folder + path + "?profile=excel"
		for _, header := range []string{"Accept-Encoding: identity", "Accept-Encoding: gzip", "Range: bytes=0-9", `If-None-Match: ` + plain.header.Get("ETag")} {
			a := w.ok(t, address, header)
			if !bytes.Equal(a.raw, want.Bytes()) || !strings.HasPrefix(string(a.raw), "\uFEFFocid;title;amount;signed_local\r\n") || !strings.Contains(string(a.raw), "-1234,5000;31/01/2025") {
				t.Errorf("%s with %s: %q, want %q", address, header, a.raw, want.Bytes())
			}
			checkExcelHeaders(t, a.header, plain.header, name)
		}
		tag := w.ok(t, address).header.Get("ETag")
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			if a := ask(t, w.handler, method, address, "If-None-Match: "+tag); a.status != http.StatusNotModified || len(a.raw) > 0 {
				t.Errorf("%s %s of what is there: %d", method, address, a.status)
			}
		}
		head := ask(t, w.handler, http.MethodHead, address)
		if checkExcelHeaders(t, head.header, plain.header, name); head.status != http.StatusOK || len(head.raw) > 0 {
			t.Errorf("HEAD %s: %d", address, head.status)
		}
	}
}

// testTablesForExcel: every table of the sample is answered so, with all its rows.
func testTablesForExcel(t *testing.T, w *world) {
	folder, tables := "/data/"+w.latest(t)+"/", 0
	for _, f := range w.manifest(t, w.latest(t)).Files {
		path, ok := strings.CutSuffix(f.Path, ".csv.gz")
		if !ok || f.Table == "" || strings.HasPrefix(path, "year=") {
			continue
		}
		text, bom := bytes.CutPrefix(w.ok(t, folder+path+".csv?profile=excel").raw, []byte("\uFEFF"))
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.LazyQuotes = ';', true // ="0123" is written without quotes around it
		if rows := publishtest.Must[[][]string](t)(r.ReadAll()); !bom || int64(len(rows)) != f.Rows+1 {
			t.Errorf("%s: %d rows, want %d; byte order mark: %v", path, len(rows), f.Rows, bom)
		}
		tables++
	}
	if tables < 20 {
		t.Errorf("only %d tables", tables)
	}
}

// checkExcelHeaders wants headers that tell the answer from the same file without the profile.
func checkExcelHeaders(t *testing.T, got, plain http.Header, name string) {
	t.Helper()
	for header, want := range map[string]string{"Content-Type": "text/csv; charset=utf-8", "Dataset-Profile": "excel", "Accept-Ranges": "none",
		"Content-Disposition": `attachment; filename="` + name + `"`, "Vary": "Accept-Encoding", "Content-Encoding": "", "Repr-Digest": "",
		"Cache-Control": plain.Get("Cache-Control"), "Last-Modified": plain.Get("Last-Modified")} {
		if got.Get(header) != want {
			t.Errorf("%s: %s, want %s", header, got.Get(header), want)
		}
	}
	if tag := got.Get("ETag"); !strings.HasPrefix(tag, `"sha256-`) || tag == plain.Get("ETag") || plain.Get("Dataset-Profile") != "" || plain.Get("Content-Disposition") != "" {
		t.Errorf("ETag %s, without the profile %v", tag, plain)
	}
}

func TestProfilesThatThereAreNot(t *testing.T) {
	t.Parallel()
	w, folder := tableWorld(t, excelRows)
	for _, c := range []struct {
		address string
		status  int
	}{
		{"tables/contracts.csv.gz?profile=excel", 400}, // packed
		{"digests.csv?profile=excel", 400},             // of no table
		{"contracts.parquet?profile=excel", 400},       // no CSV
		{"manifest.json?profile=excel", 400},
		{"SHA256SUMS?profile=excel", 400},
		{"tables/contracts.csv?profile=Excel", 400},
		{"tables/contracts.csv?profile=", 400},
		{"tables/contracts.csv?profile=excel&profile=excel", 400},
		{"tables/contracts.csv?excel", 400},
		{"nothing.csv?profile=excel", 404},
		{"plain.csv?profile=excel", 404}, // only packed files are told as CSV
		{"../2025-01-03.1/tables/contracts.csv?profile=excel", 404},
	} {
		if a := w.get(t, folder+c.address); a.status != c.status || a.header.Get("Content-Disposition") != "" || a.header.Get("Dataset-Profile") != "" {
			t.Errorf("%s: %d, want %d: %s", c.address, a.status, c.status, a.body)
		}
	}
}

// TestCSVForExcelOfDamagedFiles: what cannot be read is a problem before the first byte, and breaks the connection after it.
func TestCSVForExcelOfDamagedFiles(t *testing.T) {
	t.Parallel()
	w, folder := tableWorld(t, strings.Repeat(excelRows, 3000)+"ocds-contoh-3,too few\n")
	server := httptest.NewServer(w.handler)
	defer server.Close()
	address := folder + "tables/contracts.csv?profile=excel"
	response := publishtest.Must[*http.Response](t)(http.Get(server.URL + address))
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK || err == nil || len(body) == 0 {
		t.Errorf("%d, %d bytes, then %v", response.StatusCode, len(body), err)
	}
	m := w.manifest(t, "2025-01-02.1")
	if err := os.Remove(w.archived(m.Files[0].Parts[0].SHA256)); err != nil {
		t.Fatal(err)
	}
	a := w.get(t, address)
	if a.status != http.StatusInternalServerError || a.header.Get("Content-Disposition") != "" || a.header.Get("Dataset-Profile") != "" {
		t.Errorf("%s", fmt.Sprint(a.status, a.header))
	}
}
