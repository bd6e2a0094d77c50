package api

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/reading"
	"terang/search"
)

// isSearch says whether a request seeks something.
func isSearch(c echo.Context) bool { return reading.IsQuery(c.QueryParams()) }

// isPursuit says whether a request for changes seeks something, beside a tag, which there is one of the release.
func isPursuit(c echo.Context) bool {
	return slices.ContainsFunc(reading.Filters, func(name string) bool { return name != string(search.Tag) && c.QueryParams().Has(name) })
}

// seek reads the version, its index and the query of a request.
func (v *server) seek(c echo.Context) (*reading.Sought, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, err
	}
	return v.store.Seek(c.Request().Context(), version, c.QueryParams())
}

// fieldsOf reads fields: the names of the columns that are wanted, in the table's order; all where it is missing.
func fieldsOf(c echo.Context, known []string) ([]string, error) {
	text := c.QueryParam("fields")
	if text == "" {
		return known, nil
	}
	var faults []fault
	wanted := strings.Split(text, ",")
	for _, name := range wanted {
		if !slices.Contains(known, name) {
			faults = append(faults, fault{"fields", "unknown", strconv.Quote(name) + " is no column here; there are " + strings.Join(known, ", ")})
		}
	}
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	return slices.DeleteFunc(slices.Clone(known), func(name string) bool { return !slices.Contains(wanted, name) }), nil
}
