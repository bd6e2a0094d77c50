package site

import (
	"html/template"
	"math/big"
	"slices"
	"strings"

	"terang/indicators"
	"terang/search"
)

// figure is what one method says of an organization: a result for each of its variants.
type figure struct {
	Method   *indicators.Method
	Variants []*indicators.Result
	Caveat   indicators.Words
	Evidence []string // processes, each once
	More     int      // pieces of evidence that are not listed
}

// Last is the last of the variants: all have the same day and method.
func (f *figure) Last() *indicators.Result { return f.Variants[len(f.Variants)-1] }

// Computable says whether any of the variants is.
func (f *figure) Computable() bool {
	return slices.ContainsFunc(f.Variants, func(r *indicators.Result) bool { return r.State != indicators.NotComputable })
}

// Of how much a page shows of what indicators say.
const mostFigures, mostFlagged, mostEvidence = 100, 20, 10

// figures are all figures of an organization in a role, a method's variants together.
func (s *Site) figures(q *request, r role, id string) (all []*figure, err error) {
	results, err := s.results(q, r.about(r.list, id), mostFigures)
	if err != nil {
		return nil, err
	}
	for i := range results {
		one := &results[i]
		if len(all) == 0 || all[len(all)-1].Variants[0].Indicator != one.Indicator {
			all = append(all, &figure{Method: methods[one.Indicator], Caveat: one.Caveat})
		}
		all[len(all)-1].add(one)
	}
	return all, nil
}

func (f *figure) add(r *indicators.Result) {
	f.Variants = append(f.Variants, r)
	for _, e := range r.Evidence {
		if len(f.Evidence) < mostEvidence && !slices.Contains(f.Evidence, e.OCID) {
			f.Evidence = append(f.Evidence, e.OCID)
		}
	}
	f.More = max(f.More, r.EvidenceCount-len(f.Evidence))
}

// flagged is a red flag about an organization itself.
type flagged struct {
	*indicators.Result
	Of       *indicators.Method
	Evidence []string
}

// aboutItself are the kinds of subjects that are organizations.
var aboutItself = []indicators.SubjectKind{indicators.OfSupplier, indicators.OfBuyer, indicators.OfProcuringEntity, indicators.OfSupplierEntity}

// flagsAbout are the red flags about the organization itself; those about its processes are told with these.
func (s *Site) flagsAbout(q *request, r role, id string) (all []*flagged, err error) {
	for _, kind := range aboutItself {
		about := r.about("flags", id)
		about.Subject = string(kind)
		results, err := s.results(q, about, mostFlagged)
		if err != nil {
			return nil, err
		}
		for i := range results {
			f := figure{}
			f.add(&results[i])
			all = append(all, &flagged{&results[i], methods[results[i].Indicator], f.Evidence})
		}
	}
	return all, nil
}

// flagCount is how many of an organization's processes have a flag.
type flagCount struct {
	Method  *indicators.Method
	Code    string
	Count   int
	Address string
}

func flagCounts(q *request, r role, id string, counts []search.Count) (all []flagCount) {
	for _, c := range counts {
		query := "?flag=" + c.Value + "&" + string(r.facet) + "=" + template.URLQueryEscaper(id)
		all = append(all, flagCount{methods[c.Value], c.Value, c.Count, q.to("search", query)})
	}
	return all
}

// resultFiles are the files in which a version has what indicators say in a role.
func (s *Site) resultFiles(q *request, r role) (all []anchor, err error) {
	m, err := s.read.Manifest(q.Context(), q.version)
	if err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		if strings.HasPrefix(f.Path, "tables/"+r.list+".") {
			all = append(all, anchor{Text: strings.TrimPrefix(f.Path, "tables/"), Address: "/data/" + q.version.ID + "/" + f.Path})
		}
	}
	return all, nil
}

