package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// What every file says of itself, beside its table.
const (
	ocdsVersion   = "1.1"
	bloomBits     = 10 // for each value: one in a hundred that is not there is looked for in vain
	decimalDigits = 38 // in 16 bytes, the most that readers know
	decimalBytes  = 16
)

// parquetRoot is the table as the library's node. Its own groups are sorted by name; this one keeps the order.
type parquetRoot struct {
	parquet.Group
	fields []parquet.Field
}

func (r parquetRoot) Fields() []parquet.Field { return r.fields }

// parquetField is a column as the library's node. It is asked for its encoding when a group of rows begins, so that
// each group has what suits its values.
type parquetField struct {
	parquet.Node
	column *parquetColumn
}

func (f parquetField) Name() string { return f.column.Name }

func (f parquetField) Encoding() encoding.Encoding { return f.column.encoding }

// Value is for rows that are Go values, which here they never are.
func (f parquetField) Value(reflect.Value) reflect.Value { return reflect.Value{} }

// parquetType is what the column's values are in Parquet (LogicalTypes.md of the format).
func parquetType(c *Column) (parquet.Type, error) {
	switch c.Type {
	case Text:
		return bounded{parquet.String().Type(), textBounds}, nil
	case Integer:
		return parquet.Int64Type, nil
	case Decimal:
		if c.Scale < 0 || c.Scale > decimalDigits {
			return nil, fmt.Errorf("column %s: a decimal has 0 to %d digits after the point, not %d", c.Name, decimalDigits, c.Scale)
		}
		return newDecimalType(c.Scale), nil
	case Boolean:
		return parquet.BooleanType, nil
	case Timestamp:
		return parquet.Timestamp(parquet.Microsecond).Type(), nil
	case Date:
		return parquet.Date().Type(), nil
	}
	return nil, fmt.Errorf("column %s: Parquet has no type for %q", c.Name, c.Type)
}

// parquetConfig is how a file of the table is written.
func parquetConfig(t *Table, columns []*parquetColumn) ([]parquet.WriterOption, error) {
	schema, blooms, err := parquetSchema(t, columns)
	if err != nil {
		return nil, err
	}
	meaning, err := columnsText(t)
	if err != nil {
		return nil, err
	}
	return []parquet.WriterOption{
		schema,
		parquet.Compression(new(parquetZstd)),
		parquet.DataPageVersion(1), // the one that every reader knows
		parquet.DataPageStatistics(false),
		parquet.ColumnIndexSizeLimit(func([]string) int { return 0 }), // textBounds cuts
		parquet.PageBufferSize(neverFull),
		parquet.BloomFilters(blooms...),
		parquet.CreatedBy("terang", "1", "parquet-go"), // 1 is this way to write: files do not change with the programme
		parquet.KeyValueMetadata("terang.table", t.Name),
		parquet.KeyValueMetadata("terang.columns", meaning),
		parquet.KeyValueMetadata("ocds:version", ocdsVersion),
	}, nil
}

// parquetSchema has the columns in their order, and the Bloom filters of those that rows are looked up by.
func parquetSchema(t *Table, columns []*parquetColumn) (*parquet.Schema, []parquet.BloomFilterColumn, error) {
	if len(columns) == 0 {
		return nil, nil, fmt.Errorf("a Parquet file needs a column")
	}
	var root parquetRoot
	var blooms []parquet.BloomFilterColumn
	seen := map[string]bool{}
	for _, c := range columns {
		if seen[c.Name] {
			return nil, nil, fmt.Errorf("two columns are named %s", c.Name)
		}
		seen[c.Name] = true
		root.fields = append(root.fields, parquetField{parquet.Optional(parquet.Leaf(c.parquetType)), c})
		if c.Sought {
			blooms = append(blooms, parquet.SplitBlockFilter(bloomBits, c.Name))
		}
	}
	return parquet.NewSchema("table", root), blooms, nil
}

// columnsText is the columns with their words in both languages, as JSON.
func columnsText(t *Table) (string, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(t.Columns); err != nil {
		return "", err
	}
	return string(bytes.TrimSpace(text.Bytes())), nil
}
