package report

import (
	"html/template"
	"strings"

	"terang/checks"
)

// The page shows no more of the coverage than this.
const (
	coverageRoom = 110_000 // bytes of HTML for the fields of all stages
	fieldRoom    = 420     // of them around a field that is used
	unusedRoom   = 20      // and around one that is not
)

// fieldRow is the coverage of a field.
type fieldRow struct {
	checks.Coverage
	Title template.HTML // empty where the standard does not name the field
}

func newFieldRow(c *checks.Coverage) *fieldRow {
	row := &fieldRow{Coverage: *c, Title: titleOf(c.Path)}
	row.Path = plain(maxPlace, c.Path)
	return row
}

// usefulPaths are the fields without which data is of little use (OCDS 1.1, "Quality": useful data).
var usefulPaths = []string{"tender/title", "tender/value", "tender/tenderPeriod", "buyer/name",
	"awards/value", "awards/date", "awards/suppliers/name", "contracts/period"}

// useful is the coverage of the useful fields; nothing of nothing where the data has no object that could have one.
func useful(q *checks.Quality) (rows []*fieldRow) {
	byPath := map[string]*checks.Coverage{}
	for _, c := range q.Coverage {
		byPath[c.Path] = c
	}
	for _, path := range usefulPaths {
		c := byPath[path]
		if c == nil {
			c = &checks.Coverage{Path: path}
		}
		rows = append(rows, newFieldRow(c))
	}
	return rows
}

// stage is the coverage of the fields of one part of a release.
type stage struct {
	Name       template.HTML
	Used       []*fieldRow
	MoreUsed   int
	Unused     []string // paths that no object has filled, of objects that there are
	MoreUnused int
}

// stageNames are the parts of a release in the order of a process, by what their paths begin with; the longest counts.
var stageNames = []struct{ prefix, english, indonesian string }{
	{"", "Release", "Rilis"},
	{"planning/", "Planning", "Perencanaan"},
	{"tender/", "Tender", "Tender"},
	{"awards/", "Awards", "Penetapan pemenang"},
	{"contracts/", "Contracts", "Kontrak"},
	{"contracts/implementation/", "Implementation", "Pelaksanaan"},
	{"parties/", "Parties", "Pihak"},
}

// stages sorts the coverage into the stages of a process.
func stages(q *checks.Quality) (all []*stage) {
	byStage := make([]stage, len(stageNames))
	room := coverageRoom
	for _, c := range q.Coverage {
		if c.Of > 0 {
			byStage[stageOf(c.Path)].add(c, &room)
		}
	}
	for i := range byStage {
		if s := &byStage[i]; s.Shown() > 0 {
			s.Name = say(stageNames[i].english, stageNames[i].indonesian)
			all = append(all, s)
		}
	}
	return all
}

func stageOf(path string) (found int) {
	for i, s := range stageNames {
		if strings.HasPrefix(path, s.prefix) && len(s.prefix) >= len(stageNames[found].prefix) {
			found = i
		}
	}
	return found
}

// add adds a field, or only counts it where there is no room left.
func (s *stage) add(c *checks.Coverage, room *int) {
	row := newFieldRow(c)
	size := unusedRoom + len(template.HTMLEscapeString(row.Path))
	if c.Filled > 0 {
		size += fieldRoom + len(row.Title)
	}
	*room -= size
	switch {
	case c.Filled > 0 && *room >= 0:
		s.Used = append(s.Used, row)
	case c.Filled > 0:
		s.MoreUsed++
	case *room >= 0:
		s.Unused = append(s.Unused, row.Path)
	default:
		s.MoreUnused++
	}
}

// Shown is how many fields the stage has, used or not.
func (s *stage) Shown() int { return len(s.Used) + s.MoreUsed + len(s.Unused) + s.MoreUnused }

// Filled is how many of them are used.
func (s *stage) Filled() int { return len(s.Used) + s.MoreUsed }

// Empty is how many of them are not.
func (s *stage) Empty() int { return len(s.Unused) + s.MoreUnused }