// Value is a result's value as people read it.
func (q *request) value(r *indicators.Result) template.HTML {
	e := template.HTMLEscapeString
	switch {
	case r.State == indicators.NotComputable:
		return template.HTML(e(q.t("suppliers.notComputable")))
	case r.Indicator == "concentration":
		return template.HTML(e(q.lang.decimal(r.Value)))
	case r.Unit == "ratio":
		return template.HTML(e(q.lang.percent(exactly(r))))
	case r.Unit == "days":
		return template.HTML(e(q.t("suppliers.days", q.lang.decimal(rounded(exactly(r))))))
	case r.Unit == "score":
		return template.HTML(e(q.t("suppliers.score", q.lang.decimal(rounded(exactly(r))))))
	case r.Unit == "count":
		return template.HTML(e(q.lang.decimal(rounded(exactly(r)))))
	}
	return money(q.lang, r.Value, r.Unit)
}

// exactly is a result's value before it was rounded, where that is known: what is rounded twice may contradict the
// sentence.
func exactly(r *indicators.Result) string {
	part, ok := new(big.Rat).SetString(r.Part)
	whole, ok2 := new(big.Rat).SetString(r.Whole)
	if !ok || !ok2 || whole.Sign() == 0 {
		return r.Value
	}
	return part.Quo(part, whole).RatString()
}

// rounded has at most one digit after the point, as the sentences have it.
func rounded(text string) string {
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	return n.FloatString(1)
}

// Coverage is how many of how many could be counted, in hundredths.
func (s shell) Coverage(r *indicators.Result) string {
	return s.q.lang.percent(big.NewRat(int64(r.N), int64(max(1, r.Of))).RatString())
}

// Value is a result's value as people read it.
func (s shell) Value(r *indicators.Result) template.HTML { return s.q.value(r) }

// Variant is what a variant of a method is called; empty for none.
func (s shell) Variant(r *indicators.Result) string {
	for _, key := range []string{r.Indicator + "_" + r.Variant, r.Variant} {
		if text, ok := catalogues[s.q.lang]["suppliers.variant."+key]; ok {
			return text
		}
	}
	return r.Variant
}

// In is a text of an indicator in the page's language.
func (s shell) In(w indicators.Words) string { return w.In(string(s.q.lang)) }

// Why says in words why things were left out, or what is missing: the field's path, where there are no words for it.
func (s shell) Why(path string) string {
	if text, ok := catalogues[s.q.lang]["suppliers.why."+whys[path]]; ok {
		return text
	}
	return path
}

// whys are the texts for what stands in the way of figures, by field or reason.
var whys = map[string]string{
	"contracts/period/endDate":                                                       "end",
	"releases (history of contracts/period/endDate)":                                 "originalEnd",
	"contracts/implementation/milestones/dateMet | contracts/implementation/endDate": "handOver",
	"releases (history of contracts/value)":                                          "history",
	"contracts/amendments":                                                           "amendments",
	"contracts/value":                                                                "value",
	"contracts/implementation/transactions":                                          "transactions",
	"contracts/implementation/transactions/value":                                    "payment",
	"contracts/implementation/milestones":                                            "milestones",
	"contracts/implementation/milestones/dueDate":                                    "dueMilestones",
	"contracts/implementation/performanceFailures":                                   "penalty",
	"contracts/implementation/performanceFailures/penaltyValue":                      "penaltyAmount",
	"contracts/statusDetails | contracts/implementation/endDateDetails":              "ending",
	"contracts/implementation/documents (debarments)":                                "debarments",
	"awards/date": "awardDate",
	"contracts/implementation/documents/validityPeriod (debarments)": "validity",
	"parties/identifier": "identifier",
	"contracts/implementation/metrics (kinerja-total)": "score",
	"tender/numberOfTenderers | bids/details":          "bids",
	"tender/value":      "estimate",
	"awards/value":      "awardValue",
	"not_final":         "notFinal",
	"mixed_currencies":  "currencies",
	"zero_amount":       "zero",
	"unreadable_amount": "unreadable",
}
