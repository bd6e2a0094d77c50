package api

import (
	"context"
	"errors"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"terang/reading"
	"terang/store"
)

// Metrics counts, for Prometheus, what a server answers. Labels are operations of the contract, methods and classes of
// statuses: nothing of what was asked, and so few that their number does not grow. A nil one counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	inFlight prometheus.Gauge
	limited  prometheus.Counter
	requests *prometheus.CounterVec   // by operation, method, status
	bytes    *prometheus.CounterVec   // by operation
	duration *prometheus.HistogramVec // by operation
}

// NewMetrics gives metrics that one server counts in.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "terang_requests_in_flight",
			Help: "Requests that are being answered."}),
		limited: prometheus.NewCounter(prometheus.CounterOpts{Name: "terang_requests_limited_total",
			Help: "Requests refused because their client asked too fast (429)."}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "terang_requests_total",
			Help: "Requests answered, by class of status; broken: the connection was broken off."}, []string{"operation", "method", "status"}),
		bytes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "terang_response_bytes_total",
			Help: "Bytes of bodies sent, as packed."}, []string{"operation"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "terang_request_duration_seconds",
			Help:    "From the request's headers to the last byte taken.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60, 600}}, []string{"operation"}),
	}
	m.registry.MustRegister(m.inFlight, m.limited, m.requests, m.bytes, m.duration,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler answers /metrics, and Go's profiles under /debug/pprof/. It is for a listener of its own, which the public
// cannot reach: profiles tell what is internal, and take time to make.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

func (m *Metrics) begin() {
	if m != nil {
		m.inFlight.Inc()
	}
}

func (m *Metrics) end(operation, method, status string, took time.Duration, sent *echo.Response) {
	if m == nil {
		return
	}
	m.inFlight.Dec()
	m.requests.WithLabelValues(operation, method, status).Inc()
	m.bytes.WithLabelValues(operation).Add(float64(sent.Size))
	m.duration.WithLabelValues(operation).Observe(took.Seconds())
	if sent.Status == http.StatusTooManyRequests {
		m.limited.Inc()
	}
}

// readFrom has the metrics tell, whenever they are asked for, of the version that the store has.
func (m *Metrics) readFrom(r *reading.Reader) {
	if m != nil {
		m.registry.MustRegister(latest{r})
	}
}

// latest tells of the latest version. Where the store does not answer it says so, and nothing of a version.
type latest struct{ store *reading.Reader }

var (
	storeUp = prometheus.NewDesc("terang_store_up", "1 where the store answers.", nil, nil)
	number  = prometheus.NewDesc("terang_latest_version_number", "How many versions have been published.", nil, nil)
	age     = prometheus.NewDesc("terang_latest_version_age_seconds", "Time since the latest version was published.", nil, nil)
)

// Describe implements prometheus.Collector.
func (l latest) Describe(to chan<- *prometheus.Desc) { to <- storeUp; to <- number; to <- age }

// Collect implements prometheus.Collector.
func (l latest) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), queryTime)
	defer cancel()
	v, err := l.store.Latest(ctx)
	up := 1.0
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		up = 0
	}
	to <- prometheus.MustNewConstMetric(storeUp, prometheus.GaugeValue, up)
	if err == nil {
		to <- prometheus.MustNewConstMetric(number, prometheus.GaugeValue, float64(v.N))
		to <- prometheus.MustNewConstMetric(age, prometheus.GaugeValue, time.Since(v.At).Seconds())
	}
}
