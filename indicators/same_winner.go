package indicators

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strings"
)

var sameWinner = &Indicator{
	Method: Method{Code: "same_winner", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Same winner year after year", "Pemenang yang sama dari tahun ke tahun"},
		Formula: Words{
			"In so many years one after the other, the supplier won at least so large a share of the value that the procuring entity (without one, the buyer) awarded in a category, in each of at least so many awards of one currency.",
			"Dalam sekian tahun berturut-turut, penyedia memenangkan sedikitnya sekian bagian dari nilai yang ditetapkan satuan kerja (bila tidak ada, pembeli) dalam satu kategori, masing-masing dari sedikitnya sekian penetapan bermata uang sama."},
		Source: ownSource, Needs: []string{"awards/value", "awards/date", "awards/suppliers/id", "tender/procuringEntity/id | buyer/id", "tender/mainProcurementCategory"},
		Clear:  Words{"No supplier had so large a share in so many years.", "Tidak ada penyedia dengan bagian sebesar itu selama itu."},
		Caveat: Words{"Few firms may offer what is needed, or one may simply be best.", "Bisa jadi hanya sedikit perusahaan yang mampu, atau satu memang yang terbaik."}},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		for _, m := range d.yearlyMarkets() {
			m.tellSame(i, t)
		}
	},
}

// yearly is what one entity awarded in a category, by years.
type yearly struct {
	entity   *organization
	category string
	wins     []*win // in the order of years
}

func entityOf(o *origin) *organization {
	if o.entity != nil {
		return o.entity
	}
	return o.buyer
}

// yearlyMarkets groups the awards that can be compared, in the order of entities and categories.
func (d *dataset) yearlyMarkets() (all []yearly) {
	var wins []*win
	for n := range d.wins {
		if w := &d.wins[n]; w.priced && w.day != 0 && entityOf(w.origin) != nil && w.origin.category != "" {
			wins = append(wins, w)
		}
	}
	slices.SortStableFunc(wins, func(a, b *win) int {
		return cmp.Or(cmp.Compare(entityOf(a.origin).rank, entityOf(b.origin).rank), strings.Compare(a.origin.category, b.origin.category), cmp.Compare(a.year(), b.year()))
	})
	for n, w := range wins {
		if last := len(all) - 1; last < 0 || all[last].entity != entityOf(w.origin) || all[last].category != w.origin.category {
			all = append(all, yearly{entityOf(w.origin), w.origin.category, wins[n:n]})
		}
		m := &all[len(all)-1]
		m.wins = wins[n-len(m.wins) : n+1]
	}
	return all
}

func (w *win) year() int { return dayTime(w.day).Year() }

// streak is the years in which a supplier had its share.
type streak struct {
	last, years int
	longest     int
	wins        []*win
}

// tellSame looks for suppliers with their share in enough years running, and tells of those that had it in the end.
func (m *yearly) tellSame(i *Indicator, t *teller) {
	c := t.config.SameWinner
	streaks := map[*organization]*streak{}
	years := 0
	for start := 0; start < len(m.wins); {
		end := start
		for end < len(m.wins) && m.wins[end].year() == m.wins[start].year() {
			end++
		}
		if winner, ok := leader(m.wins[start:end], &c); ok {
			years++
			if winner != nil {
				streaks[winner] = streaks[winner].next(m.wins[start:end], winner)
			}
		}
		start = end
	}
	s := Subject{Kind: OfProcuringEntity, Buyer: m.entity.id, BuyerName: m.entity.name, Category: m.category}
	if years < c.Years {
		t.tell(i, s, Result{State: NotComputable, Reason: BelowMinimum, N: years, Threshold: digits(int64(c.Years))})
		return
	}
	if !m.tellStreaks(i, t, s, streaks) {
		t.tell(i, s, Result{State: NotFlagged, Threshold: digits(int64(c.Years)), N: years})
	}
}

// leader is who won enough of a year's value, if anybody did; false where the year says nothing.
func leader(wins []*win, c *SameWinnerConfig) (*organization, bool) {
	var total sum
	by := map[*organization]*big.Rat{}
	for _, w := range wins {
		total.add(w.value)
		for _, s := range w.suppliers {
			if by[s] == nil {
				by[s] = new(big.Rat)
			}
			by[s].Add(by[s], w.value.rat())
		}
	}
	if total.mixed || len(wins) < c.Awards || total.total.Sign() <= 0 {
		return nil, false
	}
	least := new(big.Rat).Mul(&total.total, big.NewRat(int64(c.Share), 100))
	var most *organization
	for s, value := range by {
		if value.Cmp(least) >= 0 && (most == nil || value.Cmp(by[most]) > 0 || value.Cmp(by[most]) == 0 && s.rank < most.rank) {
			most = s
		}
	}
	return most, true
}

func (k *streak) next(wins []*win, winner *organization) *streak {
	if k == nil {
		k = &streak{}
	}
	if year := wins[0].year(); k.last != year-1 {
		k.years, k.wins, k.last = 0, nil, year
	} else {
		k.last = year
	}
	k.years++
	k.longest = max(k.longest, k.years)
	for _, w := range wins {
		if slices.Contains(w.suppliers, winner) {
			k.wins = append(k.wins, w)
		}
	}
	return k
}

func (m *yearly) tellStreaks(i *Indicator, t *teller, s Subject, streaks map[*organization]*streak) (any bool) {
	for _, who := range slices.SortedFunc(maps.Keys(streaks), func(a, b *organization) int { return cmp.Compare(a.rank, b.rank) }) {
		k := streaks[who]
		if k.longest < t.config.SameWinner.Years || who.individual {
			continue
		}
		any = true
		s := s
		s.Kind, s.Supplier, s.SupplierName = OfSupplierEntity, who.id, who.name
		t.tell(i, s, Result{State: Flagged, Value: digits(int64(k.longest)), Unit: "years", Threshold: digits(int64(t.config.SameWinner.Years)),
			N: len(k.wins), EvidenceCount: len(k.wins),
			Sentence: say(Words{"%[1]s won at least %[4]s%% of what %[2]s awarded in the category %[5]s in %[3]s one after the other.",
				"%[1]s memenangkan sedikitnya %[4]s%% dari yang ditetapkan %[2]s dalam kategori %[5]s selama %[3]s berturut-turut."},
				who.named(), m.entity.named(), counted(k.longest, "year", "tahun"), digits(int64(t.config.SameWinner.Share)), m.category)}, evidenceOf(k.wins, t)...)
	}
	return any
}
