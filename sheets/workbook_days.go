package sheets

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// dayFormat says what a cell's number format shows.
type dayFormat int

const (
	noDay dayFormat = iota
	dayOrHour
)

// readStyles finds out which of the workbook's formats show numbers as days (ISO/IEC 29500-1, 18.8.30).
func (b *book) readStyles() error {
	const part = "xl/styles.xml"
	if b.parts[part] == nil {
		return nil
	}
	var s struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(part, &s); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range s.Formats {
		codes[f.ID] = f.Code
	}
	for _, cell := range s.Cells {
		code, own := codes[cell.Format]
		format := noDay
		if own && showsDay(code) || !own && isBuiltInDay(cell.Format) {
			format = dayOrHour
		}
		b.styles = append(b.styles, format)
	}
	return nil
}

// isBuiltInDay says whether a format that has a number alone shows days or hours; 27 to 36 and 50 to 58 do in East Asia.
func isBuiltInDay(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58
}

// showsDay says whether a format's first section has parts of a date or an hour, outside quotes and brackets. Hours that
// run beyond a day, [h]:mm, are durations, and stay numbers.
func showsDay(code string) bool {
	code = strings.ToLower(code)
	if strings.Contains(code, "general") {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return false
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if end < 0 {
				return false
			}
			if within := code[i+1 : i+1+end]; c == '[' && within != "" && strings.Trim(within, "hms") == "" {
				return false
			}
			i += end + 1
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}

// showsDays says whether cells of a style show numbers as days.
func (b *book) showsDays(style int) bool {
	return style > 0 && style < len(b.styles) && b.styles[style] == dayOrHour
}

// show writes a cell's value as people see it: a number as a day where it is shown as one, and with the digits that were
// typed where the file has the binary number's; truth as true or false.
func (r *workbookReader) show(start int, kind string, style int) {
	value := r.text[start:]
	switch {
	case kind == "b":
		r.text = strconv.AppendBool(r.text[:start], string(value) == "1" || string(value) == "true")
	case kind != "n":
	case r.book.showsDays(style):
		if day, ok := dayText(string(value), r.book.from1904); ok {
			r.text = append(r.text[:start], day...)
		}
	default:
		r.text = append(r.text[:start], typed(string(value))...)
	}
}

// typed is the number that stands behind the 17 digits in which programs write binary numbers: 999995334.77999997 was
// typed as 999995334.78. No amount is reckoned with: it is the shortest decimal that the file's number can be.
func typed(value string) string {
	digits := 0
	for _, c := range value {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	if digits <= 15 && !strings.ContainsAny(value, "eE") {
		return value
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.Abs(n) >= 1e21 {
		return value
	}
	if isWhole := !strings.ContainsAny(value, ".eE"); isWhole {
		return value
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// dayText is the day or moment that a number stands for. Of a number of hours alone it is 14:00:00.
func dayText(value string, from1904 bool) (string, bool) {
	const lastDay = 2_958_466 // after 9999-12-31
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || n < 0 || n >= lastDay {
		return "", false
	}
	day := math.Floor(n)
	seconds := math.Round((n - day) * 24 * 60 * 60)
	base := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		base = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case day < 60: // in the 1900 system there is a 29th of February 1900
		base = base.AddDate(0, 0, 1)
	}
	t := base.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	switch {
	case day == 0 && seconds > 0:
		return t.Format(time.TimeOnly), true
	case seconds == 0:
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}
