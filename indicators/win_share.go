package indicators

import (
	"cmp"
	"math/big"
	"slices"
)

var winShare = &Indicator{
	Method: Method{Code: "win_share", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Share of what a buyer awards", "Bagian dari nilai yang ditetapkan pembeli"},
		Formula: Words{
			"Value of the awards that the supplier won from the buyer ÷ value of all awards of the buyer. A joint operation counts whole for each member, and once in the whole.",
			"Nilai penetapan yang dimenangkan penyedia dari pembeli ÷ nilai seluruh penetapan pembeli. KSO dihitung penuh bagi tiap anggota, dan sekali dalam keseluruhan."},
		Source: performanceSource, Needs: []string{"buyer/id", "awards/value", "awards/suppliers/id"},
		Caveat: Words{
			"Suppliers are told apart by identifier alone: one that appears under several is shown several times.",
			"Penyedia dibedakan hanya menurut nomor pengenal: yang memakai beberapa nomor tampil beberapa kali."}},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		for _, m := range d.markets() {
			m.tellShares(i, t)
		}
	},
}

var concentration = &Indicator{
	Method: Method{Code: "concentration", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Concentration of a buyer's awards (HHI)", "Konsentrasi penetapan pembeli (HHI)"},
		Formula: Words{
			"Σ of the squares of the winners' shares in the value of the buyer's awards: 1 where one wins all. A joint operation counts as one winner of its own.",
			"Σ kuadrat bagian tiap pemenang dalam nilai penetapan pembeli: 1 bila satu pemenang mendapat semuanya. KSO dihitung sebagai satu pemenang tersendiri."},
		Source: performanceSource, Needs: []string{"buyer/id", "awards/value", "awards/suppliers/id"}, Caveat: winShare.Caveat},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		for _, m := range d.markets() {
			m.tellConcentration(i, t)
		}
	},
}

// market is what one buyer awarded.
type market struct {
	buyer *organization
	wins  []*win
	sum
	unpriced int
}

// markets are the buyers' awards, in the order of the buyers' ids.
func (d *dataset) markets() []*market {
	by := map[*organization]*market{}
	for n := range d.wins {
		w := &d.wins[n]
		if w.origin.buyer == nil {
			continue
		}
		m := by[w.origin.buyer]
		if m == nil {
			m = &market{buyer: w.origin.buyer}
			by[m.buyer] = m
		}
		if m.wins = append(m.wins, w); w.priced {
			m.add(w.value)
		} else {
			m.unpriced++
		}
	}
	all := make([]*market, 0, len(by))
	for _, m := range by {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *market) int { return cmp.Compare(a.buyer.rank, b.buyer.rank) })
	return all
}

// unable says why there are no shares; empty where there are.
func (m *market) unable(least int) Reason {
	switch {
	case m.mixed:
		return MixedCurrencies
	case m.count == 0:
		return MissingFields
	case m.total.Sign() <= 0:
		return ZeroAmount
	case m.count < least:
		return BelowMinimum
	}
	return ""
}

// holding is what a winner has of a market.
type holding struct {
	who   string // ids, of a joint operation all
	one   *organization
	value big.Rat
	wins  []*win
}

// holdings are the winners' parts, in the order of their ids: of each supplier, or of each that won alone or jointly.
func (m *market) holdings(jointly bool) []*holding {
	by := map[string]*holding{}
	add := func(who string, one *organization, w *win) {
		h := by[who]
		if h == nil {
			h = &holding{who: who, one: one}
			by[who] = h
		}
		h.value.Add(&h.value, w.value.rat())
		h.wins = append(h.wins, w)
	}
	for _, w := range m.wins {
		switch {
		case !w.priced:
		case jointly:
			add(joined(w.suppliers), nil, w)
		default:
			for _, s := range w.suppliers {
				add(s.id, s, w)
			}
		}
	}
	all := make([]*holding, 0, len(by))
	for _, h := range by {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b *holding) int { return cmp.Compare(a.who, b.who) })
	return all
}

func (m *market) tellShares(i *Indicator, t *teller) {
	why := m.unable(t.config.MinimumN)
	for _, h := range m.holdings(false) {
		if h.one.individual {
			continue
		}
		s := Subject{Kind: OfSupplierBuyer, Supplier: h.one.id, SupplierName: h.one.name, Buyer: m.buyer.id, BuyerName: m.buyer.name}
		r := Result{State: Computed, N: m.count, Of: len(m.wins), EvidenceCount: len(h.wins)}
		if r.State, r.Reason = stateFor(why); why != "" {
			t.tell(i, s, r)
			continue
		}
		share := quotient(&h.value, &m.total)
		r.Value, r.Unit, r.Part, r.Whole = ratio(share), "ratio", plain(&h.value), plain(&m.total)
		r.Sentence = say(Words{"%[1]s won %[2]s of the %[3]s that %[4]s awarded (%[5]s).", "%[1]s memenangkan %[2]s dari %[3]s yang ditetapkan %[4]s (%[5]s)."},
			h.one.named(), amountWords(&h.value, m.currency), amountWords(&m.total, m.currency), m.buyer.named(), percentWords(share))
		t.tell(i, s, r, evidenceOf(h.wins, t)...)
	}
}

func stateFor(why Reason) (State, Reason) {
	if why != "" {
		return NotComputable, why
	}
	return Computed, ""
}

func evidenceOf(wins []*win, t *teller) []Evidence {
	t.room = t.room[:0]
	for _, w := range wins[:min(len(wins), t.config.Evidence)] {
		t.room = append(t.room, w.evidence("awards"))
	}
	return t.room
}

func (m *market) tellConcentration(i *Indicator, t *teller) {
	s := Subject{Kind: OfBuyer, Buyer: m.buyer.id, BuyerName: m.buyer.name}
	r := Result{N: m.count, Of: len(m.wins), EvidenceCount: len(m.wins)}
	if m.unpriced > 0 {
		r.LeftOut = []Left{{lacks[noAwardValue].field, m.unpriced}}
	}
	why := m.unable(t.config.MinimumN)
	if r.State, r.Reason = stateFor(why); why != "" {
		if why == MissingFields {
			r.Missing = missingField[noAwardValue]
		}
		t.tell(i, s, r)
		return
	}
	all := m.holdings(true)
	index := new(big.Rat)
	for _, h := range all {
		share := quotient(&h.value, &m.total)
		index.Add(index, share.Mul(share, share))
	}
	r.Value, r.Unit = ratio(index), "ratio"
	r.Sentence = say(Words{"The awards of %[1]s went to %[2]s; their concentration (HHI) is %[3]s.", "Penetapan %[1]s jatuh kepada %[2]s; konsentrasinya (HHI) %[3]s."},
		m.buyer.named(), counted(len(all), "winner", "pemenang"), Words{ratio(index), commaForPoint(ratio(index))})
	t.tell(i, s, r, evidenceOf(m.wins, t)...)
}
