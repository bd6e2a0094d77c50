package report

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the counts, the groups and the quality as one JSON document.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	doc := map[string]any{
		"releases": r.Releases, "records": r.Records, "packages": r.Packages, "valid": r.Releases - r.Refused, "withErrors": r.Refused,
		"errors": r.Errors, "warnings": r.Warnings, "notes": r.Notes, "groups": r.Groups(),
	}
	if r.Quality != nil {
		doc["quality"] = r.Quality
	}
	return e.Encode(doc)
}
