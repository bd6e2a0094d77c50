package importers

import (
	"testing"
	"time"
)

func TestMoments(t *testing.T) {
	for text, want := range map[string]struct {
		start string
		day   bool
	}{
		"2025-02-24T00:00:00.000000Z":           {"2025-02-24T00:00:00+07:00", true},
		"2025-02-24T10:30:00.000000Z":           {"2025-02-24T10:30:00+07:00", false},
		"2025-01-31 14:00:00.000000Z":           {"2025-01-31T14:00:00+07:00", false},
		"2025-01-15 10:45:51":                   {"2025-01-15T10:45:51+07:00", false},
		"2025-01-29 00:00:00":                   {"2025-01-29T00:00:00+07:00", true},
		"2025-10-02":                            {"2025-10-02T00:00:00+07:00", true},
		"Aug 12, 2025, 12:00:00AM":              {"2025-08-12T00:00:00+07:00", true},
		"Jul 3, 2025, 12:30:00PM":               {"2025-07-03T12:30:00+07:00", false},
		"Jul 3, 2025, 1:05:00 pm":               {"2025-07-03T13:05:00+07:00", false},
		"31/12/2025":                            {"2025-12-31T00:00:00+07:00", true},
		"31-12-2025":                            {"2025-12-31T00:00:00+07:00", true},
		"5/4/2025 08:00":                        {"2025-04-05T08:00:00+07:00", false},
		"31 Desember 2025":                      {"2025-12-31T00:00:00+07:00", true},
		"31 Des 2025 14:00":                     {"2025-12-31T14:00:00+07:00", false},
		"Rabu, 31  Desember 2025 pukul 14.00":   {"2025-12-31T14:00:00+07:00", false},
		"1 Agt 2025":                            {"2025-08-01T00:00:00+07:00", true},
		"12 May 2025":                           {"2025-05-12T00:00:00+07:00", true},
		"2025-03-31 14:00:00":                   {"2025-03-31T14:00:00+07:00", false},
		"2025-03-31T14:00:00+09:00":             {"2025-03-31T12:00:00+07:00", false},
		"2017-02-01T00:00:00+07:00":             {"2017-02-01T00:00:00+07:00", true},
		"31 Desember 2025 14:00 WITA":           {"2025-12-31T13:00:00+07:00", false},
		"1998-05-21":                            {"1998-05-21T00:00:00+07:00", true}, // read, but not plausible
		"0000-00-00":                            {},
		"-0001-11-30":                           {},
		"2025-02-30":                            {},
		"31/02/2025":                            {},
		"9/30/2015":                             {}, // no month 30, and nobody said that it is American
		"2025-13-01":                            {},
		"2025-01-01 24:00:00":                   {},
		"2025-01-01 10:61":                      {},
		"Jul 3, 2025, 13:00:00PM":               {},
		"31/12/25":                              {},
		"31 Foo 2025":                           {},
		"2025":                                  {},
		"45123":                                 {},
		"-":                                     {},
		"":                                      {},
		"12 Bulan dari 2 Januari 2024 sampai 3": {},
	} {
		m, ok := parseMoment(text, wib)
		if ok != (want.start != "") || ok && (m.start() != want.start || m.day != want.day) {
			t.Errorf("%q: %v %v %v, want %v", text, m.at, m.day, ok, want)
		}
	}
	if _, ok := parseMoment("2025-10-02", nil); ok {
		t.Error("a date without a zone was read")
	}
}

func TestEndsAndZones(t *testing.T) {
	for text, want := range map[string]string{
		"2025-02-24T00:00:00.000000Z": "2025-02-24T23:59:59+09:00",
		"2025-01-06 09:00:00":         "2025-01-06T09:00:00+09:00",
	} {
		if m, _ := parseMoment(text, wit); m.end() != want {
			t.Errorf("%s ends %s, want %s", text, m.end(), want)
		}
	}
	for text, want := range map[string]string{"9/30/2015": "2015-09-30T00:00:00+07:00", "2015-09-30": "2015-09-30T00:00:00+07:00", "30-09-2015": "2015-09-30T00:00:00+07:00"} {
		if m, ok := parseMonthFirst(text, wib); !ok || m.start() != want {
			t.Errorf("%s: %s, want %s", text, m.start(), want)
		}
	}
	if _, ok := parseMonthFirst("30/9/2015", wib); ok {
		t.Error("month 30 was read")
	}
}

func TestPlausibleYears(t *testing.T) {
	now := time.Date(2025, 12, 31, 20, 0, 0, 0, time.UTC) // 2026 in Indonesia
	for text, want := range map[string]bool{"1999-12-31": false, "2000-01-01": true, "2031-12-31": true, "2032-01-01": false, "9999-01-01": false} {
		if m, ok := parseMoment(text, wib); !ok || m.plausible(now) != want {
			t.Errorf("%s: plausible %v, want %v", text, m.plausible(now), want)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, seed := range []string{"2025-02-24T00:00:00.000000Z", "Aug 12, 2025, 12:00:00AM", "31 Des 2025 14:00 WITA", "9/30/2015", "2025-03-31T14:00:00+09:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, ok := parseMoment(text, wita)
		if !ok {
			return
		}
		if again, ok := parseMoment(m.start(), wita); !ok || !again.at.Equal(m.at) || again.day && !m.day && m.at.Hour() != 0 {
			t.Errorf("%q is %s, which is read as %v %v", text, m.start(), again, ok)
		}
	})
}
