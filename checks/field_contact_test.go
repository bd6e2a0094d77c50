package checks

import (
	"encoding/json"
	"strings"
	"testing"
)

func contact(member, value string) string {
	return `{"parties":[{"id":"1","contactPoint":{"` + member + `":` + value + `}}]}`
}

func init() {
	const email, telephone = "/parties/0/contactPoint/email", "/parties/0/contactPoint/telephone"
	for _, broken := range []string{`"ulp@kota"`, `"ulp.kota.example"`, `"ulp@kota,example"`, `"ulp@kota.example; pbj@kota.example"`,
		`"ulp <ulp@kota.example>"`, `"ulp@kota.example "`, `"ulp@kota."`, `"ulp @kota.example"`} {
		cases = append(cases, ruleCase{rule: "email_form", pass: contact("email", `"ulp.pbj+1@sub.kota.example"`), fail: contact("email", broken), at: email, says: "begins 'ulp…'"})
	}
	for _, possible := range []string{"+62 22 4234567", "(022) 423-4567", "+62.22.4234567 ext. 12", "0224234567 pes 3", "+1 (202) 555-0143 Extension 7", "4234567"} {
		cases = append(cases, ruleCase{rule: "telephone_form", pass: contact("telephone", `"`+possible+`"`),
			fail: contact("telephone", `"021"`), at: telephone, says: "cannot be dialled"})
	}
	for _, broken := range []string{"423456", "+62 22 4234567, 4234568", "022 4234567 / 022 4234568 / 022 4234569", "022-4234567 (Budi)", "4234567 ext. 12, 13", "tidak ada"} {
		cases = append(cases, ruleCase{rule: "telephone_form", pass: contact("faxNumber", `"022 4234567"`),
			fail: contact("faxNumber", `"`+broken+`"`), at: "/parties/0/contactPoint/faxNumber", says: "7 to 15 digits"})
	}
	cases = append(cases,
		ruleCase{rule: "telephone_country_code", pass: contact("telephone", `"(+62) 22 4234567"`),
			fail: contact("telephone", `"022 4234567"`), at: telephone, says: "begins '022…' has no country code"},
		ruleCase{rule: "telephone_country_code", pass: contact("telephone", `"+62224234567"`),
			fail: contact("telephone", `"62224234567"`), at: telephone, says: "+62 22 4234567"})
}

// What cannot be dialled is not asked for its country code, and what is no text is not asked at all.
func TestContactsNotAsked(t *testing.T) {
	for code, text := range map[string]string{"telephone_country_code": contact("telephone", `"021"`), "telephone_form": contact("telephone", `[1]`),
		"email_form": contact("email", `{"a":1}`), "personal_email": contact("email", `7`)} {
		if found, applied := ask(t, &ruleCase{rule: code}, text); len(found) > 0 || applied > 0 {
			t.Errorf("%s of %s: %+v", code, text, found)
		}
	}
}

// No finding about a person's telephone or address repeats it.
func TestPersonsAreNotRepeated(t *testing.T) {
	for _, text := range []string{contact("email", `"budi.santoso@gmail.com"`), contact("email", `"budi.santoso@gmail,com"`),
		contact("telephone", `"0812 3456 7890"`), contact("telephone", `"0812 3456 7890 7890 7890"`),
		`{"nomorHP":"0812-3456-7890","surel":{"pribadi":1},"language":"budi.santoso@gmail.com"}`,
		`{"tender":{"title":"Hubungi Budi 0812-3456-7890 atau budi.santoso@gmail.com"}}`} {
		for _, code := range []string{"email_form", "telephone_form", "telephone_country_code", "personal_phone", "personal_email", "additional_field", "language_code"} {
			found, _ := ask(t, &ruleCase{rule: code}, text)
			all, err := json.Marshal(found)
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range []string{"budi.", "santoso", "0812", "7890"} {
				if strings.Contains(string(all), secret) {
					t.Errorf("%s of %s repeats %s: %s", code, text, secret, all)
				}
			}
		}
	}
}
