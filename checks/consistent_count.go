package checks

import (
	"math/big"
	"strconv"
	"time"

	"terang/schema"
)

var _ = processRule("tenderers_count", schema.Warning,
	"OCDS 1.1, Tender; Pelican consistent.number_of_tenderers; own: those who bid together (KSO) may count as one, where the bids show it", Words{
		"numberOfTenderers is %[1]s, but %[2]s tenderers are listed. Correct the number, or list all who tendered.",
		"numberOfTenderers berisi %[1]s, tetapi yang tercantum %[2]s peserta. Perbaiki jumlahnya, atau cantumkan semua yang menawar."},
	func(p *Process, r *Rule) {
		number, tenderers := p.Get("tender", "numberOfTenderers"), p.Get("tender", "tenderers")
		n := number.Number()
		if n == nil || !tenderers.IsList() || tenderers.Empty() {
			return
		}
		listed, bids := int64(tenderers.Len()), int64(p.Get("bids", "details").Len())
		p.judge(r, n.Cmp(big.NewRat(listed, 1)) == 0 || n.Cmp(big.NewRat(bids, 1)) == 0, number, number.ID(), strconv.FormatInt(listed, 10))
	})

var _ = processRule("period_duration_differs", schema.Warning,
	"OCDS 1.1, Period; Pelican consistent.period_duration_in_days; own: the first and last day may both be counted, as contracts in Indonesia do", Words{
		"The period is said to be %[1]s days long, but its dates make %[2]s. Correct durationInDays or a date.",
		"Lama periode ditulis %[1]s hari, tetapi menurut tanggalnya %[2]s hari. Perbaiki durationInDays atau tanggalnya."},
	func(p *Process, r *Rule) {
		for _, period := range p.periods() {
			p.duration(r, period)
		}
	})

// duration judges the days that a period is said to have by those between its dates: the whole ones, with one more
// for a part of a day, or its days of the calendar. A period that ends before it begins is period_order's to tell.
func (p *Process) duration(r *Rule, period *schema.Value) {
	said := period.Get("durationInDays")
	n, err := strconv.ParseInt(string(said.Raw()), 10, 64)
	if err != nil {
		return
	}
	start, ends := period.Get("startDate"), period.Get("endDate")
	if ends.Empty() {
		ends = period.Get("maxExtentDate")
	}
	from, knownFrom := start.Date()
	to, knownTo := ends.Date()
	if !knownFrom || !knownTo || to.Before(from) {
		return
	}
	const aDay = 24 * 60 * 60
	seconds := to.Unix() - from.Unix() // a time.Duration would end after 292 years
	whole, calendar := seconds/aDay, calendarDays(from, to)
	if n == whole || n == whole+min(seconds%aDay, 1) || n == calendar {
		p.judge(r, true, said)
	} else {
		p.judge(r, false, said, said.ID(), strconv.FormatInt(calendar, 10))
	}
}

// calendarDays counts the days of the calendar that a period touches, each date as it was written.
func calendarDays(from, to time.Time) int64 {
	day := func(t time.Time) int64 {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	return day(to) - day(from) + 1
}
