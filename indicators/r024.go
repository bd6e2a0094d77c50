package indicators

import "math/big"

var closePrice = &Indicator{
	Method: Method{Code: "R024", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Price close to the winning bid", "Harga penawaran sangat dekat dengan pemenang"},
		Formula: Words{
			"d = (the next lowest valid bid − the winner's) ÷ the winner's, of processes with one active award of one supplier whose bid was the lowest; d ≤ Q1 − 1.5 (Q3 − Q1) over the dataset, where Q1 and that fence are positive.",
			"d = (penawaran sah terendah berikutnya − penawaran pemenang) ÷ penawaran pemenang, untuk proses dengan satu penetapan aktif dan satu penyedia yang menawar terendah; d ≤ Q1 − 1,5 (Q3 − Q1) dalam dataset, bila Q1 dan batas itu positif."},
		Source: cardinalSource + " R024", Needs: bidFields,
		Clear: Words{"The next bid was not unusually close to the winner's.", "Penawaran berikutnya tidak luar biasa dekat dengan pemenang."},
		Caveat: Words{
			"The fence depends on the other processes of the dataset. Bids can be close because costs are alike.",
			"Batasnya bergantung pada proses lain dalam dataset. Harga bisa berdekatan karena biayanya memang serupa."}},
	process: (*Case).tellNoContest,
	dataset: func(d *dataset, i *Indicator, t *teller) {
		f := lowerFence(distances(d), d.config.MinimumFence)
		low := f.at != nil && f.q1.Sign() > 0 && f.at.Sign() > 0
		d.tellContests(i, t, f, func(distance *big.Rat) bool { return low && distance.Cmp(f.at) <= 0 }, Words{
			"The next lowest bid was only %[1]s above the winner's; in this dataset %[2]s or less is unusually close.",
			"Penawaran terendah berikutnya hanya %[1]s di atas pemenang; dalam dataset ini %[2]s atau kurang tergolong luar biasa dekat."}, true)
	},
}

var bidFields = []string{"bids/details", "bids/details/status", "bids/details/value", "bids/details/tenderers/id", "awards/status", "awards/suppliers/id"}

func distances(d *dataset) []share {
	all := make([]share, len(d.contests))
	for n := range d.contests {
		all[n] = d.contests[n].distance
	}
	return all
}

// tellContests judges the distance between the first two bids of each process.
func (d *dataset) tellContests(i *Indicator, t *teller, f fence, out func(*big.Rat) bool, words Words, both bool) {
	for n := range d.contests {
		k := &d.contests[n]
		s := Subject{Kind: OfProcess, OCID: k.origin.ocid}
		k.origin.fill(&s, (*organization).called)
		if f.reason != "" {
			t.tell(i, s, Result{State: NotComputable, Reason: f.reason, N: f.n})
			continue
		}
		distance := k.distance.rat()
		r := Result{State: NotFlagged, Value: ratio(distance), Unit: "ratio", Threshold: ratio(f.at), Fence: f.told(), N: f.n}
		if !out(distance) {
			t.tell(i, s, r)
			continue
		}
		if s.name([]*organization{k.winner}, (*organization).called); both {
			s.name([]*organization{k.winner, k.second}, (*organization).called)
		}
		r.State, r.Sentence = Flagged, say(words, finePercent(distance), finePercent(f.at))
		t.tell(i, s, r, k.evidence(k.winnerAt), k.evidence(k.secondAt))
	}
}

// evidence points to a bid.
func (k *contest) evidence(bid int32) Evidence {
	return Evidence{OCID: k.origin.ocid, Release: k.origin.release, Seq: k.origin.seq, Pointer: "/bids/details/" + digits(int64(bid))}
}

// finePercent writes a ratio with two digits, since it may be small.
func finePercent(r *big.Rat) Words {
	text := new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(2) + "%"
	return Words{text, commaForPoint(text)}
}

// tellNoContest says of a process that was competed for why its bids cannot be compared, if that is so.
func (c *Case) tellNoContest(i *Indicator) {
	if c.excluded() || !c.comparesPrices() || !c.competed() {
		return
	}
	if _, why, ok := c.contest(); ok {
		return
	} else if why != nothing {
		c.tell.unable(i, "", c.subject(), why)
	} else {
		c.tellNoBids(i)
	}
}

// competed says whether an award was made where more than one could bid: the method is not direct, or bids are there.
func (c *Case) competed() bool {
	return len(c.active()) > 0 && (c.hasBids || c.tender.Get("procurementMethod").Text() != "direct")
}

// tellNoBids says that the bids are not published, or not what became of them; false where they are.
func (c *Case) tellNoBids(i *Indicator) bool {
	switch {
	case !c.final():
		c.tell.lacks(i, c.subject(), NotFinal)
	case !c.hasBids:
		c.tell.lacks(i, c.subject(), MissingFields, "bids/details")
	case c.unjudged() > 0:
		c.tell.lacks(i, c.subject(), MissingFields, "bids/details/status")
	default:
		return false
	}
	return true
}

// unjudged counts the bids of which the source does not say what became (rulings on the data, 4).
func (c *Case) unjudged() (n int) {
	for i := range c.bids {
		if c.bids[i].status == "" {
			n++
		}
	}
	return n
}
