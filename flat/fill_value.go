package flat

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/schema"
)

// value appends what a cell comes to that a person wrote, as the JSON value that its column wants.
func (f *filling) value(out []byte, at *place, from *table, cell heldCell) ([]byte, fault) {
	switch {
	case at.shape.isMoment():
		return f.moment(out, at.name, cell)
	case at.shape.kind == ofNumber, at.shape.kind == ofInteger:
		return f.number(out, at.shape.kind, from.DecimalComma(), cell)
	case at.shape.kind == ofBoolean:
		return f.truthOf(out, cell.text)
	case at.shape.kind == ofTexts:
		return appendCellOr(out, withoutSpaces(cell.text), ofTexts)
	}
	return appendCellOr(out, cell.text, at.shape.kind)
}

func appendCellOr(out, cell []byte, k kind) ([]byte, fault) {
	out, ok := appendCell(out, cell, k)
	if !ok {
		return out, misfit
	}
	return out, fitting
}

// withoutSpaces is a list without spaces around its items, and without those that are empty.
func withoutSpaces(list []byte) []byte {
	if !bytes.ContainsAny(list, " \t\n;") {
		return list
	}
	parts := bytes.Split(list, []byte{';'})
	for i := range parts {
		parts[i] = bytes.TrimSpace(parts[i])
	}
	return bytes.Join(slices.DeleteFunc(parts, func(part []byte) bool { return len(part) == 0 }), []byte{';'})
}

// ends are the members that a day alone is the end of.
var ends = []string{"endDate", "maxExtentDate"}

// moment reads a date-time. One as the standard wants it stays as it is.
func (f *filling) moment(out []byte, name string, cell heldCell) ([]byte, fault) {
	text := string(cell.text)
	if _, err := schema.ParseDate(text); err == nil {
		return appendText(out, cell.text), fitting
	}
	f.days.Add(1)
	if zoned := strings.Replace(text, " ", "T", 1); zoned != text {
		if _, err := schema.ParseDate(zoned); err == nil {
			return appendText(out, []byte(zoned)), fitting
		}
	}
	if cell.number { // a day whose cell has lost its format
		if m, ok := moment(cell.text); ok {
			text = strings.NewReplacer("T", " ", "Z", "").Replace(string(m))
		}
	}
	if f.Moment != nil {
		if date, ok := f.Moment(text, slices.Contains(ends, name)); ok {
			return appendText(out, []byte(date)), fitting
		}
	}
	f.days.Add(-1)
	return appendText(out, cell.text), misfit
}

// number reads a number: one that a workbook keeps as such has no marks of thousands.
func (f *filling) number(out []byte, k kind, decimalComma bool, cell heldCell) ([]byte, fault) {
	text, why := string(cell.text), fitting
	if !cell.number {
		text, why = numeral(text, decimalComma)
	}
	if why != fitting {
		return appendText(out, cell.text), why
	}
	out, why = appendCellOr(out, []byte(text), k)
	if why == fitting && text != string(cell.text) {
		f.amount.Add(1)
	}
	return out, why
}

// Forms of numbers.
var (
	rupiah        = regexp.MustCompile(`(?i)^(-?)\s*(?:rp\.?|idr)\s*(-?)`)
	pointGroups   = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+$`)
	commaGroups   = regexp.MustCompile(`^[1-9]\d{0,2}(,\d{3})+$`)
	pointAndComma = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+,\d+$`)
	commaAndPoint = regexp.MustCompile(`^[1-9]\d{0,2}(,\d{3})+\.\d+$`)
	commaDecimal  = regexp.MustCompile(`^\d+,\d+$`)
)

// numeral writes a number with a point before its decimals and no other marks. Of one point or comma before exactly three
// digits nobody knows whether it parts thousands or decimals, but for a point after Rp, and for a comma in a file whose
// decimals follow a comma: it is ambiguous. What is no number stays.
func numeral(text string, decimalComma bool) (string, fault) {
	n := strings.ReplaceAll(text, "\u00a0", " ")
	isRupiah := rupiah.MatchString(n)
	n = strings.TrimSpace(rupiah.ReplaceAllString(n, "$1$2"))
	if whole, cut := strings.CutSuffix(strings.TrimRight(n, "-"), ","); cut { // Rp 1.000,-
		n = whole
	}
	n, negative := strings.CutPrefix(n, "-")
	n = strings.TrimSpace(n)
	points, commas := strings.Count(n, "."), strings.Count(n, ",")
	switch {
	case pointGroups.MatchString(n) && points == 1 && !isRupiah, commaGroups.MatchString(n) && commas == 1 && !decimalComma:
		return text, ambiguous
	case pointGroups.MatchString(n):
		n = strings.ReplaceAll(n, ".", "")
	case pointAndComma.MatchString(n):
		n = strings.Replace(strings.ReplaceAll(n, ".", ""), ",", ".", 1)
	case commaDecimal.MatchString(n) && (decimalComma || !commaGroups.MatchString(n)):
		n = strings.Replace(n, ",", ".", 1)
	case commaGroups.MatchString(n), commaAndPoint.MatchString(n):
		n = strings.ReplaceAll(n, ",", "")
	}
	if negative {
		n = "-" + n
	}
	return n, fitting
}

// readings are the two numbers that an ambiguous one can be, written so that each is certain.
func readings(text string) (thousands, decimals string) {
	n := strings.ReplaceAll(text, ",", ".")
	return strings.ReplaceAll(n, ".", ""), n + "0"
}

// truthOf reads true and false, in either language.
func (f *filling) truthOf(out, cell []byte) ([]byte, fault) {
	if b, ok := truth(cell); ok {
		return strconv.AppendBool(out, b), fitting
	}
	is := slices.Contains([]string{"ya", "benar", "yes"}, strings.ToLower(string(cell)))
	if !is && !slices.Contains([]string{"tidak", "salah", "no"}, strings.ToLower(string(cell))) {
		return appendText(out, cell), misfit
	}
	f.truth.Add(1)
	return strconv.AppendBool(out, is), fitting
}

// formulaErrors are what spreadsheets show where a formula came to nothing.
var formulaErrors = []string{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}

func isFormulaError(cell []byte) bool {
	return len(cell) > 0 && cell[0] == '#' && slices.Contains(formulaErrors, string(cell))
}
