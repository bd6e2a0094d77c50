package checks

import (
	"time"

	"terang/schema"
)

// dayOf is the number of a date's local day, as it was written (rulings on the data, 8): days of any two dates can be
// subtracted. known is false where there is no date.
func dayOf(date *schema.Value) (number int, known bool) {
	raw := date.Raw()
	if !date.IsText() || len(raw) < len(`"2006-01-02"`) || raw[5] != '-' || raw[8] != '-' {
		return 0, false
	}
	year, okYear := digits(raw[1:5])
	month, okMonth := digits(raw[6:8])
	day, okDay := digits(raw[9:11])
	if !okYear || !okMonth || !okDay || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	const perDay = 24 * 60 * 60
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / perDay), true
}

// digits reads a number of digits alone.
func digits(text []byte) (n int, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(text) > 0
}

// span is the days on which a contract was worked on: those that were agreed, and those until the work was handed over.
type span struct {
	begins, ends         int
	knowsBegin, knowsEnd bool // whether the data says so; the end also needs that the work was handed over
}

func spanOf(contract *schema.Value) (s span) {
	s.begins, s.knowsBegin = dayOf(contract.Get("period", "startDate"))
	agreed, known := dayOf(contract.Get("period", "endDate"))
	s.ends, s.knowsEnd = handOver(contract)
	s.ends, s.knowsEnd = max(s.ends, agreed), s.knowsEnd && known
	return s
}

// before and after say whether a date lies outside; false where that is not known.
func (s span) before(date *schema.Value) bool {
	day, known := dayOf(date)
	return known && s.knowsBegin && day < s.begins
}

func (s span) after(date *schema.Value) bool {
	day, known := dayOf(date)
	return known && s.knowsEnd && day > s.ends
}

// judges says whether anything can be said of a period.
func (s span) judges(period *schema.Value) bool {
	_, start := dayOf(period.Get("startDate"))
	_, end := dayOf(period.Get("endDate"))
	return (start || end) && (s.knowsBegin || s.knowsEnd)
}

// handOver is the last day on which work of a contract was handed over: its end (extension contract_completion), or a
// delivery that was met.
func handOver(contract *schema.Value) (day int, known bool) {
	work := contract.Get("implementation")
	day, known = dayOf(work.Get("endDate"))
	for m := range each(work, "milestones") {
		if met, ok := dayOf(m.Get("dateMet")); ok && is(m.Get("type"), "delivery") {
			day, known = max(day, met), true
		}
	}
	return day, known
}

// is compares a code without copying it.
func is(v *schema.Value, code string) bool {
	raw := v.Raw()
	return v.IsText() && string(raw[1:len(raw)-1]) == code
}
