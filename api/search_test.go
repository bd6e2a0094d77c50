package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"terang/publish/publishtest"
	"terang/search"
)

func init() {
	onSample = append(onSample, []struct {
		name string
		test func(*testing.T, *world)
	}{{"search", testSearch}, {"cursors of searches", testSearchCursors}, {"bad searches", testBadSearches}, {"results as files", testResultFiles}, {"largest results", testLargest}}...)
}

// criterion is a part of a query, and what it says of a process and of a contract alone; nil says nothing.
type criterion struct {
	parameters url.Values
	process    func(*foundProcess) bool
	contract   func(*foundProcess, cells) bool
}

// criteria makes random criteria of what the processes of a version have.
type criteria struct {
	*rand.Rand
	*expected
	version int
	all     []*foundProcess
}

func (e *expected) criteria(seed uint64, version int) *criteria {
	c := &criteria{Rand: rand.New(rand.NewPCG(seed, 1)), expected: e, version: version}
	for _, ocid := range sortedKeys(e.versions[version]) {
		c.all = append(c.all, e.versions[version][ocid])
	}
	return c
}

func sortedKeys[V any](m map[string]V) (keys []string) {
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (c *criteria) any() *foundProcess { return c.all[c.IntN(len(c.all))] }

// facet is a criterion on a facet: one or two values that there are, in any letters.
func (c *criteria) facet(facet string) (criterion, bool) {
	var values []string
	for range 100 {
		if all := c.any().values(facet); len(all) > 0 && len(values) < 1+c.IntN(2) {
			values = append(values, all[c.IntN(len(all))])
		}
	}
	if len(values) == 0 {
		return criterion{}, false
	}
	values = values[:1+c.IntN(len(values))]
	prefix := facet == "region" || facet == "classification"
	if facet == "plan" || facet == "selfManaged" {
		values = values[:1]
	} else if c.IntN(2) == 0 {
		values[0] = strings.ToUpper(values[0])
	}
	if prefix && c.IntN(2) == 0 {
		values[0] = values[0][:1+c.IntN(len(values[0]))]
	}
	has := func(all []string) bool {
		return slices.ContainsFunc(all, func(one string) bool {
			return slices.ContainsFunc(values, func(value string) bool {
				one, value := strings.ToLower(one), strings.ToLower(value)
				return one == value || prefix && strings.HasPrefix(one, value)
			})
		})
	}
	made := criterion{url.Values{facet: {strings.Join(values, "|")}}, func(p *foundProcess) bool { return has(p.values(facet)) }, nil}
	switch facet {
	case "supplier":
		made.contract = func(_ *foundProcess, row cells) bool { return has(suppliersOf(row)) }
	case "contractStatus":
		made.contract = func(_ *foundProcess, row cells) bool { return has([]string{row["status"]}) }
	}
	return made, true
}

// period is a criterion on when something was: days of the publisher's, or instants.
func (c *criteria) period(kind string) (criterion, bool) {
	all := c.any().moments(kind)
	if len(all) == 0 {
		return criterion{}, false
	}
	from := time.Unix(all[0], 0).In(c.zone)
	to := from.AddDate(0, 0, c.IntN(200))
	low, high := from.Unix(), to.Unix()
	values := url.Values{kind + "From": {from.Format(time.RFC3339)}, kind + "To": {to.UTC().Format(time.RFC3339)}}
	if c.IntN(2) == 0 {
		values = url.Values{kind + "From": {from.Format(time.DateOnly)}, kind + "To": {to.Format(time.DateOnly)}}
		y, m, d := from.Date()
		low = time.Date(y, m, d, 0, 0, 0, 0, c.zone).Unix()
		y, m, d = to.Date()
		high = time.Date(y, m, d+1, 0, 0, 0, 0, c.zone).Unix() - 1
	}
	in := func(at int64) bool { return at >= low && at <= high }
	made := criterion{values, func(p *foundProcess) bool { return slices.ContainsFunc(p.moments(kind), in) }, nil}
	if kind == "signed" || kind == "due" {
		made.contract = func(_ *foundProcess, row cells) bool {
			return slices.ContainsFunc((&foundProcess{contracts: []cells{row}}).moments(kind), in)
		}
		made.process = nil
	}
	return made, true
}

func (c *criteria) amount() (criterion, bool) {
	low, currency := c.any().value()
	high, _ := c.any().value()
	if low == nil || high == nil {
		return criterion{}, false
	}
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	in := func(amount *big.Rat, of string) bool {
		return amount != nil && of == currency && amount.Cmp(low) >= 0 && amount.Cmp(high) <= 0
	}
	return criterion{url.Values{"currency": {currency}, "minValue": {low.FloatString(2)}, "maxValue": {high.FloatString(2)}},
		func(p *foundProcess) bool { return in(p.value()) }, func(_ *foundProcess, row cells) bool { return in(row.money("value")) }}, true
}

func (c *criteria) text() (criterion, bool) {
	words := sortedKeys(c.any().words)
	one := words[c.IntN(len(words))]
	text := strings.ToUpper(one)
	if bare, isID := strings.CutPrefix(one, "#"); isID {
		text = strings.ToUpper(bare[:len(bare)/2]) + ". -/" + bare[len(bare)/2:]
		return criterion{url.Values{"q": {text}}, func(p *foundProcess) bool { return p.words[one] || p.hasWords(text) }, nil}, len(one) < 40
	}
	if other := words[c.IntN(len(words))]; !strings.HasPrefix(other, "#") {
		text += "  (" + other + ")"
	}
	return criterion{url.Values{"q": {text}}, func(p *foundProcess) bool { return p.hasWords(text) }, nil}, len(one) < 40
}

// hasWords says whether a process has each of the words, or identifiers, between spaces, or is known by all of it.
func (p *foundProcess) hasWords(text string) bool {
	text = strings.ToLower(text)
	if p.words["#"+notWord.ReplaceAllString(text, "")] {
		return true
	}
	for field := range strings.FieldsSeq(text) {
		bare := notWord.ReplaceAllString(field, "")
		all := true
		for _, word := range notWord.Split(field, -1) {
			all = all && (word == "" || p.words[word])
		}
		if bare != "" && !all && !p.words["#"+bare] {
			return false
		}
	}
	return true
}

func (c *criteria) changed() (criterion, bool) {
	since := c.IntN(len(c.ids))
	text := c.ids[since]
	if c.IntN(2) == 0 {
		text = text[:len(time.DateOnly)]
	}
	return criterion{url.Values{"changedSince": {text}}, func(p *foundProcess) bool { return p.changed > since }, nil}, true
}

// one is a random condition.
func (c *criteria) one() criterion {
	for {
		var made criterion
		ok := false
		switch kinds := []string{"published", "tender", "closing", "award", "signed", "due"}; c.IntN(8) {
		case 0:
			made, ok = c.period(kinds[c.IntN(len(kinds))])
		case 1:
			made, ok = c.amount()
		case 2:
			made, ok = c.changed()
		case 3, 4:
			made, ok = c.text()
		default:
			made, ok = c.facet(string(search.Facets[c.IntN(len(search.Facets))]))
		}
		if ok {
			return made
		}
	}
}

// sought is a query with what it must find.
type sought struct {
	query     url.Values
	processes []*foundProcess
	contracts []string // ocid and contract_id
}

func (c *criteria) sought(all ...criterion) *sought {
	s := &sought{query: url.Values{"version": {c.ids[c.version]}}}
	used := []criterion{}
	for _, one := range all {
		if !slices.ContainsFunc(sortedKeys(one.parameters), s.query.Has) {
			used = append(used, one)
			for name, values := range one.parameters {
				s.query[name] = values
			}
		}
	}
	for _, p := range c.all {
		isFound, hasContracts := true, true
		for _, one := range used {
			keeps := one.process == nil || one.process(p)
			if one.process == nil {
				isFound = isFound && slices.ContainsFunc(p.contracts, func(row cells) bool { return one.contract(p, row) })
			}
			isFound = isFound && keeps
			hasContracts = hasContracts && (keeps || one.parameters.Has("minValue"))
		}
		if isFound {
			s.processes = append(s.processes, p)
		}
		for _, row := range p.contracts {
			if hasContracts && !slices.ContainsFunc(used, func(one criterion) bool { return one.contract != nil && !one.contract(p, row) }) {
				s.contracts = append(s.contracts, p.ocid+" "+row["contract_id"])
			}
		}
	}
	return s
}

// with is the query with another parameter.
func (s *sought) with(pairs ...string) string {
	query := url.Values{}
	for name, values := range s.query {
		query[name] = values
	}
	for i := 0; i < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	return "?" + query.Encode()
}

// resultPage is an answer with rows.
type resultPage struct {
	Total   int
	Results []map[string]json.RawMessage
	Facets  map[string]struct {
		Values []struct {
			Value, Label string
			Count        int
		}
		TimedOut bool
	}
	Files map[string]string
	Links struct{ Next string }
}

// text is a cell of a result: a string, or a number's text.
func text(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	return string(raw)
}

func (p *resultPage) keys(columns ...string) (all []string) {
	for _, row := range p.Results {
		var key []string
		for _, column := range columns {
			key = append(key, text(row[column]))
		}
		all = append(all, strings.Join(key, " "))
	}
	return all
}

// walkResults follows a list from page to page.
func (w *world) walkResults(t testing.TB, address string, columns ...string) (keys []string, first *resultPage) {
	t.Helper()
	for address != "" {
		var p resultPage
		w.ok(t, address).value(t, &p)
		if first == nil {
			first = &p
		}
		if p.Total != first.Total {
			t.Errorf("%s: the total turned from %d to %d", address, first.Total, p.Total)
		}
		keys, address = append(keys, p.keys(columns...)...), p.Links.Next
	}
	return keys, first
}

// testSearch compares what random queries find in each version with what its files say.
func testSearch(t *testing.T, w *world) {
	e := readExpected(t, w)
	for n := range slices.Backward(e.ids) {
		c := e.criteria(uint64(n)+1, n)
		queries := []*sought{c.sought()}
		for _, facet := range search.Facets {
			if one, ok := c.facet(string(facet)); ok && (n+len(queries))%2 == 0 {
				queries = append(queries, c.sought(one))
			}
		}
		for range 6 {
			queries = append(queries, c.sought(c.one()), c.sought(c.one(), c.one()), c.sought(c.one(), c.one(), c.one()))
		}
		some := 0
		for i, s := range queries {
			w.checkProcesses(t, c, s, i == 0 || i%8 == 0)
			w.checkContracts(t, c, s)
			if i%6 == 0 {
				if by := search.Facets[c.IntN(len(search.Facets))]; by != search.Flag {
					w.checkGroups(t, s, string(by))
				}
				w.checkGroups(t, s, "supplier")
			}
			if len(s.processes) > 0 && len(s.processes) < len(c.all) {
				some++
			}
		}
		if some < len(queries)/2 {
			t.Errorf("only %d of %d queries find some", some, len(queries))
		}
	}
}

func (w *world) checkProcesses(t *testing.T, c *criteria, s *sought, files bool) {
	t.Helper()
	var want []string
	dates, values := map[string]int64{}, map[string]*big.Rat{}
	for _, p := range s.processes {
		want = append(want, p.ocid)
		if all := p.moments("published"); len(all) > 0 {
			dates[p.ocid] = all[0]
		}
		values[p.ocid], _ = p.value()
	}
	slices.Sort(want)
	for _, order := range []string{"", "date", "-value", "value"}[:1+c.IntN(4)] {
		address := "/api/v1/search" + s.with("limit", "1000", "fields", "ocid", "facetLimit", "1000")
		if order != "" {
			address += "&sort=" + order
		}
		wanted := want
		if strings.Contains(order, "value") && !s.query.Has("currency") {
			wanted = slices.DeleteFunc(slices.Clone(want), func(ocid string) bool { return values[ocid] == nil })
		}
		all, page := w.walkResults(t, address, "ocid")
		sorted := slices.Sorted(slices.Values(all))
		if !slices.Equal(sorted, wanted) || page.Total != len(wanted) {
			t.Errorf("%s finds %d, total %d; the files have %d\n%q\n%q", address, len(all), page.Total, len(wanted), sorted, wanted)
			return
		}
		inOrder := slices.IsSortedFunc(all, func(a, b string) int {
			switch order {
			case "value":
				return values[a].Cmp(values[b])
			case "-value":
				return values[b].Cmp(values[a])
			case "date":
				return int(dates[a] - dates[b])
			}
			return int(dates[b] - dates[a])
		})
		if !inOrder {
			t.Errorf("%s is not in order: %v", address, all)
		}
		size := []int{1, 2, 3, 7, 50}[c.IntN(5)]
		if len(all)/size < 30 {
			walked, _ := w.walkResults(t, strings.Replace(address, "limit=1000&", fmt.Sprintf("facets=none&limit=%d&", size), 1), "ocid")
			if !slices.Equal(walked, all) {
				t.Errorf("%s: pages of %d have %v, not %v", address, size, walked, all)
			}
		}
		if order == "" {
			w.checkFacets(t, address, page, s)
		}
		if files {
			w.checkFiles(t, page, all, "ocid")
		}
	}
}

// checkFacets compares counts with those of what was found.
func (w *world) checkFacets(t *testing.T, address string, page *resultPage, s *sought) {
	t.Helper()
	for _, facet := range search.Facets {
		want, got := map[string]int{}, map[string]int{}
		for _, p := range s.processes {
			for _, value := range p.values(string(facet)) {
				want[value]++
			}
		}
		for _, v := range page.Facets[string(facet)].Values {
			got[v.Value] = v.Count
		}
		if !page.Facets[string(facet)].TimedOut && fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: of %s there are %v, want %v", address, facet, got, want)
		}
	}
}

