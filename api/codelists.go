package api

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/schema"
)

const csvText = "text/csv; charset=utf-8"

// listBody is a codelist as readers get it; of lists of them, without its codes.
type listBody struct {
	Name  string     `json:"name"`
	URL   string     `json:"url"`
	CSV   string     `json:"csv"`
	Count int        `json:"count"`
	Codes []codeBody `json:"codes,omitempty"`
}

// codeBody is a code with its words in both languages, as the standard names translated fields.
type codeBody struct {
	Code          string `json:"code"`
	Title         string `json:"title,omitempty"`
	TitleID       string `json:"title_id,omitempty"`
	Description   string `json:"description,omitempty"`
	DescriptionID string `json:"description_id,omitempty"`
	Section       string `json:"section,omitempty"`
}

func newListBody(base string, l *schema.Codelist) listBody {
	name := strings.TrimSuffix(l.Name, ".csv")
	url := base + "/api/v1/codelists/" + name
	return listBody{Name: name, URL: url, CSV: url + ".csv", Count: len(l.Codes)}
}

func (v *server) listCodelists(c echo.Context) error {
	version, _, s, err := v.extended(c)
	if err != nil {
		return err
	}
	all := []listBody{}
	for _, l := range s.Codelists() {
		all = append(all, newListBody(version.Publication.BaseURL, l))
	}
	return answerValue(c, map[string]any{"codelists": all, "total": len(all)}, version.At)
}

// getCodelist answers with the codes of a list: as JSON, or as the standard writes it where the name ends in .csv.
func (v *server) getCodelist(c echo.Context) error {
	version, _, s, err := v.extended(c)
	if err != nil {
		return err
	}
	name, asCSV := strings.CutSuffix(param(c, "name"), ".csv")
	l := s.Codelist(name + ".csv")
	if l == nil {
		return notFound("Version " + version.ID + " has no codelist " + name + "; /api/v1/codelists lists all.")
	}
	if asCSV {
		text, err := csvOf(l)
		if err != nil {
			return err
		}
		return answerAs(c, csvText, text, version.At)
	}
	body := newListBody(version.Publication.BaseURL, l)
	for _, code := range l.Codes {
		body.Codes = append(body.Codes, codeBody{code.Code, code.Title, code.TitleID, code.Description, code.DescriptionID, code.Section})
	}
	return answerValue(c, body, version.At)
}

// csvOf writes a codelist under the headings that the standard's files have.
func csvOf(l *schema.Codelist) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"Code", "Title", "Title_id", "Description", "Description_id", "Section"}}
	for _, c := range l.Codes {
		rows = append(rows, []string{c.Code, c.Title, c.TitleID, c.Description, c.DescriptionID, c.Section})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
