package indicators

import "strings"

// A legal minimum that nobody has sourced is none: without configured windows the indicator is off, and says so in its
// thresholds.
var bidWindow = &Indicator{
	Method: Method{Code: "bid_window", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Bid window below the legal minimum", "Waktu penawaran di bawah batas minimum"},
		Formula: Words{
			"Working days after the day on which bids could first be handed in, up to the deadline, < the minimum of the method and qualification. Off where no minimum is configured with its source.",
			"Hari kerja setelah hari pertama penawaran dapat dimasukkan sampai batas akhir < batas minimum menurut metode dan kualifikasinya. Tidak aktif bila batas minimum beserta sumbernya tidak diatur."},
		Source: ownSource, Needs: []string{"tender/tenderPeriod/startDate", "tender/tenderPeriod/endDate"},
		Clear:  Words{"The time for bids is not below the legal minimum.", "Waktu penawaran tidak di bawah batas minimum."},
		Caveat: Words{"Saturdays, Sundays and the configured holidays are left out; a holiday that is not configured counts.", "Sabtu, Minggu, dan hari libur yang diatur tidak dihitung; hari libur yang belum diatur tetap terhitung."}},
	process: func(c *Case, i *Indicator) {
		w := c.window()
		if c.cancelled || w == nil {
			return
		}
		start, end := c.moment(c.tender.Get("tenderPeriod", "startDate")), c.moment(c.tender.Get("tenderPeriod", "endDate"))
		if !start.known || !end.known {
			c.tell.lacks(i, c.subject(), MissingFields, unknown(i.Needs, start.known, end.known)...)
			return
		}
		n := workingDays(start.day, end.day, c.config.holidays())
		if n >= w.WorkingDays {
			c.tell.clear(i, c.subject(), digits(int64(n)), "working days", digits(int64(w.WorkingDays)))
			return
		}
		c.tell.tell(i, c.subject(), Result{State: Flagged, Value: digits(int64(n)), Unit: "working days", Threshold: digits(int64(w.WorkingDays)),
			Sentence: say(Words{"Bids could be handed in for %[1]s, fewer than the %[2]s of %[3]s.", "Penawaran dapat dimasukkan selama %[1]s, kurang dari %[2]s menurut %[3]s."},
				counted(n, "working day", "hari kerja"), digits(int64(w.WorkingDays)), w.Source)}, c.evidence(c.tender.Get("tenderPeriod")))
	},
}

// window is the first configured one that fits; nil where none does.
func (c *Case) window() *BidWindow {
	qualification := c.tender.Get("qualificationDetails").Text()
	for n := range c.config.BidWindows {
		w := &c.config.BidWindows[n]
		if c.begins(w.Method) && len(qualification) >= len(w.Qualification) && strings.EqualFold(qualification[:len(w.Qualification)], w.Qualification) {
			return w
		}
	}
	return nil
}

// holidays are the configured days.
func (c *Config) holidays() map[int32]bool {
	all := make(map[int32]bool, len(c.Holidays))
	for _, text := range c.Holidays {
		if day, ok := parseDay(text); ok {
			all[day] = true
		}
	}
	return all
}
