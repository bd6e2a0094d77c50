package site_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
)

// TestInABrowser walks the site in Chromium: see testdata/browser/walk.mjs.
func TestInABrowser(t *testing.T) {
	if os.Getenv("TERANG_TEST_CHROMIUM") == "" {
		t.Fatal("TERANG_TEST_CHROMIUM is not set: run the tests with make test, which sees to a browser, or as testdata/with-browser go test ./site")
	}
	server := httptest.NewServer(theSample(t).handler)
	defer server.Close()
	walk := exec.CommandContext(t.Context(), "node", "../testdata/browser/walk.mjs", server.URL, os.Getenv("TERANG_TEST_SCREENSHOTS"))
	if said, err := walk.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	} else {
		t.Logf("%s", said)
	}
}
