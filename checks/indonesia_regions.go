package checks

import (
	"strconv"
	"strings"
)

// regionCodes are the codes of the provinces and, within each, of the regencies and cities (Kepmendagri
// 300.2.2-2138 of 2025): 38 provinces with 514.
const regionCodes = `11 01-18 71-75
12 01-25 71-78
13 01-12 71-77
14 01-10 71-72
15 01-09 71-72
16 01-13 71-74
17 01-09 71-71
18 01-13 71-72
19 01-06 71-71
21 01-05 71-72
31 01-01 71-75
32 01-18 71-79
33 01-29 71-76
34 01-04 71-71
35 01-29 71-79
36 01-04 71-74
51 01-08 71-71
52 01-08 71-72
53 01-21 71-71
61 01-12 71-72
62 01-13 71-71
63 01-11 71-72
64 01-03 07-09 11-11 71-72 74-74
65 01-04 71-71
71 01-11 71-74
72 01-12 71-71
73 01-18 22-22 24-24 26-26 71-73
74 01-15 71-72
75 01-05 71-71
76 01-06
81 01-09 71-72
82 01-08 71-72
91 03-03 05-06 10-11 15-15 19-20 71-71
92 02-03 06-08 11-12
93 01-04
94 01-08
95 01-08
96 01-05 71-71`

// regions are the codes that exist.
var regions = readRegions(regionCodes)

// regionSet holds codes: of a province its two digits, of a regency or city four.
type regionSet map[string]bool

func readRegions(text string) regionSet {
	set := regionSet{}
	for line := range strings.Lines(text) {
		parts := strings.Fields(line)
		set[parts[0]] = true
		for _, part := range parts[1:] {
			first, last, _ := strings.Cut(part, "-")
			low, _ := strconv.Atoi(first)
			high, _ := strconv.Atoi(last)
			for code := low; code <= high; code++ {
				set[parts[0]+strconv.Itoa(100 + code)[1:]] = true
			}
		}
	}
	return set
}

// has says whether a code, with or without its points, exists: of a province (2 digits), of a regency or city (4), or
// of a district (6) or village (10) in one. Of the last two only the regency is known here.
func (s regionSet) has(code string) bool {
	code = strings.ReplaceAll(code, ".", "")
	if _, numeric := digits([]byte(code)); !numeric {
		return false
	}
	switch len(code) {
	case 2, 4:
		return s[code]
	case 6, 10:
		return s[code[:4]]
	}
	return false
}
