package reading

import (
	"context"
	"slices"
	"strings"

	"terang/search"
	"terang/store"
)

// NoFlags says that a version cannot be searched by red flags: an older terang published it, which did not keep them.
type NoFlags struct{ Version *store.Version }

// Error names the version, and where its flags are.
func (e *NoFlags) Error() string {
	return "the red flags of version " + e.Version.ID + " are not kept: its file tables/flags has them"
}

// addFlags reads what the version's indicators say of its processes.
func (r *Reader) addFlags(ctx context.Context, v *store.Version, index *search.Index) error {
	all, err := r.Flags(ctx, v)
	for _, f := range all {
		if err == nil {
			err = index.AddFlags(f.Indicator, f.Sets)
		}
	}
	return err
}

// flagState is the parameter for the state of red flags.
const flagState = "flagState"

// flags reads which indicators are asked for, in any letters, and in which state: of all of them where none is named.
func (r *queryReader) flags(v *store.Version, index *search.Index) error {
	if !r.given.Has(string(search.Flag)) && !r.given.Has(flagState) {
		return nil
	}
	if !index.HasFlags() {
		return &NoFlags{v}
	}
	known, codes := index.Indicators(), r.query.Values[search.Flag]
	for i, code := range codes {
		n := slices.IndexFunc(known, func(one string) bool { return strings.EqualFold(one, code) })
		if n < 0 && code != "" { // that is told already
			r.fault(string(search.Flag), "there is no red flag on processes of the code "+code+"; there are "+strings.Join(known, ", ")+
				"; /api/v1/flags has those on suppliers and buyers, too")
		} else if n >= 0 {
			codes[i] = known[n]
		}
	}
	r.query.Values[search.Flag] = codes
	if name := r.given.Get(flagState); name != "" {
		state, ok := search.StateOf(name)
		if r.query.State = state; !ok {
			r.fault(flagState, "is none of flagged, not_computable, not_flagged")
		}
	}
	return nil
}
