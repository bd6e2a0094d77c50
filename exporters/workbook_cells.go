package exporters

import "strconv"

// appendCell adds a cell at a place, such as AB12, as SpreadsheetML (ECMA-376 part 1, 18.3.1.4); it adds nothing for
// null. What the column's type cannot hold in a spreadsheet is text.
func appendCell(dst []byte, column, row, cell []byte, kind Type) []byte {
	if len(cell) == 0 {
		return dst
	}
	dst = append(append(append(dst, `<c r="`...), column...), row...)
	switch kind {
	case Integer, Decimal:
		return appendNumberCell(dst, cell, kind)
	case Boolean:
		return appendBooleanCell(dst, cell)
	case Date:
		if day, ok := serialDay(cell); ok {
			return endNumber(strconv.AppendInt(beginNumber(dst, styleDate), day, 10))
		}
	case Timestamp:
		if day, ok := serialDay(cell); ok {
			style := styleTimestamp
			if len(cell) > len("2025-01-31T17:00:00Z") {
				style = styleFraction
			}
			return endNumber(appendDayFraction(strconv.AppendInt(beginNumber(dst, style), day, 10), cell))
		}
	}
	return appendTextCell(dst, cell, styleNone)
}

func appendNumberCell(dst, cell []byte, kind Type) []byte {
	if significantDigits(cell) > exactDigits {
		return appendTextCell(dst, cell, styleDigits)
	}
	style := styleInteger
	if kind == Decimal {
		style = styleDecimal
	}
	return endNumber(append(beginNumber(dst, style), cell...))
}

func beginNumber(dst []byte, style int) []byte {
	return append(append(append(dst, `" s="`...), '0'+byte(style)), `"><v>`...)
}

func endNumber(dst []byte) []byte { return append(dst, "</v></c>"...) }

func appendBooleanCell(dst, cell []byte) []byte {
	dst = append(append(append(dst, `" s="`...), '0'+styleBoolean), `" t="b"><v>`...)
	if cell[0] == 't' {
		return endNumber(append(dst, '1'))
	}
	return endNumber(append(dst, '0'))
}

// appendTextCell adds the rest of a cell that is text, and never anything else.
func appendTextCell(dst, text []byte, style int) []byte {
	if style != styleNone {
		dst = append(append(dst, `" s="`...), '0'+byte(style))
	}
	dst = append(dst, `" t="inlineStr"><is><t`...)
	if exceedsCell(text) {
		text = longNotice(text)
	}
	if text[0] <= ' ' || text[len(text)-1] <= ' ' {
		dst = append(dst, ` xml:space="preserve"`...)
	}
	return append(appendXText(append(dst, '>'), text), "</t></is></c>"...)
}
