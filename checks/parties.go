package checks

import "terang/schema"

// role is a role that the standard makes parties play, and where a process refers to them in it.
type role struct {
	number  int    // its place in roles
	code    string // of the codelist partyRole
	snake   string // the same in the codes of rules, ours and Pelican's
	english string
	bahasa  string
	places  [][]string // paths of references; beside OCDS itself those of its extensions for bids and contracts' suppliers
}

var roles = []*role{
	{0, "supplier", "supplier", "supplier", "penyedia",
		[][]string{{"awards", "suppliers"}, {"contracts", "suppliers"}}},
	{1, "tenderer", "tenderer", "tenderer", "peserta yang menawar",
		[][]string{{"tender", "tenderers"}, {"bids", "details", "tenderers"}}},
	{2, "buyer", "buyer", "buyer", "pembeli",
		[][]string{{"buyer"}}},
	{3, "procuringEntity", "procuring_entity", "procuring entity", "pelaksana pengadaan",
		[][]string{{"tender", "procuringEntity"}}},
	{4, "payer", "payer", "payer", "pembayar",
		[][]string{{"contracts", "implementation", "transactions", "payer"}}},
	{5, "payee", "payee", "payee", "penerima pembayaran",
		[][]string{{"contracts", "implementation", "transactions", "payee"}}},
}

// references are the process's references to organizations in the role; an empty one refers to nobody.
func (r *role) references(p *Process) []*schema.Value { return r.lookup(p).among }

// lookup looks the references up by their ids.
func (r *role) lookup(p *Process) *lookup {
	known := &p.common.roles[r.number]
	if *known == nil {
		*known = &lookup{among: r.find(p), member: "id"}
	}
	return *known
}

func (r *role) find(p *Process) (found []*schema.Value) {
	for _, path := range r.places {
		found = objects(found, p.Get(path[0]), path[1:]...)
	}
	return found
}

// parties looks parties up by their ids.
func (p *Process) parties() *lookup {
	if p.common.parties == nil {
		p.common.parties = &lookup{among: p.objects("parties"), member: "id"}
	}
	return p.common.parties
}

// hasRole says whether a party has a role.
func hasRole(party *schema.Value, code string) bool {
	for _, role := range party.Get("roles").Items() {
		if is(role, code) {
			return true
		}
	}
	return false
}

// called is what an organization is known by: its name and id, or the one of them that is there.
func called(organization *schema.Value) string {
	name, id := organization.Get("name").Text(), organization.Get("id").ID()
	switch {
	case name != "" && id != "":
		return shorten(name) + " (" + shorten(id) + ")"
	case name == "" && id == "":
		return shorten(string(organization.Raw()))
	}
	return shorten(name + id)
}
