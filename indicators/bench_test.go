package indicators

import (
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"terang/schema"
)

// BenchmarkIndicators parses compiled releases and asks all indicators about each, and then about all.
func BenchmarkIndicators(b *testing.B) {
	processes := sampled(b, 500)
	bytes := 0
	for _, p := range processes {
		bytes += len(p.Tree.Raw())
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		examineAll(b, processes, 1, 1)
	}
	b.ReportMetric(float64(len(processes))*float64(b.N)/b.Elapsed().Seconds(), "processes/s")
}

// BenchmarkMillion does it with a million processes, the sample's over and over under other ocids, on all cores: run it
// with -benchtime=1x. It reports what the heap holds in the end.
func BenchmarkMillion(b *testing.B) {
	processes := sampled(b, 5000)
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	for b.Loop() {
		began := time.Now()
		e := examineAll(b, processes, 1_000_000/len(processes), runtime.GOMAXPROCS(0))
		b.ReportMetric(time.Since(began).Seconds(), "s/million")
		runtime.GC()
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc-before)/(1<<20), "MB-held")
		b.ReportMetric(float64(e.Counts().Processes), "processes")
	}
}

// examineAll examines processes so many times over.
func examineAll(b *testing.B, processes []*Process, times, workers int) *Examiner {
	c := Defaults(today)
	c.Notable = true
	e := NewExaminer(c)
	none := func(*Result) {}
	var pool sync.WaitGroup
	for w := range workers {
		pool.Go(func() {
			for n := w; n < times; n += workers {
				for _, p := range processes {
					again := *p
					again.OCID += "-" + strconv.Itoa(n)
					err := schema.WithTree(p.Tree.Raw(), func(tree *schema.Value) {
						again.Tree = tree
						e.Process(&again, none)
					})
					if err != nil {
						b.Error(err)
						return
					}
				}
			}
		})
	}
	pool.Wait()
	e.Finish(none)
	e.Coverage()
	return e
}
