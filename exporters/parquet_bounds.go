package exporters

import (
	"bytes"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"
)

// Readers skip what the bounds of a page, or of a group's column, rule out; so bounds that are too narrow make rows
// disappear. The library's are right but for decimals, which it compares as if they had no sign, and for texts, of
// which it would put the longest whole into the end of the file.

// longestBound is how many bytes a bound of texts has at most.
const longestBound = 64

// pageBounds finds values that none of the page's is below, and above.
type pageBounds func(parquet.Page) (least, greatest parquet.Value, ok bool)

// bounded is a type of the library with bounds of our own.
type bounded struct {
	parquet.Type
	bounds pageBounds
}

func (t bounded) NewColumnBuffer(column, values int) parquet.ColumnBuffer {
	return boundedBuffer{t.Type.NewColumnBuffer(column, values), t.bounds}
}

func (t bounded) NewDictionary(column, values int, data encoding.Values) parquet.Dictionary {
	return boundedDictionary{t.Type.NewDictionary(column, values, data), t.bounds}
}

// boundedDictionary is the dictionary of such a type: its pages of indexes have the same bounds.
type boundedDictionary struct {
	parquet.Dictionary
	bounds pageBounds
}

func (d boundedDictionary) Type() parquet.Type { return bounded{d.Dictionary.Type(), d.bounds} }

type boundedBuffer struct {
	parquet.ColumnBuffer
	bounds pageBounds
}

func (b boundedBuffer) Page() parquet.Page { return boundedPage{b.ColumnBuffer.Page(), b.bounds} }

type boundedPage struct {
	parquet.Page
	bounds pageBounds
}

func (p boundedPage) Bounds() (least, greatest parquet.Value, ok bool) { return p.bounds(p.Page) }

// textBounds are the library's, cut. What is cut off makes a text smaller, so the greatest is made greater again.
func textBounds(p parquet.Page) (least, greatest parquet.Value, ok bool) {
	if least, greatest, ok = p.Bounds(); ok {
		least = parquet.ByteArrayValue(cutText(least.ByteArray()))
		greatest = parquet.ByteArrayValue(upperBound(greatest.ByteArray()))
	}
	return least, greatest, ok
}

// cutText shortens UTF-8 between two characters.
func cutText(text []byte) []byte {
	if len(text) <= longestBound {
		return text
	}
	n := longestBound
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// upperBound is a text that is short and not below the given one: its beginning, with the last character that has
// a next one replaced by that. UTF-8 sorts as its characters do.
func upperBound(text []byte) []byte {
	short := cutText(text)
	if len(short) == len(text) {
		return text
	}
	for len(short) > 0 {
		last, size := utf8.DecodeLastRune(short)
		short = short[:len(short)-size]
		if last == 0xD7FF {
			last = 0xDFFF // what lies between are no characters
		}
		if last < utf8.MaxRune {
			return utf8.AppendRune(bytes.Clone(short), last+1)
		}
	}
	return text // nothing but the last character there is
}

// decimalType is DECIMAL(38, scale) in 16 bytes, with bounds that know the sign.
type decimalType struct{ bounded }

func newDecimalType(scale int) parquet.Type {
	node := parquet.Decimal(scale, decimalDigits, parquet.FixedLenByteArrayType(decimalBytes))
	return decimalType{bounded{node.Type(), decimalBounds}}
}

func (decimalType) Compare(a, b parquet.Value) int {
	return compareDecimals(a.ByteArray(), b.ByteArray())
}

func (decimalType) NewColumnIndexer(int) parquet.ColumnIndexer { return new(decimalIndexer) }

// compareDecimals compares numbers in two's complement, of the same length, the highest byte first.
func compareDecimals(a, b []byte) int {
	if (a[0]^b[0])&0x80 != 0 { // one is negative
		return int(b[0]>>7) - int(a[0]>>7)
	}
	return bytes.Compare(a, b)
}

func decimalBounds(p parquet.Page) (least, greatest parquet.Value, ok bool) {
	values := p.Data()
	data, size := values.FixedLenByteArray()
	if len(data) == 0 {
		return least, greatest, false
	}
	low, high := data[:size], data[:size]
	for ; len(data) > 0; data = data[size:] {
		switch number := data[:size]; {
		case compareDecimals(number, low) < 0:
			low = number
		case compareDecimals(number, high) > 0:
			high = number
		}
	}
	return parquet.FixedLenByteArrayValue(low), parquet.FixedLenByteArrayValue(high), true
}

// decimalIndexer keeps the bounds of a column's pages for the page index. Pages without a value have a place in it,
// too, which the library's own for 16 bytes forgets.
type decimalIndexer struct{ index format.ColumnIndex }

func (x *decimalIndexer) Reset() { x.index = format.ColumnIndex{} }

func (x *decimalIndexer) IndexPage(values, nulls int64, least, greatest parquet.Value) {
	x.index.NullPages = append(x.index.NullPages, values == nulls)
	x.index.NullCounts = append(x.index.NullCounts, nulls)
	x.index.MinValues = append(x.index.MinValues, bytes.Clone(least.ByteArray()))
	x.index.MaxValues = append(x.index.MaxValues, bytes.Clone(greatest.ByteArray()))
}

func (x *decimalIndexer) ColumnIndex() format.ColumnIndex { return x.index }
