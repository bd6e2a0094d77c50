package flat

import (
	"maps"

	"terang/schema"
)

// Codes of what makes a table unreadable.
const (
	codeJSON  = "table_json"
	codeTwice = "table_twice"
)

// Codes of what is found in the cells. Of an error something could not be taken over; after a warning all is there.
const (
	CodeCellType     = "cell_type"
	CodeCellConflict = "cell_conflict"
	CodeHeading      = "heading_conflict"
	CodeNoHeading    = "heading_missing"
	CodeOrphan       = "row_without_release"
	CodeRestRow      = "rest_row"
	CodePackagesRow  = "packages_row"

	// Of tables that people filled in:
	CodeAmbiguous      = "cell_ambiguous"
	CodeFormula        = "cell_formula_error"
	CodeUnknownHeading = "heading_unknown"
	CodeNoHeadingHint  = "heading_unclear"
	CodeNoFields       = "sheet_without_fields"
	CodeNoKeys         = "sheet_without_keys"
	CodeNoKey          = "row_without_key"
	CodePrefix         = "ocid_of_another_prefix"
)

const flattenTool = "flatten-tool's reading of tables"

// rules are everything that is found in tables, by code.
var rules = map[string]*schema.Rule{
	codeJSON: {Severity: schema.Error, Source: "limits of terang",
		English:    "this is JSON, not a table: terang flatten makes tables of it",
		Indonesian: "ini JSON, bukan tabel: terang flatten menjadikannya tabel"},
	codeTwice: {Severity: schema.Error, Source: "limits of terang",
		English:    "the table is there twice, the other is %[1]s: leave one of them",
		Indonesian: "tabel ini ada dua, yang lain %[1]s: sisakan salah satu"},

	CodeCellType: {Severity: schema.Warning, Source: flattenTool,
		English:    `“%[2]s” in column %[1]s is no %[3]s: it was kept as text; write %[4]s`,
		Indonesian: `“%[2]s” di kolom %[1]s bukan %[5]s: disimpan sebagai teks; tulis %[6]s`},
	CodeCellConflict: {Severity: schema.Error, Source: flattenTool,
		English:    "column %[1]s says %[2]s, but another row with the same identifiers says %[3]s, which was kept: is an id used twice?",
		Indonesian: "kolom %[1]s berisi %[2]s, padahal baris lain dengan pengenal yang sama berisi %[3]s, yang dipakai: apakah ada id yang dipakai dua kali?"},
	CodeHeading: {Severity: schema.Error, Source: flattenTool,
		English:    "the value of column %[1]s was left out, since a cell before has something of another kind at the same place: a place is a value, an object or a list",
		Indonesian: "nilai kolom %[1]s diabaikan, karena sel sebelumnya berisi jenis lain di tempat yang sama: satu tempat adalah nilai, objek atau daftar"},
	CodeNoHeading: {Severity: schema.Error, Source: flattenTool,
		English:    "column %[1]s has values but no heading that could be a field, so it was left out: write the field's path in the first row",
		Indonesian: "kolom %[1]s berisi nilai tetapi judulnya bukan nama isian, sehingga diabaikan: tulis alamat isian di baris pertama"},
	CodeOrphan: {Severity: schema.Warning, Source: flattenTool,
		English:    "no row of the table releases has the ocid %[1]s and id %[2]s: a release of its own was made of it; is the row missing there, or an id mistyped?",
		Indonesian: "tidak ada baris tabel releases dengan ocid %[1]s dan id %[2]s: dibuatkan rilis sendiri; apakah barisnya hilang, atau id salah ketik?"},
	CodeRestRow: {Severity: schema.Error, Source: "the flat files of terang",
		English:    "the row of the table rest cannot be used (%[1]s): leave the table as it was written, or leave it out",
		Indonesian: "baris tabel rest ini tidak dapat dipakai (%[1]s): biarkan tabel seperti ditulis, atau jangan disertakan"},
	CodePackagesRow: {Severity: schema.Error, Source: "the flat files of terang",
		English:    "the row of the table packages cannot be used (%[1]s): leave the table as it was written, or leave it out",
		Indonesian: "baris tabel packages ini tidak dapat dipakai (%[1]s): biarkan tabel seperti ditulis, atau jangan disertakan"},
}

