package reading

import (
	"context"
	"net/url"

	"terang/search"
	"terang/store"
)

// Sought is what a query seeks, and where.
type Sought struct {
	Version *store.Version
	Index   *search.Index
	Query   *search.Query

	reader *Reader
}

// Seek reads what a query seeks in a version. What is wrong with the query is a Faults.
func (r *Reader) Seek(ctx context.Context, v *store.Version, query url.Values) (*Sought, error) {
	index, err := r.Index(ctx, v)
	if err != nil {
		return nil, err
	}
	q, err := r.query(ctx, query, v, index)
	if err != nil {
		return nil, err
	}
	return &Sought{v, index, q, r}, nil
}

// SeekValue seeks the processes that have a value of a facet.
func (r *Reader) SeekValue(ctx context.Context, v *store.Version, facet search.Facet, value string) (*Sought, error) {
	index, err := r.Index(ctx, v)
	if err != nil {
		return nil, err
	}
	return &Sought{v, index, &search.Query{Values: map[search.Facet][]string{facet: {value}}}, r}, nil
}

// Find finds the processes.
func (s *Sought) Find(ctx context.Context) (*search.Found, error) {
	return s.Index.Find(ctx, s.Query, s.reader.words)
}

// FindContracts finds the contracts of the processes.
func (s *Sought) FindContracts(ctx context.Context) (*search.Contracts, error) {
	return s.Index.FindContracts(ctx, s.Query, s.reader.words)
}

// Currency is that of the query, else the most frequent one; empty where no amount has one.
func (s *Sought) Currency() string {
	if s.Query.Amount != nil {
		return s.Query.Amount.Currency
	}
	if all := s.Index.Currencies(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// Groups are what the found processes add up to, value by value: years and codes in their order, organizations by what
// was contracted, the largest first.
func (s *Sought) Groups(ctx context.Context, by search.Facet) ([]search.Group, error) {
	found, err := s.Find(ctx)
	if err != nil {
		return nil, err
	}
	groups, ok := found.Groups(ctx, by)
	if !ok {
		return nil, ctx.Err()
	}
	if by == search.Buyer || by == search.Supplier || by == search.ProcuringEntity {
		search.Largest(groups, s.Currency())
	}
	return groups, nil
}

// MostExported is how many of the found things are written into a file that is made when it is asked for.
const MostExported = 50_000
