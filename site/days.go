package site

import (
	"fmt"
	"time"
)

var months = map[language][12]string{
	indonesian: {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
	english:    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// day writes a day: 30 Oktober 2026.
func (l language) day(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), months[l][t.Month()-1], t.Year())
}

// moment writes an instant with its zone: 30 Oktober 2026, 11.00 WIB.
func (l language) moment(t time.Time) string {
	clock := "15:04"
	if l == indonesian {
		clock = "15.04"
	}
	return l.day(t) + ", " + t.Format(clock) + " " + zoneName(t)
}

// zoneName is what the zone is called in Indonesia, or its distance from UTC.
func zoneName(t time.Time) string {
	switch t.Location().String() {
	case "Asia/Jakarta", "Asia/Pontianak":
		return "WIB"
	case "Asia/Makassar", "Asia/Ujung_Pandang":
		return "WITA"
	case "Asia/Jayapura":
		return "WIT"
	case "UTC":
		return "UTC"
	}
	return "UTC" + t.Format("-07:00")
}
