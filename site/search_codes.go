package site

import (
	"context"
	"math"
	"net/url"
	"strings"

	"terang/search"
)

// codes are the values of facets that a version has, the most frequent first.
type codes map[search.Facet][]search.Count

// allValues is more than any facet has.
const allValues = math.MaxInt32

// codes are those of the page's version; counted once, they are kept with its index.
func (q *request) codes(ctx context.Context) (codes, error) {
	everything, err := q.site.read.Seek(ctx, q.version, url.Values{})
	if err != nil {
		return nil, err
	}
	found, err := everything.Find(ctx)
	if err != nil {
		return nil, err
	}
	counts, ok := found.Facets(ctx, search.Facets, allValues)
	if !ok {
		return nil, ctx.Err()
	}
	return counts, nil
}

// find is the code of a value, in any letters; of a value that the version has not, the value alone.
func (c codes) find(facet search.Facet, value string) search.Code {
	for _, one := range c[facet] {
		if strings.EqualFold(one.Value, value) {
			return one.Code
		}
	}
	return search.Code{Facet: facet, Value: value}
}

// codeName is what people call a value of a facet.
func (q *request) codeName(c search.Code) string {
	switch c.Facet {
	case search.Plan, search.SelfManaged:
		if c.Value == "true" || c.Value == "false" {
			return q.t("search." + string(c.Facet) + "." + c.Value)
		}
	case search.Tag:
		if code := q.site.read.Schema.Codelist("releaseTag.csv").Find(c.Value); code != nil {
			return q.local(code.Title, code.TitleID)
		}
	case search.Classification:
		if c.Label != "" {
			return c.Label + " (" + c.Value + ")"
		}
	}
	if name := q.local(c.Label, c.LabelID); name != "" {
		return name
	}
	return c.Value
}

// filterName is what people call a filter.
func (q *request) filterName(name string) string { return q.t("search.filter." + name) }
