package checks

import "terang/schema"

var _ = processRule("date_after_release", schema.Warning,
	"OCDS 1.1, release date; Pelican coherent.release_date, coherent.dates, coherent.amendments_dates, coherent.documents_dates, coherent.milestones_dates (by local days)", Words{
		"This date (%[1]s) is after that of the newest release (%[2]s), which can only tell what has happened until then. Correct this date, or date the release when it was made.",
		"Tanggal ini (%[1]s) sesudah tanggal rilis terbaru (%[2]s), padahal rilis hanya dapat memuat yang sudah terjadi. Perbaiki tanggal ini, atau beri rilis tanggal pembuatannya."},
	func(p *Process, r *Rule) {
		release := p.Get("date")
		released, known := dayOf(release)
		if !known {
			return
		}
		past := func(date *schema.Value) {
			if on, known := dayOf(date); known {
				p.past(r, on <= released, date, release)
			}
		}
		for award := range p.each("awards") {
			past(award.Get("date"))
		}
		for contract := range p.each("contracts") {
			past(contract.Get("dateSigned"))
			for _, transaction := range contract.Get("implementation", "transactions").Items() {
				past(transaction.Get("date"))
			}
		}
		for _, section := range p.sections() {
			pastDates(section, past)
		}
	})

// past judges that a date is not after the release's. Systems stamp a release and its documents seconds apart, in
// either order: the same day will do, as it does for Pelican; and so will an earlier instant of the next day
// elsewhere.
func (p *Process) past(r *Rule, ok bool, date, release *schema.Value) {
	if !ok {
		ok, _ = notAfter(date, release)
	}
	if ok {
		p.judge(r, true, date)
	} else {
		p.judge(r, false, date, date.Text(), release.Text())
	}
}

// pastDates passes the dates of a section's amendments, documents and milestones that tell what has happened.
func pastDates(section *schema.Value, past func(*schema.Value)) {
	for _, amendment := range section.Get("amendments").Items() {
		past(amendment.Get("date"))
	}
	for _, document := range section.Get("documents").Items() {
		past(document.Get("datePublished"))
		past(document.Get("dateModified"))
	}
	for _, milestone := range section.Get("milestones").Items() {
		past(milestone.Get("dateMet"))
		past(milestone.Get("dateModified"))
	}
}
