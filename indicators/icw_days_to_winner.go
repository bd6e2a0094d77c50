package indicators

import "math/big"

var icwDays = &Indicator{
	Method: Method{Code: "icw_days_to_winner", Version: 1, Kind: RedFlag, Family: icwFamily,
		Title: Words{"ICW 1: days from announcement to winner", "ICW 1: hari dari pengumuman sampai pemenang"},
		Formula: Words{
			"Local days from the announcement to the first award: 0–25 score 1, 26–35 score 2, 36–45 score 3, 46–70 score 4, more score 5.",
			"Hari dari pengumuman sampai penetapan pertama: 0–25 skor 1, 26–35 skor 2, 36–45 skor 3, 46–70 skor 4, lebih dari itu skor 5."},
		Source: icwSource, Needs: []string{"tender/tenderPeriod/startDate | tender/documents/datePublished", "awards/date"}, Caveat: icwCaveat},
	process: func(c *Case, i *Indicator) {
		if c.cancelled || len(c.standing()) == 0 || c.tender.Get("procurementMethod").Text() == "direct" {
			return
		}
		start, at := c.announced()
		a := c.firstAward()
		if !start.known || a == nil {
			c.tell.lacks(i, c.subject(), MissingFields, unknown(i.Needs, start.known, a != nil)...)
			return
		}
		days := int(a.date.day - start.day)
		if days < 0 {
			return // dates that contradict each other are a matter of validation
		}
		score := scoreOf(big.NewRat(int64(days), 1), []band{{26, 1}, {36, 2}, {46, 3}, {71, 4}}, 5)
		c.tellScore(i, score, say(Words{"The winner was chosen %[1]s after the announcement, which ICW scores %[2]s of 5.",
			"Pemenang ditetapkan %[1]s setelah pengumuman, dengan skor ICW %[2]s dari 5."}, inDays(days), digits(int64(score))), at, c.evidence(a.Get("date")))
	},
}
