package tables

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"terang/sample"
	"terang/schema"
)

// What the past says of a place before each release is what merging the releases before it gives.
func TestPastIsWhatWasMergedThen(t *testing.T) {
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 3, Processes: 30}); err != nil {
		t.Fatal(err)
	}
	c := collected{byOCID: map[string][]*schema.Release{}}
	if err := schema.Read(&data, "sample.json", &c); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, ocid := range c.ocids {
		s := schema.Default().With(c.byOCID[ocid][0].Package.Extensions()).Schema
		compared += comparePast(t, s, c.byOCID[ocid])
	}
	if compared < 1000 {
		t.Errorf("only %d places were compared", compared)
	}
}

// comparePast compares the places that changed, as they were before each release, and says how many.
func comparePast(t *testing.T, s *schema.Schema, releases []*schema.Release) (compared int) {
	t.Helper()
	whole := mergedOf(t, s, releases)
	for _, long := range []bool{false, true} {
		p := newPast(whole.Tree, whole.History.Changes)
		if long {
			p.keepPlaces()
		} else {
			p.places = nil
		}
		start := 0
		for n := 1; n < len(releases); n++ {
			then := mergedOf(t, s, releases[:n])
			for start < len(p.changes) && isOneOf([]byte(p.changes[start].ReleaseID), idsOf(releases[:n])) {
				start++
			}
			old := newPast(then.Tree, nil)
			for _, c := range p.changes {
				if c.Path == c.Thing {
					continue // what of a thing stood then is compared field by field
				}
				compared++
				if got, want := p.at(c.Pointer, start).Raw(), old.at(c.Pointer, 0).Raw(); string(got) != string(want) {
					t.Errorf("%s %s after release %d (long: %v): %s, want %s", then.OCID, c.Pointer, n, long, got, want)
				}
			}
		}
	}
	return compared
}

func idsOf(releases []*schema.Release) (ids []string) {
	for _, r := range releases {
		ids = append(ids, r.ID)
	}
	return ids
}

func mergedOf(t *testing.T, s *schema.Schema, releases []*schema.Release) *Process {
	t.Helper()
	record, err := s.Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := schema.Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	return &Process{OCID: releases[0].OCID, Tree: tree, History: record.History(), Schema: s, Zone: jakarta}
}

func TestPastOfThingsThatWent(t *testing.T) {
	p := merged(t,
		`"awards":[{"id":"A/1","status":"pending","suppliers":[{"id":"S~1","name":"a"}]}]`,
		`"awards":[{"id":"A/1","status":"active"}]`,
		`"awards":[{"id":"A/1","suppliers":[{"id":"S~1","name":"b"}]}]`,
		`"awards":[{"id":"A/1","status":null,"suppliers":null,"id":null}]`,
		`"awards":[{"id":"B","status":"cancelled"}]`)
	for _, long := range []bool{false, true} {
		past := newPast(p.Tree, p.History.Changes)
		if long {
			past.keepPlaces()
		}
		var got []string
		for k := 0; k <= len(past.changes); k++ {
			got = append(got, fmt.Sprintf("%s %s %v", past.at("/awards/A~11/status", k).Raw(), past.at("/awards/A~11/suppliers/S~01/name", k).Raw(), past.awarded(k)))
		}
		want := `"pending" "a" false, "active" "a" true, "active" "b" true,   false,   false`
		if joined := strings.Join(got, ", "); joined != want {
			t.Errorf("long: %v\ngot  %s\nwant %s", long, joined, want)
		}
	}
}