// checkFiles compares the whole result as files with the list.
func (w *world) checkFiles(t *testing.T, page *resultPage, want []string, columns ...string) {
	t.Helper()
	got := map[string][]string{}
	for _, row := range readRows(t, w.ok(t, page.Files["csv"]).body) {
		var key []string
		for _, column := range columns {
			key = append(key, row[column])
		}
		got["csv"] = append(got["csv"], strings.Join(key, " "))
	}
	var lines resultPage
	for line := range bytes.Lines(w.ok(t, page.Files["jsonl"]).body) {
		var row map[string]json.RawMessage
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		lines.Results = append(lines.Results, row)
	}
	got["jsonl"] = lines.keys(columns...)
	for format, keys := range got {
		if !slices.Equal(keys, want) {
			t.Errorf("%s: %v, want %v", page.Files[format], keys, want)
		}
	}
	body := w.ok(t, page.Files["parquet"]).body
	file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil || int(file.NumRows()) != len(want) {
		t.Errorf("%s: %v %v, want %d rows", page.Files["parquet"], file, err, len(want))
	}
}

func (w *world) checkContracts(t *testing.T, c *criteria, s *sought) {
	t.Helper()
	address := "/api/v1/contracts" + s.with("limit", "1000", "fields", "ocid,contract_id")
	all, page := w.walkResults(t, address, "ocid", "contract_id")
	sorted, want := slices.Sorted(slices.Values(all)), slices.Sorted(slices.Values(s.contracts))
	if !slices.Equal(sorted, want) || page.Total != len(want) {
		t.Errorf("%s finds %d, total %d; the files have %d\n%q\n%q", address, len(all), page.Total, len(want), sorted, want)
		return
	}
	size := []int{1, 2, 5}[c.IntN(3)]
	if len(all)/size < 20 {
		walked, _ := w.walkResults(t, strings.Replace(address, "limit=1000", fmt.Sprintf("limit=%d", size), 1), "ocid", "contract_id")
		if !slices.Equal(walked, all) {
			t.Errorf("%s: pages of %d have %v, not %v", address, size, walked, all)
		}
	}
	if size == 5 {
		w.checkFiles(t, page, all, "ocid", "contract_id")
	}
}

