package sample

import (
	"fmt"
	"time"
)

// runTender tells a published competition, and the second one if the first fails.
func runTender(n *procurement) []*process {
	plans := n.plans()
	first := n.process("")
	first.follow(plans)
	first.announce(n.begin())
	told := append(plans, first)
	switch fate := n.below(100); {
	case fate < 6:
		first.cancel()
	case fate < 16:
		first.fail()
		told = append(told, n.again(first, plans))
	default:
		first.conclude()
	}
	return told
}

// again tells the re-tender of a tender that failed.
func (n *procurement) again(failed *process, plans []*process) *process {
	second := n.process("-ulang")
	second.follow(plans)
	second.relate("unsuccessfulProcess", failed.known.Tender.Title, failed.ocid)
	second.announce(n.later(failed.date, 10, 25))
	second.conclude()
	return second
}

// announce publishes the tender, and perhaps a change of it before bids are due.
func (p *process) announce(at time.Time) {
	p.estimate = p.fraction(p.budget, 955, 999)
	p.deadline = p.later(at, 7, 13)
	t := p.describe()
	t.Status = "active"
	t.Value = rupiah(p.estimate)
	t.AwardCriteria, t.AwardCriteriaDetails = p.criteria()
	t.SubmissionMethod = []string{"electronicSubmission"}
	t.Documents = []document{p.paper("tenderNotice", "Pengumuman "+p.way.term, "pengumuman", at)}
	p.known.Tender = t
	p.timetable(at)
	p.publish(at, "tender")
	switch kind := p.below(100); {
	case kind < 20:
		p.postpone(p.later(at, 2, 4))
	case kind < 30:
		p.reestimate(p.later(at, 2, 4))
	case kind < 38:
		p.clarify(p.later(at, 2, 4))
	}
}

func (p *process) criteria() (code, details string) {
	if p.way.term == "Seleksi" {
		return "ratedCriteria", "Kualitas dan Biaya"
	}
	return "priceOnly", "Harga Terendah Sistem Gugur"
}

// timetable sets the periods and the schedule (jadwal) of the tender from its deadline.
func (p *process) timetable(at time.Time) {
	t := p.known.Tender
	opening := endOfDay(p.deadline)
	decision := opening.AddDate(0, 0, 14)
	objections := decision.AddDate(0, 0, 6)
	t.TenderPeriod = span(at, p.deadline)
	t.EnquiryPeriod = span(at.AddDate(0, 0, 1), at.AddDate(0, 0, 3))
	t.AwardPeriod = span(p.deadline.Add(time.Minute), decision)
	t.ContractPeriod = span(midnight(objections).AddDate(0, 0, 8), p.finish(objections.AddDate(0, 0, 8)))
	t.Milestones = []milestone{
		p.step("PEMBUKAAN", "Pembukaan Dokumen Penawaran", "assessment", opening),
		p.step("PENETAPAN", "Penetapan Pemenang", "approval", decision),
		p.step("SANGGAH", "Masa Sanggah", "approval", objections),
	}
}

func (p *process) step(code, title, kind string, due time.Time) milestone {
	return milestone{ID: p.id + "-" + code, Title: title, Type: kind, Code: code, DueDate: stamp(due), Status: "scheduled"}
}

// postpone moves the deadline for bids.
func (p *process) postpone(fact time.Time) {
	t := p.known.Tender
	before := p.deadline
	p.deadline = p.later(p.deadline, 3, 7)
	start, _ := time.Parse(time.RFC3339, t.TenderPeriod.StartDate)
	p.timetable(start)
	t.Amendments = p.amend(t.Amendments, p.id+"-perubahan", fact, "Memberi waktu yang cukup bagi calon peserta",
		fmt.Sprintf("Batas akhir pemasukan penawaran diundur dari %s menjadi %s.", date(before), date(p.deadline)))
	p.update(fact, release{Tender: &tender{
		ID: t.ID, TenderPeriod: t.TenderPeriod, AwardPeriod: t.AwardPeriod, ContractPeriod: t.ContractPeriod,
		Milestones: t.Milestones, Amendments: t.Amendments,
	}}, "tenderAmendment")
}

// reestimate changes the owner's estimate (HPS).
func (p *process) reestimate(fact time.Time) {
	t := p.known.Tender
	before := p.estimate
	p.estimate = min(p.budget, p.fraction(p.estimate, 965, 1025))
	t.Value = rupiah(p.estimate)
	t.Amendments = p.amend(t.Amendments, p.id+"-perubahan", fact,
		"Koreksi daftar kuantitas dan harga setelah penjelasan dokumen",
		fmt.Sprintf("HPS diubah dari %s menjadi %s.", inWords(before), inWords(p.estimate)))
	p.update(fact, release{Tender: &tender{ID: t.ID, Value: t.Value, Amendments: t.Amendments}}, "tenderAmendment")
}

// clarify publishes the minutes of the explanation of the documents (aanwijzing).
func (p *process) clarify(fact time.Time) {
	t := p.known.Tender
	t.Documents = append(t.Documents, p.paper("clarifications", "Berita Acara Pemberian Penjelasan", "penjelasan", fact))
	p.update(fact, release{Tender: &tender{ID: t.ID, Documents: t.Documents}}, "tenderUpdate")
}

var cancellations = []string{
	"Tender dibatalkan atas permintaan PPK: anggaran dialihkan.",
	"Tender dibatalkan: dokumen pemilihan tidak sesuai dengan Peraturan Presiden.",
	"Tender dibatalkan: lokasi pekerjaan belum siap.",
}

func (p *process) cancel() {
	t := p.known.Tender
	fact := p.later(p.deadline, 1, 12)
	t.Status = "cancelled"
	t.Milestones = nil
	notice := p.paper("cancellationDetails", "Pengumuman Pembatalan "+p.way.term, "pembatalan", fact)
	notice.Description = pick(p.dice, cancellations)
	t.Documents = append(t.Documents, notice)
	p.update(fact, release{Tender: &tender{ID: t.ID, Status: t.Status, Documents: t.Documents}}, "tenderCancellation")
}

// fail tells the end of a tender without any valid bid.
func (p *process) fail() {
	t := p.known.Tender
	fact := p.later(p.deadline, 3, 12)
	t.Status = "unsuccessful"
	p.reach("PEMBUKAAN", p.deadline)
	notice := p.paper("cancellationDetails", "Pengumuman "+p.way.term+" Gagal", "gagal", fact)
	notice.Description = "Tidak ada peserta yang memasukkan dokumen penawaran sampai batas akhir."
	if p.chance(55) {
		notice.Description = "Tidak ada peserta yang lulus evaluasi penawaran."
		p.reject(p.between(1, 3))
	} else {
		p.open(nil)
	}
	t.Documents = append(t.Documents, notice)
	p.publish(fact, "tenderUpdate")
}

// reach marks a step of the schedule as met.
func (p *process) reach(code string, fact time.Time) {
	for i := range p.known.Tender.Milestones {
		if step := &p.known.Tender.Milestones[i]; step.Code == code {
			step.DateMet, step.Status = stamp(fact), "met"
		}
	}
}
