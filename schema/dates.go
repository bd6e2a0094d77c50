package schema

import (
	"errors"
	"strings"
	"time"
)

var errDate = errors.New("not a date-time with its zone; write it as 2025-03-31T09:00:00+07:00")

// ParseDate reads a date-time of RFC 3339 section 5.6, which the standard demands of every date
// (OCDS 1.1, "Date"): with seconds and zone, `t` and `z` in either case, a leap second read as the
// second before it.
func ParseDate(s string) (time.Time, error) {
	if len(s) < len("2006-01-02T15:04:05Z") || (s[10] != 'T' && s[10] != 't') {
		return time.Time{}, errDate
	}
	s = strings.ToUpper(s)
	if s[17:19] == "60" {
		s = s[:17] + "59" + s[19:]
	}
	// time.Parse is laxer than RFC 3339: it takes a comma before the fraction and one-digit hours.
	if strings.Contains(s, ",") || s[13] != ':' {
		return time.Time{}, errDate
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, errDate
	}
	return t, nil
}
