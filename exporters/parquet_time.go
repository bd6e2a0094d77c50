package exporters

// days counts the days from 1970-01-01 to a date like 2025-01-31, in the Gregorian calendar also before it began.
func days(text []byte) (int64, bool) {
	if len(text) != len("2025-01-31") || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	year, ok1 := digitsNumber(text[:4])
	month, ok2 := digitsNumber(text[5:7])
	day, ok3 := digitsNumber(text[8:])
	if !ok1 || !ok2 || !ok3 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month) {
		return 0, false
	}
	// Years are counted from March, so that a leap day is the last one of its year.
	year, month = year-(14-month)/12, (month+9)%12
	const untilMarch = 719468 // days from March of the year 0 to 1970
	era := (year + 400) / 400 // of 400 years, one of them before the year 0
	year = year + 400 - 400*era
	inYear := (153*month+2)/5 + day - 1
	return (era-1)*146097 + 365*year + year/4 - year/100 + inYear - untilMarch, true
}

func daysOf(year, month int64) int64 {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// microseconds counts those from 1970-01-01 to an instant like 2025-01-31T17:00:00.123456Z.
func microseconds(text []byte) (int64, bool) {
	const shape = "2025-01-31T17:00:00Z"
	if len(text) < len(shape) || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[len(text)-1] != 'Z' {
		return 0, false
	}
	day, ok1 := days(text[:10])
	hour, ok2 := digitsNumber(text[11:13])
	minute, ok3 := digitsNumber(text[14:16])
	second, ok4 := digitsNumber(text[17:19])
	micros, ok5 := secondFraction(text[19 : len(text)-1])
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return (((day*24+hour)*60+minute)*60+second)*1_000_000 + micros, true
}

// secondFraction reads what stands between a second and the Z: nothing, or a point and up to six digits.
func secondFraction(text []byte) (int64, bool) {
	if len(text) == 0 {
		return 0, true
	}
	digits := text[1:]
	n, ok := digitsNumber(digits)
	for i := len(digits); i < 6; i++ {
		n *= 10
	}
	return n, ok && text[0] == '.' && len(digits) > 0 && len(digits) <= 6
}

// digitsNumber reads digits and nothing else.
func digitsNumber(text []byte) (n int64, ok bool) {
	for _, digit := range text {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		n = 10*n + int64(digit-'0')
	}
	return n, true
}
