package importers

import (
	"cmp"
	"regexp"
	"slices"
)

// birmsUnit is the code of a work unit of Kota Bandung: its field of government, agency and office (Permendagri 13/2006).
var birmsUnit = regexp.MustCompile(`^\d\.\d{2}\.\d{2}\.\d{2}$`)

const birmsUnitScheme = "X-ID-KOTA-BANDUNG-SKPD"

// references are where a release refers to parties, with the role that the party has there.
var references = []struct {
	path []string
	role string
}{
	{[]string{"buyer"}, "buyer"},
	{[]string{"tender", "procuringEntity"}, "procuringEntity"},
	{[]string{"tender", "tenderers"}, "tenderer"},
	{[]string{"awards", "suppliers"}, "supplier"},
}

// refers are the objects at a path, of each item where a list stands on the way.
func (n *node) refers(path []string) (all []*node) {
	if n == nil || len(path) == 0 {
		if n != nil && n.shape == isItems {
			return n.items
		}
		return slices.DeleteFunc([]*node{n}, func(n *node) bool { return n == nil || n.shape != isObject })
	}
	for _, owner := range n.refers(nil) {
		all = append(all, owner.get(path[0]).refers(path[1:])...)
	}
	return all
}

// moveTenderers takes the details of tenderers from where the tender refers to them: they belong to the parties.
func moveTenderers(w *repairing) {
	parties := w.release.child("parties", isItems)
	for _, t := range w.release.refers([]string{"tender", "tenderers"}) {
		if t.get("identifier") == nil && t.get("address") == nil {
			continue
		}
		w.done("/tender/tenderers", "")
		if id := t.get("id").text(); !slices.Contains(parties.ids, id) {
			parties.add(id, &node{members: slices.Clone(t.members)})
		}
	}
}

// joinParties makes one party of each organization, with all its roles, under an id of its scheme and number; persons get
// a pseudonym. References follow.
func joinParties(w *repairing) {
	known := map[string]*party{}
	for _, n := range w.release.list("parties") {
		key := partyKey(n)
		if had := known[key]; had != nil {
			w.done("/parties", key)
			for _, role := range n.get("roles").texts() {
				w.stage.join(&party{had.id, had.name, role, had.node})
			}
			continue
		}
		roles := n.get("roles").texts()
		known[key] = w.birmsParty(n, roles)
		for _, role := range roles {
			w.stage.join(&party{known[key].id, known[key].name, role, known[key].node})
		}
	}
	for _, ref := range references {
		for _, n := range w.release.refers(ref.path) {
			w.follow(n, ref.role, known)
		}
	}
	w.reindex()
}

func partyKey(n *node) string { return cmp.Or(n.get("id").text(), plainName(n.get("name").text())) }

// follow makes a reference lead to its party, which has the role of it.
func (w *repairing) follow(n *node, role string, known map[string]*party) {
	key := partyKey(n)
	if known[key] == nil {
		known[key] = w.birmsParty(n, []string{role})
	}
	p := known[key]
	w.stage.join(&party{p.id, p.name, role, p.node})
	n.members = nil
	n.setText("id", p.id)
	n.setText("name", p.name)
}

// reindex brings lists of references in line with their new ids, each once.
func (w *repairing) reindex() {
	lists := []*node{w.release.get("tender", "tenderers")}
	for _, award := range w.release.list("awards") {
		lists = append(lists, award.get("suppliers"))
	}
	for _, list := range lists {
		if list == nil || list.shape != isItems {
			continue
		}
		items := list.items
		list.items, list.ids, list.byID = nil, nil, nil
		for _, item := range items {
			if id := item.get("id").text(); !slices.Contains(list.ids, id) {
				list.add(id, item)
			}
		}
	}
}

// birmsParty makes out who a party is.
func (w *repairing) birmsParty(n *node, roles []string) *party {
	s := &scope{importer: w.importer}
	name, _ := cleanText(n.get("name").text())
	number := n.get("id").text()
	who, rule := identity{}, &partyRule{kind: anOffice}
	if !slices.Contains(roles, "buyer") && !slices.Contains(roles, "procuringEntity") {
		rule.kind = aBidder
	}
	switch {
	case birmsUnit.MatchString(number):
		rule.scheme, who.id, rule.kind = birmsUnitScheme, number, anOffice
	case number != "":
		who.numbers = []string{number}
		who.npwp, who.also, _ = parseNPWP(number)
	}
	if rule.kind != anOffice && s.isPerson(rule, who, name) {
		return s.pseudonym(rule, who, name)
	}
	w.countNumber(number, who)
	p := &party{name: cmp.Or(name, number), node: &node{}}
	p.id, who.scheme = who.named(rule, p.name)
	p.node.setText("id", p.id)
	p.node.setText("name", p.name)
	who.describe(p.node, name)
	if street, _ := cleanText(n.get("address", "streetAddress").text()); street != "" && street != "-" {
		clean, _ := redact(street)
		p.node.child("address", isObject).setText("streetAddress", clean)
	}
	return p
}

// countNumber counts what becomes of a party's number.
func (w *repairing) countNumber(number string, who identity) {
	kind := "identifier-scheme"
	switch {
	case number == "":
		kind = "party-id"
	case who.id == "" && who.npwp == "":
		kind = "party-number"
	}
	w.as(kind).done("/parties", number)
}
