package schema

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
)

// Upgrade writes a release of OCDS 1.0 as one of 1.1 (OCDS 1.1, changelog; the same as `ocdskit upgrade 1.0:1.1`, but
// for the differences below): organizations move to `parties` and leave references, `amendment` becomes `amendments`,
// and a transaction's amount, providerOrganization and receiverOrganization become value, payer and payee. The line is
// compact JSON; what does not move keeps its bytes. It gives the line itself and false where there is nothing to
// upgrade, and upgrading again changes nothing. Whether a release is of 1.0 its package's `version` says, or OfOldShape.
//
// Unlike ocdskit, it loses no value and gives up on nothing:
//   - numbers keep their digits, members their order; `parties` follows the release's own ocid, id, date and tag;
//   - parties that only a transaction names are added too; one that another place identified alike is not doubled;
//   - members that organizations of one id tell differently stay in the later references, where 1.1 still allows them
//     as deprecated; those that only a later one has are added to the party;
//   - organizations of one id whose identifiers contradict each other stay two, the later under a longer id;
//   - party ids are strings, as the schema wants them, also where they were numbers; an id that is null or blank is none;
//   - an organization that says nothing ({}, an empty name) names no party, and stays as it is;
//   - one object in place of a list is read as a list of it; what is no object where an organization or amendment should
//     be, and null, stays as it is; a list under `amendment` becomes `amendments` without another list around it;
//   - where something that is no list stands under `parties`, organizations stay where they are.
//
// Members that are deprecated but have no successor stay: Budget.source, Milestone.documents, Amendment.changes.
func Upgrade(line []byte) (upgraded []byte, changed bool) {
	defer func() {
		if recover() != nil { // as in parse: text that is no compact JSON, against the contract
			upgraded, changed = line, false
		}
	}()
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	v, err := p.parse(line)
	if err != nil {
		return line, false
	}
	u := &upgrade{line: line}
	u.release(spot{Value: &v})
	return u.splice(), len(u.edits) > 0
}

// upgrade collects what is to be replaced in one line.
type upgrade struct {
	line    []byte
	edits   []edit
	parties *registry
}

// edit puts text in the place of the line's bytes from one offset up to another.
type edit struct {
	from, to int
	text     []byte
}

func (u *upgrade) edit(from, to int, text ...[]byte) {
	u.edits = append(u.edits, edit{from, to, bytes.Join(text, nil)})
}

