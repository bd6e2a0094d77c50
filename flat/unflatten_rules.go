package flat

import "terang/schema"

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

func init() {
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
