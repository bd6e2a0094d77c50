package sample

import (
	"slices"
	"strings"
)

const provinceName = "Provinsi Nusa Contoh"

// A Regency is an invented kabupaten or kota.
type Regency struct {
	Code     string // in the form of the ministry's codes, in a province number that is not given out
	Name     string // Kabupaten … or Kota …
	Province string

	share     int // of the procurements, in a hundred
	index     int
	districts []string
}

func (r Regency) weight() int { return r.share }

var regencies = []Regency{
	{"99.01", "Kabupaten Tirtamulya", provinceName, 30, 0,
		[]string{"Tirtamulya Hulu", "Tirtamulya Hilir", "Banyuselasih", "Cindaikarsa", "Lebakprana", "Waringinsewu"}},
	{"99.02", "Kabupaten Ranuasri", provinceName, 22, 1,
		[]string{"Ranuasri Kidul", "Ranuasri Lor", "Talagabestari", "Pasirkirana", "Sendangmulih", "Curahdamar"}},
	{"99.03", "Kabupaten Girikencana", provinceName, 16, 2,
		[]string{"Girikencana", "Puncaklaras", "Lembahsekar", "Watugumilang", "Jurangwening", "Kalianom"}},
	{"99.71", "Kota Sagaraya", provinceName, 20, 3,
		[]string{"Sagaraya Pesisir", "Sagaraya Tengah", "Muaracindai", "Bandarlestari"}},
	{"99.72", "Kota Lembayungan", provinceName, 12, 4,
		[]string{"Lembayungan Barat", "Lembayungan Timur", "Simpangkirana", "Alunraya"}},
}

// Regencies lists the invented places.
func Regencies() []Regency { return slices.Clone(regencies) }

func (r Regency) isCity() bool { return strings.HasPrefix(r.Name, "Kota ") }

// short is the bare name: Tirtamulya.
func (r Regency) short() string {
	_, name, _ := strings.Cut(r.Name, " ")
	return name
}

// number is the code without its dot, as in ocids.
func (r Regency) number() string { return strings.ReplaceAll(r.Code, ".", "") }

func (r Regency) address(street string) address {
	return address{StreetAddress: street, Locality: r.Name, Region: r.Province, CountryName: "Indonesia"}
}

const villagesPerDistrict = 4

// The lengths of the two lists have no common divisor, so that all their pairs come up before one returns.
var (
	villageStarts = []string{"Banyu", "Wana", "Cipta", "Ranu", "Sekar", "Tirta", "Karta", "Lingga", "Mekar", "Bumi", "Panca"}
	villageEnds   = []string{"laras", "prana", "cindai", "gumilang", "bestari", "kirana", "damar", "purnama", "anom",
		"sentani", "wening", "karsa", "pertala"}
)

// village names a village (in a city, a kelurahan) of a district.
func (r Regency) village(district, number int) string {
	nth := (r.index*6+district)*villagesPerDistrict + number
	return villageStarts[nth%len(villageStarts)] + villageEnds[nth%len(villageEnds)]
}
