package indicators

import "slices"

var bidsPerTender = &Indicator{
	Method: Method{Code: "bids_per_tender", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Bids per tender", "Penawaran per tender"},
		Formula: Words{
			"Those who bid with a price: tender/numberOfTenderers, else the tenderers of the submitted bids; of several tenders the mean. Direct purchases are left aside. Those who only registered are not bidders.",
			"Peserta yang memasukkan penawaran harga: tender/numberOfTenderers, bila tidak ada penawar dalam bids/details; untuk beberapa tender rata-ratanya. Pengadaan langsung tidak dihitung. Pendaftar bukan penawar."},
		Source: performanceSource, Needs: []string{lacks[noBids].field},
		Caveat: Words{
			"For a supplier the tenders are those that it won.",
			"Untuk penyedia, tender yang dihitung adalah yang dimenangkannya."}},
	process: func(c *Case, i *Indicator) {
		if m, applies := c.bidding(); applies && m.lack != nothing {
			c.tell.unable(i, "", c.subject(), m.lack)
		} else if applies {
			c.tell.tell(i, c.subject(), Result{State: Computed, Value: digits(int64(m.part)), Unit: "count", N: 1, Of: 1,
				Sentence: say(Words{"%[1]s.", "%[1]s."}, tenderersWords(int(m.part)))}, c.bidEvidence())
		}
	},
	dataset: over(figure{number: mBids, process: true, form: mean, unit: "count", kinds: ofBoth, say: Words{
		"On average %[4]s bid in the %[5]s tenders of %[1]s.",
		"Rata-rata %[4]s peserta menawar dalam %[5]s tender %[1]s."}}),
}

var singleBid = &Indicator{
	Method: Method{Code: "single_bid", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Tenders with a single bid", "Tender dengan penawar tunggal"},
		Formula: Words{
			"Tenders in which one bid ÷ tenders whose number of bids is known and not zero. Direct purchases are left aside.",
			"Tender dengan satu penawar ÷ tender yang jumlah penawarnya diketahui dan tidak nol. Pengadaan langsung tidak dihitung."},
		Source: performanceSource, Needs: []string{lacks[noBids].field},
		Clear: Words{"More than one bid.", "Penawarnya lebih dari satu."},
		Caveat: Words{
			"A single bid may have good reasons, such as few firms that can do the work. For a supplier the tenders are those that it won.",
			"Penawar tunggal bisa wajar, misalnya karena sedikit perusahaan yang mampu. Untuk penyedia, tender yang dihitung adalah yang dimenangkannya."}},
	dataset: over(figure{number: mSingle, process: true, kinds: ofBoth, first: some, say: Words{
		"Of %[3]s tenders of %[1]s, %[2]s had a single bid (%[4]s).",
		"Dari %[3]s tender %[1]s, %[2]s hanya memiliki satu penawar (%[4]s)."}}),
}

func tenderersWords(n int) Words {
	switch n {
	case 0:
		return Words{"Nobody bid", "Tidak ada yang menawar"}
	case 1:
		return Words{"A single tenderer bid", "Hanya satu peserta yang menawar"}
	}
	return Words{digits(int64(n)) + " tenderers bid", digits(int64(n)) + " peserta menawar"}
}

// bidding is how many bid, where there was a competition that is over.
func (c *Case) bidding() (m small, applies bool) {
	switch {
	case c.cancelled || c.tender.Get("procurementMethod").Text() == "direct":
		return m, false
	case len(c.awards) == 0 && c.tender.Get("status").Text() != "complete" && c.tender.Get("status").Text() != "unsuccessful":
		return m, false
	}
	if n, ok := c.tenderers(); ok {
		return small{uint16(min(n, 1<<16-1)), 1, nothing}, true
	}
	return small{lack: noBids}, true
}

// tenderers counts those who bid: as the tender says, else from the bids themselves.
func (c *Case) tenderers() (n int, ok bool) {
	if d, ok := decimalOf(c.tender.Get("numberOfTenderers")); ok && d.places == 0 && d.units >= 0 {
		return int(d.units), true
	}
	if !c.hasBids {
		return 0, false
	}
	var bidders []string
	for i := range c.bids {
		b := &c.bids[i]
		if b.status == "invited" || b.status == "withdrawn" {
			continue
		}
		if who := joined(b.tenderers); who != "" && !slices.Contains(bidders, who) {
			bidders = append(bidders, who)
		}
	}
	return len(bidders), len(bidders) > 0
}

// joined names those who bid together.
func joined(all []*organization) string {
	var s Subject
	s.name(all, func(*organization) string { return "" })
	return s.Supplier
}

func (c *Case) bidEvidence() Evidence {
	return c.evidence(orElse(c.tender.Get("numberOfTenderers"), orElse(c.Tree.Get("bids", "details"), c.tender)))
}

func (c *Case) measureBids(f *fact) {
	m, applies := c.bidding()
	if !applies {
		m.lack = notAsked
	}
	f.small[mBids], f.small[mSingle] = m, m
	if m.lack == nothing {
		if f.small[mSingle] = one(m.part == 1); m.part == 0 {
			f.small[mSingle].lack = notAsked
		}
	}
}
