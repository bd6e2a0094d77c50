package exporters

import "sync"

// Table is what rows stand under: the same columns in every format and every year.
type Table struct {
	Name    string   `json:"name"` // of its files in a version's folder, without their endings: tables/contracts
	Title   string   `json:"title,omitempty"`
	TitleID string   `json:"title_id,omitempty"` // the same in Indonesian, as everywhere here
	Columns []Column `json:"columns"`
}

// Column says what stands in a cell of each row.
type Column struct {
	Name          string `json:"name"` // the heading
	Type          Type   `json:"type"`
	Scale         int    `json:"scale,omitempty"` // of a decimal: digits after the point
	Title         string `json:"title,omitempty"`
	TitleID       string `json:"title_id,omitempty"`
	Description   string `json:"description,omitempty"`
	DescriptionID string `json:"description_id,omitempty"`
	Pointer       string `json:"pointer,omitempty"`    // where in a release the value stands, without indices: contracts/value/amount
	Additional    bool   `json:"additional,omitempty"` // no schema names the field
	Key           bool   `json:"key,omitempty"`        // the keys together name the row within its table
	Sought        bool   `json:"-"`                    // rows are looked up by it: it gets a Bloom filter
}

// Type is what a column's cells hold. A cell is text in the one form that its type has here; an empty cell is null.
type Type string

// The types.
const (
	Text      Type = "text"
	Integer   Type = "integer"   // -12, within 64 bits
	Decimal   Type = "decimal"   // -12.50: no exponent, at most 38 digits, of them at most the column's scale after the point
	Boolean   Type = "boolean"   // true or false
	Timestamp Type = "timestamp" // 2025-01-31T17:00:00Z or 2025-01-31T17:00:00.123456Z: always UTC, microseconds at most
	Date      Type = "date"      // 2025-01-31: a local day
)

// Rows are rows of one table, in order. They are filled once and then only read, by as many files as take them.
type Rows struct {
	width int
	text  []byte   // of all cells, one after the other
	ends  []uint32 // of each cell, in text

	spare *sync.Pool // of batches that were cut before, whose room may be used again
}

// NewRows returns no rows, of width cells each.
func NewRows(width int) *Rows { return &Rows{width: width} }

// Append adds a row; its cells are copied. Rows of one batch hold less than 4 GB.
func (r *Rows) Append(cells [][]byte) {
	if len(cells) != r.width {
		panic("a row has not as many cells as its table has columns")
	}
	for _, cell := range cells {
		r.text = append(r.text, cell...)
		r.ends = append(r.ends, uint32(len(r.text)))
	}
}

// join adds the rows of another batch.
func (r *Rows) join(more *Rows) {
	start := uint32(len(r.text))
	r.text = append(r.text, more.text...)
	for _, end := range more.ends {
		r.ends = append(r.ends, start+end)
	}
}

// Cut gives the rows so far as a batch of their own, and goes on with none in the room that they had.
func (r *Rows) Cut() *Rows {
	if r.spare == nil {
		r.spare = new(sync.Pool)
	}
	batch, _ := r.spare.Get().(*Rows)
	if batch == nil {
		batch = &Rows{width: r.width, spare: r.spare}
	}
	batch.text, batch.ends = append(batch.text[:0], r.text...), append(batch.ends[:0], r.ends...)
	r.text, r.ends = r.text[:0], r.ends[:0]
	return batch
}

// Free gives back the room of a batch that was cut off, which nobody may look at any more. It need not be called, and must
// not be where a Parquet or a Workbook has the batch: they keep it.
func (r *Rows) Free() {
	if r.spare != nil {
		r.spare.Put(r)
	}
}

// Len counts the rows.
func (r *Rows) Len() int {
	if r.width == 0 {
		return 0
	}
	return len(r.ends) / r.width
}

// Width is how many cells a row has.
func (r *Rows) Width() int { return r.width }

// Size is how many bytes the cells have.
func (r *Rows) Size() int { return len(r.text) }

// Cell is a cell's text, empty for null. It must not be changed.
func (r *Rows) Cell(row, column int) []byte {
	i := row*r.width + column
	start := uint32(0)
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.text[start:r.ends[i]:r.ends[i]]
}

// RowWriter writes rows of one table to one file.
type RowWriter interface {
	Write(*Rows) error
	// Close ends the file. What it was written to stays open.
	Close() error
}