// peopleRules are those for tables that people filled in.
var peopleRules = map[string]*schema.Rule{
	CodeAmbiguous: {Severity: schema.Error, Source: "limits of terang",
		English:    "“%[2]s” in column %[1]s can be read as %[3]s or as %[4]s, so it was kept as text: write one of the two, or enter it as a number",
		Indonesian: "“%[2]s” di kolom %[1]s dapat dibaca %[3]s atau %[4]s, sehingga disimpan sebagai teks: tulis salah satunya, atau isikan sebagai angka"},
	CodeFormula: {Severity: schema.Error, Source: "limits of terang",
		English:    "%[2]s in column %[1]s is a formula that came to nothing, so it was left out: mend the formula, or write the value",
		Indonesian: "%[2]s di kolom %[1]s adalah rumus yang gagal, sehingga tidak dimuat: perbaiki rumusnya, atau tulis nilainya"},
	CodeUnknownHeading: {Severity: schema.Warning, Source: flattenTool,
		English:    "column %[1]s is no field of OCDS, and was kept as an additional one: %[2]s",
		Indonesian: "kolom %[1]s bukan isian OCDS, dan dimuat sebagai isian tambahan: %[3]s"},
	CodeNoHeadingHint: {Severity: schema.Error, Source: flattenTool,
		English:    "column %[1]s is no field of OCDS, so it was left out: did you mean %[2]s?",
		Indonesian: "kolom %[1]s bukan isian OCDS, sehingga tidak dimuat: apakah maksudnya %[2]s?"},
	CodeNoFields: {Severity: schema.Warning, Source: "limits of terang",
		English:    "no heading here is a field of OCDS, so this was passed over: name columns by paths, such as ocid, id, tender/title, or by the fields' titles",
		Indonesian: "tidak ada judul kolom yang merupakan isian OCDS, sehingga dilewati: beri nama kolom dengan alamat isian, misalnya ocid, id, tender/title, atau dengan judul isiannya"},
	CodeNoKeys: {Severity: schema.Error, Source: flattenTool,
		English:    "the sheet has no column %[1]s, so its rows belong to no release: add it; an ocid is the registered prefix, a hyphen and your number of the process (ocds-abc123-2025-001), an id tells the releases of a process apart (1, 2, 3)",
		Indonesian: "lembar ini tidak mempunyai kolom %[1]s, sehingga barisnya tidak termasuk rilis mana pun: tambahkan; ocid adalah prefiks terdaftar, tanda hubung, dan nomor proses Anda (ocds-abc123-2025-001), id membedakan rilis-rilis satu proses (1, 2, 3)"},
	CodeNoKey: {Severity: schema.Error, Source: flattenTool,
		English:    "the row has no %[1]s, so it belongs to no release and was left out: fill it in as in the sheet of the releases",
		Indonesian: "baris ini tidak mempunyai %[1]s, sehingga tidak termasuk rilis mana pun dan tidak dimuat: isi seperti di lembar rilis"},
	CodePrefix: {Severity: schema.Warning, Source: `OCDS 1.1, "Contracting process identifier"`,
		English:    "the ocid %[1]s does not begin with your registered prefix: should it be %[2]s-%[1]s?",
		Indonesian: "ocid %[1]s tidak diawali prefiks terdaftar Anda: apakah seharusnya %[2]s-%[1]s?"},
}

func init() {
	maps.Copy(rules, peopleRules)
	for code, rule := range rules {
		rule.Code = code
	}
}

// unreadable says that a table cannot be read (on), at a row where that is known.
func unreadable(code, file string, row int, args ...string) error {
	f := rules[code].Finding("", args...)
	f.File, f.Line = file, row
	return &schema.InputError{Finding: f}
}
