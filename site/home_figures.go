package site

import (
	"context"
	"math/big"
	"net/url"
	"slices"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// figures are what the first page says of a version: the same for all readers, and made once.
type figures struct {
	Processes, Plans, Contracts int
	Buyers, Suppliers           int
	Contracted                  []total
	Newest, Opened              []row // of tables/processes, with the period of the tender
	OpenedSeek, NewestSeek      url.Values
	Changes                     []change
	Changed                     int // processes that are new or changed
	ChangedSeek                 url.Values
	Before                      *store.Version // nil of the first
	FlagsKnown                  bool
	Flagged                     int
	Flags                       []search.Count
	years                       []string // the latest first
}

// total is what contracts add up to in a currency.
type total struct {
	Currency, Amount string
	N                int // processes
}

// figuring makes the figures of a version.
type figuring struct {
	*figures
	q   *request
	ctx context.Context
}

func figuresOf(ctx context.Context, q *request) (*figures, error) {
	f := &figuring{&figures{}, q, ctx}
	for _, part := range []func() error{f.counts, f.sums, f.newest, f.closing, f.changes, f.flags} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return f.figures, nil
}

func (f *figuring) seek(query url.Values) (*reading.Sought, *search.Found, error) {
	sought, err := f.q.site.read.Seek(f.ctx, f.q.version, query)
	if err != nil {
		return nil, nil, err
	}
	found, err := sought.Find(f.ctx)
	return sought, found, err
}

func (f *figuring) counts() error {
	_, found, err := f.seek(seekPlans)
	if err == nil {
		f.Plans = found.Total
		f.Processes = int(f.q.version.Records) - found.Total
	}
	return err
}

// sums adds up what the API's statistics say of each year, and counts buyers and suppliers as its lists do.
func (f *figuring) sums() error {
	sought, err := f.q.site.read.Seek(f.ctx, f.q.version, url.Values{})
	if err != nil {
		return err
	}
	years, err := sought.Groups(f.ctx, search.Year)
	if err != nil {
		return err
	}
	for _, year := range years {
		f.Contracts += year.Contracts
		f.years = append([]string{year.Value}, f.years...)
		for _, sums := range year.Sums {
			f.add(sums.Currency, &sums.Of[search.Contracted])
		}
	}
	slices.SortFunc(f.Contracted, func(a, b total) int { return b.N - a.N })
	for facet, count := range map[search.Facet]*int{search.Buyer: &f.Buyers, search.Supplier: &f.Suppliers} {
		groups, err := sought.Groups(f.ctx, facet)
		if err != nil {
			return err
		}
		*count = len(groups)
	}
	return nil
}

func (f *figures) add(currency string, sum *search.Sum) {
	if sum.N == 0 {
		return
	}
	i := slices.IndexFunc(f.Contracted, func(t total) bool { return t.Currency == currency })
	if i < 0 {
		f.Contracted, i = append(f.Contracted, total{currency, "0", 0}), len(f.Contracted)
	}
	a, _ := new(big.Rat).SetString(f.Contracted[i].Amount)
	b, _ := new(big.Rat).SetString(sum.Decimal())
	a.Add(a, b)
	digits, _ := a.FloatPrec()
	f.Contracted[i].Amount, f.Contracted[i].N = a.FloatString(digits), f.Contracted[i].N+sum.N
}

// flags counts the processes with red flags, where the version's are kept.
func (f *figuring) flags() error {
	sought, err := f.q.site.read.Seek(f.ctx, f.q.version, url.Values{})
	if err != nil || !sought.Index.HasFlags() {
		return err
	}
	_, found, err := f.seek(seekFlagged)
	if err != nil {
		return err
	}
	f.FlagsKnown, f.Flagged = true, found.Total
	all, err := f.q.codes(f.ctx)
	f.Flags = all[search.Flag]
	return err
}
