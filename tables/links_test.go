package tables

import (
	"slices"
	"testing"
)

func TestOrganizationsOfAProcess(t *testing.T) {
	p := plain(t, `{"buyer":{"id":"B"},"parties":[{"id":"B","name":"Dinas","identifier":{"scheme":"ID-KLPD","id":7}},{"id":"S","name":"PT Satu"}],
		"awards":[{"status":"cancelled","suppliers":[{"id":"V"},{"id":"S"}]},{"suppliers":[{"id":"S"},{"id":"U","name":"PT Dua"},{"name":"PT Tiga"},{}]}],
		"contracts":[{"suppliers":[{"id":"S","name":"PT Lain"},{"name":"PT Tiga"},{"name":"PT Empat"}]}]}`)
	if buyer, ok := Buyer(p); !ok || buyer != (Organization{"ID-KLPD-7", "Dinas"}) {
		t.Errorf("%v %v", buyer, ok)
	}
	want := []Supplier{{Organization{"V", ""}, false}, {Organization{"S", "PT Satu"}, true}, {Organization{"U", "PT Dua"}, true},
		{Organization{"", "PT Tiga"}, true}, {Organization{"", "PT Empat"}, true}}
	if got := Suppliers(p); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	self := plain(t, `{"tender":{"procurementMethodDetails":"Swakelola Tipe I"},"awards":[{"suppliers":[{"id":"S"}]}]}`)
	if got := Suppliers(self); !slices.Equal(got, []Supplier{{Organization{"S", ""}, false}}) {
		t.Errorf("%v", got)
	}
	none := plain(t, `{"buyer":{}}`)
	if buyer, ok := Buyer(none); ok || len(Suppliers(none)) > 0 {
		t.Errorf("%v %v", buyer, Suppliers(none))
	}
}

func TestPlansOfAProcess(t *testing.T) {
	p := plain(t, `{"relatedProcesses":[{"relationship":["parent"],"identifier":"a"},{"relationship":["x","planning"],"identifier":"b"},
		{"relationship":["planning"],"identifier":"b"},{"relationship":["planning"]},{"relationship":["planning"],"identifier":3}]}`)
	if got := Plans(p); !slices.Equal(got, []string{"b", "3"}) {
		t.Errorf("%v", got)
	}
}