func (u *upgrade) splice() []byte {
	if len(u.edits) == 0 {
		return u.line
	}
	slices.SortStableFunc(u.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	out := make([]byte, 0, len(u.line)+len(u.line)/4)
	kept := 0
	for _, e := range u.edits {
		out = append(append(out, u.line[kept:e.from]...), e.text...)
		kept = e.to
	}
	return append(out, u.line[kept:]...)
}

// release goes through a release in the order in which ocdskit meets organizations, whatever the order of the line:
// which of several tells the party's details depends on it.
func (u *upgrade) release(root spot) {
	u.parties = u.registryOf(u.get(root, "parties"))
	tender := u.get(root, "tender")
	u.reference(u.get(root, "buyer"), "buyer")
	u.reference(u.get(tender, "procuringEntity"), "procuringEntity")
	for tenderer := range u.each(u.get(tender, "tenderers")) {
		u.reference(tenderer, "tenderer")
	}
	u.amendment(tender)
	for award := range u.each(u.get(root, "awards")) {
		for supplier := range u.each(u.get(award, "suppliers")) {
			u.reference(supplier, "supplier")
		}
		u.amendment(award)
	}
	for contract := range u.each(u.get(root, "contracts")) {
		u.amendment(contract)
		for t := range u.each(u.get(u.get(contract, "implementation"), "transactions")) {
			u.transaction(t)
		}
	}
	u.writeParties(root)
}

// amendment turns the one amendment of a tender, award or contract into an item of its amendments.
func (u *upgrade) amendment(block spot) {
	one, all := u.get(block, "amendment"), u.get(block, "amendments")
	switch {
	case !one.IsObject() && !one.IsList():
	case all.Value == nil && one.IsList():
		u.edit(one.start, one.at, []byte(`"amendments":`))
	case all.Value == nil:
		u.edit(one.start, one.at, []byte(`"amendments":[`))
		u.edit(one.end(), one.end(), []byte(`]`))
	case all.IsNull():
		u.remove(block, one)
		u.edit(all.at, all.end(), []byte(`[`), u.missing(all, one), []byte(`]`))
	case all.IsList():
		u.remove(block, one)
		u.extend(all, u.missing(all, one))
	}
}

// missing gives the text of those amendments that a list does not have yet, joined by commas.
func (u *upgrade) missing(list, amendments spot) []byte {
	have := map[string]bool{}
	for a := range u.parts(list) {
		have[string(a.raw)] = true
	}
	var texts [][]byte
	for a := range u.items(amendments) {
		if !have[string(a.raw)] {
			texts = append(texts, a.raw)
		}
	}
	return bytes.Join(texts, []byte(","))
}

// transaction gives a transaction's members their names of 1.1, unless it has members of these names.
func (u *upgrade) transaction(t spot) {
	if amount := u.get(t, "amount"); amount.Value != nil && t.Get("value") == nil {
		u.edit(amount.start, amount.at, []byte(`"value":`))
	}
	for _, name := range []struct{ old, new string }{{"providerOrganization", "payer"}, {"receiverOrganization", "payee"}} {
		if t.Get(name.new) != nil {
			continue
		}
		from := u.get(t, name.old)
		if reference := u.identified(from, name.new); reference != nil {
			u.edit(from.start, from.end(), []byte(`"`+name.new+`":`), reference)
		}
	}
}

// remove takes a member out of an object that has others, with the comma before or after it.
func (u *upgrade) remove(object, member spot) {
	before := -1
	for p := range u.parts(object) {
		switch {
		case p.start == member.start && before >= 0:
			u.edit(before, member.end())
			return
		case before < 0 && p.start > member.start:
			u.edit(member.start, p.start)
			return
		case p.start < member.start:
			before = p.end()
		}
	}
}

// extend adds items, whose text is given, to the end of a list.
func (u *upgrade) extend(list spot, items []byte) {
	if len(items) == 0 {
		return
	}
	var separator []byte
	if list.Len() > 0 {
		separator = []byte(",")
	}
	u.edit(list.end()-1, list.end()-1, separator, items)
}

// spot is a value and where in the line it begins; of a member of an object also its name and where that begins.
type spot struct {
	*Value
	at    int
	name  string
	start int
}

func (p spot) end() int { return p.at + len(p.raw) }

// get finds a member of an object; a place without a value where there is none.
func (u *upgrade) get(object spot, name string) spot {
	for p := range u.parts(object) {
		if p.name == name {
			return p
		}
	}
	return spot{}
}

// parts passes the members of an object or the items of a list.
func (u *upgrade) parts(of spot) iter.Seq[spot] {
	return func(yield func(spot) bool) {
		if of.Len() == 0 {
			return
		}
		at := of.at + 1
		for i := range of.members {
			m := &of.members[i]
			start := at
			if of.IsObject() {
				at += stringLength(u.line[at:]) + len(`:`)
			}
			p := spot{&m.Value, at, m.name, start}
			if !yield(p) {
				return
			}
			at = p.end() + len(`,`)
		}
	}
}

// items passes the items of a list, or any other value as the only one.
func (u *upgrade) items(of spot) iter.Seq[spot] {
	if of.IsList() {
		return u.parts(of)
	}
	return func(yield func(spot) bool) { _ = of.Value != nil && yield(of) }
}

// each passes those items that are objects.
func (u *upgrade) each(of spot) iter.Seq[spot] {
	return func(yield func(spot) bool) {
		for p := range u.items(of) {
			if p.IsObject() && !yield(p) {
				return
			}
		}
	}
}

// OfOldShape says whether a release that names no version is of OCDS 1.0. That needs both: a sign of 1.0 (an organization
// with identifier, address or contactPoint where 1.1 has a reference, or an amendment or a transaction's member that 1.1
// has replaced), and no sign of 1.1 (`parties`, even empty; a reference, which is an organization with an id and none of
// these; a member that 1.1 introduced). Most of what 1.0 has is still allowed in 1.1, as deprecated, so that a release
// without any such sign, such as one whose organizations have only names, is not taken for 1.0.
func OfOldShape(v *Value) bool {
	var s signs
	tender := v.Get("tender")
	s.members(v, nil, []string{"parties", "relatedProcesses"})
	s.members(tender, amendmentOld, []string{"amendments", "mainProcurementCategory", "additionalProcurementCategories"})
	s.organization(v.Get("buyer"))
	s.organization(tender.Get("procuringEntity"))
	for _, tenderer := range tender.Get("tenderers").Items() {
		s.organization(tenderer)
	}
	for _, award := range v.Get("awards").Items() {
		s.members(award, amendmentOld, []string{"amendments"})
		for _, supplier := range award.Get("suppliers").Items() {
			s.organization(supplier)
		}
	}
	for _, contract := range v.Get("contracts").Items() {
		s.members(contract, amendmentOld, []string{"amendments", "relatedProcesses"})
		for _, t := range contract.Get("implementation", "transactions").Items() {
			s.members(t, transactionOld, []string{"payer", "payee"})
		}
	}
	return s.old && !s.new
}

var (
	amendmentOld    = []string{"amendment"}
	transactionOld  = []string{"amount", "providerOrganization", "receiverOrganization"}
	organizationOld = []string{"identifier", "additionalIdentifiers", "address", "contactPoint"}
)

// signs are what speaks for OCDS 1.0 and for 1.1 in a release.
type signs struct{ old, new bool }

// members looks for members of an object that only one of the versions has.
func (s *signs) members(object *Value, old, new []string) {
	s.old = s.old || hasAny(object, old)
	s.new = s.new || hasAny(object, new)
}

func (s *signs) organization(o *Value) {
	if hasAny(o, organizationOld) {
		s.old = true
	} else if !o.Get("id").Empty() {
		s.new = true
	}
}

func hasAny(object *Value, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return object.Get(name) != nil })
}
