package indicators

import (
	"bytes"
	"testing"
	"time"

	"terang/sample"
	"terang/schema"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

// today is the as-of date of tests.
var today = time.Date(2026, time.October, 31, 12, 0, 0, 0, jakarta)

// loose is a configuration under which two values make quartiles, and one contract a rate.
func loose() Config {
	c := Defaults(today)
	c.MinimumN, c.MinimumFence = 1, 1
	return c
}

// collected keeps the releases of each process.
type collected struct {
	ocids  []string
	byOCID map[string][]*schema.Release
}

func (c *collected) Release(r *schema.Release) error {
	if c.byOCID[r.OCID] == nil {
		c.ocids = append(c.ocids, r.OCID)
	}
	c.byOCID[r.OCID] = append(c.byOCID[r.OCID], r)
	return nil
}
func (c *collected) Package(*schema.Package) error { return nil }
func (c *collected) Record(*schema.Wrapper) error  { return nil }

// read merges the releases of an input into processes.
func read(t testing.TB, data []byte) (all []*Process) {
	t.Helper()
	c := collected{byOCID: map[string][]*schema.Release{}}
	if err := schema.Read(bytes.NewReader(data), "test", &c); err != nil {
		t.Fatal(err)
	}
	for _, ocid := range c.ocids {
		all = append(all, merged(t, c.byOCID[ocid]))
	}
	return all
}

func merged(t testing.TB, releases []*schema.Release) *Process {
	t.Helper()
	record, err := schema.Default().With(releases[0].Package.Extensions()).Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := schema.Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{OCID: releases[0].OCID, Tree: tree, History: record.History(), Zone: jakarta}
	for n, r := range record.Releases {
		p.Releases = append(p.Releases, Release{r.ID, r.Tags, int64(n + 1)})
	}
	return p
}

// sampled are the processes of the sample.
func sampled(t testing.TB, procurements int) []*Process {
	t.Helper()
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 1, Processes: procurements}); err != nil {
		t.Fatal(err)
	}
	return read(t, data.Bytes())
}

// asked gives all results about processes.
func ask(c Config, processes ...*Process) (all []Result, e *Examiner) {
	e = NewExaminer(c)
	keep := func(r *Result) {
		kept := *r
		kept.Evidence = append([]Evidence(nil), r.Evidence...)
		all = append(all, kept)
	}
	for _, p := range processes {
		e.Process(p, keep)
	}
	e.Finish(keep)
	return all, e
}

// process is made of compiled releases, one after the other, that are no history.
func process(t testing.TB, text string) *Process {
	t.Helper()
	tree, err := schema.Parse([]byte(text))
	if err != nil || !tree.IsObject() {
		t.Fatalf("%v: %s", err, text)
	}
	return &Process{OCID: tree.Get("ocid").Text(), Tree: tree, Zone: jakarta}
}
