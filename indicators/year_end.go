package indicators

var yearEnd = &Indicator{
	Method: Method{Code: "year_end", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title:   Words{"Year-end rush", "Menumpuk di akhir tahun"},
		Formula: Words{"A contract was signed (without that date, awarded) on or after the day from which the year ends, in local days.", "Kontrak ditandatangani (bila tidak ada tanggalnya, ditetapkan) pada atau setelah tanggal awal akhir tahun, menurut tanggal setempat."},
		Source:  ownSource + "; ICW names the fourth quarter", Needs: []string{"contracts/dateSigned | awards/date"},
		Clear:  Words{"Nothing was signed at the end of the year.", "Tidak ada yang ditandatangani pada akhir tahun."},
		Caveat: Words{"Contracts for the next year are rightly signed in December.", "Kontrak untuk tahun berikutnya memang dapat ditandatangani pada bulan Desember."}},
	process: func(c *Case, i *Indicator) {
		if c.cancelled || len(c.awards) == 0 && len(c.contracts) == 0 {
			return
		}
		days, at := c.concluded()
		if len(days) == 0 {
			c.tell.lacks(i, c.subject(), MissingFields, i.Needs[0])
			return
		}
		for n, m := range days {
			if dayTime(m.day).Format("01-02") >= c.config.YearEnd {
				c.tell.tell(i, c.subject(), Result{State: Flagged, Value: dayText(m.day), Unit: "date", Threshold: c.config.YearEnd,
					Sentence: say(Words{"Concluded on %[1]s, at the end of the budget year.", "Disepakati pada %[1]s, menjelang akhir tahun anggaran."}, dayWords(m.day))}, at[n])
				return
			}
		}
		c.tell.clear(i, c.subject(), dayText(days[0].day), "date", c.config.YearEnd)
	},
}

// concluded are the days on which contracts were signed or, where none is known, awards made.
func (c *Case) concluded() (days []moment, at []Evidence) {
	for n := range c.contracts {
		if v := c.contracts[n].Get("dateSigned"); v != nil {
			if m := c.moment(v); m.known {
				days, at = append(days, m), append(at, c.evidence(v))
			}
		}
	}
	if len(days) > 0 {
		return days, at
	}
	for _, a := range c.standing() {
		if a.date.known {
			days, at = append(days, a.date), append(at, c.evidence(a.Get("date")))
		}
	}
	return days, at
}
