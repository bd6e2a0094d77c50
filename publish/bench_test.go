package publish_test

import (
	"bytes"
	"io"
	"os"
	"testing"

	"terang/publish"
	"terang/sample"
	"terang/store/storetest"
)

// BenchmarkPublish publishes about 4,500 releases (22 MB) into an empty store.
func BenchmarkPublish(b *testing.B) {
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 1, Processes: 1000}); err != nil {
		b.Fatal(err)
	}
	in := publish.Input{Name: "sample.json", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data.Bytes())), nil
	}}
	run := func(b *testing.B, location func(testing.TB) string) {
		var releases int64
		b.SetBytes(int64(data.Len()))
		for b.Loop() {
			p := publisher(b, location(b), b.TempDir())
			r, err := p.Publish(ctx, []publish.Input{in}, publish.Options{})
			if err != nil {
				b.Fatal(err)
			}
			releases += r.New
		}
		b.ReportMetric(float64(releases)/b.Elapsed().Seconds(), "releases/s")
	}
	b.Run("sqlite", func(b *testing.B) { run(b, storetest.SQLite) })
	if os.Getenv(storetest.Variable) != "" {
		b.Run("postgres", func(b *testing.B) { run(b, storetest.Postgres) })
	}
}
