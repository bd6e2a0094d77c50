package indicators

import (
	"cmp"
	"slices"
)

var manyDisqualified = &Indicator{
	Method: Method{Code: "R038", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Excessive disqualified bids", "Penawaran yang digugurkan terlalu banyak"},
		Formula: Words{
			"Disqualified ÷ submitted bids of each buyer and procuring entity with so many processes, and of each tenderer with so many submitted bids; flagged at Q3 + 1.5 (Q3 − Q1) or more among its kind, where that fence is positive.",
			"Penawaran yang digugurkan ÷ yang dimasukkan, untuk tiap pembeli dan satuan kerja dengan sekian proses, dan tiap peserta dengan sekian penawaran; ditandai pada Q3 + 1,5 (Q3 − Q1) atau lebih di antara sejenisnya, bila batas itu positif."},
		Source: cardinalSource + " R038", Needs: []string{"bids/details/status", "buyer/id", "tender/procuringEntity/id", "bids/details/tenderers/id"},
		Clear: Words{"Not unusually many bids were disqualified.", "Penawaran yang digugurkan tidak luar biasa banyak."}, Caveat: othersDisqualified.Caveat},
	process: func(c *Case, i *Indicator) {
		if !c.excluded() && c.competed() {
			c.tellNoBids(i)
		}
	},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		d.tellThrown(i, t, OfBuyer, d.thrownBy(func(o *origin) *organization { return o.buyer }), d.config.R038.MinimumProcesses, 0)
		d.tellThrown(i, t, OfProcuringEntity, d.thrownBy(func(o *origin) *organization { return o.entity }), d.config.R038.MinimumProcesses, 0)
		d.tellThrown(i, t, OfSupplier, d.thrown(), 0, d.config.R038.MinimumBids)
	},
}

// thrown is how many of somebody's bids were thrown out.
type thrown struct {
	who                     *organization
	submitted, disqualified int
	processes               []*origin
}

// thrownBy counts by those who threw them out.
func (d *dataset) thrownBy(of func(*origin) *organization) []*thrown {
	by := map[*organization]*thrown{}
	for n := range d.heard {
		if h := &d.heard[n]; of(h.origin) != nil {
			addThrown(by, of(h.origin), h.origin, h.submitted, h.disqualified)
		}
	}
	return sorted(by)
}

// thrown counts by those whose bids they were.
func (d *dataset) thrown() []*thrown {
	by := map[*organization]*thrown{}
	for n := range d.entrants {
		e := &d.entrants[n]
		addThrown(by, e.who, e.origin, e.submitted, e.disqualified)
	}
	return sorted(by)
}

func addThrown(by map[*organization]*thrown, who *organization, from *origin, submitted, disqualified uint16) {
	x := by[who]
	if x == nil {
		x = &thrown{who: who}
		by[who] = x
	}
	x.submitted, x.disqualified = x.submitted+int(submitted), x.disqualified+int(disqualified)
	x.processes = append(x.processes, from)
}

func sorted(by map[*organization]*thrown) []*thrown {
	all := make([]*thrown, 0, len(by))
	for _, x := range by {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b *thrown) int { return cmp.Compare(a.who.rank, b.who.rank) })
	return all
}

// tellThrown judges the shares of one kind; those with too few processes or bids are no part of the distribution.
func (d *dataset) tellThrown(i *Indicator, t *teller, kind SubjectKind, all []*thrown, processes, bids int) {
	var ratios []share
	enough := func(x *thrown) bool { return len(x.processes) >= processes && x.submitted >= bids }
	for _, x := range all {
		if enough(x) {
			ratios = append(ratios, share{int64(x.disqualified), int64(x.submitted)})
		}
	}
	f := upperFence(ratios, d.config.MinimumFence)
	for _, x := range all {
		switch s := x.subject(kind); {
		case kind == OfSupplier && x.who.individual:
		case !enough(x):
			t.tell(i, s, Result{State: NotComputable, Reason: BelowMinimum, N: x.submitted})
		case f.reason != "":
			t.tell(i, s, Result{State: NotComputable, Reason: f.reason, N: x.submitted})
		default:
			x.tell(i, t, s, f)
		}
	}
}

func (x *thrown) subject(kind SubjectKind) Subject {
	if kind == OfSupplier {
		return Subject{Kind: kind, Supplier: x.who.id, SupplierName: x.who.name}
	}
	return Subject{Kind: kind, Buyer: x.who.id, BuyerName: x.who.name}
}

func (x *thrown) tell(i *Indicator, t *teller, s Subject, f fence) {
	rate := fraction(int64(x.disqualified), int64(x.submitted))
	r := Result{State: NotFlagged, Value: ratio(rate), Unit: "ratio", Threshold: ratio(f.at), Fence: f.told(), N: x.submitted,
		Part: digits(int64(x.disqualified)), Whole: digits(int64(x.submitted)), EvidenceCount: len(x.processes)}
	if f.at.Sign() <= 0 || rate.Cmp(f.at) < 0 {
		t.tell(i, s, r)
		return
	}
	words := Words{"Of %[3]s submitted to %[1]s, %[2]s were disqualified (%[4]s).", "Dari %[3]s yang masuk ke %[1]s, %[2]s digugurkan (%[4]s)."}
	if s.Kind == OfSupplier {
		words = Words{"Of %[3]s of %[1]s, %[2]s were disqualified (%[4]s).", "Dari %[3]s %[1]s, %[2]s digugurkan (%[4]s)."}
	}
	r.State, r.Sentence = Flagged, say(words, x.who.named(), r.Part, counted(x.submitted, "bid", "penawaran"), percentWords(rate))
	t.room = t.room[:0]
	for _, o := range x.processes[:min(len(x.processes), t.config.Evidence)] {
		t.room = append(t.room, Evidence{OCID: o.ocid, Release: o.release, Seq: o.seq, Pointer: "/bids/details"})
	}
	t.tell(i, s, r, t.room...)
}
