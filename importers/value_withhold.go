package importers

import (
	"regexp"
	"slices"
	"strings"
)

// Rules by which something of a source is withheld (DESIGN.md, rulings on the data 9).
const (
	ruleBank          = "idn-priv-bank"
	ruleStaff         = "idn-priv-nip"
	rulePerson        = "idn-priv-person"
	ruleContact       = "idn-priv-contact"
	rulePersonNumber  = "idn-priv-npwp-person"
	rulePersonAddress = "idn-priv-address-person"
	ruleBids          = "idn-priv-bids"
	ruleFreeText      = "idn-priv-freetext"
)

// withholding says why a rule withholds, in English and Indonesian.
type withholding = Words

// withholdings are by rule.
var withholdings = map[string]withholding{
	ruleBank: {
		"Details of a bank account are not published: they are specific personal data (UU 27/2022, art. 4), and invite fraud.",
		"Data rekening bank tidak dipublikasikan: termasuk data pribadi yang bersifat spesifik (UU 27/2022 Pasal 4) dan rawan disalahgunakan."},
	ruleStaff: {
		"Staff numbers (NIP), letters of appointment and accounts of officials are not published: they identify a person, and the office is named instead.",
		"NIP, nomor SK dan akun pejabat tidak dipublikasikan: data itu menunjuk orang tertentu, sedangkan yang diperlukan publik adalah jabatannya."},
	rulePerson: {
		"Names of persons are withheld unless the publisher's policy gives a legal basis for them; the office is named instead.",
		"Nama orang tidak dipublikasikan kecuali kebijakan publikasi menyebutkan dasar hukumnya; yang dicantumkan adalah jabatannya."},
	ruleContact: {
		"Telephone numbers and e-mail addresses in this source can be those of persons, and are not published (UU 27/2022).",
		"Nomor telepon dan alamat surel dari sumber ini dapat berupa milik pribadi sehingga tidak dipublikasikan (UU 27/2022)."},
	rulePersonNumber: {
		"The tax number of a person is the identity number (NIK; PMK 112/2022), which is protected by the law on population administration.",
		"NPWP orang pribadi sama dengan NIK (PMK 112/2022), yang dilindungi Undang-Undang Administrasi Kependudukan."},
	rulePersonAddress: {
		"The home address of a person is not published; the regency or city is.",
		"Alamat rumah perseorangan tidak dipublikasikan; cukup kabupaten atau kotanya."},
	ruleBids: {
		"Bids are not published before the award or the failure of the procedure (UU 14/2008, art. 17).",
		"Penawaran tidak dipublikasikan sebelum pemenang ditetapkan atau pemilihan dinyatakan gagal (UU 14/2008 Pasal 17)."},
	ruleFreeText: {
		"Identity numbers, telephone numbers and addresses of persons were taken out of this text (UU 27/2022).",
		"Nomor identitas, nomor telepon dan alamat surel pribadi telah dihapus dari teks ini (UU 27/2022)."},
}

// columnParts are the words in the name of a column (no_rek_bank has three) that tell what it holds.
var columnParts = map[string][]string{
	ruleBank:          {"rek", "rekening", "norek", "iban"},
	ruleStaff:         {"nip", "nipppk", "username", "userid", "password"},
	rulePersonNumber:  {"nik", "ktp"},
	ruleContact:       {"email", "mail", "surel", "telp", "telepon", "telpon", "tlp", "tel", "notelp", "telephone", "phone", "hp", "nohp", "handphone", "ponsel", "whatsapp", "wa"},
	rulePersonAddress: {"rumah", "domisili"},
	rulePerson:        {"lahir", "narahubung"},
}

// rulesInOrder is the order in which a column's name is held to them.
var rulesInOrder = []string{ruleBank, ruleStaff, rulePersonNumber, ruleContact, rulePersonAddress, rulePerson}

// namedPersons are those whose names columns give: nama_ppk, nama_wakil_penyedia.
var namedPersons = regexp.MustCompile(`^nama_(lengkap_)?(ppk|pp|pptk|pokja|pa|kpa|ppspm|pejabat|bendahara|pemesan|pengusul|penandatangan|wakil|direktur|pimpinan|pengurus|pic|kontak|pegawai|petugas|pengelola|penanggung|penerima|orang|personil|personel|tenaga_ahli|kepala)(_|$)|^nama_pemilik$`)

// columnRule gives the rule that withholds a column, by its name in small letters with _ between words; empty where the
// column may be used. Titles of offices (jabatan_ppk) may, and codes of the budget (kode_rekening).
func columnRule(column string) string {
	column = strings.Trim(columnSigns.ReplaceAllString(strings.ToLower(column), "_"), "_")
	switch column {
	case "no_sk_ppk":
		return ruleStaff
	case "wakil_sah_penyedia", "contact_person", "ppk", "pptk":
		return rulePerson
	}
	parts := strings.Split(column, "_")
	for _, rule := range rulesInOrder {
		for _, part := range parts {
			if !slices.Contains(columnParts[rule], strings.TrimRight(part, "0123456789")) {
				continue
			}
			if rule == ruleBank && budgetColumn.MatchString(column) || rule == rulePersonAddress && parts[0] != "alamat" {
				continue
			}
			return rule
		}
	}
	if namedPersons.MatchString(column) {
		return rulePerson
	}
	return ""
}

var (
	columnSigns  = regexp.MustCompile(`[^a-z0-9]+`)
	budgetColumn = regexp.MustCompile(`(^|_)(kode|kd|belanja|anggaran|uraian|akun)(_|$)`)
)
