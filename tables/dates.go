package tables

import (
	"time"

	"terang/schema"
)

// This file knows how a date-time becomes two cells: the instant in UTC, and the local day. What is no date-time with its
// zone (schema.ParseDate), such as a day alone, is null in both, and so is what lies before the year 1 or after 9999.

const (
	instantForm = "2006-01-02T15:04:05.999999Z"
	dayForm     = "2006-01-02"
)

// appendInstant appends a timestamp's cell. Finer parts than microseconds are cut off.
func appendInstant(out []byte, at time.Time) []byte {
	if at.Nanosecond() == 0 {
		return at.AppendFormat(out, time.RFC3339) // the same, but the library is quicker with it
	}
	return at.AppendFormat(out, instantForm)
}

// instant reads a date-time; false where there is none that a timestamp can hold.
func instant(v *schema.Value) (at time.Time, ok bool) {
	at, err := schema.ParseDate(view(content(v)))
	if err != nil {
		return at, false
	}
	at = at.UTC()
	return at, at.Year() >= 1 && at.Year() <= 9999
}

// localDay is the day of a date-time that lies at an instant: as it is written, in the offset of whoever wrote it. Only
// where it is written in UTC, which is nobody's local time here, it is the day in the publisher's zone; but not where it
// stands for a whole day (its first or last second), which is the day that is written (rulings on the data, 8).
func localDay(out []byte, written *schema.Value, at time.Time, zone *time.Location) []byte {
	text := content(written)
	if zone != nil && isUTC(text) && !isDay(text) {
		return at.In(zone).AppendFormat(out, dayForm)
	}
	return append(out, text[:len(dayForm)]...)
}

// LocalDay is the day of a date-time as rows have it, YYYY-MM-DD; empty of what is none.
func LocalDay(written *schema.Value, zone *time.Location) string {
	at, ok := instant(written)
	if !ok {
		return ""
	}
	return string(localDay(nil, written, at, zone))
}

// isUTC says whether a date-time is written in UTC: Z, +00:00 or -00:00.
func isUTC(text []byte) bool {
	if last := text[len(text)-1]; last == 'Z' || last == 'z' {
		return true
	}
	return string(text[len(text)-len("00:00"):]) == "00:00"
}

// isDay says whether a date-time stands for a whole day.
func isDay(text []byte) bool {
	clock := string(text[len("2006-01-02T"):len("2006-01-02T15:04:05")])
	return clock == "00:00:00" || clock == "23:59:59"
}

// daysBetween counts the days from one local day to another, negative where the other comes first.
func daysBetween(from, to []byte) (days int, ok bool) {
	a, okA := dayNumber(from)
	b, okB := dayNumber(to)
	return b - a, okA && okB
}

// dayNumber numbers the days one after the other; false for what is no day, such as the year 12000.
func dayNumber(day []byte) (n int, ok bool) {
	if len(day) != len(dayForm) {
		return 0, false
	}
	year, month, date := 0, 0, 0
	for i, b := range day {
		switch digit := int(b - '0'); {
		case i < 4:
			year = year*10 + digit
		case i == 5 || i == 6:
			month = month*10 + digit
		case i > 7:
			date = date*10 + digit
		}
	}
	return int(time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)), true
}
