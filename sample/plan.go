package sample

import (
	"fmt"
	"strings"
	"time"
)

// mark stands at the end of every title.
const mark = " (DATA CONTOH)"

// programmes are the budget programmes of the agencies, with their codes.
var programmes = [...]struct{ id, name string }{
	publicWorks:   {"1.03.10", "Program Penyelenggaraan Jalan dan Sumber Daya Air"},
	education:     {"1.01.02", "Program Pengelolaan Pendidikan"},
	health:        {"1.02.02", "Program Pemenuhan Upaya Kesehatan Masyarakat"},
	housing:       {"1.04.05", "Program Peningkatan Prasarana, Sarana, dan Utilitas Umum"},
	farming:       {"3.27.03", "Program Penyediaan dan Pengembangan Prasarana Pertanian"},
	transport:     {"2.15.02", "Program Penyelenggaraan Lalu Lintas dan Angkutan Jalan"},
	environment:   {"2.11.11", "Program Pengelolaan Persampahan"},
	informatics:   {"2.16.03", "Program Pengelolaan Aplikasi Informatika"},
	hospital:      {"1.02.05", "Program Peningkatan Pelayanan BLUD"},
	secretariat:   {"4.01.01", "Program Penunjang Urusan Pemerintahan Daerah"},
	planningBoard: {"5.01.02", "Program Perencanaan, Pengendalian, dan Evaluasi Pembangunan"},
	social:        {"1.06.06", "Program Penanganan Bencana dan Pemberdayaan Sosial"},
}

// plans tells the announced plan (RUP), which is a process of its own; now and then two plans become one tender.
func (n *procurement) plans() []*process {
	if n.way.term != "Tender" || !n.chance(6) {
		return []*process{n.plan("-rup", n.budget)}
	}
	first := part(n.budget, n.between(400, 700))
	return []*process{n.plan("-rup", first), n.plan("-rup-2", n.budget-first)}
}

func (n *procurement) plan(suffix string, amount int64) *process {
	p := n.process(suffix)
	revised := n.chance(18)
	announced := amount
	if revised {
		announced = n.fraction(amount, 850, 1100)
	}
	p.known.Planning = n.budgetLine(announced)
	p.known.Planning.Rationale = "Sesuai Rencana Kerja Perangkat Daerah dan DPA " + n.entity.Name + "."
	p.known.Tender = p.describe()
	p.known.Tender.Status = "planned"
	p.known.Tender.TenderPeriod = n.monthsAhead(1, 2)
	p.known.Tender.ContractPeriod = n.monthsAhead(3, 8)
	p.publish(n.planned, "planning")
	if revised {
		p.known.Planning.Budget.Amount = rupiah(amount)
		p.update(n.later(n.planned, 2, 5), release{Planning: n.budgetLine(amount)}, "planningUpdate")
	}
	return p
}

// monthsAhead is a period of whole months, as plans give them, within the year.
func (n *procurement) monthsAhead(from, to int) period {
	first := day(n.year, min(n.planned.Month()+time.Month(from), time.November), 1)
	last := day(n.year, min(n.planned.Month()+time.Month(to), time.December)+1, 0)
	return period{StartDate: stamp(first), EndDate: stamp(endOfDay(last))}
}

// abandon tells a plan that was given up.
func (n *procurement) abandon() []*process {
	p := n.plan("-rup", n.budget)
	p.known.Tender.Status = "cancelled"
	p.known.Tender.Description = "Paket dibatalkan karena pergeseran anggaran. " + p.known.Tender.Description
	fact := n.later(n.planned, 20, 90)
	cancelled := tender{ID: p.id, Status: "cancelled", Description: p.known.Tender.Description}
	p.update(fact, release{Tender: &cancelled}, "planningUpdate")
	return []*process{p}
}

// follow links the process to the plans it carries out and takes over their budget.
func (p *process) follow(plans []*process) {
	for _, plan := range plans {
		p.relate("planning", p.title+mark, plan.ocid)
	}
	p.known.Planning = p.budgetLine(p.budget)
}

func (n *procurement) budgetLine(amount int64) *planning {
	programme := programmes[n.job.agency]
	if n.way.isVillage() {
		programme.id, programme.name = "2", "Bidang Pelaksanaan Pembangunan Desa"
	}
	return &planning{Budget: budget{
		ID:          fmt.Sprintf("%s.%04d", programme.id, n.number%10000),
		Description: n.funds,
		Amount:      rupiah(amount),
		Project:     programme.name,
		ProjectID:   programme.id,
	}}
}

// describe says what is procured, the same in the plan and in the tender.
func (p *process) describe() *tender {
	description := fmt.Sprintf("%s oleh %s, tahun anggaran %d.", p.title, p.entity.Name, p.year)
	t := &tender{
		ID:              p.id,
		Title:           p.title + mark,
		Description:     description + " Data contoh, bukan pengadaan sungguhan.",
		ProcuringEntity: p.entity.reference(),
		Items:           []item{p.item()},
		Method:          p.way.code,
		MethodDetails:   p.way.details(),
		MainCategory:    [...]string{"works", "goods", "services", "services"}[p.job.category],
	}
	if p.job.category == consulting {
		t.AdditionalCategories = []string{"consultingServices"}
	}
	return t
}

// details is the term for the method as the procurement systems write it.
func (w way) details() string {
	if strings.HasPrefix(w.term, "E-Purchasing") {
		return "E-Purchasing"
	}
	return w.term
}

func (n *procurement) item() item {
	quantity := 1
	switch n.job.unit {
	case "unit", "set":
		quantity = int(max(1, n.budget/(12*million)))
	case "bulan":
		quantity = 12
	}
	where := n.place.address("")
	where.StreetAddress = "Kecamatan " + n.place.districts[n.district]
	return item{
		ID:              "1",
		Description:     n.title,
		Classification:  n.job.class,
		Quantity:        quantity,
		Unit:            unit{n.job.unit},
		DeliveryAddress: where,
	}
}
