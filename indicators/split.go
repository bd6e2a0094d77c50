package indicators

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
)

var split = &Indicator{
	Method: Method{Code: "split", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Split below a threshold", "Dipecah di bawah batas"},
		Formula: Words{
			"Awards of one procuring entity (without one, the buyer) to the same supplier, in one category, by a method with a legal limit, of processes of their own, within so many days: each within the limit of its day and at least so large a share of it, and together above the limit that held last.",
			"Penetapan satu satuan kerja (bila tidak ada, pembeli) kepada penyedia yang sama, dalam satu kategori, dengan metode yang dibatasi aturan, dari proses yang berbeda, dalam sekian hari: masing-masing tidak melebihi batas pada harinya dan sedikitnya sekian bagian dari batas itu, tetapi jumlahnya melebihi batas yang terakhir berlaku."},
		Source: ownSource, Needs: []string{"tender/procurementMethodDetails", "tender/mainProcurementCategory", "awards/date", "awards/value", "awards/suppliers/id"},
		Clear:  Words{"It does not look like one of several parts.", "Tidak tampak sebagai salah satu dari beberapa pecahan."},
		Caveat: Words{"Separate needs at the same time look the same: compare what was bought, and where.", "Kebutuhan yang memang terpisah pada waktu yang sama tampak serupa: bandingkan apa yang dibeli dan di mana."}},
	process: func(c *Case, i *Indicator) {
		if c.cancelled || len(c.standing()) == 0 || !c.config.limits(c) {
			return
		}
		category := c.tender.Get("mainProcurementCategory").Text() != ""
		dated, priced, named := true, true, true
		for _, a := range c.standing() {
			dated, priced, named = dated && a.date.known, priced && a.priced, named && len(a.suppliers) > 0
		}
		if missing := unknown(i.Needs[1:], category, dated, priced, named); len(missing) > 0 {
			c.tell.lacks(i, c.subject(), MissingFields, missing...)
		}
	},
	dataset: tellSplits,
}

// limits says whether a method has a limit, on any day.
func (c *Config) limits(k *Case) bool {
	return slices.ContainsFunc(c.Limits, func(l Limit) bool { return k.begins(l.Method) })
}

// limit is up to what the process's method could be used on a day; 0 where no limit is known.
func (c *Config) limit(k *Case, day int32) (amount int64) {
	since := ""
	for _, l := range c.Limits {
		category := k.tender.Get("mainProcurementCategory").Text()
		if !k.begins(l.Method) || l.Category != category || l.Consulting != (k.category() == "consultingServices") {
			continue
		}
		if l.From <= dayText(day) && l.From > since {
			since, amount = l.From, l.Amount
		}
	}
	return amount
}

// part is an award that may be one of several.
type part struct {
	*win
	who *organization
}

func tellSplits(d *dataset, i *Indicator, t *teller) {
	parts := d.parts()
	for start := 0; start < len(parts); {
		end := start + 1
		for end < len(parts) && parts[end].cmp(parts[start]) == 0 {
			end++
		}
		tellParts(i, t, parts[start:end])
		start = end
	}
}

// parts are the awards with limits, those of one entity, supplier and category together, in the order of days.
func (d *dataset) parts() (all []part) {
	least := big.NewRat(int64(d.config.Split.Share), 100)
	for n := range d.wins {
		w := &d.wins[n]
		if w.limit == 0 || !w.priced || w.value.currency != "IDR" || entityOf(w.origin) == nil {
			continue
		}
		limit := big.NewRat(w.limit, 1)
		if v := w.value.rat(); v.Cmp(limit) > 0 || v.Cmp(new(big.Rat).Mul(limit, least)) < 0 {
			continue
		}
		for _, s := range w.suppliers {
			all = append(all, part{w, s})
		}
	}
	slices.SortStableFunc(all, func(a, b part) int { return cmp.Or(a.cmp(b), cmp.Compare(a.day, b.day)) })
	return all
}

func (p part) cmp(q part) int {
	return cmp.Or(cmp.Compare(entityOf(p.origin).rank, entityOf(q.origin).rank), cmp.Compare(p.who.rank, q.who.rank),
		strings.Compare(p.origin.category, q.origin.category))
}

// tellParts looks, from each award, how many follow within the days, and tells of the largest such set once.
func tellParts(i *Indicator, t *teller, parts []part) {
	c := t.config.Split
	told := 0 // parts before are told of
	for start := range parts {
		end := start + 1
		for end < len(parts) && int(parts[end].day-parts[start].day) < c.Days {
			end++
		}
		set := parts[start:end]
		if start >= told && len(set) >= c.Awards && processesIn(set) >= c.Awards && above(set) {
			tellSplit(i, t, set)
			told = end
		}
		if start >= told {
			s := Subject{Kind: OfProcess, OCID: parts[start].origin.ocid}
			parts[start].origin.fill(&s, (*organization).called)
			t.tell(i, s, Result{State: NotFlagged, Value: parts[start].value.text(), Unit: "IDR", Threshold: digits(parts[start].limit)})
		}
	}
}

func processesIn(set []part) (n int) {
	seen := map[*origin]bool{}
	for _, p := range set {
		seen[p.origin] = true
	}
	return len(seen)
}

// totalOf adds up a set.
func totalOf(set []part) *big.Rat {
	total := new(big.Rat)
	for _, p := range set {
		total.Add(total, p.value.rat())
	}
	return total
}

func above(set []part) bool { return totalOf(set).Cmp(big.NewRat(set[len(set)-1].limit, 1)) > 0 }

func tellSplit(i *Indicator, t *teller, set []part) {
	who, entity, last := set[0].who, entityOf(set[0].origin), set[len(set)-1]
	s := Subject{Kind: OfSupplierEntity, Buyer: entity.id, BuyerName: entity.name, Category: set[0].origin.category, Year: digits(int64(set[0].year()))}
	s.name([]*organization{who}, (*organization).called)
	total, limit := totalOf(set), big.NewRat(last.limit, 1)
	t.room = t.room[:0]
	for _, p := range set[:min(len(set), t.config.Evidence)] {
		t.room = append(t.room, p.evidence("awards"))
	}
	t.tell(i, s, Result{State: Flagged, Value: plain(total), Unit: "IDR", Threshold: digits(last.limit), N: len(set), EvidenceCount: len(set),
		Sentence: say(Words{"From %[1]s to %[2]s %[3]s made %[5]s to %[4]s, each within the limit of %[6]s and together %[7]s.",
			"Dari %[1]s sampai %[2]s %[3]s membuat %[5]s untuk %[4]s, masing-masing tidak melebihi batas %[6]s tetapi berjumlah %[7]s."},
			dayWords(set[0].day), dayWords(last.day), entity.named(), who.named(), counted(len(set), "award", "penetapan"), amountWords(limit, "IDR"), amountWords(total, "IDR"))}, t.room...)
}
