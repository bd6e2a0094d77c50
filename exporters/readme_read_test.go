package exporters

import (
	"slices"
	"testing"
	"time"
)

func TestReadmeChangesAreThoseThatWereWritten(t *testing.T) {
	for _, changes := range [][]TableChanges{
		nil,
		{{Table: "tables/contracts", Added: 1_234_567, Changed: 0, Withdrawn: 12}},
		{{Table: "tables/a_b*c", Added: 1}, {Table: "tables/processes", Changed: 2_000}},
	} {
		m := &Manifest{Version: "2026-01-02.1", Previous: "2026-01-01.1", Published: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
		text := Readme(m, changes, &Words{Publisher: "A | 1 | 2 | 3 |", TimeZone: "Asia/Jakarta"})
		if read := ReadmeChanges(text); !slices.Equal(read, changes) {
			t.Errorf("%v was written, %v read", changes, read)
		}
	}
}
