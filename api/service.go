package api

import (
	"errors"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// lists are what is asked for under /api/v1.
var lists = []string{"releases", "records", "search", "contracts", "buyers", "suppliers", "statistics", "flags", "indicators", "changes", "versions", "schema", "codelists", "quality"}

func (v *server) getIndex(c echo.Context) error {
	latest, err := v.version(c, "")
	if err != nil {
		return err
	}
	base := latest.Publication.BaseURL
	links := map[string]string{
		"latest": base + "/data/latest.json", "manifest": base + "/data/" + latest.ID + "/manifest.json",
		"contract": base + "/openapi.yaml", "docs": base + "/docs", "catalog": base + "/catalog.jsonld",
		"atom": base + "/api/v1/changes.atom", "jsonFeed": base + "/api/v1/changes.json",
	}
	for _, list := range lists {
		links[list] = base + "/api/v1/" + list
	}
	return answerValue(c, map[string]any{
		"publisher": latest.Publication.Publisher.Name,
		"version":   latest.ID,
		"links":     links,
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
