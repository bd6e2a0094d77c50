package site

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"terang/indicators"
	"terang/store"
)

// brief is a figure as lists show it.
type brief struct {
	State                  indicators.State
	Part, Whole, Threshold string
	N, Of                  int
}

// Rate is part of whole.
func (b *brief) Rate() string {
	part, whole := decimalOf(b.Part), decimalOf(b.Whole)
	if whole.Sign() == 0 {
		return "0"
	}
	return part.Quo(part, whole).RatString()
}

// Coverage is how many of how many could be counted.
func (b *brief) Coverage() string { return big.NewRat(int64(b.N), int64(max(1, b.Of))).RatString() }

// briefStep is how many results are read at once.
const briefStep = 2000

// briefsOf gives the figures of the role's indicator of all organizations, by id; store.ErrNotKept of versions that are not
// the latest. They are read at once: asked for one by one, a page of them would take longer than all else on it.
func (s *Site) briefsOf(ctx context.Context, r role, v *store.Version) (map[string]*brief, error) {
	return keep(ctx, &s.large, "figures "+v.ID+" "+r.part, func(ctx context.Context) (map[string]*brief, error) { return s.readBriefs(ctx, r, v) })
}

func (s *Site) readBriefs(ctx context.Context, r role, v *store.Version) (map[string]*brief, error) {
	all := map[string]*brief{}
	about := store.About{List: r.list, Indicator: r.indicator}
	for after := int64(0); ; {
		kept, err := s.read.Results(ctx, v, about, after, briefStep)
		if err != nil || len(kept) == 0 {
			return all, err
		}
		for i := range kept {
			after = kept[i].Place
			if err := addBrief(all, kept[i].Text); err != nil {
				return nil, fmt.Errorf("read a result of version %s: %w", v.ID, err)
			}
		}
	}
}

// addBrief adds a result, of several variants the first.
func addBrief(all map[string]*brief, text []byte) error {
	var r struct {
		brief
		Subject struct{ Kind, Supplier, Buyer string }
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return err
	}
	id := r.Subject.Supplier
	if r.Subject.Kind == string(indicators.OfBuyer) {
		id = r.Subject.Buyer
	}
	if all[id] == nil {
		all[id] = &r.brief
	}
	return nil
}

// addFigures adds what the role's indicator says of each; not kept of versions that are not the latest.
func (s *Site) addFigures(q *request, r role, rows []listedRow) (kept bool, err error) {
	all, err := s.briefsOf(q.Context(), r, q.version)
	if errors.Is(err, store.ErrNotKept) {
		return false, nil
	}
	for i := range rows {
		rows[i].Figure = all[rows[i].ID]
	}
	return err == nil, err
}

// TooFew is the number from which on there is a rate; empty where that is not what stands in the way.
func (b *brief) TooFew() string {
	if _, err := strconv.Atoi(b.Threshold); err != nil || b.State != indicators.NotComputable {
		return ""
	}
	return b.Threshold
}
