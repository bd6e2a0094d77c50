// Package api keeps the contract of the public API: it answers every route of openapi.yaml, from the store and the
// archive, and has no way to write to either.
package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"terang/archive"
	"terang/reference"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// Options say how to serve.
type Options struct {
	RatePerSecond float64 // requests of one address; 0 is no limit
	Burst         int     // that may come at once before the rate counts
	BehindProxy   bool    // the client's address is in X-Forwarded-For, set by a proxy of ours
	TrialURL      string  // takes the place of the base URL of trials whose publisher has set none; empty leaves it

	streams streamLimits // the usual ones where it is zero
}

// Limits of one request and of all.
const (
	queryTime   = 10 * time.Second // of one request to the store
	maxInFlight = 256              // requests at once; more are told to come again
	maxPage     = 16 << 20         // bytes of records after which a page ends
)

// server answers requests. It reads all that an answer says of the publisher from the version that it answers from.
type server struct {
	contract *openapi3.T
	text     []byte // of the contract
	store    *reader
	archive  *archive.Archive
	schema   *schema.Schema
	started  time.Time

	manifests manifests
	kinds     []*tables.Kind
	finder    *finder
	exports   chan struct{} // turns for results that are made into files
	docs      docs
	streams   *streams
}

// New mounts the contract. Each of its operations has a handler here and the reverse, or New fails. Streams of changes
// end when ctx is done, since a server that stops waits for its answers.
func New(ctx context.Context, contract []byte, r *store.Reader, a *archive.Archive, s *schema.Schema, o Options) (http.Handler, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contract)
	if err != nil {
		return nil, fmt.Errorf("read contract: %w", err)
	}
	if err := doc.Validate(ctx); err != nil {
		return nil, fmt.Errorf("check contract: %w", err)
	}
	v := &server{contract: doc, text: contract, store: &reader{r, o.TrialURL}, archive: a, schema: s, started: time.Now(),
		kinds: tables.All(s), exports: make(chan struct{}, exportTurns)}
	v.finder = &finder{store: v.store}
	if v.docs.contract, err = reference.New(doc); err != nil {
		return nil, err
	}
	v.streams = newStreams(ctx, o.streams, v.store.Latest)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	if o.BehindProxy {
		e.IPExtractor = echo.ExtractIPFromXFFHeader()
	}
	e.HTTPErrorHandler = writeProblem
	v.guard(e, o)
	if err := v.mount(e); err != nil {
		return nil, fmt.Errorf("mount contract: %w", err)
	}
	return e, nil
}

// operations are the handlers, by operationId.
func (v *server) operations() map[string]echo.HandlerFunc {
	return map[string]echo.HandlerFunc{
		"getIndex":         v.getIndex,
		"listReleases":     v.listReleases,
		"getRelease":       v.getRelease,
		"listRecords":      v.listRecords,
		"getRecord":        v.getRecord,
		"search":           v.search,
		"exportSearch":     v.search,
		"exportRecords":    v.listRecords,
		"exportReleases":   v.listReleases,
		"listContracts":    v.listContracts,
		"exportContracts":  v.listContracts,
		"listBuyers":       v.listBuyers,
		"exportBuyers":     v.listBuyers,
		"getBuyer":         v.getBuyer,
		"listSuppliers":    v.listSuppliers,
		"exportSuppliers":  v.listSuppliers,
		"getSupplier":      v.getSupplier,
		"getStatistics":    v.getStatistics,
		"exportStatistics": v.getStatistics,
		"listVersions":     v.listVersions,
		"getVersion":       v.getVersion,
		"getLatest":        v.getLatest,
		"getFile":          v.getFile,
		"getContract":      v.getContract,
		"getHealth":        v.getHealth,
		"getReadiness":     v.getReadiness,

		"getDocs":        v.getDocs,
		"getCatalog":     v.getCatalog,
		"getDataset":     v.getDataset,
		"getSitemap":     v.getSitemap,
		"getSitemapPage": v.getSitemapPage,
		"getRobots":      v.getRobots,
		"getSecurity":    v.getSecurity,
		"getAPICatalog":  v.getAPICatalog,
		"getSchema":      v.getSchema,
		"listCodelists":  v.listCodelists,
		"getCodelist":    v.getCodelist,
		"getExtension":   v.getExtension,
		"getQuality":     v.getQuality,

		"listChanges":   v.listChanges,
		"getAtomFeed":   v.getAtomFeed,
		"getJSONFeed":   v.getJSONFeed,
		"streamChanges": v.streamChanges,
	}
}
