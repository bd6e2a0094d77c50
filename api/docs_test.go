package api_test

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"terang/api"
	"terang/reading"
	"terang/store"
	"terang/store/storetest"
)

var styleText = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

func testDocs(t *testing.T, w *world) {
	for lang, want := range map[string][]string{
		"":         {`<html lang="id">`, "Untuk jurnalis", "Letak semuanya", "Permintaan tidak sah"},
		"?lang=id": {`<html lang="id">`, "Ketentuan umum", "Rilis, menurut urutan penerbitannya"},
		"?lang=en": {`<html lang="en">`, "For journalists", "Where everything is", "The request is not valid", "Stability."},
	} {
		a := w.ok(t, "/docs"+lang)
		body := string(a.body)
		for _, text := range append(want, w.latest(t), "openapi.yaml") {
			if !strings.Contains(body, text) {
				t.Errorf("/docs%s does not have %q", lang, text)
			}
		}
		style := styleText.FindStringSubmatch(body)
		sum := sha256.Sum256([]byte(style[1]))
		policy := a.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
			t.Errorf("the page's own style is not allowed by %s", policy)
		}
		for _, no := range []string{"<script", "<img", "<link rel=\"stylesheet", " style=", "onclick", "@import", "url(", "ZgotmplZ", "&lt;code&gt;"} {
			if strings.Contains(body, no) {
				t.Errorf("/docs%s has %s", lang, no)
			}
		}
	}
}

// TestDocsFollowVersions: the page is there before anything is published, and its examples follow the latest version.
func TestDocsFollowVersions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.handler = w.serve(t, api.Options{}, reading.Options{TrialURL: base})
	if body := string(w.ok(t, "/docs").body); !strings.Contains(body, "curl &#39;"+base+"/readyz&#39;") {
		t.Error("before the first version: no lines")
	}
	w.Config.BaseURL = store.TrialBaseURL
	for _, d := range []string{"2025-01-01", "2025-01-02"} {
		w.Publish(t, day(t, d), lines(release("ocds-contoh-o'clock", d, "2025-01-01T00:00:00Z")))
		body := string(w.ok(t, "/docs?lang=en").body)
		if !strings.Contains(body, d+".1") || !strings.Contains(body, base+"/api/v1/records/ocds-contoh-o%27clock&#39;") {
			t.Errorf("%s: the page is of another version, or its lines break", d)
		}
	}
	testExamples(t, w)
}
