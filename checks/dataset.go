package checks

import (
	"slices"
	"time"

	"terang/schema"
)

// Dataset gathers in one pass over processes what the rules on all of them together need. Its memory is bounded, however
// many there are. It is for one goroutine; what several have gathered of different processes is brought together with
// Merge, and as JSON it can be kept and merged later. The same processes give the same results, however they were divided
// and in whatever order they came; only counts of keys of which there are thousands may differ, within their Uncertainty.
type Dataset struct{ seen summary }

// summary is all that is remembered of processes.
type summary struct {
	Processes int64                  `json:"processes"`
	Plans     int64                  `json:"plans"`
	Codes     map[codeSet]*frequent  `json:"codes"`
	Values    map[stage]*stageValues `json:"values"`
	Buyers    *frequent              `json:"buyers"`   // processes by buyer
	BuyerIDs  *keySample[int64]      `json:"buyerIDs"` // the same, of a sample of buyers
	TenderIDs *keySample[int64]      `json:"tenderIDs"`
	Links     *keySample[linked]     `json:"links"` // by ocid
	Before    published              `json:"before"`
}

// published is what became of the processes of the version before.
type published struct {
	Known int64    `json:"known"`
	Lost  int64    `json:"lost"`
	Names []string `json:"names,omitempty"` // some of the lost
}

// NewDataset makes an empty one.
func NewDataset() *Dataset {
	d := &Dataset{summary{Codes: map[codeSet]*frequent{}, Values: map[stage]*stageValues{},
		Buyers: newFrequent(), BuyerIDs: newKeySample[int64](), TenderIDs: newKeySample[int64](), Links: newKeySample[linked]()}}
	for _, set := range codeSets {
		d.seen.Codes[set] = newFrequent()
	}
	for _, s := range stages {
		d.seen.Values[s] = newStageValues()
	}
	return d
}

// staged is a process with what is asked of it many times looked up once.
type staged struct {
	*Process
	tender, awards, contracts *schema.Value
	date                      time.Time // zero where there are no rates to look up by it
}

// add takes in a process. A plan is only what procurements refer to: it is counted in none of their figures (rulings on
// the data, 2).
func (d *Dataset) add(p *Process) {
	t := staged{Process: p, tender: p.Get("tender"), awards: p.Get("awards"), contracts: p.Get("contracts")}
	d.seen.Processes++
	d.links(&t)
	tenderID := t.tender.Get("id")
	if tenderID.Empty() && t.awards.Empty() && t.contracts.Empty() {
		d.seen.Plans++
		return
	}
	if p.Options.Rates != nil {
		t.date, _ = p.Get("date").Date()
	}
	if id := tenderID.ID(); id != "" {
		if n := d.seen.TenderIDs.at(id); n != nil {
			*n++
		}
	}
	d.buyer(p)
	d.stages(&t)
}

// Before tells how many processes the version before had, how many of them are no longer there, and some of their
// ocids. Several calls add up.
func (d *Dataset) Before(known, lost int64, examples []string) {
	b := &d.seen.Before
	b.Known += known
	b.Lost += lost
	b.Names = firstOf(append(b.Names, examples...))
}

// Merge adds what another has gathered, of other processes; the other is of no use afterwards.
func (d *Dataset) Merge(other *Dataset) {
	from := &other.seen
	d.seen.Processes += from.Processes
	d.seen.Plans += from.Plans
	for set, f := range d.seen.Codes {
		f.merge(from.Codes[set])
	}
	for s, a := range d.seen.Values {
		a.merge(from.Values[s])
	}
	d.seen.Buyers.merge(from.Buyers)
	d.seen.BuyerIDs.merge(from.BuyerIDs, addCounts)
	d.seen.TenderIDs.merge(from.TenderIDs, addCounts)
	d.seen.Links.merge(from.Links, (*linked).merge)
	d.Before(from.Before.Known, from.Before.Lost, from.Before.Names)
}

// someExamples is how many examples a result has.
const someExamples = 5

// firstOf puts texts in order and gives the first few, none twice.
func firstOf(texts []string) []string {
	slices.Sort(texts)
	texts = slices.Compact(texts)
	return texts[:min(someExamples, len(texts))]
}
