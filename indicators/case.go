package indicators

import (
	"slices"
	"strings"

	"terang/schema"
)

// look looks up what indicators ask of a process.
func (c *Case) look() {
	c.tender, c.deal = c.Tree.Get("tender"), nil
	c.method = strings.TrimSpace(c.tender.Get("procurementMethodDetails").Text())
	c.isPlan, c.ownWork = c.planned(), c.begins("Swakelola")
	if !c.isProcurement() {
		return
	}
	c.cancelled = c.tender.Get("status").Text() == "cancelled"
	c.knowParties()
	c.origin = &origin{ocid: strings.Clone(c.OCID), buyer: c.reference(c.Tree.Get("buyer")),
		entity: c.reference(c.tender.Get("procuringEntity")), category: c.data.text(c.category())}
	if n := len(c.Releases); n > 0 {
		c.origin.release, c.origin.seq = strings.Clone(c.Releases[n-1].ID), c.Releases[n-1].Seq
	}
	c.readBids()
	c.readAwards()
	if c.contracts = c.contracts[:0]; c.data.contracts {
		c.readContracts()
	}
	c.origin.year = c.year()
}

func (c *Case) knowParties() {
	clear(c.parties)
	clear(c.own)
	for _, v := range c.Tree.Get("parties").Items() {
		if id := v.Get("id").ID(); id != "" && c.parties[id] == nil {
			c.parties[id] = c.organization(v, v.Get("details", "scale").Text() == "selfEmployed")
		}
	}
}

// year is that of the first award, else of the tender.
func (c *Case) year() int16 {
	for _, a := range c.awards {
		if a.date.known {
			return int16(dayTime(a.date.day).Year())
		}
	}
	for _, path := range [...][]string{{"tender", "tenderPeriod", "startDate"}, {"date"}} {
		if m := c.moment(c.Tree.Get(path...)); m.known {
			return int16(dayTime(m.day).Year())
		}
	}
	return 0
}

// bid is one offer.
type bid struct {
	*schema.Value
	status    string
	tenderers []*organization
	value     money
	priced    bool
}

// submitted says whether the source says that the bid was handed in: it has a status, and is neither only invited nor
// withdrawn.
func (b *bid) submitted() bool {
	return b.status != "" && b.status != "invited" && b.status != "withdrawn"
}

func (c *Case) readBids() {
	c.bids = c.bids[:0]
	details := c.Tree.Get("bids", "details")
	c.hasBids = details.IsList()
	for _, v := range details.Items() {
		b := bid{Value: v, status: v.Get("status").Text(), tenderers: c.references(v.Get("tenderers"))}
		b.value, b.priced = moneyOf(v.Get("value"))
		c.bids = append(c.bids, b)
	}
}

// award is one decision.
type award struct {
	*schema.Value
	status    string
	date      moment
	suppliers []*organization
	value     money
	priced    bool
}

// stands says whether the award holds: its status says so, or it has none.
func (a *award) stands() bool { return a.status == "active" || a.status == "" }

func (c *Case) readAwards() {
	c.awards = c.awards[:0]
	for _, v := range c.Tree.Get("awards").Items() {
		a := award{Value: v, status: v.Get("status").Text(), date: c.moment(v.Get("date")), suppliers: c.references(v.Get("suppliers"))}
		a.value, a.priced = moneyOf(v.Get("value"))
		c.awards = append(c.awards, a)
	}
}

// standing are the awards that hold.
func (c *Case) standing() (all []*award) {
	for i := range c.awards {
		if c.awards[i].stands() {
			all = append(all, &c.awards[i])
		}
	}
	return all
}

// active are the awards that are said to hold.
func (c *Case) active() (all []*award) {
	for i := range c.awards {
		if c.awards[i].status == "active" {
			all = append(all, &c.awards[i])
		}
	}
	return all
}

// final says whether every award that has a status is decided: active, cancelled or unsuccessful.
func (c *Case) final() bool {
	for i := range c.awards {
		switch c.awards[i].status {
		case "", "active", "cancelled", "unsuccessful":
		default:
			return false
		}
	}
	return true
}

// winners are the suppliers of the awards that hold, each once.
func (c *Case) winners() (all []*organization) {
	for _, a := range c.standing() {
		for _, s := range a.suppliers {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// soleWinner is the only supplier of the only active award; nil where there are more, or none.
func (c *Case) soleWinner() *organization {
	active := c.active()
	if len(active) != 1 || active[0].Get("suppliers").Len() != 1 || len(active[0].suppliers) != 1 {
		return nil
	}
	return active[0].suppliers[0]
}

// single is the only tenderer of a bid; nil where there are more, or none.
func (b *bid) single() *organization {
	if b.Get("tenderers").Len() != 1 || len(b.tenderers) != 1 {
		return nil
	}
	return b.tenderers[0]
}

// subject is the process.
func (c *Case) subject() Subject {
	s := Subject{Kind: OfProcess, OCID: c.origin.ocid}
	c.origin.fill(&s, c.called)
	return s
}

// fill names the buyer, the category and the year of a process.
func (o *origin) fill(s *Subject, called func(*organization) string) {
	if o.buyer != nil {
		s.Buyer, s.BuyerName = o.buyer.id, called(o.buyer)
	}
	s.Category = o.category
	if o.year != 0 {
		s.Year = digits(int64(o.year))
	}
}

// evidence points to where a value stands.
func (c *Case) evidence(v *schema.Value) Evidence {
	pointer := c.Tree.PointerTo(v)
	e := Evidence{OCID: c.origin.ocid, Pointer: pointer, Release: c.History.ReleaseOf(pointer)}
	if e.Release == "" {
		e.Release = c.origin.release
	}
	for _, r := range c.Releases {
		if r.ID == e.Release {
			e.Seq = r.Seq
		}
	}
	return e
}
