package checks

import "testing"

func init() {
	cases = append(cases,
		ruleCase{rule: "personal_phone", pass: contact("telephone", `"+62 22 4234567"`), fail: contact("telephone", `"+62 812-3456-7890"`),
			at: "/parties/0/contactPoint/telephone", says: "begins '+62…'"},
		ruleCase{rule: "personal_phone", pass: `{"tender":{"id":"081234567890","title":"NPWP 08.123.456.7-891.000"}}`,
			fail: `{"tender":{"title":"Jalan","title_id":"Jalan (Budi, 081234567890)"}}`, at: "/tender/title_id", says: "begins '081…'"},
		ruleCase{rule: "personal_email", pass: contact("email", `"ulp@kota.example"`), fail: contact("email", `"BUDI@Yahoo.co.id"`),
			at: "/parties/0/contactPoint/email", says: "begins 'BUD…'"},
		ruleCase{rule: "personal_email", pass: `{"planning":{"rationale":"surel @gmail.com, gmail.com@kota.example"}}`,
			fail: `{"planning":{"rationale":"kirim ke a@b.example atau budi_s@gmail.com."}}`, at: "/planning/rationale", says: "begins 'bud…'"},
	)
}

func TestMobileNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0812345678": "0812345678", "0812345678901": "0812345678901", "(0812) 3456.7890": "0812) 3456.7890", "0812 - 3456 - 7890 - 12": "0812 - 3456 - 7890",
		"+62 (0)812 3456 7890": "0)812 3456 7890", "62-812-3456-789": "62-812-3456-789", "HP: 0895 3456 7890/0813-1111-2222": "0895 3456 7890",
		"CP.0812-3456-7890": "0812-3456-7890", "+6281234567890": "+6281234567890", "telp 022-8123456 dan 0857.1234.5678!": "0857.1234.5678",
		// no mobile numbers
		"081234567": "", "08123456789012": "", "0812345678901234": "", "08.123.456.7-891.000": "", "08-12-2025 10.30.00": "", "0812-10-2025": "", "0812    3456    7890": "", "A0812345678": "",
		"0.8123456789": "", "3.0812345678": "", "0812345678/SPK/2025": "", "0812345678A": "", "0845 123 4567": "", "0870 123 4567": "", "0800 1234 5678": "",
		"10812345678": "", "8123456789": "", "": "", "8": "", "08": "", "628": "", "+": "",
	} {
		if got := string(mobileNumber([]byte(text))); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestPrivateAddress(t *testing.T) {
	for text, want := range map[string]string{
		"budi@gmail.com": "budi@gmail.com", "(a.b-c+d@GMAIL.com)": "a.b-c+d@GMAIL.com", "a@hotmail.co.uk, b@x.example": "a@hotmail.co.uk",
		"x@kota.example y@ymail.com.": "y@ymail.com.", "a@b@live.com": "b@live.com",
		"budi@gmail.example": "", "budi@mygmail.com": "", "@gmail.com": "", "a@yahoo.kota.go.id": "", "yahoo.com": "", "a@": "", "@": "",
	} {
		if got := string(privateAddress([]byte(text))); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
