package importers

import (
	_ "embed"
	"strings"
	"time"
)

// regionTable has a line for each province, regency and city: its Kemendagri code (Kepmendagri 300.2.2-2138 of 2025), the
// codes that SiRUP has for it, its kind and its name. SiRUP keeps the code of a regency when its province is split, and
// gives another when it is renamed; then both stand here.
//
//go:embed regions.csv
var regionTable string

// region is a province, regency or city.
type region struct{ code, kind, name string }

// regionsByCode are keyed by Kemendagri code, regionsBySiRUP by SiRUP's.
var regionsByCode, regionsBySiRUP = readRegions(regionTable)

func readRegions(table string) (byCode, bySiRUP map[string]region) {
	byCode, bySiRUP = map[string]region{}, map[string]region{}
	_, lines, _ := strings.Cut(table, "\n")
	for line := range strings.Lines(lines) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), ",")
		r := region{code: cells[0], kind: cells[2], name: cells[3]}
		byCode[r.code] = r
		for _, code := range strings.Fields(cells[1]) {
			bySiRUP[code] = r
		}
	}
	return byCode, bySiRUP
}

// regionOf gives the Kemendagri code, without points, for SiRUP's kd_kabkota (14773: 3204) or kd_provinsi (12: 32). The
// two ways of numbering provinces overlap, so that what is a Kemendagri code already must not be asked.
func regionOf(code string) (kemendagri string, ok bool) {
	r, ok := regionsBySiRUP[strings.TrimSpace(code)]
	return r.code, ok
}

// regionName names a Kemendagri code, with or without points: "Kabupaten Bandung", "Kota Surabaya", of a province
// "Jawa Barat"; empty where the code does not exist. A district or village has the name of its regency.
func regionName(kemendagri string) string {
	code := plainRegion(kemendagri)
	r, ok := regionsByCode[code[:min(4, len(code))]]
	switch {
	case !ok:
		return ""
	case r.kind == "Provinsi":
		return r.name
	}
	return r.kind + " " + r.name
}

// plainRegion takes the points out of a Kemendagri code; empty where no level of regions has codes of this length.
func plainRegion(code string) string {
	code = strings.ReplaceAll(strings.TrimSpace(code), ".", "")
	switch len(code) {
	case 2, 4, 6, 10:
		return code
	}
	return ""
}

// nowhere is the number of a province that nobody has: there lie the invented places of examples.
const nowhere = "99"

// villageOf gives the ten digits of a village's Kemendagri code, written with or without points; false where it has not
// so many, or where no regency has its first four.
func villageOf(code string) (digits string, ok bool) {
	digits = plainRegion(code)
	if len(digits) != 10 || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	if regionName(digits) == "" && !strings.HasPrefix(digits, nowhere) {
		return "", false
	}
	return digits, true
}

// Indonesia's zones have no summer time.
var (
	wib  = time.FixedZone("WIB", 7*60*60)
	wita = time.FixedZone("WITA", 8*60*60)
	wit  = time.FixedZone("WIT", 9*60*60)
)

// zoneOf gives the zone of a region by the province in its Kemendagri code; nil where that does not exist.
func zoneOf(region string) *time.Location {
	code := plainRegion(region)
	if len(code) < 2 || regionsByCode[code[:2]].code == "" {
		return nil
	}
	switch code[0] {
	case '1', '2', '3':
		return wib
	case '8', '9':
		return wit
	}
	if code[:2] == "61" || code[:2] == "62" {
		return wib
	}
	return wita
}
