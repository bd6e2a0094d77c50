package indicators

var icwValue = &Indicator{
	Method: Method{Code: "icw_value", Version: 1, Kind: RedFlag, Family: icwFamily,
		Title: Words{"ICW 3: contract value", "ICW 3: nilai kontrak"},
		Formula: Words{
			"Sum of the contracts in rupiah: up to 500 million score 1, up to 1 billion score 2, up to 5 billion score 3, up to 10 billion score 4, more score 5.",
			"Jumlah nilai kontrak: sampai Rp500 juta skor 1, sampai Rp1 miliar skor 2, sampai Rp5 miliar skor 3, sampai Rp10 miliar skor 4, lebih dari itu skor 5."},
		Source: icwSource, Needs: []string{"contracts/value"}, Caveat: icwCaveat},
	process: func(c *Case, i *Indicator) {
		if c.cancelled || len(c.standing()) == 0 {
			return
		}
		total, why := c.sumOfContracts()
		if why == nothing && total.currency != "IDR" {
			why = currenciesDiffer
		}
		if why != nothing {
			c.tell.unable(i, "", c.subject(), why)
			return
		}
		const million = 1_000_000 // a band ends with its bound
		score := 5
		for n, bound := range [...]int64{500 * million, 1000 * million, 5000 * million, 10000 * million} {
			if total.total.Cmp(fraction(bound, 1)) <= 0 {
				score = n + 1
				break
			}
		}
		c.tellScore(i, score, say(Words{"Contracts of %[1]s, which ICW scores %[2]s of 5.", "Kontrak senilai %[1]s, dengan skor ICW %[2]s dari 5."},
			amountWords(&total.total, "IDR"), digits(int64(score))), c.evidence(c.Tree.Get("contracts")))
	},
}
