package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"terang/indicators"
	"terang/store"
)

func TestNextID(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		instant, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return instant.In(jakarta)
	}
	for _, c := range []struct{ previous, now, want string }{
		{"", "2026-03-31T16:59:59Z", "2026-03-31.1"},
		{"", "2026-03-31T17:00:00Z", "2026-04-01.1"}, // the day is the publisher's
		{"2026-03-31.1", "2026-03-31T10:00:00Z", "2026-03-31.2"},
		{"2026-03-31.9", "2026-03-31T10:00:00Z", "2026-03-31.10"},
		{"2026-03-30.4", "2026-03-31T10:00:00Z", "2026-03-31.1"},
		{"2026-04-02.1", "2026-03-31T10:00:00Z", "2026-04-02.2"}, // the clock went back
	} {
		var previous *store.Version
		if c.previous != "" {
			previous = &store.Version{ID: c.previous}
		}
		if got := nextID(previous, at(c.now)); got != c.want {
			t.Errorf("after %q at %s: %s, want %s", c.previous, c.now, got, c.want)
		}
	}
}

func TestLoadConfig(t *testing.T) {
	path := filepath.Join(t.TempDir(), ConfigFile)
	c, err := LoadConfig(path)
	if err != nil || !c.Publication().Trial || !strings.HasSuffix(c.Publication().Publisher.Name, "(UJI COBA / TRIAL)") {
		t.Errorf("without a file: %+v %v", c, err)
	}
	for text, want := range map[string]string{
		"publisher: {name: A}\n":                                                 "",
		"publisher: {name: A}\nocidPrefix: ocds-abc123\n":                        "",
		"publisher: {name: A}\npublishr: x\n":                                    "publishr",
		"publisher: {name: ''}\ntimeZone: WIB\n":                                 "timeZone",
		"publisher: {name: A}\nocidPrefix: OCDS-1\n":                             "ocidPrefix",
		"publisher: {name: A}\nbaseURL: data.example\n":                          "baseURL",
		"publisher: {name: A}\nconfirm: [x]\n":                                   "confirm",
		"publisher: [":                                                           "line",
		"publisher: {name: A}\nindicators: {R003: {days: 20}, titleLength: 5}\n": "",
		"publisher: {name: A}\nindicators: {titelLength: 5}\n":                   "titelLength",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := LoadConfig(path)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want it to name %s", text, err, want)
		case want == "":
			back, err := c.Encode()
			if err != nil || !strings.Contains(string(back), "name: A") {
				t.Errorf("encode: %s %v", back, err)
			}
		}
	}
	c.OCIDPrefix, c.Contact.Email = "ocds-abc123", "data@contoh.example"
	if p := c.Publication(); p.Trial || p.Publisher.Name != c.Publisher.Name || p.Contact.Email != "data@contoh.example" {
		t.Errorf("with a prefix: %+v", p)
	}
}

func TestThresholds(t *testing.T) {
	path := filepath.Join(t.TempDir(), ConfigFile)
	if err := os.WriteFile(path, []byte("publisher: {name: A}\nindicators: {R003: {days: 20}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := LoadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	i, err := c.Indicators(day)
	if standard := indicators.Defaults(day); err != nil || i.R003.Days != 20 || i.TitleLength != standard.TitleLength || !i.AsOf.Equal(day) {
		t.Errorf("%+v %v", i, err)
	}
}
