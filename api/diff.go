package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/store"
	"terang/tables"
)

// Limits of a diff; over them the files have it.
const (
	maxDiffCells     = 20_000
	maxDiffProcesses = 2_000
)

// deltaFile is what differs from the version before, in every version's folder but the first one's.
const deltaFile = "delta.jsonl.gz"

// diffBody is what differs between two versions.
type diffBody struct {
	Version string      `json:"version"`
	From    string      `json:"from"`
	Counts  []diffCount `json:"counts"`
	Rows    []diffRow   `json:"rows"`
}

// diffCount says how many rows of a table differ.
type diffCount struct {
	Table     string `json:"table"`
	Added     int    `json:"added"`
	Changed   int    `json:"changed"`
	Withdrawn int    `json:"withdrawn"`
}

// diffRow is a row of a table that came, went or changed.
type diffRow struct {
	Table   string       `json:"table"`
	OCID    string       `json:"ocid"`
	Row     string       `json:"row"`
	Change  string       `json:"change"`
	Release *releaseLink `json:"release"`
	Fields  []diffField  `json:"fields"`
}

// diffField is a cell that differs; null is an empty one.
type diffField struct {
	Field  string  `json:"field"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}

var errTooMuch = errors.New("too much differs for one answer")

// getDiff answers with what differs between two versions, row by row.
func (v *server) getDiff(c echo.Context) error {
	version, err := v.version(c, param(c, "version"))
	if err != nil {
		return err
	}
	from, err := v.diffFrom(c, version)
	if err != nil {
		return err
	}
	g := &gatheredDiff{body: diffBody{Version: version.ID, From: from.ID, Counts: []diffCount{}, Rows: []diffRow{}}, base: version.Publication.BaseURL}
	if from.N == version.N-1 {
		err = v.deltaBefore(c, version, g)
	} else {
		err = v.diffBetween(c.Request().Context(), from, version, g)
	}
	if errors.Is(err, errTooMuch) || errors.Is(err, context.DeadlineExceeded) {
		return tooDifferent(from, version)
	}
	if err != nil {
		return err
	}
	return answerValue(c, g.body, version.At)
}

// diffFrom finds the version to compare with: the one before where none is named.
func (v *server) diffFrom(c echo.Context, version *store.Version) (*store.Version, error) {
	ctx, ref := c.Request().Context(), c.QueryParam("from")
	if ref == "" {
		from, err := v.store.ByNumber(ctx, version.N-1)
		return from, missing(err, "Version "+version.ID+" is the first one: there is none before it to compare with.")
	}
	if err := checkDay("from", ref); err != nil {
		return nil, err
	}
	from, err := v.store.Version(ctx, ref)
	if err == nil && from.ID != ref {
		c.Response().Header().Set("Cache-Control", cacheMoving)
	}
	return from, missing(err, "There is no version "+ref+", nor one before that day. /api/v1/versions lists all.")
}

// tooDifferent names the files that have what is too much for one answer: those of the later version, and of each since the
// older one.
func tooDifferent(a, b *store.Version) *problem {
	if a.N > b.N {
		a, b = b, a
	}
	return newProblem(http.StatusRequestEntityTooLarge, "too-different", "Too much differs for one answer", fmt.Sprintf(
		"More than %d processes or %d cells differ, or to compare them would take too long. The files have all of it: /data/%s/%s (and delta.parquet beside it) says what differs from the version before, and so does that of each version after %s. Whoever has the publisher's store asks: terang diff %s %s.",
		maxDiffProcesses, maxDiffCells, b.ID, deltaFile, a.ID, a.ID, b.ID))
}

// deltaBefore reads what was written with the version.
func (v *server) deltaBefore(c echo.Context, version *store.Version, g *gatheredDiff) error {
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return err
	}
	f, ok := m.File(deltaFile)
	if !ok { // of a programme that wrote none yet
		from, err := v.store.ByNumber(c.Request().Context(), version.N-1)
		if err != nil {
			return err
		}
		return v.diffBetween(c.Request().Context(), from, version, g)
	}
	if f.Rows > maxDiffCells {
		return errTooMuch
	}
	return v.store.Unpack(c.Request().Context(), f, g.lines)
}

// lines adds the cells of a delta file.
func (g *gatheredDiff) lines(in io.Reader) error {
	decoder := json.NewDecoder(in)
	for {
		var cell diffCell
		if err := decoder.Decode(&cell); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read %s: %w", deltaFile, err)
		}
		if err := g.add(cell); err != nil {
			return err
		}
	}
}

// diffBetween compares the processes that any two versions do not have alike.
func (v *server) diffBetween(ctx context.Context, from, version *store.Version, g *gatheredDiff) error {
	processes := 0
	return v.store.Between(ctx, from, version, func(before, after *store.Record) error {
		if processes++; processes > maxDiffProcesses {
			return errTooMuch
		}
		was, err := v.store.ProcessIn(before, from)
		if err != nil {
			return err
		}
		is, err := v.store.ProcessIn(after, version)
		if err != nil {
			return err
		}
		rows := exporters.NewRows(len(tables.Delta.Columns))
		tables.Diff(v.store.Kinds, was, is, rows)
		return g.rows(rows)
	})
}
