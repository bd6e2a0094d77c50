package site

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"terang/search"
)

// How many processes the first page lists of a kind, and how many are looked at for that.
const mostNews, mostLookedAt = 6, 300

// newest finds the tenders that opened last: in the shortest of some spans of days before the version that has enough.
func (f *figuring) newest() (err error) {
	f.Newest, f.NewestSeek, err = f.spanned([]int{7, 30, 90, 365, 3650}, func(days int) url.Values {
		return url.Values{"plan": {"false"}, "tenderFrom": {f.moment(-days)}, "tenderTo": {f.moment(0)}}
	}, "tender_period_start", -1)
	return err
}

// closing finds the tenders that close next after the version's day, and are not over.
func (f *figuring) closing() (err error) {
	f.Opened, f.OpenedSeek, err = f.spanned([]int{2, 7, 30, 365}, func(days int) url.Values {
		return url.Values{"tenderStatus": {"active"}, "closingFrom": {f.moment(0)}, "closingTo": {f.moment(days)}}
	}, "tender_period_end", 1)
	return err
}

// moment is the version's, some days off, as addresses have it.
func (f *figuring) moment(days int) string {
	return f.q.version.At.In(f.q.zone).AddDate(0, 0, days).Format(time.RFC3339)
}

// spanned seeks in longer and longer spans until there is enough, and gives the first by a column: upwards where
// direction is 1, downwards where it is -1.
func (f *figuring) spanned(spans []int, within func(days int) url.Values, column string, direction int) ([]row, url.Values, error) {
	for i, days := range spans {
		query := within(days)
		_, found, err := f.seek(query)
		if err != nil {
			return nil, nil, err
		}
		if found.Total >= mostNews || i == len(spans)-1 {
			rows, err := f.first(found, column, direction)
			return rows, query, err
		}
	}
	return nil, nil, nil
}

// first are the first of what was found by a column of tables/tenders.
func (f *figuring) first(found *search.Found, column string, direction int) ([]row, error) {
	keys := found.Page(nil, mostLookedAt)
	tenders, err := f.q.found(f.ctx, "tenders", keys)
	if err != nil || len(tenders) != len(keys) {
		return nil, err
	}
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return direction * strings.Compare(tenders[a][column], tenders[b][column]) })
	order = order[:min(mostNews, len(order))]
	listed := make([]search.Key, len(order))
	for i, n := range order {
		listed[i] = keys[n]
	}
	rows, err := f.q.found(f.ctx, "processes", listed)
	for i, n := range order[:min(len(rows), len(order))] {
		for _, name := range []string{"tender_period_start_local", "tender_period_end_local", "tender_period_end"} {
			rows[i][name] = tenders[n][name]
		}
	}
	return rows, err
}
