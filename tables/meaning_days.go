package tables

import (
	"strconv"
	"time"

	"terang/schema"
)

// move is by how much a date moved: by days, or, within one day, by less.
type move struct {
	days  int
	clock time.Duration // where days is 0
	ok    bool
}

// moved compares two date-times: their local days, and their instants where those do not differ or say the opposite, as
// they can in two zones. Where one stands for a whole day, days are all there is to compare.
func (e *event) moved() move {
	from, okFrom := instant(e.before)
	to, okTo := instant(e.after)
	if !okFrom || !okTo {
		return move{}
	}
	days, ok := daysBetween(localDay(nil, e.before, from, e.Zone), localDay(nil, e.after, to, e.Zone))
	apart := to.Sub(from)
	whole := isDay(content(e.before)) || isDay(content(e.after))
	switch {
	case !ok:
		return move{}
	case whole || days > 0 && apart > 0 || days < 0 && apart < 0:
		return move{days: days, ok: true}
	}
	return move{clock: apart, ok: true}
}

// delay is negative where a date came to be sooner, positive where later.
func (e *event) delay() int {
	m := e.moved()
	if m.days == 0 {
		return int(max(min(m.clock, 1), -1))
	}
	return m.days
}

// span appends by how much the date moved.
func (e *event) span(language int) bool {
	m := e.moved()
	if !m.ok {
		return false
	}
	days, minutes := max(m.days, -m.days), int(m.clock.Abs()/time.Minute)
	switch {
	case days > 0:
		e.counted(language, days, "day", "hari")
	case minutes > 0 && minutes%60 == 0:
		e.counted(language, minutes/60, "hour", "jam")
	case minutes > 0:
		e.counted(language, minutes, "minute", "menit")
	default:
		e.counted(language, int(m.clock.Abs()/time.Second), "second", "detik")
	}
	return days > 0 || m.clock.Abs() >= time.Second
}

// counted appends a number of things.
func (e *event) counted(language, n int, one, indonesianOne string) {
	e.text = group(e.text, strconv.AppendInt(nil, int64(n), 10), language)
	if language == indonesian {
		e.text = append(append(e.text, ' '), indonesianOne...)
		return
	}
	if e.text = append(append(e.text, ' '), one...); n != 1 {
		e.text = append(e.text, 's')
	}
}

var months = [2][12]string{
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
}

// date appends the local day of a date-time in words, with the time where it moved within one day.
func (e *event) date(language int, v *schema.Value) bool {
	at, ok := instant(v)
	if !ok {
		return false
	}
	var room [len("12000-01-01")]byte
	day, err := time.Parse(dayForm, string(localDay(room[:0], v, at, e.Zone)))
	if err != nil {
		return false
	}
	e.text = strconv.AppendInt(e.text, int64(day.Day()), 10)
	e.text = append(append(append(e.text, ' '), months[language][day.Month()-1]...), ' ')
	e.text = strconv.AppendInt(e.text, int64(day.Year()), 10)
	if e.before != nil && e.after != nil && e.moved().clock != 0 {
		e.clock(language, v, at)
	}
	return true
}

// clock appends the local time of a date-time.
func (e *event) clock(language int, v *schema.Value, at time.Time) {
	written := content(v)
	form := "15:04"
	if e.moved().clock%time.Minute != 0 {
		form = "15:04:05"
	}
	if language == indonesian {
		e.text = append(e.text, " pukul "...)
		form = map[string]string{"15:04": "15.04", "15:04:05": "15.04.05"}[form]
	} else {
		e.text = append(e.text, ", "...)
	}
	if local, err := schema.ParseDate(view(written)); err == nil && !isUTC(written) {
		at = local
	} else if e.Zone != nil {
		at = at.In(e.Zone)
	}
	e.text = at.AppendFormat(e.text, form)
}
