package reading_test

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"terang/archive"
	"terang/publish"
	"terang/reading"
	"terang/sample"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// BenchmarkJudge reads a record and asks the indicators about it: what an answer with its results costs, but for writing
// it down.
func BenchmarkJudge(b *testing.B) {
	ctx := context.Background()
	r, v := published(b, sample.Options{Seed: 1, Processes: 300})
	records, err := r.Records(ctx, v, 0, 600)
	if err != nil {
		b.Fatal(err)
	}
	results, n := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		record, err := r.Record(ctx, v, records[n%len(records)].OCID, store.WithHistory)
		if err != nil {
			b.Fatal(err)
		}
		judged, err := r.Judge(ctx, v, record)
		if err != nil || !judged.Kept {
			b.Fatal(err)
		}
		results, n = results+len(judged.Results), n+1
	}
	b.ReportMetric(float64(results)/float64(b.N), "results/op")
}

// published publishes the sample, and reads it.
func published(b *testing.B, o sample.Options) (*reading.Reader, *store.Version) {
	b.Helper()
	ctx, location := context.Background(), storetest.SQLite(b)
	fine := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	s, err := store.Open(ctx, location)
	fine(err)
	b.Cleanup(func() { _ = s.Close() })
	s.Now = func() time.Time { return sample.HandInDate(sample.HandIns - 1) }
	files, err := archive.Open(ctx, b.TempDir())
	fine(err)
	b.Cleanup(func() { _ = files.Close() })
	var text bytes.Buffer
	fine(sample.WriteAll(&text, o))
	p := &publish.Publisher{Store: s, Archive: files, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}
	in := publish.Input{Name: "sample", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text.Bytes())), nil }}
	made, err := p.Publish(ctx, []publish.Input{in}, publish.Options{})
	fine(err)
	reader, err := store.OpenReader(ctx, location)
	fine(err)
	b.Cleanup(func() { _ = reader.Close() })
	return reading.New(reader, files, schema.Default(), reading.Options{}), made.Version
}
