package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Index is one version's processes in memory, some 300 bytes each. It is never changed: the next version's is made of it
// by Next and shares what stays the same. It may be used by many at once.
//
// A document is a process as some versions have it; its number, given by the store, is its place in the lists here. The
// places of documents that this version has not are empty.
type Index struct {
	N int64 // number of the version

	live     set
	count    int
	codes    *codes
	postings [][]uint32 // by code, the documents that have it, in order

	processes columns
	contracts columns
	ends      []uint32 // by document, the end of its contracts
	bidders   []int16  // by document, -1 for unknown

	date  []uint32 // by document: seconds
	value []value  // by document: of its furthest stage that has one

	sorted     [2][]uint32 // by Order, what is live, the smallest first
	currencies []string    // of what is live

	flags []*Flags // this version's alone

	claimed    atomic.Bool
	unfiltered sync.Map // answers that take long and are the same for all who ask for everything
}

// value is an amount with the place of its currency in the list of currencies; no currency is 0.
type value struct {
	hundredths int64
	currency   uint8
}

// columns are what can be sought of things, by their numbers.
type columns struct {
	codes   flat[uint32]
	moments flat[moment]
	moneys  flat[money]
}

type moment struct {
	at   uint32
	kind MomentKind
}

type money struct {
	hundredths int64
	kind       MoneyKind
	currency   uint8
	rounded    bool
}

// flat is a list of lists in one piece.
type flat[T any] struct {
	ends []uint32
	all  []T
}

func (f *flat[T]) add(items ...T) {
	f.all = append(f.all, items...)
	f.ends = append(f.ends, uint32(len(f.all)))
}

func (f *flat[T]) of(n uint32) []T { return between(f.ends, f.all, n) }

func between[T any](ends []uint32, all []T, n uint32) []T {
	start := uint32(0)
	if n > 0 {
		start = ends[n-1]
	}
	return all[start:ends[n]:ends[n]]
}

// Document is a process as the store has it for some versions.
type Document struct {
	Doc   int64 // its number; numbers begin with 1
	Facts []byte
}

// New is an index of nothing.
func New() *Index {
	x := &Index{codes: newCodes()}
	x.empty(1) // no document has the number 0
	return x
}

// size is how many documents there are places for.
func (x *Index) size() int { return len(x.ends) }

// empty adds empty places until there are so many.
func (x *Index) empty(size int) {
	for x.size() < size {
		x.processes.codes.add()
		x.processes.moments.add()
		x.processes.moneys.add()
		x.ends = append(x.ends, uint32(len(x.contracts.codes.ends)))
		x.bidders, x.date, x.value = append(x.bidders, -1), append(x.date, 0), append(x.value, value{})
	}
}

// Next makes the index of a later version. ended are documents that it has no more; added passes those that are new, in
// order of their numbers. Of one index only one next may be made, by whom has claimed it, unless it is New.
func (x *Index) Next(n int64, ended []int64, added func(pass func(Document) error) error) (*Index, error) {
	next := x.shared()
	next.N = n
	err := added(func(d Document) error {
		next.empty(int(d.Doc))
		return next.add(d)
	})
	if err != nil {
		return nil, err
	}
	next.live = next.live.grown(next.size())
	for doc := x.size(); doc < next.size(); doc++ {
		if len(next.processes.codes.of(uint32(doc))) > 0 {
			next.live.put(uint32(doc))
		}
	}
	for _, doc := range ended {
		next.live.remove(uint32(doc))
	}
	next.finish()
	return next, nil
}

// Claim says whether nobody has claimed the index before: whoever does makes its next.
func (x *Index) Claim() bool { return x.claimed.CompareAndSwap(false, true) }

// shared is a copy whose lists may be appended to: readers of the former never look behind their own ends.
func (x *Index) shared() *Index {
	return &Index{live: x.live, codes: x.codes.next(), postings: slices.Clone(x.postings), processes: x.processes,
		contracts: x.contracts, ends: x.ends, bidders: x.bidders, date: x.date, value: x.value}
}

// add adds a document behind all others.
func (x *Index) add(d Document) error {
	r := &factsReader{rest: d.Facts}
	if r.byte() != factsForm {
		return ErrFacts
	}
	x.bidders = append(x.bidders, int16(max(-1, min(r.varint(), 1<<15-1))))
	codes, moments, moneys := x.thing(r)
	for _, code := range codes {
		x.postings[code] = append(x.postings[code], uint32(d.Doc))
	}
	date := uint32(0)
	for _, m := range moments {
		if m.kind == Date {
			date = m.at
		}
	}
	x.date, x.value = append(x.date, date), append(x.value, furthest(moneys))
	x.processes.add(codes, moments, moneys)
	for range r.count() {
		x.contracts.add(x.thing(r))
	}
	x.ends = append(x.ends, uint32(len(x.contracts.codes.ends)))
	if r.failed {
		return ErrFacts
	}
	return nil
}

func (c *columns) add(codes []uint32, moments []moment, moneys []money) {
	c.codes.add(codes...)
	c.moments.add(moments...)
	c.moneys.add(moneys...)
}

// furthest is the amount of the furthest stage that has one.
func furthest(moneys []money) (v value) {
	kind := -1
	for _, m := range moneys {
		if m.kind <= Contracted && int(m.kind) > kind {
			v, kind = value{m.hundredths, m.currency}, int(m.kind)
		}
	}
	return v
}

