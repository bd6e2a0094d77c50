package exporters

// tableSchema says what the columns of a table are (Frictionless Table Schema 1.0).
type tableSchema struct {
	Fields        []field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
	PrimaryKey    []string `json:"primaryKey,omitempty"`
}

type field struct {
	Name          string   `json:"name"`
	Type          string   `json:"type"`
	Title         string   `json:"title,omitempty"`
	TitleID       string   `json:"title@id,omitempty"`
	Description   string   `json:"description,omitempty"`
	DescriptionID string   `json:"description@id,omitempty"`
	TrueValues    []string `json:"trueValues,omitempty"`
	FalseValues   []string `json:"falseValues,omitempty"`
}

// fieldTypes are the specification's names of our types. Their default formats are what our cells are: numbers bare
// and with a point, times in UTC.
var fieldTypes = map[Type]string{
	Text: "string", Integer: "integer", Decimal: "number", Boolean: "boolean", Timestamp: "datetime", Date: "date",
}

// newTableSchema says of constraints only what holds of every row: which columns together are the key.
func newTableSchema(t *Table) *tableSchema {
	s := &tableSchema{MissingValues: []string{""}}
	for _, c := range t.Columns {
		f := field{Name: c.Name, Type: fieldTypes[c.Type], Title: c.Title, TitleID: c.TitleID,
			Description: c.Description, DescriptionID: c.DescriptionID}
		if c.Type == Boolean {
			f.TrueValues, f.FalseValues = []string{"true"}, []string{"false"}
		}
		s.Fields = append(s.Fields, f)
		if c.Key {
			s.PrimaryKey = append(s.PrimaryKey, c.Name)
		}
	}
	return s
}
