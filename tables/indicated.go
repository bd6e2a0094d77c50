package tables

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"terang/exporters"
	"terang/indicators"
)

// Indicated is a table of indicators' results, of all years together.
type Indicated struct {
	Table *exporters.Table
	Holds func(*indicators.Result) bool // which results are rows of it
}

// IndicatedTables are the tables of results. A result is a row of each that holds it.
func IndicatedTables() []Indicated {
	return []Indicated{
		{indicatedTable("contractor_performance", words{title: "Contractor performance, by contract", titleID: "Kinerja penyedia, per kontrak"}),
			func(r *indicators.Result) bool { return isPerformance(r) && r.Subject.Kind == indicators.OfContract }},
		{indicatedTable("supplier_performance", words{title: "Contractor performance, by supplier", titleID: "Kinerja penyedia, per penyedia"}),
			func(r *indicators.Result) bool { return isPerformance(r) && ofSupplier(r.Subject.Kind) }},
		{indicatedTable("buyer_performance", words{title: "Performance, by buyer", titleID: "Kinerja, per pembeli"}),
			func(r *indicators.Result) bool { return isPerformance(r) && ofBuyer(r.Subject.Kind) }},
		{indicatedTable("open_past_end", words{title: "Contracts past their end without a hand-over recorded", titleID: "Kontrak lewat tanggal akhir tanpa serah terima tercatat"}),
			func(r *indicators.Result) bool {
				return r.Indicator == "open_past_end" && r.State == indicators.Flagged
			}},
		{indicatedTable("flags", words{title: "Red flags: questions, not findings of wrongdoing", titleID: "Tanda bahaya: pertanyaan, bukan kesimpulan pelanggaran"}),
			func(r *indicators.Result) bool { return !isPerformance(r) && r.State == indicators.Flagged }},
	}
}

// performing are the codes of indicators of performance; the others are red flags.
var performing = func() map[string]bool {
	codes := map[string]bool{}
	for _, m := range indicators.Methods(indicators.Config{}) {
		codes[m.Code] = m.Kind == indicators.Performance
	}
	return codes
}()

func isPerformance(r *indicators.Result) bool { return performing[r.Indicator] }

func ofSupplier(k indicators.SubjectKind) bool {
	return strings.HasPrefix(string(k), string(indicators.OfSupplier))
}

func ofBuyer(k indicators.SubjectKind) bool {
	return k == indicators.OfBuyer || k == indicators.OfProcuringEntity
}

