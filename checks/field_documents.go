package checks

import (
	"strings"
	"unicode/utf8"

	"terang/schema"
)

var _ = fieldRule("document_type_section", schema.Note,
	"OCDS 1.1, documentType codelist, Section; Pelican document_type", Words{
		"A document of type '%[1]s' belongs to %[2]s, but this one stands in %[3]s. Move it there, or choose the type that fits.",
		"Dokumen jenis '%[1]s' tempatnya di %[2]s, tetapi yang ini berada di %[3]s. Pindahkan ke sana, atau pilih jenis yang sesuai."},
	func(p *Place) bool {
		return p.Name == "documentType" && p.Inside() == "Document" && p.codes != nil && section(p) != ""
	},
	func(p *Place, v *schema.Value) Outcome {
		code := p.codes.Find(v.Text())
		if code == nil || code.Section == "" {
			return skip
		}
		here := section(p)
		for listed := range strings.SplitSeq(code.Section, ",") {
			if strings.TrimSpace(listed) == here {
				return pass(true)
			}
		}
		return pass(false, code.Section, here)
	})

// section is the part of a process in which a place lies, by the word that the codelist's column Section has for it.
func section(p *Place) string {
	for _, part := range []struct{ path, section string }{
		{"contracts/implementation/", "implementation"}, {"contracts/", "contract"}, {"awards/", "award"},
		{"bids/", "bid"}, {"tender/", "tender"}, {"planning/", "planning"},
	} {
		if strings.HasPrefix(p.Path, part.path) {
			return part.section
		}
	}
	return ""
}

// longestDescription is how many characters a document's description should have at most.
const longestDescription = 250

var _ = fieldRule("document_description_length", schema.Note,
	"OCDS 1.1, Document, description; Pelican document_description_length", Words{
		"The description '%[1]s' has more than 250 characters. Shorten it; the rest can be read in the document.",
		"Uraian '%[1]s' lebih dari 250 karakter. Ringkaslah; selebihnya dapat dibaca dalam dokumennya."},
	func(p *Place) bool { return p.Name == "description" && p.Inside() == "Document" },
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		return pass(len(v.Raw()) <= longestDescription || utf8.RuneCount(p.content) <= longestDescription)
	})
