package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-analyze/charts"
)

// chart is what a picture of figures is made of. The same figures stand beside it in words: see the part chart of the
// templates, and drawing.
type chart struct {
	ID          string // unique on the page, of letters and hyphens
	Title       string
	Description string // for who does not see the picture; empty for that the figures stand beside it
	Form        form
	Of          unit
	Labels      []string
	Series      []series // at most three
	CSV         string   // where the figures are as a file; empty for none
}

// series are the figures for the labels, as exact decimals; an empty one is not known.
type series struct {
	Name   string
	Values []string
}

// form is how figures are drawn.
type form int

// The forms.
const (
	bars    form = iota // one below the other, each under its label and its figure: for what has a name
	columns             // side by side: for periods
	lines               // over periods
)

// unit is what figures count.
type unit struct {
	percent  bool   // figures are ratios
	currency string // of amounts; empty for none
}

// The units that are no amounts.
var (
	counts   = unit{}
	percents = unit{percent: true}
)

// short is a figure as people say it.
func (u unit) short(l language, figure string) string {
	switch {
	case figure == "":
		return "–"
	case u.percent:
		return l.percent(figure)
	case u.currency != "":
		return l.short(figure, u.currency)
	}
	return l.decimal(figure)
}

// exact is a figure with the exact one at hand.
func (u unit) exact(l language, figure string) template.HTML {
	if u.currency != "" {
		return money(l, figure, u.currency)
	}
	return template.HTML(template.HTMLEscapeString(u.short(l, figure)))
}

// drawing is a chart that was drawn, with its figures.
type drawing struct {
	chart
	Picture template.HTML // an svg; empty where there is nothing to draw
	Rows    []drawnRow
}

// drawnRow is a label with the figures of all series.
type drawnRow struct {
	Label string
	Cells []template.HTML
}

// draw draws a chart in a language.
func (c chart) draw(l language) (*drawing, error) {
	values, err := c.heights()
	if err != nil {
		return nil, fmt.Errorf("draw chart %s: %w", c.ID, err)
	}
	d := &drawing{chart: c}
	for i, label := range c.Labels {
		row := drawnRow{Label: label}
		for _, s := range c.Series {
			row.Cells = append(row.Cells, c.Of.exact(l, s.Values[i]))
		}
		d.Rows = append(d.Rows, row)
	}
	if d.Description == "" {
		d.Description = catalogues[l].text("explore.chart.beside")
	}
	if slices.ContainsFunc(c.Series, func(s series) bool { return slices.ContainsFunc(s.Values, isFigure) }) {
		d.Picture, err = c.picture(l, values, d.Description)
	}
	if err != nil {
		return nil, fmt.Errorf("draw chart %s: %w", c.ID, err)
	}
	return d, nil
}

func isFigure(text string) bool { return text != "" }

// heights are the figures as what pixels are counted from: here alone they lose digits.
func (c chart) heights() (all [][]float64, err error) {
	for _, s := range c.Series {
		if len(s.Values) != len(c.Labels) {
			return nil, fmt.Errorf("%d figures for %d labels", len(s.Values), len(c.Labels))
		}
		heights := make([]float64, len(s.Values))
		for i, text := range s.Values {
			if heights[i] = charts.GetNullValue(); text != "" {
				if heights[i], err = strconv.ParseFloat(text, 64); err != nil {
					return nil, err
				}
			}
		}
		all = append(all, heights)
	}
	return all, nil
}

// Of pictures, units of their own, which become pixels on the smallest phones: there text has 11, elsewhere more.
const (
	chartWidth  = 330
	columnsHigh = 220
	barHigh     = 8
	textPoints  = 9.75 // 13 units
	textHigh    = 13
)

// picture draws with the library, and makes of it what a page may have.
func (c chart) picture(l language, values [][]float64, description string) (template.HTML, error) {
	height := columnsHigh
	if c.Form == bars {
		height = len(c.Labels) * c.slot()
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputSVG, Width: chartWidth, Height: height})
	var err error
	switch c.Form {
	case columns:
		err = c.drawColumns(p, l, values)
	case lines:
		err = c.drawLines(p, l, values)
	default:
		err = c.drawBars(p, l, values)
	}
	if err != nil {
		return "", err
	}
	drawn, err := p.Bytes()
	if err != nil {
		return "", err
	}
	return inked(drawn, c.ID, c.Title, description)
}

// fitted is a text of one line, cut to a width.
func fitted(p *charts.Painter, text string, width int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, clipped(text, 80))
	for most := 80; most > 2 && p.MeasureText(text, 0, textOf(inkOf["ink"])).Width() > width; most-- {
		text = clipped(text, most)
	}
	return text
}

func textOf(color charts.Color) charts.FontStyle {
	return charts.FontStyle{FontSize: textPoints, FontColor: color}
}
