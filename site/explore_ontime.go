package site

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"terang/indicators"
	"terang/store"
)

// punctuality is how suppliers handed over their work, and what buyers' contracts show. Nobody is ranked: coverage
// differs.
type punctuality struct {
	Drawing   *drawing
	Suppliers []rated // those with the most contracts that could be judged
	Buyers    []buyerRates
	AsOf      string
	Minimum   string // contracts below which no rate is given; empty where none lacked it
	BuyersCSV string
}

// rated is a supplier's rate.
type rated struct{ ID, Name, Value, Part, Whole, Coverage string }

// buyerRates are the rates of a buyer, by buyerMeasures; an empty value is not computable.
type buyerRates struct {
	ID, Name string
	Rates    []rated
	most     int
}

// buyerMeasures are the indicators that say how buyers' contracts went, with their variants.
var buyerMeasures = []struct{ indicator, variant string }{{"open_past_end", ""}, {"amended", ""}, {"terminated", "fault"}}

// mostRated is how many suppliers, and how many buyers, are listed.
const mostRated = 15

// bands are from which rate on a supplier is in which band, the best first.
var bands = []struct {
	name string
	from *big.Rat
}{{"all", big.NewRat(1, 1)}, {"most", big.NewRat(8, 10)}, {"half", big.NewRat(1, 2)}, {"few", new(big.Rat)}}

// performed are results by the whole version, as far as the page shows them.
type performed struct {
	suppliers     []rated
	inBand        map[string]int
	others        int // suppliers without a rate
	asOf, minimum string
	buyers        []buyerRates
}

func (s *Site) punctuality(q *request, e *exploring) error {
	if e.Filtered {
		return nil
	}
	p, err := keep(q.Context(), &s.kept, "performed "+q.version.ID, func(ctx context.Context) (*performed, error) { return s.performed(ctx, q.version) })
	if errors.Is(err, store.ErrNotKept) {
		return nil
	}
	if err != nil {
		return err
	}
	c := chart{ID: "on-time", Title: q.t("explore.ontime.chart"), CSV: "/data/" + q.version.ID + "/tables/supplier_performance.csv",
		Series: []series{{Name: q.t("explore.ontime.suppliers")}}}
	for _, band := range bands {
		c.Labels = append(c.Labels, q.t("explore.ontime.band."+band.name))
		c.Series[0].Values = append(c.Series[0].Values, strconv.Itoa(p.inBand[band.name]))
	}
	c.Labels = append(c.Labels, q.t("explore.ontime.band.none"))
	c.Series[0].Values = append(c.Series[0].Values, strconv.Itoa(p.others))
	e.OnTime = &punctuality{Suppliers: p.suppliers, Buyers: p.buyers, AsOf: p.asOf, Minimum: p.minimum,
		BuyersCSV: "/data/" + q.version.ID + "/tables/buyer_performance.csv"}
	e.OnTime.Drawing, err = c.draw(q.lang)
	return err
}

// performed reads the results of a version. They are gone when the next is published, so that nothing of a former
// version is read here.
func (s *Site) performed(ctx context.Context, v *store.Version) (*performed, error) {
	p := &performed{inBand: map[string]int{}}
	err := s.eachResult(ctx, v, store.About{List: "supplier_performance", Indicator: "on_time", Subject: string(indicators.OfSupplier)}, p.supplier)
	byID := map[string]*buyerRates{}
	for i, m := range buyerMeasures {
		if err == nil {
			err = s.eachResult(ctx, v, store.About{List: "buyer_performance", Indicator: m.indicator, Subject: string(indicators.OfBuyer)}, func(r *indicators.Result) {
				if r.Variant == m.variant {
					addBuyer(byID, i, r)
				}
			})
		}
	}
	if err != nil {
		return nil, err
	}
	for _, b := range byID {
		p.buyers = append(p.buyers, *b)
	}
	slices.SortFunc(p.buyers, func(a, b buyerRates) int { return cmp.Or(cmp.Compare(b.most, a.most), strings.Compare(a.ID, b.ID)) })
	p.buyers = slices.Clip(p.buyers[:min(len(p.buyers), mostRated)])
	slices.SortFunc(p.buyers, func(a, b buyerRates) int { return byName(a.Name, b.Name, a.ID, b.ID) })
	slices.SortFunc(p.suppliers, func(a, b rated) int { return byName(a.Name, b.Name, a.ID, b.ID) })
	return p, nil
}

// byName compares names in any letters, and where they are the same, identifiers.
func byName(a, b, idOfA, idOfB string) int {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(idOfA, idOfB))
}

// eachResult passes results in batches of what is read at once.
func (s *Site) eachResult(ctx context.Context, v *store.Version, about store.About, pass func(*indicators.Result)) error {
	const batch = 2000
	for after := int64(0); ; {
		results, err := s.read.Results(ctx, v, about, after, batch)
		if err != nil || len(results) == 0 {
			return err
		}
		for _, found := range results {
			var r indicators.Result
			if err := json.Unmarshal(found.Text, &r); err != nil {
				return fmt.Errorf("read a result of %s: %w", about.Indicator, err)
			}
			pass(&r)
			after = found.Place
		}
	}
}

// supplier counts a supplier's rate by the ends as amended, and keeps those with the most contracts.
func (p *performed) supplier(r *indicators.Result) {
	if r.Variant != "amended" {
		return
	}
	p.asOf = r.AsOf
	value, ok := new(big.Rat).SetString(r.Value)
	if r.State != indicators.Computed || !ok {
		if p.others++; r.Reason == indicators.BelowMinimum {
			p.minimum = r.Threshold
		}
		return
	}
	for _, band := range bands {
		if value.Cmp(band.from) >= 0 {
			p.inBand[band.name]++
			break
		}
	}
	one := rated{r.Subject.Supplier, r.Subject.SupplierName, r.Value, r.Part, r.Whole, r.Coverage()}
	byCount := func(a, b rated) int {
		return cmp.Or(cmp.Compare(len(b.Whole), len(a.Whole)), strings.Compare(b.Whole, a.Whole))
	}
	place, _ := slices.BinarySearchFunc(p.suppliers, one, byCount)
	if place < mostRated {
		p.suppliers = slices.Insert(p.suppliers, place, one)
		p.suppliers = p.suppliers[:min(len(p.suppliers), mostRated)]
	}
}

func addBuyer(byID map[string]*buyerRates, measure int, r *indicators.Result) {
	b := byID[r.Subject.Buyer]
	if b == nil {
		b = &buyerRates{ID: r.Subject.Buyer, Name: r.Subject.BuyerName, Rates: make([]rated, len(buyerMeasures))}
		byID[b.ID] = b
	}
	b.most = max(b.most, r.N)
	b.Rates[measure] = rated{Value: r.Value, Part: r.Part, Whole: r.Whole, Coverage: r.Coverage()}
}