// indicatedColumns are those of every table of results.
var indicatedColumns = []struct {
	column exporters.Column
	cell   func(*indicators.Result) string
}{
	{exporters.Column{Name: "indicator", Title: "Indicator", TitleID: "Indikator", Description: "Its code; the table methods explains it.", DescriptionID: "Kodenya; tabel methods menjelaskannya."},
		func(r *indicators.Result) string { return r.Indicator }},
	{exporters.Column{Name: "variant", Title: "Variant", TitleID: "Varian"}, func(r *indicators.Result) string { return r.Variant }},
	{exporters.Column{Name: "subject", Title: "About", TitleID: "Tentang", Description: "What kind of thing the row is about.", DescriptionID: "Jenis hal yang dinilai baris ini."},
		func(r *indicators.Result) string { return string(r.Subject.Kind) }},
	{exporters.Column{Name: "ocid", Title: "Contracting process", TitleID: "Proses pengadaan"}, func(r *indicators.Result) string { return r.Subject.OCID }},
	{exporters.Column{Name: "contract_id", Title: "Contract", TitleID: "Kontrak"}, func(r *indicators.Result) string { return r.Subject.Contract }},
	{exporters.Column{Name: "supplier_id", Title: "Supplier", TitleID: "Penyedia"}, func(r *indicators.Result) string { return r.Subject.Supplier }},
	{exporters.Column{Name: "supplier_name", Title: "Supplier's name", TitleID: "Nama penyedia"}, func(r *indicators.Result) string { return r.Subject.SupplierName }},
	{exporters.Column{Name: "buyer_id", Title: "Buyer", TitleID: "Pembeli"}, func(r *indicators.Result) string { return r.Subject.Buyer }},
	{exporters.Column{Name: "buyer_name", Title: "Buyer's name", TitleID: "Nama pembeli"}, func(r *indicators.Result) string { return r.Subject.BuyerName }},
	{exporters.Column{Name: "category", Title: "Category", TitleID: "Kategori"}, func(r *indicators.Result) string { return r.Subject.Category }},
	{exporters.Column{Name: "year", Title: "Year", TitleID: "Tahun"}, func(r *indicators.Result) string { return r.Subject.Year }},
	{exporters.Column{Name: "state", Title: "State", TitleID: "Keadaan", Description: "flagged, not_flagged, computed or not_computable.", DescriptionID: "flagged (ditandai), not_flagged (tidak ditandai), computed (dihitung) atau not_computable (tidak dapat dihitung)."},
		func(r *indicators.Result) string { return string(r.State) }},
	{exporters.Column{Name: "reason", Title: "Why not computable", TitleID: "Mengapa tidak dapat dihitung"}, func(r *indicators.Result) string { return string(r.Reason) }},
	{exporters.Column{Name: "missing", Title: "Fields that are missing", TitleID: "Isian yang kurang"}, func(r *indicators.Result) string { return strings.Join(r.Missing, "; ") }},
	{exporters.Column{Name: "value", Type: exporters.Decimal, Scale: 4, Title: "Value", TitleID: "Nilai"}, func(r *indicators.Result) string { return onlyIf(isDecimal(r.Value), r.Value) }},
	{exporters.Column{Name: "value_text", Title: "Value that is no number", TitleID: "Nilai yang bukan angka"}, func(r *indicators.Result) string { return onlyIf(!isDecimal(r.Value), r.Value) }},
	{exporters.Column{Name: "unit", Title: "Unit", TitleID: "Satuan", Description: "ratio, days, count, score or a currency.", DescriptionID: "ratio (rasio), days (hari), count (jumlah), score (skor) atau mata uang."},
		func(r *indicators.Result) string { return r.Unit }},
	{exporters.Column{Name: "threshold", Title: "Threshold", TitleID: "Ambang"}, func(r *indicators.Result) string { return r.Threshold }},
	{exporters.Column{Name: "part", Title: "Numerator", TitleID: "Pembilang"}, func(r *indicators.Result) string { return r.Part }},
	{exporters.Column{Name: "whole", Title: "Denominator", TitleID: "Penyebut"}, func(r *indicators.Result) string { return r.Whole }},
	{exporters.Column{Name: "n", Type: exporters.Integer, Title: "Counted", TitleID: "Yang terhitung"}, func(r *indicators.Result) string { return figure(r.N) }},
	{exporters.Column{Name: "of", Type: exporters.Integer, Title: "Of how many", TitleID: "Dari berapa"}, func(r *indicators.Result) string { return figure(r.Of) }},
	{exporters.Column{Name: "coverage", Type: exporters.Decimal, Scale: 4, Title: "Coverage", TitleID: "Cakupan", Description: "Counted, of how many.", DescriptionID: "Yang terhitung, dari berapa."},
		func(r *indicators.Result) string { return r.Coverage() }},
	{exporters.Column{Name: "as_of", Type: exporters.Date, Title: "As of", TitleID: "Per tanggal"}, func(r *indicators.Result) string { return r.AsOf }},
	{exporters.Column{Name: "method", Title: "Method and version", TitleID: "Metode dan versi"}, func(r *indicators.Result) string { return r.Method }},
	{exporters.Column{Name: "sentence", Title: "In words (English)", TitleID: "Dengan kata-kata (Inggris)"}, func(r *indicators.Result) string { return r.Sentence.EN }},
	{exporters.Column{Name: "sentence_id", Title: "In words (Indonesian)", TitleID: "Dengan kata-kata (Indonesia)"}, func(r *indicators.Result) string { return r.Sentence.ID }},
	{exporters.Column{Name: "caveat", Title: "Caveat (English)", TitleID: "Catatan (Inggris)"}, func(r *indicators.Result) string { return r.Caveat.EN }},
	{exporters.Column{Name: "caveat_id", Title: "Caveat (Indonesian)", TitleID: "Catatan (Indonesia)"}, func(r *indicators.Result) string { return r.Caveat.ID }},
	{exporters.Column{Name: "evidence", Title: "Evidence", TitleID: "Bukti", Description: "JSON: ocid, release, its number in the ledger (seq), and JSON Pointer into the compiled release of each.", DescriptionID: "JSON: ocid, rilis, nomornya dalam buku besar (seq), dan JSON Pointer dalam compiled release masing-masing."},
		evidence},
	{exporters.Column{Name: "evidence_count", Type: exporters.Integer, Title: "Pieces of evidence", TitleID: "Banyaknya bukti"}, func(r *indicators.Result) string { return figure(max(r.EvidenceCount, len(r.Evidence))) }},
}

var decimals = regexp.MustCompile(`^-?[0-9]{1,34}(\.[0-9]{1,4})?$`)

// isDecimal says whether a value fits a column of numbers; days and moments do not.
func isDecimal(value string) bool { return decimals.MatchString(value) }

func onlyIf(yes bool, value string) string {
	if yes {
		return value
	}
	return ""
}

// figure is a number, empty where there is none.
func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func evidence(r *indicators.Result) string {
	if len(r.Evidence) == 0 {
		return ""
	}
	text, err := json.Marshal(r.Evidence)
	if err != nil {
		panic(err) // texts and numbers
	}
	return string(text)
}

func indicatedTable(name string, title words) *exporters.Table {
	t := &exporters.Table{Name: "tables/" + name, Title: title.title, TitleID: title.titleID}
	for _, c := range indicatedColumns {
		if c.column.Type == "" {
			c.column.Type = exporters.Text
		}
		t.Columns = append(t.Columns, c.column)
	}
	return t
}

// IndicatedRow adds a row of a result to a batch of any of the tables.
func IndicatedRow(r *indicators.Result, out *exporters.Rows) {
	cells := make([][]byte, len(indicatedColumns))
	for i, c := range indicatedColumns {
		cells[i] = []byte(c.cell(r))
	}
	out.Append(cells)
}
