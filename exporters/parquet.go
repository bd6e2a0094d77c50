package exporters

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// Where pages and groups of rows end. Only the rows decide, never how they are handed over, since files must have
// the same bytes however that was done.
const (
	groupRows = 122_880   // of a group: what DuckDB gives to one of its threads
	groupText = 64 << 20  // bytes of text in a group; it ends with the block that reaches them
	blockRows = 20_480    // of a block: a group has six, a column of a block is a page
	blockSize = 32 << 20  // bytes that a block holds in memory; it ends with the row that reaches them
	cellSize  = 8         // bytes that a cell is counted for beside its text
	pageText  = 1 << 20   // bytes of text in a page; it ends with the cell that reaches them
	neverFull = 512 << 20 // of the library's own pages, so that only ours count
)

// Parquet writes rows of one table as a Parquet file: columns in the table's order, all of them optional, packed with
// zstd, with statistics and page index; key-value metadata says which table it is and what its columns mean.
//
// It writes blocks of rows column by column. Rows that were handed over are kept until their block is complete, so
// at most 32 MB of them, and what is packed until its group of rows is, which is at most 64 MB of text.
//
// The same rows give the same bytes: in each run, in batches of any size, on any number of cores. Also on any processor
// if the programme was built with -tags purego (Portable).
type Parquet struct {
	table   *Table
	file    *parquet.GenericWriter[any]
	columns []*parquetColumn
	group   *parquet.ConcurrentRowGroupWriter // nil between groups
	block   block
	rows    int // of the group, in blocks that were written
	text    int // of the group, in blocks that were written
	total   int // rows of the file that were written
	batch   batch
	err     error // the first; nothing is written after it
}

var _ RowWriter = (*Parquet)(nil)

// NewParquet returns a writer of the table's rows to w, which gets them as groups of rows are complete. A table has
// at least one column; no two have one name.
func NewParquet(w io.Writer, t *Table) (*Parquet, error) {
	p := &Parquet{table: t}
	for i := range t.Columns {
		c, err := newParquetColumn(&t.Columns[i], i)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", t.Name, err)
		}
		p.columns = append(p.columns, c)
	}
	config, err := parquetConfig(t, p.columns)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Name, err)
	}
	p.file = parquet.NewGenericWriter[any](w, config...)
	return p, nil
}

// Write adds rows, which must not be changed before Close. A cell that is not of its column's type is an error that
// says where it stands.
func (p *Parquet) Write(rows *Rows) error {
	if p.err == nil && rows.Width() != len(p.columns) {
		p.err = fmt.Errorf("table %s has %d columns, rows have %d cells", p.table.Name, len(p.columns), rows.Width())
	}
	for from := 0; p.err == nil && from < rows.Len(); {
		from = p.block.take(rows, from, groupRows-p.rows)
		if p.block.full(groupRows - p.rows) {
			p.err = p.writeBlock(false)
		}
	}
	return p.err
}

// Close writes what is left and the end of the file. After an error there is no end, so that nobody takes a part for
// the whole.
func (p *Parquet) Close() error {
	if p.err == nil && p.block.rows > 0 {
		p.err = p.writeBlock(true)
	}
	if p.err == nil {
		p.err = p.endGroup()
	}
	if p.err == nil {
		p.err = p.wrap(p.file.Close(), 0)
	}
	return p.err
}

// writeBlock writes a page of each column, and ends the group where it is large enough. The last block is one that
// nothing follows.
func (p *Parquet) writeBlock(last bool) error {
	if p.group == nil {
		for _, c := range p.columns {
			c.chooseEncoding(&p.block, last)
		}
		p.group = p.file.BeginRowGroup()
	}
	if err := p.writePages(); err != nil {
		return err
	}
	p.rows, p.text = p.rows+p.block.rows, p.text+p.block.text
	p.block.empty()
	if p.rows >= groupRows || p.text >= groupText {
		return p.endGroup()
	}
	return nil
}

func (p *Parquet) writePages() error {
	writers := p.group.ColumnWriters()
	for step := range p.block.steps {
		for i, c := range p.columns {
			if row, err := c.write(step, writers[i], &p.batch); err != nil {
				return p.wrap(err, row+1)
			}
		}
		p.total += step.to - step.from
	}
	for i, c := range p.columns {
		if err := c.endPage(writers[i]); err != nil {
			return p.wrap(err, 0)
		}
	}
	return nil
}

func (p *Parquet) endGroup() error {
	if p.group == nil {
		return nil
	}
	_, err := p.group.Commit()
	p.group, p.rows, p.text = nil, 0, 0
	return p.wrap(err, 0)
}

// wrap says which table an error is of, and which row of the file if a cell is to blame: the one that lies so many
// after those that are written.
func (p *Parquet) wrap(err error, after int) error {
	var bad *badCell
	switch {
	case err == nil:
		return nil
	case errors.As(err, &bad):
		return fmt.Errorf("table %s, row %d, %w", p.table.Name, p.total+after, err)
	}
	return fmt.Errorf("writing table %s as Parquet: %w", p.table.Name, err)
}
