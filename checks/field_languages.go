package checks

import (
	"strings"

	"terang/schema"
)

var _ = fieldRule("language_code", schema.Note,
	"OCDS 1.1, language; ISO 639-1; Pelican language", Words{
		"'%[1]s' is not a language code of two lower-case letters. Write one of ISO 639-1, such as id or en.",
		"'%[1]s' bukan kode bahasa dua huruf kecil. Gunakan kode ISO 639-1, misalnya id atau en."},
	func(p *Place) bool {
		return p.Name == "language" && (p.Parent.Parent == nil || p.Inside() == "Document")
	},
	func(_ *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		code := v.Text()
		return pass(len(code) == 2 && !strings.Contains(code, " ") && strings.Contains(languages, " "+code+" "))
	})

// languages are the codes of ISO 639-1 in force.
const languages = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es" +
	" et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj" +
	" kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv" +
	" ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti" +
	" tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
