package api

import (
	"errors"

	"github.com/labstack/echo/v4"

	"terang/store"
)

func (v *server) getIndex(c echo.Context) error {
	latest, err := v.version(c, "")
	if err != nil {
		return err
	}
	base := latest.Publication.BaseURL
	return answerValue(c, map[string]any{
		"publisher": latest.Publication.Publisher.Name,
		"version":   latest.ID,
		"links": map[string]string{
			"releases": base + "/api/v1/releases", "records": base + "/api/v1/records", "versions": base + "/api/v1/versions",
			"latest": base + "/data/latest.json", "manifest": base + "/data/" + latest.ID + "/manifest.json",
			"contract": base + "/openapi.yaml", "docs": base + "/docs", "catalog": base + "/catalog.jsonld",
			"schema": base + "/api/v1/schema", "codelists": base + "/api/v1/codelists", "quality": base + "/api/v1/quality",
		},
	}, latest.At)
}

func (v *server) getContract(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return answerAs(c, "application/yaml", v.text, v.started)
}

// status is the body of both answers on the service's health.
var status = map[string]string{"status": "ok"}

func (v *server) getHealth(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return answerValue(c, status, v.started)
}

func (v *server) getReadiness(c echo.Context) error {
	if _, err := v.store.Latest(c.Request().Context()); err != nil && !errors.Is(err, store.ErrNotFound) { // a ping of SQLite reads nothing
		return busy("The store does not answer.")
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return answerValue(c, status, v.started)
}
