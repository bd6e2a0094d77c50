package importers

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// cells passes each filled cell of the real exports that lie beside the project on the makers' machines, as text.
func cells(t *testing.T, pass func(file, column, text string)) {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("%s is not here: this test reads real data that the project does not contain", root)
	}
	for _, pattern := range []string{"indonesia-isb-*/*.json.gz", "indonesia-isb-*/*/*.json.gz", "indonesia-rup-*/*.json"} {
		files, _ := filepath.Glob(filepath.Join(root, pattern))
		if len(files) == 0 {
			t.Fatalf("nothing at %s", pattern)
		}
		for _, file := range files {
			var rows []map[string]any
			readRows(t, file, &rows)
			for _, row := range rows {
				for column, v := range row {
					if text := fmt.Sprint(v); v != nil && strings.TrimSpace(text) != "" {
						pass(filepath.Base(file), column, text)
					}
				}
			}
		}
	}
}

// readRows reads a JSON file, gzipped or with a byte order mark as it may be; numbers keep their text.
func readRows(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// counted counts what was seen, and what was not read with its texts.
type counted struct {
	seen  int
	wrong map[string]int
}

func (c *counted) judge(ok bool, what string) {
	c.seen++
	if c.wrong == nil {
		c.wrong = map[string]int{}
	}
	if !ok {
		c.wrong[what]++
	}
}

func TestValuesOfRealExports(t *testing.T) {
	var dates, money, numbers, spans, texts counted
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, wib)
	cells(t, func(file, column, text string) {
		switch {
		case strings.HasPrefix(column, "tgl") || strings.HasPrefix(column, "tanggal"):
			m, ok := parseMoment(text, wib)
			dates.judge(ok && m.plausible(now), text)
		case strings.HasPrefix(column, "nilai_") && text != "", strings.HasPrefix(column, "pagu"), column == "hps", column == "besar_pembayaran":
			_, approximate, ok := parseMoney(text)
			money.judge(ok && !approximate, column+" "+text)
		case strings.HasPrefix(column, "npwp"):
			_, _, fault := parseNPWP(text)
			numbers.judge(fault == "", text)
		case column == "waktu_penyelesaian":
			_, ok := parseDays(text)
			spans.judge(ok, text)
		case columnRule(column) == "" && !strings.HasPrefix(column, "nama_pelaksana"):
			clean, rules := redact(text)
			texts.judge(len(rules) == 0, column+": "+clean)
		}
	})
	for _, c := range []struct {
		what string
		counted
		least    int // so many are there
		expected func(text string) bool
	}{
		{"dates", dates, 30000, nil},
		{"money", money, 30000, nil},
		{"tax numbers", numbers, 20000, func(text string) bool { return strings.Trim(text, "0.-") == "" }},
		{"days", spans, 1000, func(text string) bool { return otherSpan.MatchString(strings.ToLower(text)) || text == "Hari Kalender" }},
		{"texts", texts, 380000, func(text string) bool { return strings.HasPrefix(text, "no_realisasi: C[…]") }}, // a receipt's number in the form of a NIK
	} {
		wrong := 0
		for text, n := range c.wrong {
			if wrong += n; c.expected == nil || !c.expected(text) {
				t.Errorf("%s: %q (%d times)", c.what, text, n)
			}
		}
		if t.Logf("%s: %d, of which %d not read or taken out", c.what, c.seen, wrong); c.seen < c.least {
			t.Errorf("only %d %s were seen", c.seen, c.what)
		}
	}
}

func TestListsOfSPSE4(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "data", "indonesia-lpse-2020")
	files, _ := filepath.Glob(filepath.Join(root, "*.json.gz"))
	if len(files) == 0 {
		t.Skipf("%s is not here: this test reads real data that the project does not contain", root)
	}
	var titles, again, values int
	for _, file := range files {
		var list struct{ Data [][]any }
		readRows(t, file, &list)
		for _, row := range list.Data {
			if title, ok := row[1].(string); ok {
				titles++
				clean, is := retender(title)
				if is {
					again++
				}
				if plain, _ := cleanText(clean); strings.Contains(plain, "<span") || plain == "" {
					t.Errorf("%q is %q", title, plain)
				}
				if clean, rules := redact(title); len(rules) > 0 {
					t.Errorf("%q is %q by %v", title, clean, rules)
				}
			}
			if value, ok := row[4].(string); ok {
				values++
				if _, approximate, ok := parseMoney(value); !ok || !approximate {
					t.Errorf("amount %q: approximate %v, read %v", value, approximate, ok)
				}
			}
		}
	}
	t.Logf("%d titles, %d repeated, %d values", titles, again, values)
	if again < 1900 {
		t.Errorf("only %d of %d procedures are repeated", again, titles)
	}
}

func TestRegionsOfSiRUP(t *testing.T) {
	var known counted
	cells(t, func(file, column, text string) {
		if strings.HasPrefix(file, "RUP-") && (column == "kd_kabkota" || column == "kd_kab_kota" || column == "kd_provinsi") {
			_, ok := regionOf(text)
			known.judge(ok, text)
		}
	})
	for code := range known.wrong {
		if !strings.Contains(" 268940 268941 ", " "+code+" ") {
			t.Errorf("%s is not known", code)
		}
	}
	if known.seen < 519+38 || len(known.wrong) != 2 {
		t.Errorf("%d codes, not known %v", known.seen, known.wrong)
	}
}
