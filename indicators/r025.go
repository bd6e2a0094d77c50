package indicators

import (
	"math/big"
	"slices"
)

var losingBidder = &Indicator{
	Method: Method{Code: "R025", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Tenderer that bids often and hardly wins", "Peserta yang sering menawar tetapi hampir tidak pernah menang"},
		Formula: Words{
			"Of processes with one active award of one supplier: won ÷ bid validly, each process once. Flagged where the tenderer bid at least as often as the percentile, and the ratio ≤ Q1 − 1.5 (Q3 − Q1), where Q1 and that fence are positive.",
			"Untuk proses dengan satu penetapan aktif dan satu penyedia: menang ÷ menawar secara sah, tiap proses sekali. Ditandai bila peserta menawar sesering persentil atau lebih, dan rasionya ≤ Q1 − 1,5 (Q3 − Q1), bila Q1 dan batas itu positif."},
		Source: cardinalSource + " R025", Needs: bidFields,
		Clear: Words{"The tenderer does not bid unusually often without winning.", "Peserta tidak luar biasa sering menawar tanpa menang."},
		Caveat: Words{
			"Only valid bids of single tenderers count. Losing often is no wrong; it may show a bidder who makes up the numbers.",
			"Hanya penawaran sah dari peserta tunggal yang dihitung. Sering kalah bukan kesalahan; ini dapat menunjukkan peserta pelengkap."}},
	process: func(c *Case, i *Indicator) {
		if !c.excluded() && c.competed() && c.soleWinner() != nil {
			c.tellNoBids(i)
		}
	},
	dataset: tellLosers,
}

// loser is how often a tenderer bid and won.
type loser struct {
	who        *organization
	valid, won int
	entrants   []entrant
}

func tellLosers(d *dataset, i *Indicator, t *teller) {
	all := losers(d.entrants)
	counts, ratios := make([]share, len(all)), make([]share, len(all))
	for n, l := range all {
		counts[n], ratios[n] = share{int64(l.valid), 1}, share{int64(l.won), int64(l.valid)}
	}
	f := lowerFence(ratios, d.config.MinimumFence)
	slices.SortFunc(counts, share.cmp)
	for _, l := range all {
		if !l.who.individual {
			l.tell(i, t, f, func() *big.Rat { return quantile(counts, big.NewRat(int64(d.config.R025Percentile), 100)) })
		}
	}
}

func (l *loser) tell(i *Indicator, t *teller, f fence, often func() *big.Rat) {
	s := Subject{Kind: OfSupplier, Supplier: l.who.id, SupplierName: l.who.name}
	if f.reason != "" {
		t.tell(i, s, Result{State: NotComputable, Reason: f.reason, N: l.valid})
		return
	}
	rate := fraction(int64(l.won), int64(l.valid))
	r := Result{State: NotFlagged, Value: ratio(rate), Unit: "ratio", Threshold: ratio(f.at), Fence: f.told(), N: l.valid,
		Part: digits(int64(l.won)), Whole: digits(int64(l.valid)), EvidenceCount: l.valid}
	if f.q1.Sign() <= 0 || f.at.Sign() <= 0 || rate.Cmp(f.at) > 0 || big.NewRat(int64(l.valid), 1).Cmp(often()) < 0 {
		t.tell(i, s, r)
		return
	}
	r.State, r.Sentence = Flagged, say(Words{
		"%[1]s won %[2]s of the %[3]s processes in which it bid validly.",
		"%[1]s memenangkan %[2]s dari %[3]s proses yang diikutinya dengan penawaran sah."}, l.who.named(), r.Part, r.Whole)
	t.room = t.room[:0]
	for _, e := range l.entrants {
		if e.valid && len(t.room) < t.config.Evidence {
			t.room = append(t.room, Evidence{OCID: e.origin.ocid, Release: e.origin.release, Seq: e.origin.seq, Pointer: "/bids/details"})
		}
	}
	t.tell(i, s, r, t.room...)
}

// losers brings the entrants of one tenderer together, who stand one after the other.
func losers(entrants []entrant) (all []loser) {
	for n, e := range entrants {
		if len(all) == 0 || all[len(all)-1].who != e.who {
			all = append(all, loser{who: e.who, entrants: entrants[n:n]})
		}
		l := &all[len(all)-1]
		l.entrants = entrants[n-len(l.entrants) : n+1]
		if e.valid {
			if l.valid++; e.won {
				l.won++
			}
		}
	}
	return slices.DeleteFunc(all, func(l loser) bool { return l.valid == 0 })
}
