package checks

import (
	"fmt"
	"strings"
	"testing"
)

// placed wraps an organization reference so that it stands where a process refers to the role, and says where that is.
func placed(role, reference string) (text, pointer string) {
	switch role {
	case "supplier":
		return `"awards":[{"suppliers":[` + reference + `]}]`, "/awards/0/suppliers/0"
	case "tenderer":
		return `"tender":{"tenderers":[` + reference + `]}`, "/tender/tenderers/0"
	case "buyer":
		return `"buyer":` + reference, "/buyer"
	case "procuringEntity":
		return `"tender":{"procuringEntity":` + reference + `}`, "/tender/procuringEntity"
	}
	return `"contracts":[{"implementation":{"transactions":[{"` + role + `":` + reference + `}]}}]`, "/contracts/0/implementation/transactions/0/" + role
}

func init() {
	for _, role := range roles {
		good, pointer := placed(role.code, `{"id":"X-1","name":"Dinas"}`)
		numeral, _ := placed(role.code, `{"id":1,"name":"Dinas"}`)
		nameless, _ := placed(role.code, `{"name":"Dinas"}`)
		party := `{"parties":[{"id":"X-1","name":"Dinas","roles":["funder","` + role.code + `"]},{"id":"X-2"}],`
		unfound := func(at, says, fail string) {
			cases = append(cases, ruleCase{rule: role.snake + "_not_in_parties", pass: party + good + `}`, fail: fail, at: pointer + at, says: says})
		}
		unfound("/id", "The "+role.english+" Dinas (X-1) does not lead to one party: no party has that id.", `{"parties":[{"id":"X-2"}],`+good+`}`)
		unfound("/id", "several parties have that id", `{"parties":[{"id":"X-1"},{"id":"X-1"}],`+good+`}`)
		unfound("/id", "text in one place and a number in the other", `{"parties":[{"id":"1"}],`+numeral+`}`)
		unfound("", "the reference has no id", party+nameless+`}`)
		cases = append(cases,
			ruleCase{rule: role.snake + "_without_role", pass: party + good + `}`,
				fail: `{"parties":[{"id":"X-1","name":"Dinas","roles":["funder"]}],` + good + `}`,
				at:   "/parties/0/roles", says: "Dinas (X-1) is referred to as " + role.english + ", but is not given the role '" + role.code + "'"},
			ruleCase{rule: role.snake + "_name_differs", pass: party + good + `}`,
				fail: `{"parties":[{"id":"X-1","name":"Dinas PU"}],` + good + `}`,
				at:   pointer + "/name", says: "'Dinas' here and 'Dinas PU' among the parties"})
		if role.code != "buyer" {
			cases = append(cases, ruleCase{rule: "role_without_reference", pass: party + good + `}`,
				fail: `{"parties":[{"id":"X-1","name":"Dinas","roles":["` + role.code + `"]}]}`,
				at:   "/parties/0/roles", says: "Dinas (X-1) has the role '" + role.code + "'"})
		}
	}
	unfound := func(at, says, fail string) {
		cases = append(cases, ruleCase{rule: "contract_award_not_found", fail: fail, at: at, says: says,
			pass: `{"awards":[{"id":"a"}],"contracts":[{"awardID":"a"},{"awardID":"\u0061"}]}`})
	}
	unfound("/contracts/0/awardID", "no award has the id", `{"awards":[{"id":"a"}],"contracts":[{"id":"1","awardID":"b"}]}`)
	unfound("/contracts/0/awardID", "several awards", `{"awards":[{"id":"a"},{"id":"a"}],"contracts":[{"id":"1","awardID":"a"}]}`)
	unfound("/contracts/0/awardID", "text in one place", `{"awards":[{"id":"1"}],"contracts":[{"id":"1","awardID":1}]}`)
	unfound("/contracts/0", "The contract 1 does not lead to one award: it has no awardID", `{"awards":[{"id":"1"}],"contracts":[{"id":"1"}]}`)
}

// A reference that is empty, or no object, is not judged; nor what cannot be told of a party.
func TestReferencesNotApplicable(t *testing.T) {
	for _, role := range roles {
		for _, reference := range []string{`{}`, `null`, `"Dinas"`, `[]`, `[null,3]`} {
			text, _ := placed(role.code, reference)
			for _, rule := range []string{"_not_in_parties", "_without_role", "_name_differs"} {
				notApplicable(t, role.snake+rule, `{"parties":[{"id":"X-1"}],`+text+`}`)
			}
		}
		text, _ := placed(role.code, `{"id":"X-1"}`)
		notApplicable(t, role.snake+"_name_differs", `{"parties":[{"id":"X-1","name":"Dinas"}],`+text+`}`)
		notApplicable(t, role.snake+"_without_role", `{"parties":[{"id":"X-1"},{"id":"X-1"}],`+text+`}`)
	}
	notApplicable(t, "role_without_reference", `{"parties":[{"id":"X-1","roles":["buyer","funder"]},{"roles":["supplier"]},{"id":"X-2","roles":"supplier"},7]}`)
	notApplicable(t, "contract_award_not_found", `{"contracts":[{},null,7]}`)
}

// The reason is given in the reader's language.
func TestReasonsInIndonesian(t *testing.T) {
	found, _ := ask(t, &ruleCase{rule: "buyer_not_in_parties"}, `{"buyer":{"id":"X-1"}}`)
	if len(found) != 1 || !strings.Contains(found[0].Text("id"), "pembeli X-1 tidak menunjuk tepat satu pihak: tidak ada pihak dengan id itu.") {
		t.Errorf("%+v: %s", found, found[0].Text("id"))
	}
}

// Going through a list and looking into its index give the same, whatever stands there.
func TestLookup(t *testing.T) {
	tree := parsed(t, `{"parties":[{"id":"1"},{"id":1},{"id":"a\"b"},{"id":"\u0061"},{"id":""},{"id":null},{},7,{"id":["1"]},{"id":"twice"},{"id":"twice"}]}`)
	asked := parsed(t, `["1",1,"a\"b","a","",null,{},"none","twice",true]`)
	for i, id := range asked.Items() {
		scanning := &lookup{among: objects(nil, tree, "parties"), member: "id"}
		indexed := &lookup{among: objects(nil, tree, "parties"), member: "id", asked: scans}
		one, other := scanning.find(id), indexed.find(id)
		if one != other || fmt.Sprint(scanning.all(id)) != fmt.Sprint(indexed.all(id)) || scanning.index != nil {
			t.Errorf("%d: %+v and %+v", i, one, other)
		}
	}
	l := &lookup{among: objects(nil, tree, "parties"), member: "id"}
	if m := l.find(asked.Get()); m != (match{}) {
		t.Errorf("a list leads to %+v", m)
	}
	for range 2 * scans {
		m := l.find(parsed(t, `"1"`))
		if m.same != 1 || m.alike != 1 || m.one() != nil {
			t.Errorf("%+v", m)
		}
	}
}
