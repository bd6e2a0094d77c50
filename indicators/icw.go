package indicators

import "math/big"

// This file has what ICW's indicators share: bands of a score from 1 to 5, as ICW published them.

const icwSource = "Indonesia Corruption Watch, opentender.net, Potential Fraud Analysis; bands as published"

var icwCaveat = Words{
	"ICW says of its scores: a high risk value cannot be read as fraud. That the highest score raises a flag is our choice.",
	"ICW menyatakan: nilai risiko yang tinggi tidak dapat diartikan sebagai kecurangan. Penandaan pada skor tertinggi adalah pilihan kami."}

// band is a score for values below a bound.
type band struct {
	below int64
	score int
}

// scoreOf finds the band of a value; what is below no bound has the last score.
func scoreOf(value *big.Rat, bands []band, last int) int {
	for _, b := range bands {
		if value.Cmp(big.NewRat(b.below, 1)) < 0 {
			return b.score
		}
	}
	return last
}

// tellScore passes on a score, which raises a flag from the configured one on.
func (c *Case) tellScore(i *Indicator, score int, words Words, evidence ...Evidence) {
	r := Result{State: NotFlagged, Value: digits(int64(score)), Unit: "score", Threshold: digits(int64(c.config.ICWFlagAt)), Sentence: words}
	if score >= c.config.ICWFlagAt {
		r.State = Flagged
	}
	c.tell.tell(i, c.subject(), r, evidence...)
}

// announced is when the tender was announced: the start of its period, else the date of its notice.
func (c *Case) announced() (m moment, at Evidence) {
	if start := c.tender.Get("tenderPeriod", "startDate"); start != nil {
		if m = c.moment(start); m.known {
			return m, c.evidence(start)
		}
	}
	for _, d := range c.tender.Get("documents").Items() {
		if d.Get("documentType").Text() == "tenderNotice" {
			if m = c.moment(d.Get("datePublished")); m.known {
				return m, c.evidence(d.Get("datePublished"))
			}
		}
	}
	return moment{}, at
}

// firstAward is the earliest award that holds and has a date; nil where there is none.
func (c *Case) firstAward() (first *award) {
	for _, a := range c.standing() {
		if a.date.known && (first == nil || a.date.at.Before(first.date.at)) {
			first = a
		}
	}
	return first
}
