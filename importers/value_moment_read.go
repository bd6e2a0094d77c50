package importers

import "time"

// ReadMoment reads a date in any form that people and systems in Indonesia write (31/12/2025, 5 Maret 2025 10.00 WIB), as
// local time of the zone, and writes it as RFC 3339; end says that a day alone is to be its last second. It is false for
// what is no date.
func ReadMoment(text string, zone *time.Location, end bool) (date string, ok bool) {
	m, ok := parseMoment(text, zone)
	switch {
	case !ok:
		return "", false
	case end:
		return m.end(), true
	}
	return m.start(), true
}
