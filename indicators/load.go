package indicators

import (
	"cmp"
	"slices"
)

var load = &Indicator{
	Method: Method{Code: "load", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Contracts at a time", "Kontrak yang berjalan bersamaan"},
		Formula: Words{
			"Contracts of the supplier whose local days, from the start of the period to the first hand-over or else to its end, include the as-of date; as the variant peak, the most on any day.",
			"Kontrak penyedia yang rentang harinya, dari awal masa kontrak sampai serah terima pertama atau, bila tidak ada, akhir masa kontrak, mencakup tanggal acuan; varian peak: jumlah terbanyak pada satu hari."},
		Source: performanceSource, Needs: []string{"contracts/period/startDate", "contracts/period/endDate"},
		Caveat: Words{
			"Only contracts of this dataset are seen. The limit of five packages holds for small firms.",
			"Hanya kontrak dalam dataset ini yang terlihat. Batas lima paket berlaku untuk usaha kecil."}},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		today := dayOf(d.config.AsOf)
		groups := d.groups(true, OfSupplier)
		for g := range groups {
			d.tellLoad(i, t, &groups[g], today)
		}
	},
}

// turn is a day on which a contract begins, or is over.
type turn struct{ day, by int32 }

func (d *dataset) tellLoad(i *Indicator, t *teller, g *group, today int32) {
	var turns []turn
	now, known := 0, 0
	t.room = t.room[:0]
	for _, place := range g.facts {
		f := &d.works[place]
		if f.until == 0 {
			continue
		}
		known++
		turns = append(turns, turn{f.from, 1}, turn{f.until + 1, -1})
		if f.from <= today && today <= f.until {
			if now++; now <= t.config.Evidence {
				t.room = append(t.room, f.evidence("contracts"))
			}
		}
	}
	if known == 0 {
		t.lacks(i, g.subject(), MissingFields, i.Needs...)
		return
	}
	r := Result{State: Computed, Unit: "count", N: known, Of: len(g.facts), Threshold: digits(int64(d.config.Load)), Value: digits(int64(now)), EvidenceCount: now}
	r.Sentence = say(Words{"%[1]s has %[2]s running on the as-of date.", "%[1]s memiliki %[2]s yang berjalan pada tanggal acuan."}, g.words(), counted(now, "contract", "kontrak"))
	t.tell(i, g.subject(), r, t.room...)
	most, on := peak(turns)
	r.Variant, r.Value, r.EvidenceCount = "peak", digits(int64(most)), 0
	r.Sentence = say(Words{"%[1]s had at most %[2]s at a time, on %[3]s.", "%[1]s paling banyak memiliki %[2]s bersamaan, pada %[3]s."},
		g.words(), counted(most, "contract", "kontrak"), dayWords(on))
	t.tell(i, g.subject(), r)
}

// peak is the most contracts at a time, and the first day with so many.
func peak(turns []turn) (most int, on int32) {
	slices.SortFunc(turns, func(a, b turn) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.by, b.by)) })
	now := 0
	for _, t := range turns {
		if now += int(t.by); now > most {
			most, on = now, t.day
		}
	}
	return most, on
}

// span is the days in which a contract runs; 0 and 0 where that is not known.
func (k *contract) span() (from, until int32) {
	if !k.start.known || !k.end.known && !k.handedOver.known {
		return 0, 0
	}
	if until = k.end.day; k.handedOver.known {
		until = k.handedOver.day
	}
	return k.start.day, max(until, k.start.day)
}
