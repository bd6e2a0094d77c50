package importers

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// partyRule says who an organization is.
type partyRule struct {
	role, scheme        string // without a role, another import says who it is: it is referred to, and no party here
	id, name, address   *expression
	unnamed             *expression // what to call whom the source knows by a code alone
	vendor, form, scale *expression
	npwp                []*expression // each column that may have a tax number
	kind                string
}

// Kinds of parties: an office is never a person; a company is one where its number or form says so; anyone is
// a person unless the name is that of a body; a bidder is a company where its name or its number is that of a body.
const (
	anOffice = "office"
	aCompany = "company"
	anyone   = "anyone"
	aBidder  = "bidder"
)

type partyText struct {
	Role    string   `yaml:"role"`
	Kind    string   `yaml:"kind"`
	Scheme  string   `yaml:"scheme"`
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Unnamed string   `yaml:"unnamed"`
	Address string   `yaml:"address"`
	NPWP    []string `yaml:"npwp"`
	Vendor  string   `yaml:"vendor"`
	Form    string   `yaml:"form"`
	Scale   string   `yaml:"scale"`
}

func (t *partyText) parse() (*partyRule, error) {
	r := &partyRule{role: t.Role, scheme: t.Scheme, kind: t.Kind}
	if !slices.Contains([]string{anOffice, aCompany, anyone, aBidder}, r.kind) {
		return nil, fmt.Errorf("a party has a `kind:` that is office, company, bidder or anyone, and a `role:` unless other systems say who it is")
	}
	for _, e := range []struct {
		text string
		into **expression
	}{{t.ID, &r.id}, {t.Name, &r.name}, {t.Unnamed, &r.unnamed}, {t.Address, &r.address}, {t.Vendor, &r.vendor}, {t.Form, &r.form}, {t.Scale, &r.scale}} {
		if e.text == "" {
			continue
		}
		var err error
		if *e.into, err = parseExpression(e.text); err != nil {
			return nil, err
		}
	}
	for _, text := range t.NPWP {
		e, err := parseExpression(text)
		if err != nil {
			return nil, err
		}
		r.npwp = append(r.npwp, e)
	}
	return r, nil
}

// party is an organization, or a person under a pseudonym, as a release of one stage names it.
type party struct {
	id, name string
	role     string
	node     *node
}

// refer writes a reference to a party, which joins the parties of the stage.
func (f *filler) refer(field *field, into *node) {
	p := f.party(f.profile.Parties[field.party])
	if p == nil {
		return
	}
	f.taken = true
	if p.role != "" {
		f.stage.join(p)
	}
	reference := into
	if field.many {
		reference = into.child(field.name, isItems).item(p.id)
	} else {
		reference = into.child(field.name, isObject)
		reference.setText("id", p.id)
	}
	reference.setText("name", p.name)
}

// join adds a party to a stage. Of one that is there already, what was not known is added.
func (s *stage) join(p *party) {
	for _, have := range s.parties {
		if have.id == p.id && have.role == p.role {
			for _, m := range p.node.members {
				if have.node.get(m.name) == nil {
					have.node.members = append(have.node.members, m)
				}
			}
			return
		}
	}
	s.parties = append(s.parties, p)
}

// party makes out who a row speaks of; nil where it names nobody.
func (s *scope) party(r *partyRule) *party {
	name := s.textOf(r.name)
	column := s.origin
	if clean, changed := cleanText(name); changed {
		name = clean
	}
	who := s.identify(r)
	switch {
	case who.unknown() && name == "":
		return nil
	case who.unknown() && r.role == "": // whom a name alone refers to is a guess
		s.report.review(s.row.place(column), name)
		return nil
	case r.kind != anOffice && s.isPerson(r, who, name):
		return s.pseudonym(r, who, name)
	}
	p := &party{role: r.role, name: cmp.Or(name, s.textOf(r.unnamed), who.npwp, who.vendor, who.id), node: &node{}}
	p.id, who.scheme = who.named(r, name)
	p.node.setText("id", p.id)
	p.node.setText("name", p.name)
	who.describe(p.node, name)
	s.details(r, p.node)
	return p
}

func (s *scope) details(r *partyRule, n *node) {
	if address := s.textOf(r.address); address != "" && address != "-" {
		clean, rules := redact(address)
		for _, rule := range rules {
			s.report.Withheld[rule]++
		}
		n.child("address", isObject).setText("streetAddress", clean)
	}
	if scale := s.textOf(r.scale); scale != "" {
		n.child("details", isObject).setText("scale", scale)
	}
}

