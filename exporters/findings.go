package exporters

// Finding is what a rule found in a process, as files have it.
type Finding struct {
	Code, Severity, Pointer, Value string // Pointer is from the compiled release
	English, Indonesian            string
}

// findings is the table of what was found in the processes, one row a finding.
var findings = Output{Name: "findings.csv.gz", MediaType: gzipType,
	Head: "ocid,code,severity,pointer,value,message,message_id",
	OfRecord: func(r *Record, _ string) [][]byte {
		rows := make([][]byte, len(r.Findings))
		for i, f := range r.Findings {
			rows[i] = csvLine(r.OCID, f.Code, f.Severity, f.Pointer, f.Value, f.English, f.Indonesian)
		}
		return rows
	}}
