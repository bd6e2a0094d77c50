package exporters_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
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

func output(t *testing.T, name string) exporters.Output {
	t.Helper()
	for _, o := range exporters.Outputs {
		if o.Name == name {
			return o
		}
	}
	t.Fatalf("no output %s", name)
	return exporters.Output{}
}

func TestRecordLine(t *testing.T) {
	r := &exporters.Record{OCID: `ocds-contoh-é/1 "x"`, Compiled: []byte(`{"tag":["compiled"]}`), Releases: []exporters.Link{
		{ID: "a/b 1", Date: "2025-01-01T00:00:00Z", Tag: json.RawMessage(`["tender"]`)},
		{ID: "2", Date: "2025-01-02T00:00:00Z", Tag: json.RawMessage(`["award"]`)},
	}}
	line := output(t, "records.jsonl.gz").OfRecord(r, "https://data.example")[0]
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

func TestDigestLine(t *testing.T) {
	line := output(t, "digests.csv.gz").OfRelease(&exporters.Release{Seq: 7, OCID: "a,b", ID: `c"d`, Nonce: "00", SHA256: "ff"})
	if want := `7,"a,b","c""d",00,ff`; string(line) != want {
		t.Errorf("%s, want %s", line, want)
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
