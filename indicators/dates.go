package indicators

import (
	"strings"
	"time"

	"terang/schema"
)

// moment is a date-time as it counts here: the instant, and the local day in which it lies, numbered from 1970.
type moment struct {
	at    time.Time
	day   int32
	whole bool // it stands for a day without a time: the day's first or last second
	known bool
}

// moment reads a date-time; not known where there is none.
func (c *Case) moment(v *schema.Value) moment {
	at, known := v.Date()
	if !known {
		return moment{}
	}
	return c.momentAt(at)
}

// momentOf reads a date-time that is no JSON.
func (c *Case) momentOf(date string) moment {
	at, err := schema.ParseDate(date)
	if err != nil {
		return moment{}
	}
	return c.momentAt(at)
}

// momentAt finds the local day of an instant: as it is written, in the offset of whoever wrote it; where it is written
// in UTC, and stands for no whole day, the day in the publisher's zone (rulings on the data, 8).
func (c *Case) momentAt(at time.Time) moment {
	clock := at.Hour()*3600 + at.Minute()*60 + at.Second()
	m := moment{at: at, known: true, whole: clock == 0 || clock == 24*3600-1}
	if _, offset := at.Zone(); offset == 0 && !m.whole && c.Zone != nil {
		at = at.In(c.Zone)
	}
	m.day = dayOf(at)
	return m
}

// dayOf numbers the local day of a time.
func dayOf(t time.Time) int32 {
	y, m, d := t.Date()
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// dayText writes a numbered day, YYYY-MM-DD.
func dayText(day int32) string { return dayTime(day).Format(time.DateOnly) }

func dayTime(day int32) time.Time { return time.Unix(int64(day)*24*60*60, 0).UTC() }

// after says whether the moment is after another. Where either is a day without a time, local days are compared, else
// instants.
func (m moment) after(other moment) bool {
	if m.whole || other.whole {
		return m.day > other.day
	}
	return m.at.After(other.at)
}

// daysUntil counts whole days to another moment: of 24 hours, what is over being cut off, or local days where either is
// a day without a time.
func (m moment) daysUntil(other moment) int {
	if m.whole || other.whole {
		return int(other.day - m.day)
	}
	return int(other.at.Sub(m.at) / (24 * time.Hour))
}

// workingDays counts the days from one to another, the first not included, without Saturdays, Sundays and holidays.
func workingDays(from, to int32, holidays map[int32]bool) (n int) {
	for day := from + 1; day <= to; day++ {
		if w := dayTime(day).Weekday(); w != time.Saturday && w != time.Sunday && !holidays[day] {
			n++
		}
	}
	return n
}

// parseDay numbers a day written YYYY-MM-DD; false where it is none.
func parseDay(text string) (int32, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return dayOf(t), err == nil
}

var months = strings.Fields("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember")

// dayWords writes a day for people: 31 March 2026.
func dayWords(day int32) Words {
	t := dayTime(day)
	y, m, d := t.Date()
	return Words{t.Format("2 January 2006"), digits(int64(d)) + " " + months[m-1] + " " + digits(int64(y))}
}
