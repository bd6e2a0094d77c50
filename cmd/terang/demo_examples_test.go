package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"terang/importers"
	"terang/publish"
	"terang/sample"
	"terang/schema"
	"terang/store"
)

type toldRelease struct {
	OCID      string
	Tender    struct{ ID string }
	Contracts []struct{ ID, AwardID string }
	Date      string
	Parties   []struct{ ID string }
}

// TestExamplesBelongToTheSample holds every process, tender and contract that the examples speak of against the sample: all
// are there, and were there on the day. A village's own activities are new.
func TestExamplesBelongToTheSample(t *testing.T) {
	a := &app{ctx: context.Background(), data: t.TempDir(), lang: "en"}
	c := publish.Config{TimeZone: "Asia/Jakarta", BaseURL: "http://127.0.0.1:8080"}
	paths, err := a.importExamples(&c, sample.HandInDate(sample.HandIns-1))
	if err != nil || len(paths) != len(importers.Examples()) {
		t.Fatal(paths, err)
	}
	var whole bytes.Buffer
	if err := sample.WriteAll(&whole, sample.Options{Seed: 1, Processes: examplesNeed}); err != nil {
		t.Fatal(err)
	}
	first := map[string]string{} // day on which a process, tender or contract first appears
	for _, r := range releasesIn(t, whole.Bytes()) {
		names := []string{r.OCID, r.OCID + " tender " + r.Tender.ID}
		for _, c := range r.Contracts {
			names = append(names, r.OCID+" contract "+c.ID+" "+c.AwardID)
		}
		for _, name := range names {
			if first[name] == "" {
				first[name] = r.Date
			}
		}
	}
	joined := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range releasesIn(t, text) {
			if strings.HasPrefix(r.OCID, sample.Prefix+"-d-") {
				continue
			}
			joined++
			names := []string{r.OCID}
			if r.Tender.ID != "" {
				names = append(names, r.OCID+" tender "+r.Tender.ID)
			}
			for _, c := range r.Contracts {
				names = append(names, r.OCID+" contract "+c.ID+" "+c.AwardID)
			}
			for _, name := range names {
				if day := first[name]; day == "" || day > r.Date && !strings.Contains(path, "musrenbang") { // proposals come before plans
					t.Errorf("%s: %s of %s is in the sample on %q", path, name, r.Date, day)
				}
			}
		}
	}
	if joined < 12 {
		t.Errorf("only %d releases join the sample", joined)
	}
}

func releasesIn(t *testing.T, text []byte) []toldRelease {
	t.Helper()
	var pkg struct{ Releases []toldRelease }
	if err := json.Unmarshal(text, &pkg); err != nil {
		t.Fatal(err)
	}
	return pkg.Releases
}

// publishedDemo publishes the demo, and opens it for reading at its latest version.
func publishedDemo(t *testing.T) (*app, *store.Reader, *store.Version) {
	t.Helper()
	a := &app{ctx: context.Background(), data: t.TempDir(), lang: "en", stdout: io.Discard, stderr: io.Discard}
	if err := a.publishSample(sample.Options{Seed: 1, Processes: examplesNeed}, "http://127.0.0.1:8080"); err != nil {
		t.Fatal(err)
	}
	r, err := store.OpenReader(a.ctx, a.storeLocation())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	latest, err := r.Latest(a.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return a, r, latest
}

// TestDemoShowsTheExamples publishes the demo and looks for what each example adds, in the version that readers see.
func TestDemoShowsTheExamples(t *testing.T) {
	a, r, latest := publishedDemo(t)
	for ocid, part := range map[string]string{
		"-9902-2026-000011-rup":       `"documentType":"needsAssessment"`,
		"-9902-2026-000011":           `"id":"progres-fisik"`,
		"-9901-2025-000019":           `"id":"kinerja-total"`,
		"-9901-2025-000148":           `"documentType":"debarments"`,
		"-9902-2025-000001":           `"documentType":"finalAudit"`,
		"-d-9901012001-2026-02.03.10": `"procurementMethodDetails":"Swakelola Tipe 1"`,
	} {
		releases, err := knownIn(r, latest)(a.ctx, sample.Prefix+ocid)
		if err != nil || !slices.ContainsFunc(releases, func(r *schema.Release) bool { return bytes.Contains(r.Line, []byte(part)) }) {
			t.Errorf("%s has no %s: %v", ocid, part, err)
		}
		for _, r := range releases {
			if bytes.Contains(r.Line, []byte("KANARI")) {
				t.Errorf("%s: what is private is published: %s", ocid, r.Line)
			}
		}
	}
}
