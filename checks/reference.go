package checks

import "terang/schema"

// This file has the rules on what refers to something else in the process by its id. Unlike elsewhere the id's type
// counts: 1 is not "1", and programs that follow the reference do not find it.

// why says in both languages why an id leads to nothing, or to more than one thing; empty where it leads to one.
func (m match) why(id *schema.Value, w *reasons) (english, indonesian string) {
	why := Words{}
	switch {
	case id.Empty():
		why = w.without
	case m.same > 1:
		why = w.several
	case m.same == 0 && m.alike > 0:
		why = Words{"the id is text in one place and a number in the other", "id-nya berupa teks di satu tempat dan angka di tempat lain"}
	case m.same == 0:
		why = w.none
	}
	return why.English, why.Indonesian
}

// reasons are what may be wrong with a reference.
type reasons struct{ without, none, several Words }

var partyReasons = &reasons{
	without: Words{"the reference has no id", "rujukannya tidak memiliki id"},
	none:    Words{"no party has that id", "tidak ada pihak dengan id itu"},
	several: Words{"several parties have that id", "ada beberapa pihak dengan id itu"},
}

var awardReasons = &reasons{
	without: Words{"it has no awardID", "awardID-nya tidak ada"},
	none:    Words{"no award has the id that its awardID names", "tidak ada penetapan pemenang dengan id pada awardID-nya"},
	several: Words{"several awards have the id that its awardID names", "ada beberapa penetapan pemenang dengan id pada awardID-nya"},
}

func declareReference(role *role) {
	processRule(role.snake+"_not_in_parties", schema.Warning,
		"OCDS 1.1, OrganizationReference; Pelican reference."+role.snake+"_in_parties", role.words(Words{
			"The {role} %[1]s does not lead to one party: %[2]s. Give the reference the id of its party, as it stands there, and list each party once.",
			"Rujukan ke {role} %[1]s tidak menunjuk tepat satu pihak: %[3]s. Isi id rujukan sama persis dengan id pihaknya, dan cantumkan setiap pihak satu kali saja."}),
		func(p *Process, r *Rule) {
			parties := p.parties()
			for _, reference := range role.references(p) {
				p.leads(r, parties, reference, "id", partyReasons)
			}
		})
}

var _ = processRule("contract_award_not_found", schema.Warning,
	"OCDS 1.1, Contract; Pelican reference.contract_in_awards", Words{
		"The contract %[1]s does not lead to one award: %[2]s. Give the contract the id of its award as awardID, and each award an id of its own.",
		"Kontrak %[1]s tidak menunjuk tepat satu penetapan pemenang: %[3]s. Isi awardID kontrak dengan id penetapannya, dan beri setiap penetapan id tersendiri."},
	func(p *Process, r *Rule) {
		awards := p.awards()
		for _, contract := range p.objects("contracts") {
			p.leads(r, awards, contract, "awardID", awardReasons)
		}
	})

// leads judges that the id, in the named member of an object, leads to one thing.
func (p *Process) leads(r *Rule, to *lookup, from *schema.Value, member string, w *reasons) {
	id := from.Get(member)
	english, indonesian := to.find(id).why(id, w)
	if english == "" {
		p.judge(r, true, from)
		return
	}
	at := id
	if at == nil {
		at = from
	}
	p.judge(r, false, at, called(from), english, indonesian)
}
