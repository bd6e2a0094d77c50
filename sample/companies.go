package sample

import "fmt"

// A company sells to the regencies. It is known by its number alone, so that none need be held in memory.
type company struct {
	organization
	kind  category
	habit habit
}

// habit is how a company works; a few account for most of the delays.
type habit int

const (
	diligent habit = iota
	tardy
	unsteady
)

// The lengths of the two lists have no common divisor, so that all their pairs come up before one returns.
var (
	companyStarts = []string{"Karya", "Bina", "Cipta", "Mitra", "Sarana", "Graha", "Tirta", "Wira", "Putra", "Surya",
		"Bumi", "Duta", "Jaya", "Mega", "Nusa", "Prima", "Reka", "Sinar", "Tunas", "Usaha", "Wahana", "Yasa", "Adhi",
		"Bangun", "Citra", "Dharma", "Eka", "Fajar", "Gapura", "Indah", "Kencana", "Lestari", "Mandala", "Panca",
		"Rimba", "Samudra", "Tiga"}
	companyEnds = []string{"Abadi", "Nusantara", "Sejahtera", "Mandiri", "Konstruksi", "Perkasa", "Utama", "Makmur",
		"Persada", "Sentosa", "Pratama", "Raya", "Gemilang", "Lestari", "Teknik", "Jaya", "Bersama", "Santosa",
		"Mulia", "Kencana", "Perdana", "Sakti", "Unggul", "Wijaya", "Buana", "Cemerlang", "Dinamika", "Estetika",
		"Graha", "Harapan", "Insani", "Karsa", "Laksana", "Maju", "Niaga", "Optima", "Prakarsa", "Rahayu", "Setia",
		"Tama", "Cakra"}
)

// companyKinds gives each group of five companies, one from every regency, its trade.
var companyKinds = [8]category{works, goods, works, consulting, works, services, goods, works}

// pool is how many companies procurement number n chooses from. It grows with n, not with the size of the sample.
func pool(number int) int { return (40 + number/12) / len(regencies) * len(regencies) }

func companyAt(nth int) company {
	home := regencies[nth%len(regencies)]
	c := company{kind: companyKinds[nth/len(regencies)%len(companyKinds)]}
	form, scale := "CV", "small"
	switch {
	case nth%3 == 0:
		form, scale = "PT", "medium"
	case c.kind == goods && nth%2 == 0:
		form, scale = "UD", "micro"
	}
	name := companyName(form, nth)
	if c.kind == consulting {
		name += " Konsultan"
	}
	id := fmt.Sprintf("CONTOH-%06d", nth+1)
	c.organization = invented(id, name)
	c.Address = home.address(fmt.Sprintf("Jalan Usaha Contoh Nomor %d", nth%180+1))
	c.ContactPoint = contactPoint{Name: "Kantor perusahaan", Email: fmt.Sprintf("kantor@contoh-%06d.example.id", nth+1)}
	c.Details = details{scale}
	c.habit = habitOf(nth)
	return c
}

func companyName(form string, nth int) string {
	name := form + " " + companyStarts[nth%len(companyStarts)] + " Contoh " + companyEnds[nth%len(companyEnds)]
	if round := nth / (len(companyStarts) * len(companyEnds)); round > 0 {
		name += fmt.Sprintf(" %d", round+1)
	}
	return name
}

func habitOf(nth int) habit {
	switch nth % 23 {
	case 1, 7, 12, 19:
		return tardy
	case 3, 13, 21:
		return unsteady
	}
	return diligent
}

// individual is a person who sells services: a stable pseudonym, never a name.
func individual(home Regency, nth int) company {
	id := fmt.Sprintf("perseorangan-%06d", nth+1)
	o := organization{ID: id, Name: fmt.Sprintf("Perseorangan contoh %06d", nth+1), Details: details{"selfEmployed"}}
	o.Address = address{Locality: home.Name, Region: home.Province, CountryName: "Indonesia"}
	return company{organization: o}
}

// companies draws n different companies of a trade, mostly from the procurement's own regency and more often those
// that have been there longest.
func (n *procurement) companies(kind category, count int) []company {
	var drawn []company
	seen := map[string]bool{}
	for len(drawn) < count {
		nth := min(n.below(pool(n.number)), n.below(pool(n.number)))
		if n.chance(65) {
			nth += n.place.index - nth%len(regencies)
		}
		if c := companyAt(nth); c.kind == kind && !seen[c.ID] {
			drawn, seen[c.ID] = append(drawn, c), true
		}
	}
	return drawn
}
