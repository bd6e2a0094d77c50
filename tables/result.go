package tables

import (
	"encoding/json"
	"fmt"
	"strings"

	"terang/exporters"
	"terang/indicators"
)

// resultText is a result as JSON, with its coverage.
type resultText struct {
	*indicators.Result
	Coverage string `json:"coverage,omitempty"`
}

// ResultText writes a result as JSON, whole: more than its row has.
func ResultText(r *indicators.Result) []byte {
	text, err := json.Marshal(resultText{r, r.Coverage()})
	if err != nil {
		panic(err) // texts and numbers
	}
	return text
}

// ResultRow adds the row of a result that ResultText wrote.
func ResultRow(text []byte, out *exporters.Rows) error {
	var r indicators.Result
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("read a result: %w", err)
	}
	IndicatedRow(&r, out)
	return nil
}

// IndicatedTable is the table of results of that name, without tables/; nil where there is none.
func IndicatedTable(name string) *exporters.Table {
	for _, k := range IndicatedTables() {
		if strings.TrimPrefix(k.Table.Name, "tables/") == name {
			return k.Table
		}
	}
	return nil
}
