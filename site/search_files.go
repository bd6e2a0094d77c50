package site

import (
	"maps"
	"slices"

	"terang/exporters"
	"terang/reading"
)

// resultFile is the whole result in a format.
type resultFile struct {
	Format  string
	Address string
	About   int64 // bytes, estimated; 0 where nothing can be said
}

// files are the addresses of the whole result, what most people want first.
func (p *searchPage) files() {
	if p.Total == 0 || p.Total > reading.MostExported {
		return
	}
	csv, lines := p.rowSizes()
	total := int64(p.Total)
	about := map[string]int64{"xlsx": 16_000 + csv*total*38/100, "csv": 1_000 + csv*total, "jsonl": lines * total, "parquet": 33_000 + csv*total*9/100}
	for _, format := range formats {
		p.Files = append(p.Files, resultFile{format, p.q.api("/api/v1/search."+format, p.filters), rough(about[format])})
	}
}

// rowSizes are the bytes of a row as CSV and as JSON, as the rows of this page have them on average. How a workbook and
// Parquet compare to these was measured.
func (p *searchPage) rowSizes() (csv, lines int64) {
	columns := p.q.site.read.Kind("processes").Table.Columns
	for _, r := range p.Rows {
		csv += int64(len(columns))
		for _, c := range columns {
			if cell := r[c.Name]; cell != "" {
				csv += int64(len(cell))
				lines += int64(len(c.Name) + len(cell) + len(`"":"",`))
				if c.Type == exporters.Integer || c.Type == exporters.Decimal {
					lines -= 2
				}
			}
		}
	}
	if n := int64(len(p.Rows)); n > 0 {
		return csv / n, lines / n
	}
	return 0, 0
}

// rough rounds to two digits: an estimate has no more.
func rough(bytes int64) int64 {
	unit := int64(1)
	for bytes/unit >= 100 {
		unit *= 10
	}
	return (bytes + unit/2) / unit * unit
}

// TooMany says that the result is larger than what is written on demand.
func (p *searchPage) TooMany() bool { return p.Total > reading.MostExported }

// MostExported is how many rows are.
func (p *searchPage) MostExported() int { return reading.MostExported }

// Contracts are the contracts of what was found, as a workbook.
func (p *searchPage) Contracts() string { return p.q.api("/api/v1/contracts.xlsx", p.filters) }

// feeds are where the same search is followed: what was published last stands first, whatever version is shown.
func (p *searchPage) feeds() {
	query := p.without("sort", "changedSince").Encode()
	if query != "" {
		query = "?" + query
	}
	p.Feeds = []feed{
		{"application/atom+xml", p.title() + " (Atom)", "/api/v1/changes.atom" + query},
		{"application/feed+json", p.title() + " (JSON Feed)", "/api/v1/changes.json" + query},
	}
}

// Carried are the filters that the field for what changed since a day carries along.
func (p *searchPage) Carried() (all []hidden) {
	query := p.query("changedSince", "")
	for _, name := range slices.Sorted(maps.Keys(query)) {
		all = append(all, hidden{name, query.Get(name)})
	}
	return all
}
