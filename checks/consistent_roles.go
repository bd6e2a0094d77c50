package checks

import (
	"strings"

	"terang/schema"
)

// This file and reference.go have three rules for each role: whether a reference to an organization leads to a
// party, calls it by its name, and the party has the role.

func init() {
	for _, role := range roles {
		declareReference(role)
		declareRole(role)
		declareName(role)
	}
}

// words puts a role's names in the wording of a rule.
func (r *role) words(w Words) Words {
	return Words{
		strings.NewReplacer("{role}", r.english, "{code}", r.code).Replace(w.English),
		strings.NewReplacer("{role}", r.bahasa, "{code}", r.code).Replace(w.Indonesian),
	}
}

func declareRole(role *role) {
	processRule(role.snake+"_without_role", schema.Warning,
		"OCDS 1.1, partyRole; Pelican consistent."+role.snake+"_in_parties_roles", role.words(Words{
			"%[1]s is referred to as {role}, but is not given the role '{code}' among the parties. Add it to the party's roles.",
			"%[1]s dirujuk sebagai {role}, tetapi dalam daftar pihak tidak memiliki peran '{code}'. Tambahkan pada roles pihak itu."}),
		func(p *Process, r *Rule) {
			references, parties := role.lookup(p), p.parties()
			for _, party := range parties.among {
				id := party.Get("id")
				if references.find(id).first == nil || parties.find(id).one() == nil {
					continue
				}
				if hasRole(party, role.code) {
					p.judge(r, true, party)
				} else {
					p.judge(r, false, rolesOf(party), called(party))
				}
			}
		})
}

// rolesOf is where an officer looks for a party's roles: in them, or in the party that has none.
func rolesOf(party *schema.Value) *schema.Value {
	if roles := party.Get("roles"); roles != nil {
		return roles
	}
	return party
}

func declareName(role *role) {
	processRule(role.snake+"_name_differs", schema.Note,
		"OCDS 1.1, OrganizationReference; Pelican consistent."+role.snake+"_name_in_parties", role.words(Words{
			"The {role} is called '%[1]s' here and '%[2]s' among the parties. Write the name alike in both places.",
			"Nama {role} ditulis '%[1]s' di sini dan '%[2]s' dalam daftar pihak. Samakan penulisan namanya."}),
		func(p *Process, r *Rule) {
			parties := p.parties()
			for _, reference := range role.references(p) {
				name, known := reference.Get("name"), parties.find(reference.Get("id")).one().Get("name")
				switch {
				case !name.IsText() || !known.IsText() || name.Empty() || known.Empty():
				case sameText(name, known):
					p.judge(r, true, name)
				default:
					p.judge(r, false, name, shorten(name.Text()), shorten(known.Text()))
				}
			}
		})
}

var _ = processRule("role_without_reference", schema.Note,
	"OCDS 1.1, partyRole; Pelican consistent.parties_roles", Words{
		"%[1]s has the role '%[2]s', but nothing refers to it as that. Refer to it where the role is played, or remove the role.",
		"%[1]s memiliki peran '%[2]s', tetapi tidak dirujuk dalam peran itu. Rujuk pihak ini pada bagian yang sesuai, atau hapus perannya."},
	func(p *Process, r *Rule) {
		parties := p.objects("parties")
		for _, role := range roles {
			if role.code == "buyer" { // which one reference can name, though several may buy
				continue
			}
			references := role.lookup(p)
			for _, party := range parties {
				p.plays(r, party, role.code, references)
			}
		}
	})

// plays judges that a party with a role is referred to in it.
func (p *Process) plays(r *Rule, party *schema.Value, code string, references *lookup) {
	id := party.Get("id")
	if id.Empty() || !hasRole(party, code) {
		return
	}
	if references.find(id).first != nil {
		p.judge(r, true, party)
	} else {
		p.judge(r, false, rolesOf(party), called(party), code)
	}
}
