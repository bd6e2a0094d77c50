package schema

import (
	"net/url"
	"strings"
)

// This file knows the usual form of dates and addresses at a glance. What has another form the slower judges decide:
// ParseDate, and isAddress.

// isDate says what ParseDate says.
func isDate(s []byte) bool {
	if isUsualDate(s) {
		return true
	}
	_, err := ParseDate(string(s))
	return err == nil
}

// isUsualDate takes 2025-03-31T09:00:00, a fraction or none, and Z or +07:00. It leaves 29 February, leap seconds and
// small letters to ParseDate.
func isUsualDate(s []byte) bool {
	if len(s) < len("2025-03-31T09:00:00Z") || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return false
	}
	month, day := twoDigits(s[5:]), twoDigits(s[8:])
	return twoDigits(s) >= 0 && twoDigits(s[2:]) >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= sureDays[month] &&
		atMost(s[11:], 23) && atMost(s[14:], 59) && atMost(s[17:], 59) && isUsualZone(s[19:])
}

// sureDays are the days that a month has in every year.
var sureDays = [13]int{1: 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// isUsualZone takes what follows the seconds.
func isUsualZone(s []byte) bool {
	if s[0] == '.' {
		i := 1
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == 1 || i == len(s) {
			return false
		}
		s = s[i:]
	}
	if len(s) == 1 {
		return s[0] == 'Z'
	}
	return len(s) == len("+07:00") && (s[0] == '+' || s[0] == '-') && s[3] == ':' && atMost(s[1:], 23) && atMost(s[4:], 59)
}

func atMost(s []byte, most int) bool {
	n := twoDigits(s)
	return n >= 0 && n <= most
}

// twoDigits is the number that two digits make; -1 where they are none.
func twoDigits(s []byte) int {
	if !isDigit(s[0]) || !isDigit(s[1]) {
		return -1
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

// isURI says whether a text is a URI with its scheme (RFC 3986), as the format uri of JSON Schema asks.
func isURI(s []byte) bool { return isUsualAddress(s) || isAddress(string(s)) }

// isAddress takes only what stands in a URI as it is: a space, or a letter beyond ASCII, is to be written with %.
func isAddress(s string) bool {
	for i := range len(s) {
		if !inAddress[s[i]] {
			return false
		}
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" || strings.Count(s, "#") > 1 {
		return false
	}
	if strings.Count(u.Host, ":") > 1 && u.Host[0] != '[' { // url.Parse takes several ports, as some databases have them
		return false
	}
	_, err = url.PathUnescape(s) // url.Parse does not look at the query
	return err == nil && !strings.ContainsAny(strings.Replace(s, u.Host, "", 1), "[]")
}

// isUsualAddress takes https://contoh.example/plain/path?with=a&plain=query, in which nothing needs a closer look.
func isUsualAddress(s []byte) bool {
	const scheme = "https://"
	switch {
	case len(s) > len(scheme) && string(s[:len(scheme)]) == scheme:
		s = s[len(scheme):]
	case len(s) > len("http://") && string(s[:len("http://")]) == "http://":
		s = s[len("http://"):]
	default:
		return false
	}
	for _, b := range s {
		if !plainInAddress[b] {
			return false
		}
	}
	return true
}

// inAddress are the bytes that may stand somewhere in a URI.
var inAddress = func() (may [256]bool) {
	may = plainInAddress
	for _, b := range []byte("%:#[]@!$'()*;") {
		may[b] = true
	}
	return may
}()

// plainInAddress are the bytes that mean nothing particular wherever they stand behind the scheme.
var plainInAddress = func() (plain [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/?=&+,") {
		plain[b] = true
	}
	return plain
}()
