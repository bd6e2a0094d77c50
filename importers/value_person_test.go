package importers

import (
	"strings"
	"testing"
)

// The numbers are invented: serials of four zeros are never issued.
func TestNPWP(t *testing.T) {
	for texts, want := range map[string]struct {
		id, also, fault string
	}{
		"21.363.161.7-444.000|0213631617444000": {"0213631617444000", "213631617444000", ""},
		"0213631617444000|21.363.161.7-444.000": {"0213631617444000", "213631617444000", ""},
		"21.363.161.7-444-000":                  {"0213631617444000", "213631617444000", ""},
		"938769908624000|":                      {"0938769908624000", "938769908624000", ""},
		"0213631617444000|0213631617444000":     {"0213631617444000", "", ""},
		"3204015505680000|":                     {"3204015505680000", "", ""},
		"21.363.161.7-444.000|0999999999444000": {"0999999999444000", "213631617444000", "npwp-pair"},
		"02.665.416.0-4070":                     {"", "", "npwp-length"},
		"02.665.416.0-4070|0213631617444000":    {"0213631617444000", "", "npwp-length"},
		"00.000.000.0-000.000":                  {"", "", "npwp-length"},
		"21.363.161.7-444.0OO":                  {"", "", "npwp-length"},
		"-|":                                    {"", "", ""},
		"":                                      {"", "", ""},
	} {
		id, also, fault := parseNPWP(strings.Split(texts, "|")...)
		if id != want.id || strings.Join(also, " ") != want.also || fault != want.fault {
			t.Errorf("%s: %q %q %q, want %v", texts, id, also, fault, want)
		}
	}
}

func TestPersons(t *testing.T) {
	for number, want := range map[string]bool{
		"3204015505680000": true, "3204 0115 0568 0000": true, "3204011505680000": true, "9471017112990000": true,
		"0213631617444000": false, "3204013505680000": false, "3204011513680000": false, "9904011505680000": false, "3200011505680000": false,
		"320401150568000": false, "32040115056800001": false, "": false, "3204017205680000": false,
	} {
		if got := isPersonNumber(number); got != want {
			t.Errorf("%s: %v, want %v", number, got, want)
		}
	}
	for form, want := range map[string]bool{
		"Orang Perseorangan": true, "konsultan perseorangan": true, " ORANG PERSEORANGAN ": true,
		"Perseroan Terbatas (PT) Perorangan": false, "Perseroan Komanditer (Commanditaire Vennootschap / CV)": false, "Koperasi": false, "": false,
	} {
		if got := isPersonForm(form); got != want {
			t.Errorf("%s: %v, want %v", form, got, want)
		}
	}
}

func TestRedact(t *testing.T) {
	for text, want := range map[string]string{
		"NIK 3204015505680000.":                                      "NIK […].|idn-priv-npwp-person",
		"a.n. Fulan (3204 0155 0568 0000)":                           "a.n. Fulan ([…])|idn-priv-npwp-person",
		"NIK32.04.01.550568.0000 dan 320401-550568-0000":             "NIK[…] dan […]|idn-priv-npwp-person",
		"NIP. 19680515 199403 1 005 Kepala":                          "NIP. […] Kepala|idn-priv-nip",
		"No Rek. 0012345678 Bank Contoh":                             "No Rek. […] Bank Contoh|idn-priv-bank",
		"ke rekening Bank BJB a.n. Fulan 0012-3456-789":              "ke rekening Bank BJB a.n. Fulan […]|idn-priv-bank",
		"Hub. 0812-3456-7890/0857 1234 5678":                         "Hub. […]/[…]|idn-priv-freetext",
		"WA +62 812 3456 7890":                                       "WA […]|idn-priv-freetext",
		"HP081234567890":                                             "HP[…]|idn-priv-freetext",
		"kirim ke fulan.contoh@gmail.com, cc dinas@bandungkab.go.id": "kirim ke […], cc dinas@bandungkab.go.id|idn-priv-freetext",
		"x@yahoo.co.id 3204015505680000":                             "[…] […]|idn-priv-freetext idn-priv-npwp-person",

		"000.3.3/2436/Dinkes/2025":                              "",
		"027/0812345678/SPK/2025":                               "",
		"5.03.01.2.06.0002.5.2.02.10.01.0002":                   "",
		"kode rekening 5.1.02.01.01.0024":                       "",
		"kode rekening 51020101 0024 belanja":                   "",
		"rekening listrik Rp 1.500.000":                         "",
		"rekening air tanggal 12-05-2025":                       "",
		"Telp. (022) 5892580 Fax 5892773":                       "",
		"Rp 3.204.015.505.680,00 tanggal 31-12-2025":            "",
		"NPWP 21.363.161.7-444.000, 0213631617444000":           "",
		"Perekrutan 12345678 orang":                             "",
		"01K32QD12XPKKTQMJ6E33ADS47":                            "",
		"0a11c374-e5d6-4d1b-b079-081234567890fbf81c071c7e":      "",
		"https://sirup.lkpp.go.id/rup/60608395":                 "",
		"32.04/06.0/000155/UP/2.12.0.00.0.00.12.0000/P3/5/2025": "",
	} {
		if want == "" {
			want = text + "|"
		}
		clean, rules := redact(text)
		if got := clean + "|" + strings.Join(rules, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, seed := range []string{"NIK 3204015505680000", "no rek 0012345678", "0812-3456-7890/0857 1234 5678", "a@gmail.com"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean, rules := redact(text)
		if (clean == text) == (len(rules) > 0) {
			t.Errorf("%q: %q by %v", text, clean, rules)
		}
		for _, rule := range rules {
			if withholdings[rule].EN == "" {
				t.Errorf("no reason for %s", rule)
			}
		}
	})
}

func TestColumnRules(t *testing.T) {
	for rule, columns := range map[string]string{
		ruleBank:          "no_rek_bank nama_pemilik_rek_bank nama_rek_bank nomor_rekening no_rekening norek_penyedia",
		ruleStaff:         "nip_ppk nip_nama_ppk nip_nama_pokja nip username_ppk username no_sk_ppk",
		rulePerson:        "nama_ppk nama_pp nama_pokja wakil_sah_penyedia nama_pemesan nama_pengusul nama_wakil_penyedia tgl_lahir nama_pemilik",
		ruleContact:       "email_penyedia email no_telp_penyedia no_hp telepon no_wa alamat_email telepon_2 no_hp1",
		rulePersonNumber:  "nik nik_pengusul no_ktp",
		rulePersonAddress: "alamat_rumah",
		"": "nama_penyedia npwp_penyedia npwp16_penyedia jabatan_ppk alamat_penyedia alamat_satker kode_rekening rekening_belanja nama_rekening_anggaran jabatan_wakil_penyedia " +
			"nama_paket nama_satker nama_pelaksana mtd_pemilihan nama_pemilik_sertifikat_tkdn teknik rumah_sakit nama_rumah_sakit bentuk_usaha_penyedia status_ppk kd_rup kd_lpse",
	} {
		for _, column := range strings.Fields(columns) {
			if got := columnRule(column); got != rule {
				t.Errorf("%s: %q, want %q", column, got, rule)
			}
		}
		if reason := withholdings[rule]; rule != "" && (reason.EN == "" || reason.ID == "" || reason.EN == reason.ID) {
			t.Errorf("%s has no reason in both languages", rule)
		}
	}
}
