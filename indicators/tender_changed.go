package indicators

import (
	"strings"

	"terang/schema"
)

var tenderChanged = &Indicator{
	Method: Method{Code: "tender_changed", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Tender changed after the bids were opened", "Tender diubah setelah pembukaan penawaran"},
		Formula: Words{
			"A release dated after the deadline for bids that held until then changed the estimate, the deadline, the criteria, the method, or the items of the tender.",
			"Rilis bertanggal setelah batas akhir penawaran yang berlaku saat itu mengubah HPS, batas akhir, kriteria, metode, atau rincian tender."},
		Source: ownSource, Needs: []string{"tender/tenderPeriod/endDate", "releases (history of tender)"},
		Clear: Words{"What bids were judged by did not change after the deadline.", "Dasar penilaian penawaran tidak berubah setelah batas akhir."},
		Caveat: Words{
			"The date is that of the release: a change made in time and published late looks late.",
			"Yang dibaca adalah tanggal rilis: perubahan yang dibuat tepat waktu tetapi terlambat dipublikasikan akan tampak terlambat."}},
	process: func(c *Case, i *Indicator) {
		deadline := c.tender.Get("tenderPeriod", "endDate")
		if c.cancelled || c.tender.Len() == 0 || deadline == nil && c.tender.Get("procurementMethod").Text() == "direct" {
			return
		}
		known := c.moment(deadline).known
		if told := len(c.Releases) > 1 && c.History != nil; !told || !known {
			c.tell.lacks(i, c.subject(), MissingFields, unknown(i.Needs, known, told)...)
			return
		}
		change, end := c.changedLate()
		if change == nil {
			c.tell.clear(i, c.subject(), "", "", deadline.Text())
			return
		}
		c.tell.tell(i, c.subject(), Result{State: Flagged, Value: change.Date, Unit: "date", Threshold: end.at.Format("2006-01-02T15:04:05-07:00"),
			Sentence: say(Words{"%[1]s was changed by the release of %[2]s, after the deadline for bids on %[3]s.", "%[1]s diubah oleh rilis tertanggal %[2]s, setelah batas akhir penawaran %[3]s."},
				change.Path, dayWords(c.momentOf(change.Date).day), dayWords(end.day))}, c.changeEvidence(change))
	},
}

// decisive are the fields of a tender by which bids are made and judged.
var decisive = []string{"tender/value", "tender/minValue", "tender/tenderPeriod", "tender/awardCriteria", "tender/eligibilityCriteria",
	"tender/procurementMethod", "tender/submissionMethod", "tender/items", "tender/selectionCriteria"}

// changedLate is the first change of what is decisive after the deadline that held until then, and that deadline.
func (c *Case) changedLate() (*schema.Change, moment) {
	end := c.deadlineAtFirst()
	for n := range c.History.Changes {
		change := &c.History.Changes[n]
		at := c.momentOf(change.Date)
		if at.known && end.known && at.after(end) && change.Kind != schema.Added && isDecisive(change.Path) {
			return change, end
		}
		if change.Pointer == deadlinePointer {
			if v, err := schema.Parse(change.To); err == nil {
				end = c.moment(v)
			}
		}
	}
	return nil, end
}

const deadlinePointer = "/tender/tenderPeriod/endDate"

// deadlineAtFirst is the deadline as it was first told.
func (c *Case) deadlineAtFirst() moment {
	for n := range c.History.Changes {
		change := &c.History.Changes[n]
		if change.Pointer != deadlinePointer {
			continue
		}
		raw := change.From
		if raw == nil {
			raw = change.To
		}
		if v, err := schema.Parse(raw); err == nil {
			return c.moment(v)
		}
	}
	return c.moment(c.tender.Get("tenderPeriod", "endDate"))
}

func isDecisive(path string) bool {
	for _, p := range decisive {
		if path == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}

// changeEvidence points to the release that brought a change. Its pointer has ids in place of indices, as changes have.
func (c *Case) changeEvidence(change *schema.Change) Evidence {
	e := Evidence{OCID: c.origin.ocid, Release: change.ReleaseID, Pointer: change.Pointer}
	for _, r := range c.Releases {
		if r.ID == change.ReleaseID {
			e.Seq = r.Seq
		}
	}
	return e
}
