package sheets

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"terang/schema"
)

// readable reads a file of any bytes, which ends, and gives rows of text or a fault that is told.
func readable(t *testing.T, name string, content []byte) {
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, content, 0o600))
	sources, err := Open(path)
	defer closeAll(sources)
	for _, source := range sources {
		for _, s := range source.Sheets {
			mustRead(t, s)
		}
	}
	mustBeTold(t, err)
}

// mustRead reads the rows of a sheet.
func mustRead(t *testing.T, s *Sheet) {
	mustBeTold(t, s.Rows(func(r *Row) error {
		filled := 0
		for name, value := range r.Columns() {
			filled++
			if again, ok := r.Get(name); !ok || again != value || !utf8.ValidString(value) || strings.TrimSpace(value) == "" || strings.ContainsRune(value, 0) {
				t.Fatalf("%q is %q, again %q", name, value, again)
			}
			if r.Place(name) == r.Place("no such column") {
				t.Fatalf("%q has no place", name)
			}
		}
		if filled == 0 || r.Number < 1 {
			t.Fatalf("row %d has nothing", r.Number)
		}
		return nil
	}))
}

// sheetOf is a sheet of bytes in memory.
func sheetOf(kind Kind, content []byte) *Sheet {
	return &Sheet{File: "a", Kind: kind, raw: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

func mustBeTold(t *testing.T, err error) {
	t.Helper()
	var told *schema.InputError
	if err != nil && !errors.As(err, &told) {
		t.Fatal(err)
	}
}

func FuzzTextRows(f *testing.F) {
	for _, c := range textCases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, content []byte) { mustRead(t, sheetOf(CSV, content)) })
}

func FuzzJSONRows(f *testing.F) {
	for _, c := range textCases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, content []byte) { mustRead(t, sheetOf(JSON, content)) })
}

// FuzzSheetXML: a sheet and shared texts of any bytes.
func FuzzSheetXML(f *testing.F) {
	f.Add([]byte(`<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>b</t></is></c></row><row r="3"><c r="B3" t="b"><v>1</v></c></row>`+sheetEnd), []byte(`<si><r><t>a&amp;</t></r><rPh><t>z</t></rPh></si>`))
	f.Add([]byte(`<!-- --><row><c><f>1</f><v><![CDATA[1]]></v></c></row>`+sheetEnd), []byte(`<si/>`))
	f.Fuzz(func(t *testing.T, sheet, texts []byte) {
		readable(t, "a.xlsx", []byte(bookOf(t, string(sheet), string(texts))))
	})
}

func FuzzNormal(f *testing.F) {
	f.Add("Nama Paket (Kegiatan)")
	f.Add(" __é%")
	f.Fuzz(func(t *testing.T, heading string) {
		name := Normal(heading)
		if again := Normal(name); again != name || strings.Contains(name, "__") || strings.HasSuffix(name, "_") {
			t.Fatalf("%q is %q, again %q", heading, name, again)
		}
	})
}
