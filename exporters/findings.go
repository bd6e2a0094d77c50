package exporters

// Finding is what a rule found in a process, as files have it.
type Finding struct {
	Code, Severity, Pointer, Value string // Pointer is from the compiled release
	English, Indonesian            string
}

// Findings is the table of what was found in the processes.
var Findings = &Table{
	Name: "findings", Title: "Findings", TitleID: "Temuan",
	Columns: []Column{
		{Name: "ocid", Type: Text, Title: "Contracting process", TitleID: "Proses pengadaan"},
		{Name: "code", Type: Text, Title: "Rule", TitleID: "Aturan", Description: "The rule's code, as rules.csv lists it.",
			DescriptionID: "Kode aturan, seperti tercantum dalam rules.csv."},
		{Name: "severity", Type: Text, Title: "Severity", TitleID: "Tingkat"},
		{Name: "pointer", Type: Text, Title: "Place", TitleID: "Letak", Description: "JSON Pointer in the compiled release.",
			DescriptionID: "JSON Pointer dalam rilis gabungan."},
		{Name: "value", Type: Text, Title: "Value", TitleID: "Nilai"},
		{Name: "message", Type: Text, Title: "What was found (English)", TitleID: "Temuan (Inggris)"},
		{Name: "message_id", Type: Text, Title: "What was found (Indonesian)", TitleID: "Temuan (Indonesia)"},
	},
}

// FindingRows adds a row for each thing found in the record.
func FindingRows(r *Record, out *Rows) {
	for _, f := range r.Findings {
		out.Append([][]byte{[]byte(r.OCID), []byte(f.Code), []byte(f.Severity), []byte(f.Pointer), []byte(f.Value), []byte(f.English), []byte(f.Indonesian)})
	}
}
