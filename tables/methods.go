package tables

import (
	"encoding/json"
	"strconv"
	"strings"

	"terang/exporters"
	"terang/indicators"
)

// MethodsTable is how each indicator is computed, and on how much it could be, by kind of subject.
var MethodsTable = &exporters.Table{
	Name: "tables/methods", Title: "Methods of the indicators", TitleID: "Metode indikator",
	Columns: []exporters.Column{
		{Name: "indicator", Type: exporters.Text, Title: "Indicator", TitleID: "Indikator", Key: true},
		{Name: "subject", Type: exporters.Text, Title: "About", TitleID: "Tentang", Key: true},
		{Name: "version", Type: exporters.Integer, Title: "Version of the method", TitleID: "Versi metode"},
		{Name: "kind", Type: exporters.Text, Title: "Kind", TitleID: "Jenis", Description: "performance or red_flag.", DescriptionID: "performance (kinerja) atau red_flag (tanda bahaya)."},
		{Name: "family", Type: exporters.Text, Title: "Whose it is", TitleID: "Asal metode"},
		{Name: "title", Type: exporters.Text, Title: "Title (English)", TitleID: "Judul (Inggris)"},
		{Name: "title_id", Type: exporters.Text, Title: "Title (Indonesian)", TitleID: "Judul (Indonesia)"},
		{Name: "formula", Type: exporters.Text, Title: "Formula (English)", TitleID: "Rumus (Inggris)"},
		{Name: "formula_id", Type: exporters.Text, Title: "Formula (Indonesian)", TitleID: "Rumus (Indonesia)"},
		{Name: "source", Type: exporters.Text, Title: "Source", TitleID: "Sumber"},
		{Name: "thresholds", Type: exporters.Text, Title: "Thresholds", TitleID: "Ambang", Description: "JSON: name, value and source of each.", DescriptionID: "JSON: nama, nilai, dan sumber masing-masing."},
		{Name: "needs", Type: exporters.Text, Title: "Fields that it needs", TitleID: "Isian yang diperlukan"},
		{Name: "caveat", Type: exporters.Text, Title: "Caveat (English)", TitleID: "Catatan (Inggris)"},
		{Name: "caveat_id", Type: exporters.Text, Title: "Caveat (Indonesian)", TitleID: "Catatan (Indonesia)"},
		{Name: "asked", Type: exporters.Integer, Title: "Subjects it applies to", TitleID: "Banyaknya yang dinilai"},
		{Name: "flagged", Type: exporters.Integer, Title: "Flagged", TitleID: "Ditandai"},
		{Name: "not_flagged", Type: exporters.Integer, Title: "Not flagged", TitleID: "Tidak ditandai"},
		{Name: "computed", Type: exporters.Integer, Title: "Computed", TitleID: "Dihitung"},
		{Name: "not_computable", Type: exporters.Integer, Title: "Not computable", TitleID: "Tidak dapat dihitung"},
		{Name: "missing", Type: exporters.Text, Title: "Fields that would unlock it", TitleID: "Isian yang bila diisi membuatnya dapat dihitung", Description: "JSON: field, how many subjects lack it, and how many lack nothing else.",
			DescriptionID: "JSON: isian, berapa yang tidak memilikinya, dan berapa yang hanya kurang itu."},
	},
}

// MethodRows adds a row for each indicator and kind of subject; of an indicator that nothing was asked of, one without counts.
func MethodRows(methods []indicators.Method, coverage []indicators.Coverage, out *exporters.Rows) {
	kinds := map[string][]indicators.KindCoverage{}
	for _, c := range coverage {
		kinds[c.Indicator] = c.Kinds
	}
	for _, m := range methods {
		if len(kinds[m.Code]) == 0 {
			methodRow(&m, &indicators.KindCoverage{}, out)
		}
		for _, k := range kinds[m.Code] {
			methodRow(&m, &k, out)
		}
	}
}

func methodRow(m *indicators.Method, k *indicators.KindCoverage, out *exporters.Rows) {
	var cells [][]byte
	text := func(all ...string) {
		for _, t := range all {
			cells = append(cells, []byte(t))
		}
	}
	text(m.Code, string(k.Kind), strconv.Itoa(m.Version), string(m.Kind), m.Family, m.Title.EN, m.Title.ID, m.Formula.EN, m.Formula.ID, m.Source,
		listed(m.Thresholds), strings.Join(m.Needs, "; "), m.Caveat.EN, m.Caveat.ID)
	for _, n := range []int{k.Asked, k.Flagged, k.NotFlagged, k.Computed, k.NotComputable} {
		text(strconv.Itoa(n))
	}
	text(listed(k.Missing))
	out.Append(cells)
}

// listed is a list as JSON; nothing where it is empty.
func listed[T any](all []T) string {
	if len(all) == 0 {
		return ""
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts and numbers
	}
	return string(text)
}
