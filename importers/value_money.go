package importers

import (
	"regexp"
	"strconv"
	"strings"
)

// parseMoney reads an amount in rupiah as decimal text: no exponent, no zeros before it or at the end of its decimals.
// It is approximate where it is given in thousands, millions and so on ("22,1 M": M is milyar, 10⁹), which are rounded
// for display. What could be read in two ways is read so:
//
//   - A JSON number keeps its meaning: 1.234 is one and a bit, 1e9 a milliard.
//   - In other texts (with Rp, or that JSON does not know) one point or comma before exactly three digits parts
//     thousands: Rp 1.234 and 1,234 are 1234. Before any other number of digits it is the decimal sign.
//   - Before a word such as Jt the comma is always the decimal sign: 1,234 T.
//   - Where both occur, the last one is the decimal sign.
func parseMoney(text string) (amount string, approximate, ok bool) {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 60 {
		return "", false, false
	}
	if g := jsonNumber.FindStringSubmatch(text); g != nil {
		amount, ok = plainDecimal(g[1], g[2], g[3], whole(g[4]))
		return amount, false, ok
	}
	g := moneyText.FindStringSubmatch(text)
	if g == nil || (g[1] == "(") != (g[6] == ")") {
		return "", false, false
	}
	sign, exponent := "", 0
	if g[1] != "" || g[2] != "" {
		sign = "-"
	}
	if g[4] != "" {
		exponent = scales[strings.ToLower(g[4])]
	}
	units, decimals, ok := splitAmount(g[3], exponent > 0)
	if ok {
		amount, ok = plainDecimal(sign, units, decimals, exponent)
	}
	return amount, exponent > 0, ok
}

var (
	jsonNumber = regexp.MustCompile(`^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$`)
	// Its groups: how it is negative before and after Rp, the number, the word of scale, what it was negative with.
	moneyText = regexp.MustCompile(`(?i)^([-(]?) ?(?:(?:rp|idr)\b\.? ?|rp\.? ?)?(-?) ?(\d[\d.,]*\d|\d)(?:[.,]-{1,2}| ?(rb|ribu|jt|juta|m|mlr|milyar|miliar|t|triliun|trilyun)\b\.?)?(?: ?(rupiah))? ?(\)?)$`)
	scales    = map[string]int{"rb": 3, "ribu": 3, "jt": 6, "juta": 6, "m": 9, "mlr": 9, "milyar": 9, "miliar": 9, "t": 12, "triliun": 12, "trilyun": 12}

	pointThousands = regexp.MustCompile(`^([1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,(\d+))?$`) // Indonesian
	commaThousands = regexp.MustCompile(`^([1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d+))?$`) // English
	loneComma      = regexp.MustCompile(`^[1-9]\d{0,2},\d{3}$`)
)

// splitAmount parts an amount at its decimal sign and takes the marks of thousands out.
func splitAmount(text string, scaled bool) (units, decimals string, ok bool) {
	reading := pointThousands
	if loneComma.MatchString(text) && !scaled || !reading.MatchString(text) {
		reading = commaThousands
	}
	g := reading.FindStringSubmatch(text)
	if g == nil {
		return "", "", false
	}
	return strings.NewReplacer(".", "", ",", "").Replace(g[1]), g[2], true
}

// plainDecimal writes sign, units and decimals, times a power of ten, without an exponent.
func plainDecimal(sign, units, decimals string, exponent int) (string, bool) {
	const most = 30 // digits on either side, far beyond any budget
	if exponent > most || exponent < -most || len(units) > most || len(decimals) > most {
		return "", false
	}
	if exponent >= 0 {
		decimals += strings.Repeat("0", max(0, exponent-len(decimals)))
		units, decimals = units+decimals[:exponent], decimals[exponent:]
	} else {
		units = strings.Repeat("0", max(0, -exponent-len(units))) + units
		cut := len(units) + exponent
		units, decimals = units[:cut], units[cut:]+decimals
	}
	units, decimals = strings.TrimLeft(units, "0"), strings.TrimRight(decimals, "0")
	switch {
	case units == "" && decimals == "":
		return "0", true
	case units == "":
		units = "0"
	}
	if decimals != "" {
		decimals = "." + decimals
	}
	return sign + units + decimals, true
}

// parseDays reads how many calendar days a work takes: "90 Hari Kalender", "14 (empat belas) hari kalender", "60". Months
// and years are no number of days, nor are working days, nor what names two spans ("30 Hari Kalender dalam 11 Bulan").
func parseDays(text string) (int, bool) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	g := spanText.FindStringSubmatch(text)
	if g == nil || otherSpan.MatchString(g[3]) || g[2] == "" && g[3] != "" {
		return 0, false
	}
	days, err := strconv.Atoi(g[1])
	return days, err == nil
}

var (
	spanText  = regexp.MustCompile(`^(?:selama )?(\d{1,5}) ?(?:\([^)]*\))? ?(hari(?: kalend[ae]r)?\b)?(.*)$`)
	otherSpan = regexp.MustCompile(`\b(kerja|bulan|tahun|minggu)\b`)
)
