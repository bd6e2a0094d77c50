// Package publishtest sets up publishers for the tests of rooms that read what was published.
package publishtest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"terang/archive"
	"terang/publish"
	"terang/sample"
	"terang/schema"
	"terang/store"
)

// World is a publisher with an empty store and an archive, and readers of both.
type World struct {
	*publish.Publisher
	Reader *store.Reader
	Files  *archive.Archive
}

// New makes a world of a store at a location and an archive in a folder. What it opens is closed by what closing is
// given, as testing.TB's Cleanup is.
func New(t testing.TB, location, folder, base string, closing func(func())) *World {
	t.Helper()
	ctx := context.Background()
	s := Must[*store.Store](t)(store.Open(ctx, location))
	closing(func() { _ = s.Close() })
	reader := Must[*store.Reader](t)(store.OpenReader(ctx, location))
	closing(func() { _ = reader.Close() })
	files := Must[*archive.Archive](t)(archive.Open(ctx, folder))
	closing(func() { _ = files.Close() })
	w := &World{&publish.Publisher{Store: s, Archive: files, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}, reader, files}
	w.Config.Publisher.Name, w.Config.BaseURL = sample.Publisher, base
	w.Config.License = "https://creativecommons.org/licenses/by/4.0/"
	w.Config.Contact.Email = "data@data.example.go.id"
	return w
}

// Publish hands texts in on a day, and gives the version made of them. Nothing of them may be refused.
func (w *World) Publish(t testing.TB, at time.Time, texts ...[]byte) *store.Version {
	t.Helper()
	w.Store.Now = func() time.Time { return at }
	var inputs []publish.Input
	for i, text := range texts {
		inputs = append(inputs, publish.Input{Name: fmt.Sprint(i), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(text)), nil
		}})
	}
	w.Refused = func(r *schema.Release, f []schema.Finding) { t.Errorf("%s %s is refused: %v", r.OCID, r.ID, f) }
	result := Must[*publish.Result](t)(w.Publisher.Publish(context.Background(), inputs, publish.Options{}))
	if result.Version == nil {
		t.Fatal("no version was made")
	}
	return result.Version
}

// Must gives the value, or ends the test with the error.
func Must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
