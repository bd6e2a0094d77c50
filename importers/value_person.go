package importers

import (
	"regexp"
	"slices"
	"strings"
)

// parseNPWP reads a company's tax number from the columns of one row in which it may stand, in any order: id has the 16
// digits of one of them, or else a 0 and 15; also has those of 15 digits that the source gives, nothing is derived from 16.
// The fault is "npwp-length" where a column has another number of digits, or zeros alone, and "npwp-pair" where two
// disagree; both may have an id beside them. Columns that are empty, or "-", say nothing.
func parseNPWP(texts ...string) (id string, also []string, fault string) {
	var long []string
	for _, text := range texts {
		number := npwpSigns.Replace(strings.TrimSpace(text))
		switch {
		case number == "":
			continue
		case !allDigits.MatchString(number) || strings.Trim(number, "0") == "" || len(number) < 15 || len(number) > 16:
			fault = "npwp-length"
		case len(number) == 16 && !slices.Contains(long, number):
			long = append(long, number)
		case len(number) == 15 && !slices.Contains(also, number):
			also = append(also, number)
		}
	}
	for _, short := range also {
		if padded := "0" + short; !slices.Contains(long, padded) {
			long = append(long, padded)
		}
	}
	if len(long) == 0 {
		return "", nil, fault
	}
	if len(long) > 1 {
		fault = "npwp-pair"
	}
	return long[0], also, fault
}

var (
	npwpSigns = strings.NewReplacer(".", "", "-", "", " ", "", "\u00a0", "", "/", "")
	allDigits = regexp.MustCompile(`^\d+$`)
	// identityForm is PPRRDD ddmmyy ssss: province, regency, district, birth (the day 40 more for women), a serial.
	identityForm = regexp.MustCompile(`^([1-9]\d)(?:0[1-9]|[1-9]\d)(?:0[1-9]|[1-9]\d)(?:0[1-9]|[1256]\d|4[1-9]|[37][01])(?:0[1-9]|1[0-2])\d{6}$`)
)

// isPersonNumber says whether a tax number is a person's, which is the identity number (NIK): 16 digits in its form; a
// company's begin with 0. Serials of four zeros, which are never issued, count, as invented numbers have them.
func isPersonNumber(npwp string) bool {
	g := identityForm.FindStringSubmatch(npwpSigns.Replace(strings.TrimSpace(npwp)))
	return g != nil && regionsByCode[g[1]].code != ""
}

// isBodyNumber says whether a tax number of the form until 2024 is of a series that only bodies got: it begins with 01 to 03,
// 21 to 23 or 31 to 33; those of 04 to 09, 24 to 29 and 34 to 39 are persons', later ones are of either.
func isBodyNumber(npwp string) bool {
	return bodySeries.MatchString(npwpSigns.Replace(strings.TrimSpace(npwp)))
}

var bodySeries = regexp.MustCompile(`^0?[023][123]\d{8,13}$`)

// isPersonForm says whether the form of a business is that of a natural person. A PT Perorangan is a company, as is an
// Usaha Dagang.
func isPersonForm(form string) bool {
	return personForm.MatchString(strings.TrimSpace(form))
}

var personForm = regexp.MustCompile(`(?i)^((orang|konsultan|tenaga ahli)\s+)?(perseorangan|perorangan|individu(al)?)$`)
