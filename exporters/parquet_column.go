package exporters

import (
	"fmt"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// parquetColumn turns cells of a column into values of its type in Parquet.
type parquetColumn struct {
	*Column
	index       int
	parquetType parquet.Type
	value       func(cell []byte, c *Column, room *[decimalBytes]byte) (parquet.Value, error)
	encoding    encoding.Encoding // of the group that begins next
	page        int               // bytes of text in the page that is being filled
}

// stepRows are written of one column before the next column's turn, so that what lies side by side in memory is
// read while it is near.
const stepRows = 512

// batch is room for values on their way to the library, used for one column after the other.
type batch struct {
	values [stepRows]parquet.Value
	room   [stepRows][decimalBytes]byte
}

func newParquetColumn(c *Column, index int) (*parquetColumn, error) {
	typ, err := parquetType(c)
	if err != nil {
		return nil, err
	}
	column := &parquetColumn{Column: c, index: index, parquetType: typ, value: cellValues[c.Type]}
	switch c.Type {
	case Text:
		column.encoding = &parquet.DeltaLengthByteArray
	case Timestamp, Date:
		column.encoding = &parquet.DeltaBinaryPacked
	default:
		column.encoding = &parquet.Plain
	}
	return column, nil
}

// chooseEncoding looks at the first block of a group. A dictionary is for texts that come back: where each stands
// twice, or will when the group is full. A column that is sought gets one also where it has few values at all, since
// its Bloom filter is as large as its dictionary and otherwise as its rows.
func (c *parquetColumn) chooseEncoding(b *block, last bool) {
	if c.Type != Text {
		return
	}
	c.encoding = &parquet.DeltaLengthByteArray
	values, distinct := c.count(b)
	few := values / 2
	if !last {
		few = values / 4 * 3
	}
	if distinct <= few && distinct > 0 || c.Sought && distinct <= b.rows/4 {
		c.encoding = &parquet.RLEDictionary
	}
}

// count counts the cells that have a value, and the different values.
func (c *parquetColumn) count(b *block) (values, distinct int) {
	seen := map[string]struct{}{}
	for _, part := range b.parts {
		for row := part.from; row < part.to; row++ {
			cell := part.batch.Cell(row, c.index)
			if len(cell) == 0 {
				continue
			}
			values++
			if _, ok := seen[string(cell)]; !ok {
				seen[string(cell)] = struct{}{}
			}
		}
	}
	return values, len(seen)
}

// write adds the column's cells of at most stepRows rows to its page, and ends pages that have much text. An error of
// a cell comes with the number of its row among these.
func (c *parquetColumn) write(p part, w *parquet.ColumnWriter, s *batch) (int, error) {
	values := s.values[:0]
	for row := p.from; row < p.to; row++ {
		cell := p.batch.Cell(row, c.index)
		value, err := c.cell(cell, &s.room[len(values)])
		if err != nil {
			return row - p.from, c.fault(cell, err)
		}
		values = append(values, value)
		if c.page += len(cell); c.page < pageText {
			continue
		}
		if _, err := w.WriteRowValues(values); err != nil {
			return 0, err
		}
		if err := c.endPage(w); err != nil {
			return 0, err
		}
		values = values[:0]
	}
	if len(values) == 0 {
		return 0, nil
	}
	_, err := w.WriteRowValues(values)
	return 0, err
}

func (c *parquetColumn) endPage(w *parquet.ColumnWriter) error {
	c.page = 0
	return w.Flush()
}

func (c *parquetColumn) cell(cell []byte, room *[decimalBytes]byte) (parquet.Value, error) {
	if len(cell) == 0 {
		return parquet.NullValue().Level(0, 0, c.index), nil
	}
	value, err := c.value(cell, c.Column, room)
	return value.Level(0, 1, c.index), err
}

// badCell is an error of a cell; its row is not known where it is found.
type badCell struct {
	column, text string
	reason       error
}

func (e *badCell) Error() string { return fmt.Sprintf("column %s: %q %v", e.column, e.text, e.reason) }

func (e *badCell) Unwrap() error { return e.reason }

func (c *parquetColumn) fault(cell []byte, reason error) error {
	const enough = 100
	if len(cell) > enough {
		cell = append(cell[:enough:enough], "…"...)
	}
	return &badCell{c.Name, string(cell), reason}
}
