package checks

import "terang/schema"

// This file has the rules that follow from the schema itself and hold at every place of it; walk.go asks them.

const reviewTool = "OCDS Data Review Tool"

var additionalField = declare(&Rule{Level: OfField, Rule: rule("additional_field", schema.Warning,
	"OCDS 1.1, conformance and extensions; "+reviewTool, Words{
		"'%[1]s' is neither a field of OCDS nor of an extension that the package declares, so other programs pass it over. Check its spelling and place, or declare the extension that it belongs to.",
		"'%[1]s' bukan kolom OCDS maupun ekstensi yang dicantumkan paket, sehingga dilewati program lain. Periksa ejaan dan letaknya, atau cantumkan ekstensinya."})})

var deprecatedField = declare(&Rule{Level: OfField, Rule: rule("deprecated_field", schema.Warning,
	"OCDS 1.1, governance, deprecation; "+reviewTool, Words{
		"'%[1]s' is deprecated since OCDS %[2]s. %[3]s",
		"'%[1]s' tidak dianjurkan lagi sejak OCDS %[2]s. %[4]s"})})

var emptyField = declare(&Rule{Level: OfField, Rule: rule("empty_field", schema.Note,
	"OCDS 1.1, empty fields; "+reviewTool, Words{
		"'%[1]s' is empty. Leave out fields that have no value, name and all.",
		"'%[1]s' kosong. Hapus kolom yang tidak berisi, beserta namanya."})})

var missingID = declare(&Rule{Level: OfField, Rule: rule("missing_id", schema.Warning,
	"OCDS 1.1, merging; "+reviewTool, Words{
		"An item of '%[1]s' has no id, so that it cannot be followed from release to release. Give each item of the list an id of its own.",
		"Satu butir '%[1]s' tidak memiliki id sehingga tidak dapat diikuti dari rilis ke rilis. Beri setiap butir dalam daftar id tersendiri."})})

var openCode = declare(&Rule{Level: OfField, Rule: rule("codelist_open", schema.Note,
	"OCDS 1.1, open codelists; "+reviewTool, Words{
		"'%[1]s' is not in the open codelist %[2]s. Use a code of the list where one fits; else say in the publication policy what this one means.",
		"'%[1]s' tidak ada dalam daftar kode terbuka %[2]s. Gunakan kode dari daftar bila ada yang cocok; bila tidak, jelaskan artinya dalam kebijakan publikasi."})})

var leftOut = declare(&Rule{Level: OfProcess, Rule: rule("findings_left_out", schema.Note, "terang: limits", Words{
	"There are %[1]s more findings here, which are counted but not listed. Mend what is listed first.",
	"Ada %[1]s temuan lagi di sini yang dihitung tetapi tidak disebutkan. Perbaiki dulu yang disebutkan."})})

var repeatedID = declare(&Rule{Level: OfField, Rule: rule("id_repeated", schema.Warning,
	"OCDS 1.1, merging; "+reviewTool, Words{
		"More than one item of '%[1]s' has the id '%[2]s', so that they become one when releases are merged. Give each an id of its own.",
		"Lebih dari satu butir '%[1]s' memakai id '%[2]s' sehingga menjadi satu saat rilis digabungkan. Beri masing-masing id tersendiri."})})

var ocidPrefix = declare(&Rule{Level: OfField, Rule: rule("ocid_prefix", schema.Warning,
	"OCDS 1.1, contracting process identifier; Pelican ocid_prefix_check; "+reviewTool, Words{
		"'%[1]s' does not begin with a prefix of the form ocds-abc123. Ask Open Contracting for a prefix of your own and put it before your process's number.",
		"'%[1]s' tidak diawali prefiks berbentuk ocds-abc123. Mintalah prefiks ke Open Contracting dan letakkan di depan nomor proses."})})
