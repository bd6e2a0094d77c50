package checks

import (
	"testing"
	"time"
)

var parsedDay = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)

func init() {
	title := func(text string) string { return `{"tender":{"title":"` + text + `"}}` }
	for _, nothing := range []string{"-", "--", " - ", ".", "…", "–", "n/a", "N/A", "N.A.", "NULL", "none", "Test", "tes", "xx", "Xxxxx", "Tidak ada", "Lorem ipsum dolor sit amet", `n\/a`} {
		cases = append(cases, ruleCase{rule: "placeholder_text", pass: title("Tes kesehatan pegawai"), fail: title(nothing), at: "/tender/title", says: "leave the field out"})
	}
	cases = append(cases, ruleCase{rule: "placeholder_text", pass: `{"tender":{"id":"-","title":"X","items":[{"id":"1","unit":{"name":"test"}}],"procurementMethodDetails":"XXI"}}`,
		fail: `{"awards":[{"suppliers":[{"id":"1","name":"-"}]}]}`, at: "/awards/0/suppliers/0/name", says: "'-' only fills"})
	for _, damaged := range []string{"Formaci\ufffdn", "FormaciÃ³n", "NÂº 5", "19â€ (60 cm)", "â\u0080\u0099", "Ð°Ð²", "Mï¿½", `Formaci\u00c3\u00b3n`, `Formaci\ufffdn`, "ÃÃ©"} {
		cases = append(cases, ruleCase{rule: "mojibake", pass: title("SÃO PAULO «IRMû, Nº 1 Dñª AÑO Ð Ñ â ï ’é€ Привет 50 m²"), fail: title(damaged), at: "/tender/title", says: "UTF-8"})
	}
	for _, whole := range []string{"Ã", "Ã ", "IRMÃ\u00a0x", "ESPAÑª", "日本", "naïve ¿", "âx", "Â»"} {
		cases = append(cases, ruleCase{rule: "mojibake", pass: title(whole), fail: title("Ã©"), at: "/tender/title", says: "damaged"})
	}
}

// Texts in other languages are looked at where the text itself is, however many languages there are.
func TestTranslationsAreLookedAt(t *testing.T) {
	text := `{"tender":{"title":"Jalan"`
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'b'; b++ {
			text += `,"title_` + string(a) + string(b) + `":"-"`
		}
	}
	if found, _ := ask(t, &ruleCase{rule: "placeholder_text"}, text+"}}"); len(found) != 52 {
		t.Errorf("found %d", len(found))
	}
	if found, _ := ask(t, &ruleCase{rule: "additional_field"}, text+"}}"); len(found) > 0 {
		t.Errorf("%+v", found)
	}
}
