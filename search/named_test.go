package search

import "testing"

func TestNaming(t *testing.T) {
	company := Code{Facet: Supplier, Value: "ID-NPWP-012345678901000", Label: "PT Jaya Abadi Konstruksi"}
	for text, want := range map[string]bool{
		"jaya abadi": true, "ABADI  jaya": true, "konstruksi, PT": true, "jaya abad": false, "jaya makmur": false,
		"01.234.567.8-901.000": true, "0012345678901000": true, "ID-NPWP-012345678901000": true, "901000": false,
		"": false, "...": false, "NPWP": false,
	} {
		if got := NewNaming(text).Of(company); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	village := Code{Facet: Buyer, Value: "ID-KEMENDAGRI-35.22.01.2001", Label: "Desa Sumber"}
	for text, want := range map[string]bool{"desa sumber": true, "3522012001": true, "35.22.01.2002": false} {
		if got := NewNaming(text).Of(village); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if NewNaming("works").Of(Code{Value: "works"}) {
		t.Error("a code without label or number is named")
	}
}
