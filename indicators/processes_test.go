package indicators

import (
	"slices"
	"testing"
)

// A red flag is on a process if and only if it is one of OfProcesses.
func TestOfProcesses(t *testing.T) {
	var ofProcesses []string
	for _, m := range OfProcesses() {
		if ofProcesses = append(ofProcesses, m.Code); m.Kind != RedFlag {
			t.Errorf("%s is no red flag", m.Code)
		}
	}
	results, _ := ask(Defaults(today), sampled(t, 1500)...)
	seen := map[string]bool{}
	for _, r := range results {
		kind := list[slices.IndexFunc(list, func(i *Indicator) bool { return i.Code == r.Indicator })].Kind
		if r.State != Flagged || kind != RedFlag {
			continue
		}
		seen[r.Indicator] = true
		if of := slices.Contains(ofProcesses, r.Indicator); of != (r.Subject.OCID != "") {
			t.Errorf("%s: of processes %v, but on %+v", r.Indicator, of, r.Subject)
		}
	}
	for _, code := range []string{"R003", "R018", "split"} {
		if !seen[code] {
			t.Errorf("the sample has no %s any more", code)
		}
	}
	t.Log(len(seen), "of", len(ofProcesses)+len(onOrganizations), "flags seen")
}
