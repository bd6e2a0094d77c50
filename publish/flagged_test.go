package publish_test

import (
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/indicators"
	"terang/publish"
	"terang/search"
	"terang/store"
	"terang/store/storetest"
)

// What is kept of each version's flags is what its file of flags says of processes, also when another version came, and
// nothing is in two states.
func TestFlagsOfVersionsAreKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		files := t.TempDir()
		publishHandIns(t, location, files, nil)
		p := publisher(t, location, files)
		r, err := store.OpenReader(ctx, location)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		seen, codes := 0, map[string]bool{}
		for _, id := range versionsOf(t, r) {
			v, err := r.Version(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			x := flagIndex(t, r, v)
			want, answered := flagRows(t, p, v), answers(t, p, v)
			for _, m := range indicators.OfProcesses() {
				got := found(t, r, v, x, m.Code, search.Flagged)
				if !maps.Equal(got, want[m.Code]) {
					t.Errorf("%s %s: %v, want %v", id, m.Code, got, want[m.Code])
				}
				seen += len(got)
				codes[m.Code] = codes[m.Code] || len(got) > 0
				for name, state := range map[string]search.State{"not_computable": search.NotComputable, "not_flagged": search.NotFlagged} {
					others := found(t, r, v, x, m.Code, state)
					if n, ok := answered[m.Code+" "+name]; ok && n != strconv.Itoa(len(others)) {
						t.Errorf("%s %s: %d are %s, want %s", id, m.Code, len(others), name, n)
					}
					for ocid := range others {
						if got[ocid] {
							t.Errorf("%s %s: %s is flagged and in state %d", id, m.Code, ocid, state)
						}
					}
				}
			}
		}
		if seen < 20 || !codes["R018"] {
			t.Errorf("only %d flags, of %v: the sample has become another", seen, codes)
		}
	})
}

// flagIndex is the index of a version with its flags.
func flagIndex(t *testing.T, r *store.Reader, v *store.Version) *search.Index {
	t.Helper()
	x, err := search.New().Next(v.N, nil, func(pass func(search.Document) error) error {
		return r.Found(ctx, v, 0, func(doc int64, facts []byte) error {
			return pass(search.Document{Doc: doc, Facts: slices.Clone(facts)})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	flags, err := r.Flags(ctx, v)
	if err != nil || len(flags) != len(indicators.OfProcesses()) {
		t.Fatalf("%d flags: %v", len(flags), err)
	}
	for _, f := range flags {
		if err := x.AddFlags(f.Indicator, f.Sets); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// found are the processes that have a state.
func found(t *testing.T, r *store.Reader, v *store.Version, x *search.Index, code string, state search.State) map[string]bool {
	t.Helper()
	f, err := x.Find(ctx, &search.Query{Values: map[search.Facet][]string{search.Flag: {code}}, State: state}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var docs []int64
	for _, key := range f.Page(nil, 10_000) {
		docs = append(docs, key.Doc)
	}
	records, err := r.Documents(ctx, docs)
	if err != nil || len(records) != f.Total {
		t.Fatalf("%d of %d records: %v", len(records), f.Total, err)
	}
	all := map[string]bool{}
	for _, record := range records {
		all[record.OCID] = true
	}
	return all
}

// answers are how often a version's file says that something was answered, by code and state, of indicators that are
// asked of a process once.
func answers(t *testing.T, p *publish.Publisher, v *store.Version) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(content(t, p, v, "tables/methods.csv.gz"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, row := range rows[1:] {
		cell := func(name string) string { return row[slices.Index(rows[0], name)] }
		if code := cell("indicator"); slices.Contains([]string{"R003", "R018", "R024", "short_title"}, code) && cell("subject") == "process" {
			all[code+" not_computable"], all[code+" not_flagged"] = cell("not_computable"), cell("not_flagged")
		}
	}
	if len(all) != 8 {
		t.Errorf("%d answers in tables/methods: %v", len(all), all)
	}
	return all
}

// flagRows are the processes that a version's file says are flagged, by code.
func flagRows(t *testing.T, p *publish.Publisher, v *store.Version) map[string]map[string]bool {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(content(t, p, v, "tables/flags.csv.gz"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	code, ocid := slices.Index(rows[0], "indicator"), slices.Index(rows[0], "ocid")
	all := map[string]map[string]bool{}
	for _, row := range rows[1:] {
		if all[row[code]] == nil {
			all[row[code]] = map[string]bool{}
		}
		if row[ocid] != "" {
			all[row[code]][row[ocid]] = true
		}
	}
	return all
}
