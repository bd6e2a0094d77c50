package exporters_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"testing"

	"terang/exporters"
)

func write(t *testing.T, lines ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := exporters.NewWriter(&b)
	for _, l := range lines {
		if err := w.Line([]byte(l)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w.Rows != int64(len(lines)) {
		t.Errorf("%d rows", w.Rows)
	}
	return b.Bytes()
}

func TestMembersJoinToOneFileAndAreTheSameEachTime(t *testing.T) {
	a, b := write(t, "one", "two"), write(t, "three")
	if !bytes.Equal(a, write(t, "one", "two")) {
		t.Error("other bytes the second time")
	}
	r, err := gzip.NewReader(bytes.NewReader(append(a, b...)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != "one\ntwo\nthree\n" {
		t.Errorf("%q %v", got, err)
	}
}

func TestRecordLine(t *testing.T) {
	r := &exporters.Record{OCID: `ocds-contoh-é/1 "x"`, Compiled: []byte(`{"tag":["compiled"]}`), Releases: []exporters.Link{
		{ID: "a/b 1", Date: "2025-01-01T00:00:00Z", Tag: json.RawMessage(`["tender"]`)},
		{ID: "2", Date: "2025-01-02T00:00:00Z", Tag: json.RawMessage(`["award"]`)},
	}}
	line := exporters.RecordLine(r, "https://data.example")
	var got struct {
		OCID     string
		Releases []struct{ URL, Date string }
	}
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	want := "https://data.example/api/v1/releases/ocds-contoh-%C3%A9%2F1%20%22x%22/a%2Fb%201#a%2Fb%201"
	if got.OCID != r.OCID || len(got.Releases) != 2 || got.Releases[0].URL != want {
		t.Errorf("%+v", got)
	}
}

func TestDigestRow(t *testing.T) {
	rows := exporters.NewRows(len(exporters.Digests.Columns))
	exporters.DigestRow(&exporters.Release{Seq: 7, OCID: "a,b", ID: `c"d`, Nonce: "00", SHA256: "ff"}, rows)
	var b bytes.Buffer
	b.Write(exporters.Heading(exporters.Digests))
	w := exporters.NewCSV(&b, exporters.Digests)
	if err := errors.Join(w.Write(rows), w.Close()); err != nil {
		t.Fatal(err)
	}
	if want := "seq,ocid,id,nonce,sha256\n7,\"a,b\",\"c\"\"d\",00,ff\n"; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}

func TestJSONRows(t *testing.T) {
	table := &exporters.Table{Columns: []exporters.Column{{Name: "a", Type: exporters.Text}, {Name: `"b"`, Type: exporters.Decimal}, {Name: "c", Type: exporters.Boolean}}}
	rows := exporters.NewRows(3)
	rows.Append([][]byte{[]byte("x\n\"y\""), []byte("12345678901234567890.50"), nil})
	rows.Append([][]byte{nil, nil, []byte("true")})
	var b bytes.Buffer
	if err := exporters.NewJSONRows(&b, table).Write(rows); err != nil {
		t.Fatal(err)
	}
	want := `{"a":"x\n\"y\"","\"b\"":12345678901234567890.50}` + "\n" + `{"c":true}` + "\n"
	if b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}

// Rows come back from a spool as they went in, whatever the batches, several times at once, and nothing is left of it.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := exporters.NewSpool(2)
	const count = 40_000
	for i := range count {
		rows := exporters.NewRows(2)
		rows.Append([][]byte{fmt.Appendf(nil, "row %d", i), nil})
		if err := s.Add(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			seen := 0
			err := s.Each(func(rows *exporters.Rows) error {
				for i := range rows.Len() {
					if want := fmt.Sprintf("row %d", seen); string(rows.Cell(i, 0)) != want || len(rows.Cell(i, 1)) != 0 {
						t.Errorf("%q, want %q", rows.Cell(i, 0), want)
					}
					seen++
				}
				return nil
			})
			if err != nil || seen != count || s.Rows != count {
				t.Errorf("%d rows of %d: %v", seen, s.Rows, err)
			}
		})
	}
	readers.Wait()
	s.Close()
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Manifests never change, so those of the first versions must still be read.
func TestManifestsOfFormerTimes(t *testing.T) {
	for text, want := range map[string]exporters.Extension{
		`{"extensions":["https://a.example/extension.json"]}`:                         {URL: "https://a.example/extension.json"},
		`{"extensions":[{"url":"https://a.example/extension.json","sha256":"00ff"}]}`: {URL: "https://a.example/extension.json", SHA256: "00ff"},
	} {
		m, err := exporters.DecodeManifest([]byte(text))
		if err != nil || len(m.Extensions) != 1 || m.Extensions[0] != want {
			t.Errorf("%s: %+v %v", text, m, err)
		}
	}
	if _, err := exporters.DecodeManifest([]byte(`{"extensions":[5]}`)); err == nil {
		t.Error("a number is taken for an extension")
	}
}
