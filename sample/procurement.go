package sample

import (
	"fmt"
	"time"
)

// A procurement is one invented need and what became of it, told as one or more contracting processes.
type procurement struct {
	dice
	number   int
	place    Regency
	district int
	village  int
	year     int
	way      way
	job      job
	title    string
	funds    string
	budget   int64
	buyer    organization
	entity   organization // the office which procures
	planned  time.Time    // when the plan was announced
	length   int          // days the work is given
	terse    bool         // the publisher's later releases carry only the change
}

// A way is how something is procured: the term used in Indonesia, the OCDS code, what is bought so, and how it runs.
type way struct {
	share int // in a thousand
	term  string
	code  string
	buys  []purchase
	run   func(*procurement) []*process
}

func (w way) weight() int { return w.share }

// A purchase is a group of jobs within a way, with its share and the usual budgets.
type purchase struct {
	share int
	jobs  []job
	sizes []size
}

func (p purchase) weight() int { return p.share }

var ways = []way{
	{215, "Tender", "open", []purchase{
		{74, largeWorks, []size{{45, 420, 1000}, {35, 1000, 2500}, {20, 2500, 6000}}},
		{11, greatWorks, []size{{50, 4000, 10000}, {35, 10000, 25000}, {15, 25000, 70000}}},
		{8, largeSupplies, []size{{60, 420, 900}, {40, 900, 4000}}},
		{7, labour, []size{{60, 420, 900}, {40, 900, 3000}}},
	}, runTender},
	{20, "Tender Cepat", "selective", []purchase{{1, largeSupplies, []size{{1, 420, 1500}}}}, runTender},
	{65, "Seleksi", "selective", []purchase{{1, advisers, []size{{70, 105, 300}, {30, 300, 1200}}}}, runTender},
	{250, "Pengadaan Langsung", "direct", []purchase{
		{45, smallWorks, []size{{40, 35, 100}, {60, 100, 199}}},
		{25, advisers, []size{{60, 15, 60}, {40, 60, 99}}},
		{20, supplies, []size{{60, 6, 50}, {40, 50, 195}}},
		{10, errands, []size{{1, 5, 120}}},
	}, runDirect},
	{150, "E-Purchasing", "direct", []purchase{
		{65, supplies, []size{{60, 8, 80}, {40, 80, 300}}},
		{15, largeSupplies, []size{{1, 350, 3000}}},
		{20, labour, []size{{1, 60, 900}}},
	}, runCatalogue},
	{20, "E-Purchasing Mini-Kompetisi", "limited", []purchase{
		{1, largeSupplies, []size{{1, 350, 2500}}},
	}, runCatalogue},
	{40, "Penunjukan Langsung", "direct", []purchase{
		{1, emergencies, []size{{50, 60, 200}, {40, 200, 1500}, {10, 1500, 6000}}},
	}, runDirect},
	{75, "Swakelola", "", []purchase{{1, ownWork, []size{{50, 10, 100}, {40, 100, 500}, {10, 500, 2000}}}}, runOwnWork},
	{95, "Pembelian Langsung", "direct", []purchase{
		{1, villageSupplies, []size{{60, 3, 15}, {40, 15, 60}}},
	}, runVillage},
	{15, "Permintaan Penawaran", "limited", []purchase{
		{1, villageSupplies, []size{{1, 40, 190}}},
	}, runVillage},
	{55, "Swakelola Desa", "", []purchase{
		{1, villageWorks, []size{{50, 25, 90}, {50, 90, 240}}},
	}, runVillage},
}

// lastYear is not over when the sample ends: some of its procurements are under way.
const lastYear = 2026

// A budgetYear has its share of the procurements, in a hundred.
type budgetYear struct{ share, year int }

func (y budgetYear) weight() int { return y.share }

var years = []budgetYear{{24, 2024}, {39, 2025}, {37, lastYear}}

// invent tells procurement number n: its processes, each with its releases.
func invent(seed uint64, number int) []*process {
	n := draw(seed, number)
	if n.chance(2) && !n.way.isVillage() {
		return n.abandon()
	}
	return n.way.run(n)
}

func draw(seed uint64, number int) *procurement {
	n := &procurement{dice: throw(seed, uint64(number)), number: number}
	n.place = weighed(n.dice, regencies)
	n.district = n.below(len(n.place.districts))
	n.village = n.below(villagesPerDistrict)
	n.year = weighed(n.dice, years).year
	n.way = n.drawWay()
	bought := weighed(n.dice, n.way.buys)
	n.job = pick(n.dice, bought.jobs)
	n.title = n.name(n.job)
	n.budget = n.dice.budget(bought.sizes)
	n.buyer, n.entity = n.place.government(), n.place.agency(n.job.agency)
	n.funds = n.source()
	n.planned = n.planDate()
	n.length = n.duration()
	n.terse = n.chance(30)
	return n
}

// drawWay draws a way; cities have no villages that buy for themselves.
func (n *procurement) drawWay() way {
	for {
		w := weighed(n.dice, ways)
		if n.place.isCity() && w.isVillage() {
			continue
		}
		return w
	}
}

func (w way) isVillage() bool {
	return w.term == "Pembelian Langsung" || w.term == "Permintaan Penawaran" || w.term == "Swakelola Desa"
}

func (n *procurement) source() string {
	switch {
	case n.way.isVillage():
		return fmt.Sprintf("Dana Desa (APBDes) Tahun Anggaran %d", n.year)
	case n.job.agency == hospital:
		return fmt.Sprintf("BLUD Tahun Anggaran %d", n.year)
	case n.job.category == works && n.chance(25):
		return fmt.Sprintf("Dana Alokasi Khusus (DAK Fisik) Tahun Anggaran %d", n.year)
	}
	return fmt.Sprintf("APBD Tahun Anggaran %d", n.year)
}

// planDate is in the first weeks of the year, or in a few cases after the budget was revised.
func (n *procurement) planDate() time.Time {
	if n.chance(15) || n.year == lastYear && n.chance(20) {
		return n.later(day(n.year, time.August, 4), 0, 45)
	}
	return n.later(day(n.year, time.January, 3), 0, 70)
}

// begin is when the plan is acted upon.
func (n *procurement) begin() time.Time {
	if n.planned.Month() >= time.August {
		return n.later(n.planned, 10, 50)
	}
	return n.later(n.planned, 14, 115)
}

// lastDay is the day by which the year's money must be spent.
func (n *procurement) lastDay() time.Time { return endOfDay(day(n.year, time.December, 20)) }

// slug is the procurement's part of all its ids.
func (n *procurement) slug() string {
	return fmt.Sprintf("%s-%d-%06d", n.place.number(), n.year, n.number+1)
}
