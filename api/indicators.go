package api

import (
	"encoding/json"
	"io"
	"strings"
	"terang/reading"

	"github.com/labstack/echo/v4"
)

// method is how an indicator is computed, and on how much it could be.
type method struct {
	Code       string           `json:"code"`
	Version    json.Number      `json:"version"`
	Kind       string           `json:"kind"`
	Family     string           `json:"family"`
	Title      bilingual        `json:"title"`
	Formula    bilingual        `json:"formula"`
	Source     string           `json:"source"`
	Thresholds json.RawMessage  `json:"thresholds,omitempty"`
	Needs      []string         `json:"needs"`
	Caveat     bilingual        `json:"caveat"`
	Coverage   []methodCoverage `json:"coverage"` // by what kind of thing it was asked about
}

// methodCoverage is of how many things of a kind there was an answer, and which.
type methodCoverage struct {
	Subject       string          `json:"subject"`
	Asked         json.Number     `json:"asked"`
	Flagged       json.Number     `json:"flagged"`
	NotFlagged    json.Number     `json:"notFlagged"`
	Computed      json.Number     `json:"computed"`
	NotComputable json.Number     `json:"notComputable"`
	Missing       json.RawMessage `json:"missing,omitempty"`
}

// listIndicators answers with the version's tables/methods.
func (v *server) listIndicators(c echo.Context) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return err
	}
	f, ok := m.File("tables/methods.csv.gz")
	if !ok {
		return notFound("Version " + version.ID + " was published by a programme that knew no indicators; ask for a later one.")
	}
	var rows []map[string]string
	err = v.store.Unpack(c.Request().Context(), f, func(text io.Reader) error {
		rows, err = reading.ReadCSV[map[string]string](text, reading.All)
		return err
	})
	if err != nil {
		return err
	}
	all := []*method{}
	for _, row := range rows {
		if len(all) == 0 || all[len(all)-1].Code != row["indicator"] {
			all = append(all, newMethod(row))
		}
		if row["subject"] != "" { // or nothing was asked
			one := all[len(all)-1]
			one.Coverage = append(one.Coverage, newMethodCoverage(row))
		}
	}
	return answerValue(c, map[string]any{"version": version.ID, "total": len(all), "indicators": all}, version.At)
}

func newMethod(row map[string]string) *method {
	return &method{Code: row["indicator"], Version: json.Number(row["version"]), Kind: row["kind"], Family: row["family"],
		Title: bilingual{row["title"], row["title_id"]}, Formula: bilingual{row["formula"], row["formula_id"]}, Source: row["source"],
		Thresholds: json.RawMessage(row["thresholds"]), Needs: splitList(row["needs"]),
		Caveat: bilingual{row["caveat"], row["caveat_id"]}, Coverage: []methodCoverage{}}
}

func newMethodCoverage(row map[string]string) methodCoverage {
	number := func(name string) json.Number { return json.Number(row[name]) }
	return methodCoverage{Subject: row["subject"], Asked: number("asked"), Flagged: number("flagged"), NotFlagged: number("not_flagged"),
		Computed: number("computed"), NotComputable: number("not_computable"), Missing: json.RawMessage(row["missing"])}
}

// splitList is a list that a cell has, never nil.
func splitList(cell string) []string {
	if cell == "" {
		return []string{}
	}
	return strings.Split(cell, "; ")
}
