package search

import (
	"context"
	"math"
	"slices"
	"strings"
)

// Query says what is sought. Conditions of different kinds all hold; of several values of a facet, one is enough.
type Query struct {
	Text    string // words in any order, or an identifier in any punctuation
	Values  map[Facet][]string
	State   State // of what the indicators in the values of Flag say together; of all where the list is empty
	Periods []Period
	Amount  *Amounts // of the furthest stage that has one; of a contract, its own
	After   int64    // what later documents than this one hold: a version has its own documents for what changed
	Order   Order
	Upwards bool // the smallest first
}

// Period is from one instant to another, both included, in Unix seconds. A process is in it if any of its moments of the
// kind is.
type Period struct {
	Kind     MomentKind
	From, To int64
}

// Amounts are those of one currency from the smallest to the largest, both included, in hundredths.
type Amounts struct {
	Currency string
	Min, Max int64
}

// AllAmounts are all of a currency.
func AllAmounts(currency string) *Amounts { return &Amounts{currency, math.MinInt64, math.MaxInt64} }

// Order says by what found things are sorted.
type Order uint8

// The orders.
const (
	ByDate  Order = iota // of the newest release; of a contract, when it was signed
	ByValue              // things without a value in the currency of the amounts are left out
)

// isEverything says whether the query leaves nothing out.
func (q *Query) isEverything() bool {
	return q.Text == "" && len(q.Values) == 0 && len(q.Periods) == 0 && q.Amount == nil && q.After == 0
}

// Finder gives the blocks of the words that there are, in any order.
type Finder func(ctx context.Context, words []string) ([]Posting, error)

// Found are the processes that a query finds.
type Found struct {
	index  *Index
	query  *Query
	set    set
	within *within // the range of amounts; nil for all
	Total  int
}

// IsText says whether a text has anything to look for.
func IsText(text string) bool {
	for range words(text) {
		return true
	}
	return false
}

// Find finds processes.
func (x *Index) Find(ctx context.Context, q *Query, finder Finder) (*Found, error) {
	f := &Found{index: x, query: q, set: x.live, within: x.within(q.Amount)}
	if q.isEverything() {
		f.Total = x.count
		return f, nil
	}
	f.set = x.live.clone()
	if q.Text != "" {
		found, err := x.text(ctx, q.Text, finder)
		if err != nil {
			return nil, err
		}
		f.set.and(found)
	}
	for facet, values := range q.Values {
		if facet == Flag {
			f.set.and(x.flagged(values, q.State))
		} else {
			f.set.and(x.having(facet, values))
		}
	}
	f.set.clear(q.After)
	f.narrow()
	f.Total = f.set.count()
	return f, nil
}

// narrow takes out what has no moment in the periods, or no amount in the range.
func (f *Found) narrow() {
	x := f.index
	if f.within != nil {
		f.set.keep(func(doc uint32) bool { return f.within.has(x.value[doc]) })
	}
	if periods := f.query.Periods; len(periods) > 0 {
		f.set.keep(func(doc uint32) bool { return inPeriods(x.processes.moments.of(doc), periods) })
	}
}

func inPeriods(moments []moment, periods []Period) bool {
	for i := range periods {
		if !inPeriod(moments, &periods[i]) {
			return false
		}
	}
	return true
}

func inPeriod(moments []moment, p *Period) bool {
	for _, m := range moments {
		if m.kind == p.Kind && int64(m.at) >= p.From && int64(m.at) <= p.To {
			return true
		}
	}
	return false
}

// within is a range of amounts, with the number of its currency.
type within struct {
	*Amounts
	currency uint8 // 0 where no amount has it
}

// within makes a range comparable; nil stays nil.
func (x *Index) within(a *Amounts) *within {
	if a == nil {
		return nil
	}
	return &within{a, uint8(max(0, slices.Index(x.codes.currencies, a.Currency)))}
}

func (w *within) has(v value) bool {
	return v.currency != 0 && v.currency == w.currency && v.hundredths >= w.Min && v.hundredths <= w.Max
}

// having is the processes that have one of the values.
func (x *Index) having(facet Facet, values []string) set {
	s := newSet(x.size())
	for _, value := range values {
		if facet == Region {
			value = regionCode(value)
		}
		for _, code := range x.codes.find(facet, value) {
			for _, doc := range x.postings[code] {
				s.put(doc)
			}
		}
	}
	return s
}

// text is the processes that have each of the words, or what an identifier names: the whole text may be one, or what
// stands between spaces.
func (x *Index) text(ctx context.Context, text string, finder Finder) (set, error) {
	t := newText(text)
	postings, err := finder(ctx, t.terms())
	if err != nil {
		return nil, err
	}
	byWord := map[string][]Posting{}
	for _, p := range postings {
		byWord[p.Word] = append(byWord[p.Word], p)
	}
	any := func(words []string) set {
		s := newSet(x.size())
		for _, word := range words {
			for i := range byWord[word] {
				byWord[word][i].addTo(s)
			}
		}
		return s
	}
	found := x.live.clone()
	for _, part := range t.parts {
		all := x.live.clone()
		for _, word := range part.words {
			all.and(any([]string{word}))
		}
		if len(part.words) == 0 {
			all = newSet(x.size())
		}
		all.or(any(part.identifiers))
		found.and(all)
	}
	found.or(any(t.identifiers))
	return found, nil
}

// textQuery is a text taken apart.
type textQuery struct {
	identifiers []string // what the whole text may be
	parts       []part
}

// part is what stands between spaces.
type part struct{ words, identifiers []string }

func newText(text string) textQuery {
	t := textQuery{identifiers: identifiers(text)}
	for field := range strings.FieldsSeq(text) {
		p := part{identifiers: identifiers(field)}
		for word := range words(field) {
			p.words = append(p.words, word)
		}
		if len(p.words) > 0 {
			t.parts = append(t.parts, p)
		}
	}
	return t
}

func identifiers(text string) []string {
	if id := identifier(text); id != "" {
		return taxNumbers(id)
	}
	return nil
}

// terms are all words to ask for.
func (t *textQuery) terms() []string {
	all := append([]string{}, t.identifiers...)
	for _, p := range t.parts {
		all = append(append(all, p.words...), p.identifiers...)
	}
	return all
}
