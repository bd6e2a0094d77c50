package exporters

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"strconv"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// cellValues makes a cell's canonical text (Type) the value that Parquet has for it. The room is for the bytes of
// a decimal. An error says what the text is not.
var cellValues = map[Type]func(cell []byte, c *Column, room *[decimalBytes]byte) (parquet.Value, error){
	Text:      textValue,
	Integer:   integerValue,
	Decimal:   decimalValue,
	Boolean:   booleanValue,
	Timestamp: timestampValue,
	Date:      dateValue,
}

var (
	errText      = errors.New("is not UTF-8")
	errInteger   = errors.New("is not an integer of 64 bits")
	errBoolean   = errors.New("is neither true nor false")
	errTimestamp = errors.New("is not a timestamp in UTC like 2025-01-31T17:00:00Z, with at most 6 digits of a second")
	errDate      = errors.New("is not a date like 2025-01-31")
	errDecimal   = errors.New("is not a decimal like -12.50")
	errDigits    = errors.New("has more digits than its column: 38 in all, with those after the point that the column has")
)

func textValue(cell []byte, _ *Column, _ *[decimalBytes]byte) (parquet.Value, error) {
	if !utf8.Valid(cell) {
		return parquet.Value{}, errText
	}
	return parquet.ByteArrayValue(cell), nil
}

func integerValue(cell []byte, _ *Column, _ *[decimalBytes]byte) (parquet.Value, error) {
	n, err := strconv.ParseInt(string(cell), 10, 64)
	if err != nil || cell[0] == '+' {
		return parquet.Value{}, errInteger
	}
	return parquet.Int64Value(n), nil
}

func booleanValue(cell []byte, _ *Column, _ *[decimalBytes]byte) (parquet.Value, error) {
	switch string(cell) {
	case "true":
		return parquet.BooleanValue(true), nil
	case "false":
		return parquet.BooleanValue(false), nil
	}
	return parquet.Value{}, errBoolean
}

func dateValue(cell []byte, _ *Column, _ *[decimalBytes]byte) (parquet.Value, error) {
	day, ok := days(cell)
	if !ok {
		return parquet.Value{}, errDate
	}
	return parquet.Int32Value(int32(day)), nil
}

func timestampValue(cell []byte, _ *Column, _ *[decimalBytes]byte) (parquet.Value, error) {
	micros, ok := microseconds(cell)
	if !ok {
		return parquet.Value{}, errTimestamp
	}
	return parquet.Int64Value(micros), nil
}

// decimalValue is the number without its point, as 16 bytes in two's complement, the highest first.
func decimalValue(cell []byte, c *Column, room *[decimalBytes]byte) (parquet.Value, error) {
	digits, negative := bytes.CutPrefix(cell, []byte("-"))
	high, low, err := unscaled(digits, c.Scale)
	if err != nil {
		return parquet.Value{}, err
	}
	if negative {
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	binary.BigEndian.PutUint64(room[:8], high)
	binary.BigEndian.PutUint64(room[8:], low)
	return parquet.FixedLenByteArrayValue(room[:]), nil
}

// unscaled is a number without sign times ten to the power of scale, in 128 bits.
func unscaled(text []byte, scale int) (high, low uint64, err error) {
	whole, fraction, point := bytes.Cut(text, []byte("."))
	if len(whole) == 0 || point && len(fraction) == 0 {
		return 0, 0, errDecimal
	}
	whole = bytes.TrimLeft(whole, "0")
	if len(whole) > decimalDigits-scale || len(fraction) > scale {
		return 0, 0, decimalFault(whole, fraction)
	}
	for _, part := range [2][]byte{whole, fraction} {
		for _, digit := range part {
			if digit < '0' || digit > '9' {
				return 0, 0, errDecimal
			}
			high, low = timesPlus(high, low, 10, uint64(digit-'0'))
		}
	}
	for missing := scale - len(fraction); missing > 0; missing -= 19 {
		high, low = timesPlus(high, low, powers[min(missing, 19)], 0)
	}
	return high, low, nil
}

// decimalFault says what is wrong with a number that is too long: that, or that it is none.
func decimalFault(parts ...[]byte) error {
	for _, part := range parts {
		if len(bytes.Trim(part, "0123456789")) > 0 {
			return errDecimal
		}
	}
	return errDigits
}

// timesPlus multiplies 128 bits and adds. It must be known that the result has no more.
func timesPlus(high, low, times, plus uint64) (uint64, uint64) {
	carry, low := bits.Mul64(low, times)
	low, one := bits.Add64(low, plus, 0)
	return high*times + carry + one, low
}

// powers are those of ten that 64 bits can hold.
var powers = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()
