package api_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"terang/store/storetest"
)

// addresses gives one of each operation of the contract, by operationId, made of the examples of its parameters.
func addresses(t testing.TB, version string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for path, item := range contract().Paths.Map() {
		query := url.Values{}
		for _, p := range append(openapi3.Parameters{}, item.Get.Parameters...) {
			switch example := p.Value.Example; {
			case p.Value.In == "path" && p.Value.Name == "version":
				path = strings.ReplaceAll(path, "{version}", version)
			case p.Value.In == "path":
				text, ok := example.(string)
				if !ok {
					t.Fatalf("%s: no example of %s", item.Get.OperationID, p.Value.Name)
				}
				path = strings.ReplaceAll(path, "{"+p.Value.Name+"}", text)
			case p.Value.Required:
				query.Set(p.Value.Name, example.(string))
			}
		}
		all[item.Get.OperationID] = strings.TrimSuffix(path+"?"+query.Encode(), "?")
	}
	return all
}

// TestWithoutAStoreNothingInternalIsTold: whatever is asked while the store is lost, the answer is a problem (ask
// checks that it says nothing internal), or says nothing of the data.
func TestWithoutAStoreNothingInternalIsTold(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		v := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		if err := w.Reader.Close(); err != nil {
			t.Fatal(err)
		}
		w.allFail(t, v.ID)
	})
}

// TestABrokenStoreFile: the same of an SQLite file that is one no more.
func TestABrokenStoreFile(t *testing.T) {
	t.Parallel()
	location := storetest.SQLite(t)
	w := newWorld(t, location)
	v := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	if err := w.Store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{location, location + "-wal", location + "-shm"} {
		if err := os.WriteFile(file, []byte(strings.Repeat("no database", 10000)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.allFail(t, v.ID)
}

// allFail asks for every operation, by GET and HEAD.
func (w *world) allFail(t *testing.T, version string) {
	t.Helper()
	failed := 0
	for operation, address := range addresses(t, version) {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			a := ask(t, w.handler, method, address)
			want := map[bool]int{true: http.StatusServiceUnavailable, false: http.StatusInternalServerError}[operation == "getReadiness"]
			ofNoData := a.status == http.StatusOK && a.header.Get("Dataset-Version") == ""
			if a.status != want && !ofNoData {
				t.Errorf("%s: %s %s: %d %s", operation, method, address, a.status, a.body)
			}
			if a.status == want {
				failed++
			}
			if (a.status == http.StatusServiceUnavailable) != (a.header.Get("Retry-After") != "") {
				t.Errorf("%s: %d, Retry-After: %s", operation, a.status, a.header.Get("Retry-After"))
			}
			for _, name := range []string{"ETag", "Last-Modified", "Repr-Digest", "Content-Encoding", "Dataset-Version"} {
				if got := a.header.Get(name); got != "" && a.status >= 400 {
					t.Errorf("%s: %d with %s: %s", operation, a.status, name, got)
				}
			}
		}
	}
	if failed < 2*10 {
		t.Errorf("only %d requests failed", failed)
	}
}