// thing reads a thing's codes, moments and amounts.
func (x *Index) thing(r *factsReader) (codes []uint32, moments []moment, moneys []money) {
	for range r.count() {
		codes = append(codes, x.code(r.code()))
	}
	for range r.count() {
		kind := MomentKind(r.byte())
		moments = append(moments, moment{uint32(r.varint()), kind})
	}
	for range r.count() {
		m := money{kind: MoneyKind(r.byte()), rounded: r.byte() != 0}
		m.currency = x.codes.currency(r.text())
		m.hundredths = r.varint()
		moneys = append(moneys, m)
	}
	return codes, moments, moneys
}

// code is the number of a code, with a list for its documents.
func (x *Index) code(text []byte) uint32 {
	n := x.codes.number(text)
	if int(n) == len(x.postings) {
		x.postings = append(x.postings, nil)
	}
	return n
}

// finish makes what is made of all.
func (x *Index) finish() {
	x.codes.sort()
	x.count = x.live.count()
	x.countCurrencies()
	live := slices.AppendSeq(make([]uint32, 0, x.count), x.live.all())
	x.sorted[ByDate], x.sorted[ByValue] = live, slices.Clone(live)
	slices.SortFunc(x.sorted[ByDate], func(a, b uint32) int { return cmp.Or(cmp.Compare(x.date[a], x.date[b]), cmp.Compare(a, b)) })
	slices.SortFunc(x.sorted[ByValue], func(a, b uint32) int {
		return cmp.Or(cmp.Compare(x.value[a].hundredths, x.value[b].hundredths), cmp.Compare(a, b))
	})
}

// Count is how many processes the version has.
func (x *Index) Count() int { return x.count }

// codes are the codes that there are.
type codes struct {
	numbers    map[string]uint32 // by what factsReader.code reads; of those who make the next index alone
	list       []Code
	currencies []string // the first stands for none

	groups  []uint32           // by code, which value of its facet it is: the first code that has that value
	byValue map[Facet][]uint32 // codes in order of their folded values
	folded  []string           // by code
}

func newCodes() *codes { return &codes{numbers: map[string]uint32{}, currencies: []string{""}} }

// next is a copy that may be added to.
func (c *codes) next() *codes {
	return &codes{numbers: c.numbers, list: c.list, currencies: slices.Clone(c.currencies), folded: c.folded}
}

func (c *codes) number(text []byte) uint32 {
	if n, ok := c.numbers[string(text)]; ok {
		return n
	}
	n := uint32(len(c.list))
	c.numbers[string(text)] = n
	c.list = append(c.list, decodeCode(text))
	c.folded = append(c.folded, fold(c.list[n].Value))
	return n
}

// maxCurrencies is how many there can be; the standard's list has fewer.
const maxCurrencies = 255

func (c *codes) currency(text []byte) uint8 {
	for i, currency := range c.currencies {
		if currency == string(text) {
			return uint8(i)
		}
	}
	if len(c.currencies) > maxCurrencies {
		return 0
	}
	c.currencies = append(c.currencies, string(text))
	return uint8(len(c.currencies) - 1)
}

// sort makes it possible to look codes up.
func (c *codes) sort() {
	c.byValue, c.groups = map[Facet][]uint32{}, make([]uint32, len(c.list))
	for n := range c.list {
		c.byValue[c.list[n].Facet] = append(c.byValue[c.list[n].Facet], uint32(n))
	}
	for _, all := range c.byValue {
		slices.SortFunc(all, func(a, b uint32) int {
			return cmp.Or(strings.Compare(c.folded[a], c.folded[b]), strings.Compare(c.list[a].Value, c.list[b].Value), cmp.Compare(a, b))
		})
		for i, n := range all {
			c.groups[n] = n
			if i > 0 && c.list[all[i-1]].Value == c.list[n].Value {
				c.groups[n] = c.groups[all[i-1]]
			}
		}
	}
}

// find lists the codes of a facet that have the value or, where a facet goes by prefix, begin with it.
func (c *codes) find(facet Facet, text string) []uint32 {
	wanted := fold(text)
	all := c.byValue[facet]
	from, _ := slices.BinarySearchFunc(all, wanted, func(n uint32, text string) int { return strings.Compare(c.folded[n], text) })
	to, isPrefix := from, byPrefix[facet] && wanted != ""
	for to < len(all) && (c.folded[all[to]] == wanted || isPrefix && strings.HasPrefix(c.folded[all[to]], wanted)) {
		to++
	}
	return all[from:to]
}

// byPrefix are the facets whose values stand for all that begin with them.
var byPrefix = map[Facet]bool{Region: true, Classification: true}

// Last is the number of the newest document that there is a place for.
func (x *Index) Last() int64 { return int64(x.size()) - 1 }

// IsSparse says whether most documents are of versions before: such an index is better read anew.
func (x *Index) IsSparse() bool { return x.size() > 1<<16 && x.count < x.size()/2 }

// Currencies are those of the version's amounts, the most frequent first.
func (x *Index) Currencies() []string { return x.currencies }

// countCurrencies finds the currencies of what is live.
func (x *Index) countCurrencies() {
	counts := make([]int, len(x.codes.currencies))
	for doc := range x.live.all() {
		for _, m := range x.processes.moneys.of(doc) {
			counts[m.currency]++
		}
	}
	x.currencies = nil
	for n, currency := range x.codes.currencies {
		if n > 0 && counts[n] > 0 {
			x.currencies = append(x.currencies, currency)
		}
	}
	number := func(currency string) int { return slices.Index(x.codes.currencies, currency) }
	slices.SortFunc(x.currencies, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[number(b)], counts[number(a)]), strings.Compare(a, b))
	})
}