// testSums are what a group must add up to.
type testSums struct {
	processes, contracts, known, single int
	amounts                             map[string][]*big.Rat // by currency and column
}

func (s *testSums) add(row cells, columns map[string]string) {
	for column, name := range columns {
		if amount, currency := row.money(column); amount != nil {
			s.amounts[currency+" "+name] = append(s.amounts[currency+" "+name], amount)
		}
	}
}

// groups adds up what was found by a facet's values.
func (s *sought) groups(by string) map[string]*testSums {
	all := map[string]*testSums{}
	for _, p := range s.processes {
		isOfSuppliers := by == "supplier" || by == "procurementMethod" || by == "procurementMethodDetails"
		if p.process["is_plan"] == "true" || isOfSuppliers && p.process["is_self_managed"] == "true" {
			continue
		}
		bidders, err := strconv.Atoi(p.process["number_of_tenderers"])
		if err != nil {
			bidders, _ = strconv.Atoi(p.process["bid_count"])
		}
		for _, value := range p.values(by) {
			g := all[value]
			if g == nil {
				g = &testSums{amounts: map[string][]*big.Rat{}}
				all[value] = g
			}
			g.processes++
			if bidders > 0 {
				g.known++
			}
			if bidders == 1 {
				g.single++
			}
			if by != "supplier" {
				g.contracts += len(p.contracts)
				g.add(p.process, map[string]string{"budget": "budget", "tender_value": "tender_value", "awarded": "awarded", "contracted": "contracted", "paid": "paid"})
				continue
			}
			for _, row := range p.contracts {
				if slices.Contains(suppliersOf(row), value) {
					g.contracts++
					g.add(row, map[string]string{"value": "contracted"})
				}
			}
		}
	}
	return all
}