func (s *scope) textOf(e *expression) string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(s.text(e))
}

// identity is what a source knows a party by.
type identity struct {
	id, npwp, vendor string
	also             []string // other forms of the npwp
	numbers          []string // all tax numbers, as they stand
	scheme           string
}

// unknown says whether nothing but a name tells who it is.
func (who identity) unknown() bool { return who.npwp == "" && who.vendor == "" && who.id == "" }

func (s *scope) identify(r *partyRule) identity {
	who := identity{id: s.textOf(r.id), vendor: s.textOf(r.vendor)}
	for _, e := range r.npwp {
		if text := s.textOf(e); text != "" {
			who.numbers = append(who.numbers, text)
		}
	}
	if len(who.numbers) > 0 {
		var fault string
		who.npwp, who.also, fault = parseNPWP(who.numbers...)
		if fault != "" {
			s.report.normalised(fault)
		}
	}
	return who
}

// named gives the party's id (scheme and identifier), and the scheme. Without any identifier it is one of the name,
// which holds for this publisher alone.
func (who identity) named(r *partyRule, name string) (id, scheme string) {
	switch {
	case who.id != "" && r.scheme == "":
		return who.id, "" // as another publication has it
	case who.id != "":
		return r.scheme + "-" + who.id, r.scheme
	case who.npwp != "" && !isPersonNumber(who.npwp):
		return "ID-DJP-" + who.npwp, "ID-DJP"
	case who.vendor != "":
		scheme = cmp.Or(r.scheme, "X-ID-SPSE-PENYEDIA")
		return scheme + "-" + who.vendor, scheme
	}
	sum := sha256.Sum256([]byte(plainName(name)))
	return "nama-" + hex.EncodeToString(sum[:6]), ""
}

// describe writes the identifiers. A tax number goes before a code of the source, by which the party is still referred to:
// whoever was published by the code, before the number was known, stays the same party.
func (who identity) describe(n *node, name string) {
	if who.scheme == "" {
		return
	}
	scheme, id := who.scheme, strings.TrimPrefix(unquoted(n.get("id")), who.scheme+"-")
	if who.id != "" && who.npwp != "" && !isPersonNumber(who.npwp) {
		n.child("additionalIdentifiers", isItems).item(id).setText("scheme", scheme)
		scheme, id = "ID-DJP", who.npwp
	}
	identifier := n.child("identifier", isObject)
	identifier.setText("scheme", scheme)
	identifier.setText("id", id)
	if name != "" {
		identifier.setText("legalName", name)
	}
	if scheme != "ID-DJP" {
		return
	}
	for _, other := range who.also {
		if isPersonNumber(other) {
			continue
		}
		item := n.child("additionalIdentifiers", isItems).item(other)
		item.setText("scheme", "ID-DJP")
	}
}

func unquoted(n *node) string { return string(n.json[1 : len(n.json)-1]) }

var otherSigns = regexp.MustCompile(`[^a-z0-9]+`)

// plainName is a name as it is compared: small letters, no punctuation.
func plainName(name string) string {
	return strings.Trim(otherSigns.ReplaceAllString(strings.ToLower(name), " "), " ")
}

// secret is what pseudonyms are made of.
func (im *importer) secret() []byte {
	if im.key == nil && im.Key != nil {
		im.key, im.keyErr = im.Key()
	}
	if im.key == nil {
		im.key = make([]byte, keyLength)
		_, _ = rand.Read(im.key) // never fails (crypto/rand)
	}
	return im.key
}

// pseudonym makes a party of a person: the same person has the same one as long as the key is kept. Whom the source knows by
// a code may have been published by it before it was known that it is a person, and stays that party, without a name.
func (s *scope) pseudonym(r *partyRule, who identity, name string) *party {
	known := cmp.Or(who.npwp, who.vendor, who.id, plainName(name))
	mac := hmac.New(sha256.New, s.secret())
	mac.Write([]byte(known))
	code := hex.EncodeToString(mac.Sum(nil)[:6])
	s.report.people[code] = true
	p := &party{id: "perseorangan-" + code, name: "Perseorangan " + strings.ToUpper(code[:6]), role: r.role, node: &node{}}
	if who.id != "" {
		p.id, _ = who.named(r, name)
	}
	p.node.setText("id", p.id)
	p.node.setText("name", p.name)
	p.node.child("details", isObject).setText("scale", "selfEmployed")
	return p
}
