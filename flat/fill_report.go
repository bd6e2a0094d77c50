package flat

import "sync/atomic"

// Report says what became of every row: rows = used + skipped.
type Report struct {
	Files      []*FileCounts
	Passed     []string       // sheets that are no tables of OCDS
	Words      []byte         // what the package says of itself, as a JSON object; nil where there are several
	Releases   int            // that were made
	Processes  int            // that they are of
	Tags       map[string]int // releases by tag
	Normalised map[string]int // values that were written in another form, by kind
}

// Kinds of values that are written in another form than the standard's.
const (
	NormalisedDates   = "dates"
	NormalisedNumbers = "numbers"
	NormalisedTruths  = "truths"
)

// FileCounts are those of one file, or of one sheet of it.
type FileCounts struct {
	File    string
	Table   string // its name
	Rows    int    // beneath the headings, those that are empty aside
	Used    int
	Skipped []SkippedCount
	Unused  []string // headings of columns that cannot be a field
}

// SkippedCount says for which reason how many rows were skipped, in both languages.
type SkippedCount struct {
	English    string
	Indonesian string
	Rows       int
}

// Reasons for which rows are skipped.
var (
	skippedComment = SkippedCount{English: "comments, that begin with #", Indonesian: "komentar yang diawali #"}
	skippedKey     = SkippedCount{English: "no ocid or no id, so that no release can have it", Indonesian: "tidak ada ocid atau id, sehingga tidak termasuk rilis mana pun"}
	skippedSheet   = SkippedCount{English: "the sheet has no column ocid or no column id", Indonesian: "lembar ini tidak mempunyai kolom ocid atau kolom id"}
	skippedIgnored = SkippedCount{English: "the sheet's first row says ignore", Indonesian: "baris pertama lembar ini menyatakan ignore"}
)

func newReport() *Report { return &Report{Tags: map[string]int{}, Normalised: map[string]int{}} }

// file begins to count a table.
func (r *Report) file(t *table) *FileCounts {
	c := &FileCounts{File: t.File, Table: t.Name}
	r.Files = append(r.Files, c)
	return c
}

// reset begins to count anew: tables may be read more than once.
func (c *FileCounts) reset() {
	if c != nil {
		c.Rows, c.Used, c.Skipped = 0, 0, nil
	}
}

// row counts a row that is used.
func (c *FileCounts) row() {
	if c != nil {
		c.Rows++
		c.Used++
	}
}

// skip counts a row that is not.
func (c *FileCounts) skip(reason SkippedCount) {
	c.Rows++
	for i := range c.Skipped {
		if c.Skipped[i].English == reason.English {
			c.Skipped[i].Rows++
			return
		}
	}
	reason.Rows = 1
	c.Skipped = append(c.Skipped, reason)
}

// counter is added to by several goroutines.
type counter struct{ atomic.Int64 }
