// Package api keeps the contract of the public API: it answers every route of openapi.yaml, from the store and the
// archive, and has no way to write to either.
package api

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"terang/reading"
	"terang/reference"
)

// Options say how to serve.
type Options struct {
	RatePerSecond  float64       // requests of one client; 0 is no limit
	Burst          int           // that may come at once before the rate counts
	TrustedProxies []net.IPNet   // whose X-Forwarded-For says where a request comes from; that of others is not looked at
	Patience       time.Duration // with a reader of a file who takes nothing; 0 is a minute
	MaxExport      int           // things that a result may have that is asked for as a file; 0 is reading.MostExported
	Metrics        *Metrics      // where requests are counted; nil counts none
	Log            *slog.Logger  // where it is told what failed; nil is slog's default
	LogRequests    bool          // tells there of every request, too
	Site           Pages         // answers what the contract has no address for; nil is nobody

	streams streamLimits // the usual ones where it is zero
}

// Limits of one request and of all.
const (
	queryTime   = 10 * time.Second // of one request to the store
	maxHead     = 16 << 10         // bytes of a request's line and headers
	maxInFlight = 256              // requests at once; more are told to come again
	maxPage     = 16 << 20         // bytes of records after which a page ends
)

// server answers requests. It reads all that an answer says of the publisher from the version that it answers from.
type server struct {
	contract *openapi3.T
	text     []byte // of the contract
	store    *reading.Reader
	started  time.Time
	patience time.Duration
	watch    *watch

	answers   keptAnswers
	exports   chan struct{} // turns for results that are made into files
	maxExport int
	docs      docs
	streams   *streams
	site      Pages
}

// New mounts the contract. Each of its operations has a handler here and the reverse, or New fails. Streams of changes
// end when ctx is done, since a server that stops waits for its answers.
func New(ctx context.Context, contract []byte, r *reading.Reader, o Options) (http.Handler, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contract)
	if err != nil {
		return nil, fmt.Errorf("read contract: %w", err)
	}
	if err := doc.Validate(ctx); err != nil {
		return nil, fmt.Errorf("check contract: %w", err)
	}
	v := &server{contract: doc, text: contract, store: r, started: time.Now(), exports: make(chan struct{}, exportTurns), maxExport: cmp.Or(o.MaxExport, reading.MostExported),
		patience: cmp.Or(o.Patience, time.Minute), watch: newWatch(doc, o)}
	if v.docs.contract, err = reference.New(doc); err != nil {
		return nil, err
	}
	o.Metrics.readFrom(v.store)
	v.streams = newStreams(ctx, o.streams, v.store.Latest)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = v.writeProblem
	v.guard(e, o)
	if err := v.mount(e); err != nil {
		return nil, fmt.Errorf("mount contract: %w", err)
	}
	v.site = o.Site
	v.mountSite(e)
	return e, nil
}

// operations are the handlers, by operationId.
func (v *server) operations() map[string]echo.HandlerFunc {
	return map[string]echo.HandlerFunc{
		"getIndex":          v.getIndex,
		"listReleases":      v.listReleases,
		"getRelease":        v.getRelease,
		"listRecords":       v.listRecords,
		"getRecord":         v.getRecord,
		"search":            v.search,
		"exportSearch":      v.search,
		"exportRecords":     v.listRecords,
		"exportReleases":    v.listReleases,
		"listContracts":     v.listContracts,
		"exportContracts":   v.listContracts,
		"listBuyers":        v.listBuyers,
		"exportBuyers":      v.listBuyers,
		"getBuyer":          v.getBuyer,
		"listSuppliers":     v.listSuppliers,
		"exportSuppliers":   v.listSuppliers,
		"getSupplier":       v.getSupplier,
		"getStatistics":     v.getStatistics,
		"exportStatistics":  v.getStatistics,
		"listFlags":         v.listFlags,
		"exportFlags":       v.listFlags,
		"listIndicators":    v.listIndicators,
		"listRecordChanges": v.listRecordChanges,
		"listVersions":      v.listVersions,
		"getVersion":        v.getVersion,
		"getDiff":           v.getDiff,
		"getLatest":         v.getLatest,
		"getFile":           v.getFile,
		"getContract":       v.getContract,
		"getHealth":         v.getHealth,
		"getReadiness":      v.getReadiness,

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

		"getSupplierPerformance": v.getSupplierPerformance,
		"getBuyerPerformance":    v.getBuyerPerformance,
		"getRecordResults":       v.getRecordResults,
		"getSingleContract":      v.getSingleContract,

		"listChanges":   v.listChanges,
		"getAtomFeed":   v.getAtomFeed,
		"getJSONFeed":   v.getJSONFeed,
		"streamChanges": v.streamChanges,
	}
}
