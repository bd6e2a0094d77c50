package indicators

var manyKinds = &Indicator{
	Method: Method{Code: "R048", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Supplier of heterogeneous items", "Penyedia barang/jasa yang sangat beragam"},
		Formula: Words{
			"How many different beginnings (so many digits) the classifications of the items have that a supplier won alone in active awards, of suppliers in at least so many processes; flagged at Q3 + 1.5 (Q3 − Q1) or more.",
			"Banyaknya awalan (sekian digit) klasifikasi barang/jasa yang dimenangkan penyedia sendirian dalam penetapan aktif, untuk penyedia dengan sekian proses atau lebih; ditandai pada Q3 + 1,5 (Q3 − Q1) atau lebih."},
		Source: cardinalSource + " R048", Needs: []string{"awards/status", "awards/suppliers/id", "awards/items/classification/id"},
		Clear: Words{"The supplier's items are not unusually different.", "Barang/jasa penyedia tidak luar biasa beragam."},
		Caveat: Words{
			"General traders supply many kinds of things. Publishers often copy the items of the tender to the award.",
			"Pedagang umum memang memasok bermacam barang. Data sering menyalin rincian tender ke penetapan."}},
	process: func(c *Case, i *Indicator) {
		for _, a := range c.active() {
			if !c.excluded() && len(a.suppliers) == 1 && !classified(a) {
				c.tell.lacks(i, c.subject(), MissingFields, i.Needs[2])
				return
			}
		}
	},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		all := kindsOf(d.entries)
		var values []share
		for _, x := range all {
			if x.processes >= d.config.R048.MinimumProcesses {
				values = append(values, share{int64(len(x.codes)), 1})
			}
		}
		f := upperFence(values, d.config.MinimumFence)
		for _, x := range all {
			if !x.who.individual {
				x.tell(i, t, f)
			}
		}
	},
}

func classified(a *award) bool {
	for _, item := range a.Get("items").Items() {
		if item.Get("classification", "id").Text() != "" {
			return true
		}
	}
	return false
}

// kinds is of which kinds the items are that a supplier won.
type kinds struct {
	who       *organization
	codes     map[string]bool
	processes int
	entries   []entry
}

// kindsOf brings the entries of a supplier together, which stand one after the other in the order of their processes.
func kindsOf(entries []entry) (all []*kinds) {
	for n, e := range entries {
		if len(all) == 0 || all[len(all)-1].who != e.who {
			all = append(all, &kinds{who: e.who, codes: map[string]bool{}, entries: entries[n:n]})
		}
		x := all[len(all)-1]
		if len(x.entries) == 0 || x.entries[len(x.entries)-1].origin != e.origin {
			x.processes++
		}
		x.codes[e.code] = true
		x.entries = entries[n-len(x.entries) : n+1]
	}
	return all
}

func (x *kinds) tell(i *Indicator, t *teller, f fence) {
	s := Subject{Kind: OfSupplier, Supplier: x.who.id, SupplierName: x.who.name}
	n := int64(len(x.codes))
	switch {
	case x.processes < t.config.R048.MinimumProcesses:
		t.tell(i, s, Result{State: NotComputable, Reason: BelowMinimum, N: x.processes})
		return
	case f.reason != "":
		t.tell(i, s, Result{State: NotComputable, Reason: f.reason, N: x.processes})
		return
	}
	r := Result{State: NotFlagged, Value: digits(n), Unit: "count", Threshold: ratio(f.at), Fence: f.told(), N: x.processes, EvidenceCount: len(x.entries)}
	if fraction(n, 1).Cmp(f.at) < 0 {
		t.tell(i, s, r)
		return
	}
	r.State, r.Sentence = Flagged, say(Words{
		"%[1]s won items of %[2]s in %[3]s.", "%[1]s memenangkan %[2]s dalam %[3]s."}, x.who.named(),
		counted(int(n), "class|classes", "kelas barang/jasa"), counted(x.processes, "process|processes", "proses"))
	t.room = t.room[:0]
	for _, e := range x.entries[:min(len(x.entries), t.config.Evidence)] {
		t.room = append(t.room, Evidence{OCID: e.origin.ocid, Release: e.origin.release, Seq: e.origin.seq, Pointer: "/awards"})
	}
	t.tell(i, s, r, t.room...)
}
