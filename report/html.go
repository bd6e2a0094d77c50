package report

import (
	"embed"
	"html/template"
	"io"
	"time"

	"terang/schema"
)

// About says what a page is a report of.
type About struct {
	Title   string    // what was judged, in the publisher's words; empty for a title of the page's own
	Files   []string  // names of the inputs
	Made    time.Time // when; the page shows the time in its zone. Left out where zero
	Version string    // of terang
	Lang    string    // the language that shows first: "id", or else "en"
}

//go:embed report.html report.css
var pageFiles embed.FS

var pageTemplate = template.Must(template.New("report.html").Funcs(template.FuncMap{
	"say": say, "text": plain, "figure": figure, "date": date, "share": share, "width": width, "style": style,
	"severity": func(s schema.Severity) template.HTML { w := severities[s]; return say(w[0], w[1]) },
}).ParseFS(pageFiles, "report.html"))

// style is the page's style sheet, which stands in the page itself.
func style() (template.CSS, error) {
	css, err := pageFiles.ReadFile("report.css")
	return template.CSS(css), err
}

// page is what the template shows, in the order in which it does.
type page struct {
	*Report
	About About

	Lead     lead
	Kinds    []*kind
	MoreKind int // kinds that the chart leaves out
	Sections []*section
	Useful   []*fieldRow
	Stages   []*stage
	Rules    ruleTable
	Dataset  dataset
}

// WriteHTML writes the report as one self-contained page in Indonesian and English, of which it shows one: without
// script, without anything from elsewhere, and below 500 KB however much was found. What comes from the data is
// shortened and escaped.
func (r *Report) WriteHTML(w io.Writer, about About) error {
	if about.Lang != "id" {
		about.Lang = "en"
	}
	groups := r.Groups()
	p := &page{Report: r, About: about, Lead: r.lead(), Sections: sections(groups)}
	p.Kinds, p.MoreKind = kinds(groups, p.Sections)
	if q := r.Quality; q != nil {
		p.Useful, p.Stages = useful(q), stages(q)
		p.Rules, p.Dataset = newRuleTable(q), newDataset(q)
	}
	return pageTemplate.Execute(w, p)
}

const maxFiles = 8 // named at the head of the page

// Named are the inputs that the page names.
func (a About) Named() []string { return a.Files[:min(len(a.Files), maxFiles)] }

// Unnamed is how many inputs the page does not name.
func (a About) Unnamed() int { return len(a.Files) - len(a.Named()) }
