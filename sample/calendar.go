package sample

import (
	"strconv"
	"time"
)

// wib is the time zone of all the places, western Indonesia.
var wib = time.FixedZone("WIB", 7*60*60)

func day(year int, month time.Month, date int) time.Time {
	return time.Date(year, month, date, 0, 0, 0, 0, wib)
}

func midnight(t time.Time) time.Time { return day(t.Date()) }

func endOfDay(t time.Time) time.Time { return midnight(t).Add(24*time.Hour - time.Second) }

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// span is the period between two instants, with the days it touches.
func span(start, end time.Time) period {
	return period{stamp(start), stamp(end), days(start, end) + 1}
}

// days counts the midnights between two instants.
func days(from, to time.Time) int { return int(midnight(to).Sub(midnight(from)).Hours()) / 24 }

// later is a moment in office hours, on a working day at least low and mostly at most high days later.
func (d dice) later(t time.Time, low, high int) time.Time {
	date := midnight(t).AddDate(0, 0, d.between(low, high))
	for date.Weekday() == time.Saturday || date.Weekday() == time.Sunday {
		date = date.AddDate(0, 0, 1)
	}
	return date.Add(time.Duration(d.between(8*60, 16*60-1)) * time.Minute)
}

// recorded is when a fact enters the publisher's system: on the evening of its day, after everything recorded before.
func (d dice) recorded(fact, before time.Time) time.Time {
	date := midnight(fact)
	if !date.After(before) {
		date = midnight(before).AddDate(0, 0, 1)
	}
	return date.Add(17*time.Hour + time.Duration(d.below(2*60*60))*time.Second)
}

var months = [...]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
	"Oktober", "November", "Desember"}

func monthName(t time.Time) string { return months[t.Month()-1] + t.Format(" 2006") }

// date writes a day as Indonesians do: 5 Maret 2025.
func date(t time.Time) string { return strconv.Itoa(t.Day()) + " " + monthName(t) }