// checkGroups compares sums with those of what was found.
func (w *world) checkGroups(t *testing.T, s *sought, by string) {
	t.Helper()
	addresses := []string{"/api/v1/statistics" + s.with("limit", "1000", "by", by)}
	if by == "supplier" || by == "buyer" {
		addresses = append(addresses, "/api/v1/"+by+"s"+s.with("limit", "3"))
	}
	for _, address := range addresses {
		want, rows := s.groups(by), 0
		var page *resultPage
		for next := address; next != ""; next = page.Links.Next {
			page = &resultPage{}
			w.ok(t, next).value(t, page)
			if page.Total != len(want) {
				t.Errorf("%s: total %d, want %d", address, page.Total, len(want))
			}
			for _, row := range page.Results {
				if rows++; want[text(row["value"])] == nil {
					t.Errorf("%s: %s is not there", address, row["value"])
					continue
				}
				want[text(row["value"])].check(t, address, row)
			}
		}
		for value, g := range want {
			if len(g.amounts) > 0 {
				t.Errorf("%s: of %s %v is missing", address, value, g.amounts)
			}
		}
	}
}

// check compares a row, and takes what it has out of the sums.
func (s *testSums) check(t *testing.T, address string, row map[string]json.RawMessage) {
	t.Helper()
	for column, want := range map[string]int{"process_count": s.processes, "contract_count": s.contracts, "bidders_known": s.known, "single_bidder": s.single} {
		if text(row[column]) != strconv.Itoa(want) {
			t.Errorf("%s: %s has %s %s, want %d", address, row["value"], column, row[column], want)
		}
	}
	currency := text(row["currency"])
	for _, column := range []string{"budget", "tender_value", "awarded", "contracted", "paid"} {
		amounts := s.amounts[currency+" "+column]
		delete(s.amounts, currency+" "+column)
		sum := new(big.Rat)
		for _, amount := range amounts {
			sum.Add(sum, amount)
		}
		got, ok := new(big.Rat).SetString(text(row[column+"_amount"]))
		if ok != (len(amounts) > 0) || ok && got.Cmp(sum) != 0 || text(row[column+"_count"]) != strconv.Itoa(len(amounts)) {
			t.Errorf("%s: %s has %s of %s in %s, want %s of %d", address, row["value"], column, row[column+"_amount"], currency, sum.FloatString(2), len(amounts))
		}
		if column != "contracted" || len(amounts) == 0 {
			continue
		}
		slices.SortFunc(amounts, (*big.Rat).Cmp)
		median := new(big.Rat).Add(amounts[(len(amounts)-1)/2], amounts[len(amounts)/2])
		median.Quo(median, big.NewRat(2, 1))
		if got, ok := new(big.Rat).SetString(text(row["contracted_median"])); !ok || got.FloatString(2) != median.FloatString(2) {
			t.Errorf("%s: %s has the median %s, want %s", address, row["value"], row["contracted_median"], median.FloatString(2))
		}
	}
}

