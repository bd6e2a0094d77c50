package indicators

import (
	"cmp"
	"strings"
)

// This file says what is remembered of a process, so that figures over many can be made of it.

// fact is what a contract, or a process, adds to figures over many: its measures, by their numbers.
type fact struct {
	held
	contract string  // its id
	value    decimal // of the contract
	currency string  // of it, and of the large measures
	small    []small
	large    []large

	from, until int32 // days in which the contract runs; 0 and 0 where not known
	awarded     int32 // the day of its award; 0 where not known
	award       int32 // in the compiled release
}

// Measures of contracts.
const (
	mOnTime, mOnTimeOriginal     = 0, 1
	mLate, mLateOriginal         = 2, 3 // days
	mAmended                     = 4    // in any way; then in time, value, otherwise
	mAmendedTime                 = 5
	mAmendedValue, mAmendedOther = 6, 7
	mOver                        = 8
	mMilestones                  = 9
	mFault, mStopped             = 10, 11
	mDebarred                    = 12
	mOpen                        = 13
	smallOfContract              = 14

	mGrowth, mPaid  = 0, 1
	mPenalty        = 2
	mScore          = 3
	largeOfContract = 4
)

// Measures of processes.
const (
	mBids          = 0
	mSingle        = 1
	smallOfProcess = 2
	mPrice         = 0
	largeOfProcess = 1
)

// contest is how far the winning price was from the next.
type contest struct {
	origin             *origin
	distance           share // of the winner's price
	winner, second     *organization
	winnerAt, secondAt int32 // bids, in the compiled release
}

// entrant is what became of one tenderer's bids in a process.
type entrant struct {
	origin                  *origin
	who                     *organization
	submitted, disqualified uint16
	valid, won              bool // counted for R025
}

func (e entrant) cmp(other entrant) int {
	return cmp.Or(cmp.Compare(e.who.rank, other.who.rank), strings.Compare(e.origin.ocid, other.origin.ocid))
}

// heard is how many bids of a process were submitted, and how many of them disqualified.
type heard struct {
	origin                  *origin
	submitted, disqualified uint16
}

// entry says that a supplier won items of a class.
type entry struct {
	who    *organization
	origin *origin
	code   string // the first digits of the classification
}

func (e entry) cmp(other entry) int {
	return cmp.Or(cmp.Compare(e.who.rank, other.who.rank), strings.Compare(e.origin.ocid, other.origin.ocid), strings.Compare(e.code, other.code))
}

// win is an award that holds.
type win struct {
	held
	value  money
	priced bool
	day    int32 // 0 where not known
	limit  int64 // rupiah, up to which its method could be used; 0 where none is known
}

// add remembers a process.
func (d *dataset) add(c *Case) {
	var works, deals []fact
	var wins []win
	var debarments []debarment
	if c.isProcurement() && d.contracts {
		works, deals, wins, debarments = c.works(), c.deals(), c.wins(), c.readDebarments()
	}
	d.facts.Lock()
	defer d.facts.Unlock()
	switch d.counts.Processes++; {
	case c.isPlan:
		d.counts.Plans++
		return
	case c.ownWork:
		d.counts.SelfManaged++
		return
	}
	d.works, d.deals, d.wins = append(d.works, works...), append(d.deals, deals...), append(d.wins, wins...)
	d.debarments = append(d.debarments, debarments...)
	if !c.excluded() {
		c.addBids(d)
		c.addEntries(d)
	}
}

// works are the contracts with their measures, which are left in the contracts too.
func (c *Case) works() []fact {
	all := make([]fact, len(c.contracts))
	for n := range c.contracts {
		k := &c.contracts[n]
		f := &all[n]
		f.held = c.holds(k.suppliers, "contracts", k.index)
		f.contract, f.currency = strings.Clone(k.id), c.data.text(k.value.currency)
		if k.priced {
			f.value = k.value.decimal
		}
		f.small, f.large = make([]small, smallOfContract), make([]large, largeOfContract)
		for _, m := range measuresOfContracts {
			m(c, k, f)
		}
		k.fact = f
		f.from, f.until = k.span()
		f.awarded, f.award = c.awarding(k)
	}
	return all
}

// measuresOfContracts fill in what contracts add to each figure.
var measuresOfContracts = []func(*Case, *contract, *fact){
	measureTime, measureGrowth, measureAmendments, measureMilestones, measurePayments, measurePenalties, measureEnding,
	measureScore, measureOpen,
}

// deals are what the process adds to figures of competition and price, with those who won.
func (c *Case) deals() []fact {
	if c.cancelled {
		return nil
	}
	f := fact{held: c.holds(c.winners(), "", -1), small: make([]small, smallOfProcess), large: make([]large, largeOfProcess)}
	c.measureBids(&f)
	c.measurePrice(&f)
	c.deal = &f
	return []fact{f}
}

// wins are the awards that hold.
func (c *Case) wins() (all []win) {
	for i := range c.awards {
		a := &c.awards[i]
		if !a.stands() || len(a.suppliers) == 0 {
			continue
		}
		w := win{held: c.holds(a.suppliers, "awards", i), value: a.value, priced: a.priced}
		w.value.currency = c.data.text(w.value.currency)
		if a.date.known {
			w.day, w.limit = a.date.day, c.config.limit(c, a.date.day)
		}
		all = append(all, w)
	}
	return all
}
