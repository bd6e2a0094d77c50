package checks

import (
	"strings"

	"terang/schema"
)

// notAfter says whether the first date-time is not after the second; known is false where one of them is not there or
// not a date-time. Where either side is a day without a time (written as its first or last second), local days are
// compared, each as it was written; else instants are (rulings on the data, 8).
func notAfter(first, second *schema.Value) (ok, known bool) {
	a, knownA := first.Date()
	b, knownB := second.Date()
	if !knownA || !knownB {
		return false, false
	}
	if isDay(first) || isDay(second) {
		return day(first) <= day(second), true
	}
	return !a.After(b), true
}

// isDay says whether a date-time stands for a whole day.
func isDay(date *schema.Value) bool {
	text := date.Bytes()
	if len(text) < len("2006-01-02T15:04:05") {
		return false
	}
	time := string(text[11:19])
	return time == "00:00:00" || time == "23:59:59"
}

// day is the local day of a date-time as it was written, YYYY-MM-DD.
func day(date *schema.Value) string {
	text, _, _ := strings.Cut(strings.ToUpper(date.Text()), "T")
	return text
}
