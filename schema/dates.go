package schema

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

var errDate = errors.New("not a date-time with its zone; write it as 2025-03-31T09:00:00+07:00")

// dateTime is the grammar of RFC 3339, to which time.Parse does not hold: it takes 9:00, a comma, a zone of +24:00.
var dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// ParseDate reads a date-time of RFC 3339 section 5.6, which the standard demands of every date
// (OCDS 1.1, "Date"): with seconds and zone, `t` and `z` in either case, a leap second read as the
// second before it.
func ParseDate(s string) (time.Time, error) {
	if len(s) < len("2025-03-31T09:00:00Z") || s[4] != '-' || s[7] != '-' || s[10]|' ' != 't' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, errDate
	}
	if !isUsualDate([]byte(s)) {
		s = strings.ToUpper(s)
		if !dateTime.MatchString(s) {
			return time.Time{}, errDate
		}
		if s[17:19] == "60" {
			s = s[:17] + "59" + s[19:]
		}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, errDate
	}
	return t, nil
}
