package importers

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// moment is a point in time, or, where the source gives no more, a local day, of which at is the first second.
type moment struct {
	at  time.Time
	day bool
}

// start is the moment as RFC 3339 with its zone's offset; of a day its first second.
func (m moment) start() string { return m.at.Format(time.RFC3339) }

// end is the moment as the end of a period: of a day 23:59:59 (DESIGN.md, rulings on the data 8).
func (m moment) end() string {
	if !m.day {
		return m.start()
	}
	year, month, day := m.at.Date()
	return time.Date(year, month, day, 23, 59, 59, 0, m.at.Location()).Format(time.RFC3339)
}

// plausible says whether the year is from 2000 to five years from now: others are slips of the keyboard, or stand for
// nothing (0000-00-00).
func (m moment) plausible(now time.Time) bool {
	return m.at.Year() >= 2000 && m.at.Year() <= now.In(m.at.Location()).Year()+5
}

const (
	timePart = `(?:,? ?T?(?:pukul |jam )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?)?`
	zonePart = ` ?(am|pm)? ?(z|wib|wita|wit|[+-]\d{2}:?\d{2})?$`
	weekday  = `^(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z]*, ?)?`
)

// Orders of year, month and day; what follows a date is the same in all.
var (
	yearFirst  = regexp.MustCompile(`(?i)^(\d{4})[-/](\d{1,2})[-/](\d{1,2})` + timePart + zonePart)
	dayFirst   = regexp.MustCompile(`(?i)^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})` + timePart + zonePart)
	dayWord    = regexp.MustCompile(`(?i)` + weekday + `(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})` + timePart + zonePart)
	monthWord  = regexp.MustCompile(`(?i)` + weekday + `([a-z]{3,9})\.? (\d{1,2}), ?(\d{4})` + timePart + zonePart)
	monthSlash = regexp.MustCompile(`^\d{1,2}/\d{1,2}/\d{4}`)
)

// parseMoment reads a date in any form that the systems write; of days and months in digits the day comes first. It is
// local time of the zone, also where a Z is written: these systems write it behind local times. A real offset, or
// WIB, WITA or WIT, counts. Midnight is a day, as a day without its time is written so: of all ends of periods seen that
// are at 0.00 none has a time in any other row. There is no year here that is too early: see plausible.
func parseMoment(text string, zone *time.Location) (m moment, ok bool) {
	return readMoment(text, zone, false)
}

// parseMonthFirst is parseMoment where in dates with slashes the month comes first: 9/30/2015 (BIRMS).
func parseMonthFirst(text string, zone *time.Location) (m moment, ok bool) {
	return readMoment(text, zone, monthSlash.MatchString(strings.TrimSpace(text)))
}

func readMoment(text string, zone *time.Location, monthFirst bool) (moment, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if zone == nil || len(text) > 60 {
		return moment{}, false
	}
	if g := yearFirst.FindStringSubmatch(text); g != nil {
		return makeMoment(g[1], g[2], g[3], g[4:], zone)
	}
	if g := dayFirst.FindStringSubmatch(text); g != nil {
		if monthFirst {
			g[1], g[2] = g[2], g[1]
		}
		return makeMoment(g[3], g[2], g[1], g[4:], zone)
	}
	if g := dayWord.FindStringSubmatch(text); g != nil {
		return makeMoment(g[3], monthNumber(g[2]), g[1], g[4:], zone)
	}
	if g := monthWord.FindStringSubmatch(text); g != nil {
		return makeMoment(g[3], monthNumber(g[1]), g[2], g[4:], zone)
	}
	return moment{}, false
}

// makeMoment puts a date together; clock has hour, minute, second, am or pm, and a zone, each as written or empty. A date
// or time that no calendar or clock has is not ok.
func makeMoment(year, month, day string, clock []string, zone *time.Location) (moment, bool) {
	y, mon, d := whole(year), whole(month), whole(day)
	hour, minute, second := whole(clock[0]), whole(clock[1]), whole(clock[2])
	if half := strings.ToLower(clock[3]); half != "" {
		if clock[0] == "" || hour < 1 || hour > 12 {
			return moment{}, false
		}
		hour %= 12
		if half == "pm" {
			hour += 12
		}
	}
	at := time.Date(y, time.Month(mon), d, hour, minute, second, 0, zone)
	if y == 0 || mon < 1 || mon > 12 || at.Day() != d || d < 1 || hour > 23 || minute > 59 || second > 59 {
		return moment{}, false
	}
	if hour == 0 && minute == 0 && second == 0 {
		return moment{at: at, day: true}, true
	}
	written, ok := writtenZone(clock[4], zone)
	if !ok {
		return moment{}, false
	}
	return moment{at: time.Date(y, time.Month(mon), d, hour, minute, second, 0, written).In(zone)}, true
}

// whole reads a few digits; nothing is 0.
func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func writtenZone(text string, local *time.Location) (zone *time.Location, ok bool) {
	switch strings.ToLower(text) {
	case "", "z":
		return local, true
	case "wib":
		return wib, true
	case "wita":
		return wita, true
	case "wit":
		return wit, true
	}
	t, err := time.Parse("-0700", strings.ReplaceAll(text, ":", ""))
	return t.Location(), err == nil
}

// monthNumber is that of a month's Indonesian or English name, or of how it is cut short; empty where it is none.
func monthNumber(name string) string {
	name = strings.ToLower(name)
	for i, names := range monthNames {
		for _, full := range strings.Fields(names) {
			if name == full || len(name) >= 3 && len(name) <= 4 && strings.HasPrefix(full, name) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}

var monthNames = []string{"januari january", "februari february pebruari", "maret march mrt", "april", "mei may", "juni june", "juli july",
	"agustus august agt ags", "september", "oktober october", "november nopember", "desember december"}
