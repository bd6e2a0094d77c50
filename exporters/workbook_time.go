package exporters

import (
	"bytes"
	"strconv"
)

// serialDay is the number by which spreadsheets know a day: 1 March 1900 is 61. It is false for days before that, of
// which they know none, or wrongly: Excel believes in a 29 February 1900.
func serialDay(cell []byte) (int64, bool) {
	if len(cell) < len("2025-01-31") || cell[4] != '-' {
		return 0, false
	}
	day := daysFrom1970(digits(cell[:4]), digits(cell[5:7]), digits(cell[8:10])) + 25_569
	return day, day > 60
}

// daysFrom1970 counts the days of the Gregorian calendar, in years that begin with March.
func daysFrom1970(year, month, day int64) int64 {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 719_469
}

// appendDayFraction adds the hour of a canonical timestamp as a fraction of a day, cut to milliseconds, which is what
// spreadsheets show; they would round 23:59:59.999999 to the next day. T18:00:00Z is .75. It is reckoned in whole
// numbers, so that it is the same on any machine.
func appendDayFraction(dst, cell []byte) []byte {
	millis := (digits(cell[11:13])*3600 + digits(cell[14:16])*60 + digits(cell[17:19])) * 1000
	scale := int64(100)
	for _, c := range bytes.TrimSuffix(cell[min(20, len(cell)):], []byte{'Z'}) {
		millis, scale = millis+int64(c-'0')*scale, scale/10
	}
	if millis == 0 {
		return dst
	}
	const places = 1e12 // of which a day has 10,000,000/864 for each millisecond
	fraction := strconv.AppendInt(nil, places+(millis*10_000_000+432)/864, 10)
	return append(append(dst, '.'), bytes.TrimRight(fraction[1:], "0")...)
}

func digits(text []byte) (n int64) {
	for _, c := range text {
		n = 10*n + int64(c-'0')
	}
	return n
}