// testSearchCursors: a cursor is of one list, one query and one version.
func testSearchCursors(t *testing.T, w *world) {
	var p resultPage
	w.ok(t, "/api/v1/search?limit=2&plan=false").value(t, &p)
	cursor := publishtest.Must[*url.URL](t)(url.Parse(p.Links.Next)).Query().Get("cursor")
	for address, want := range map[string]int{
		"/api/v1/search?plan=false&limit=5&fields=ocid": http.StatusOK, "/api/v1/search?plan=true": 400, "/api/v1/search?limit=2": 400,
		"/api/v1/search?plan=false&sort=date": 400, "/api/v1/search?plan=false&version=2025-06-30": 400, "/api/v1/contracts?plan=false": 400,
		"/api/v1/records?plan=false": 400, "/api/v1/records?limit=2": 400, "/api/v1/suppliers?plan=false": 400, "/api/v1/statistics?plan=false": 400, "/api/v1/versions?limit=2": 400,
	} {
		a := w.get(t, address+"&cursor="+cursor)
		if address == "/api/v1/search?plan=false&version=2025-06-30" && a.status == http.StatusNotFound {
			continue // no version is so old
		}
		if a.status != want {
			t.Errorf("%s: %d, want %d: %s", address, a.status, want, a.body)
		}
	}
}
