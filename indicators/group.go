package indicators

import (
	"cmp"
	"slices"
	"strings"
)

// group is the facts of one supplier, or of one supplier with one buyer, in one category or year, or of one buyer.
type group struct {
	kind       SubjectKind
	who, buyer *organization
	category   string
	year       int16
	facts      []int32 // places among the facts, in their order
}

// groupings are groups of facts, made when they are first asked for.
type groupings map[grouping][]group

type grouping struct {
	contracts bool // or processes
	kind      SubjectKind
}

var (
	ofSuppliers = []SubjectKind{OfSupplier, OfSupplierBuyer, OfSupplierCategory, OfSupplierYear}
	ofBuyers    = []SubjectKind{OfBuyer}
	ofBoth      = append(slices.Clone(ofSuppliers), OfBuyer)
)

// groups gives the groups of a kind, in the order of their subjects.
func (d *dataset) groups(contracts bool, kind SubjectKind) []group {
	key := grouping{contracts, kind}
	if made, ok := d.made[key]; ok {
		return made
	}
	if d.made == nil {
		d.made = groupings{}
	}
	facts := d.works
	if !contracts {
		facts = d.deals
	}
	d.made[key] = groupBy(facts, kind)
	return d.made[key]
}

// member is a fact as one of a group.
type member struct {
	group
	fact int32
}

func groupBy(facts []fact, kind SubjectKind) (all []group) {
	members := make([]member, 0, len(facts))
	for i := range facts {
		members = appendMembers(members, &facts[i], int32(i), kind)
	}
	slices.SortStableFunc(members, member.cmp)
	places := make([]int32, len(members))
	for i := range members {
		places[i] = members[i].fact
		if i > 0 && members[i].cmp(members[i-1]) == 0 {
			last := &all[len(all)-1]
			last.facts = places[i-len(last.facts) : i+1]
			continue
		}
		g := members[i].group
		g.facts = places[i : i+1]
		all = append(all, g)
	}
	return all
}

// appendMembers appends what a fact counts as: each supplier of a joint operation is one.
func appendMembers(members []member, f *fact, place int32, kind SubjectKind) []member {
	g := group{kind: kind}
	switch o := f.origin; kind {
	case OfBuyer:
		if o.buyer == nil {
			return members
		}
		g.who = o.buyer
		return append(members, member{g, place})
	case OfSupplierBuyer:
		if g.buyer = o.buyer; g.buyer == nil {
			return members
		}
	case OfSupplierCategory:
		if g.category = o.category; g.category == "" {
			return members
		}
	case OfSupplierYear:
		if g.year = o.year; g.year == 0 {
			return members
		}
	}
	for _, s := range f.suppliers {
		if g.who = s; !s.individual {
			members = append(members, member{g, place})
		}
	}
	return members
}

func (m member) cmp(other member) int {
	if c := cmp.Or(cmp.Compare(m.who.rank, other.who.rank), cmp.Compare(m.year, other.year), strings.Compare(m.category, other.category)); c != 0 || m.buyer == other.buyer {
		return c
	}
	return cmp.Compare(m.buyer.rank, other.buyer.rank)
}

// subject names the group.
func (g *group) subject() Subject {
	s := Subject{Kind: g.kind, Category: g.category}
	if g.kind == OfBuyer {
		s.Buyer, s.BuyerName = g.who.id, g.who.name
		return s
	}
	s.Supplier, s.SupplierName = g.who.id, g.who.name
	if g.buyer != nil {
		s.Buyer, s.BuyerName = g.buyer.id, g.buyer.name
	}
	if g.year != 0 {
		s.Year = digits(int64(g.year))
	}
	return s
}

// who names the group in a sentence.
func (g *group) words() Words {
	name := g.who.named()
	switch g.kind {
	case OfSupplierBuyer:
		return Words{name + " for " + g.buyer.named(), name + " untuk " + g.buyer.named()}
	case OfSupplierCategory:
		return Words{name + " in the category " + g.category, name + " dalam kategori " + g.category}
	case OfSupplierYear:
		year := digits(int64(g.year))
		return Words{name + " in " + year, name + " pada tahun " + year}
	}
	return Words{name, name}
}

// named is the name, or the id where there is none.
func (o *organization) named() string {
	if o.name == "" || o.individual {
		return o.id
	}
	return o.name
}
