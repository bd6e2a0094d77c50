package importers

import (
	"testing"
	"time"
)

func TestReadMoment(t *testing.T) {
	zone := time.FixedZone("WITA", 8*60*60)
	for text, want := range map[string][2]string{
		"5 Maret 2025":     {"2025-03-05T00:00:00+08:00", "2025-03-05T23:59:59+08:00"},
		"31/12/2025 10.30": {"2025-12-31T10:30:00+08:00", "2025-12-31T10:30:00+08:00"},
		"besok":            {"", ""},
	} {
		start, ok := ReadMoment(text, zone, false)
		end, okEnd := ReadMoment(text, zone, true)
		if start != want[0] || end != want[1] || ok != (want[0] != "") || ok != okEnd {
			t.Errorf("%s is %s and %s", text, start, end)
		}
	}
}
