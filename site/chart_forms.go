package site

import (
	"math"
	"slices"
	"strconv"

	"github.com/go-analyze/charts"
)

// inkOf are the colours that stand for classes of the style sheet while a picture is drawn.
var inkOf = map[string]charts.Color{
	"ink": {R: 1, G: 1, B: 1, A: 255}, "muted": {R: 1, G: 1, B: 2, A: 255}, "rule": {R: 1, G: 1, B: 3, A: 255}, "figure": {R: 1, G: 1, B: 4, A: 255},
	"s1": {R: 2, G: 2, B: 1, A: 255}, "s2": {R: 2, G: 2, B: 2, A: 255}, "s3": {R: 2, G: 2, B: 3, A: 255},
}

// inks is the library's theme of these.
var inks = charts.MakeTheme(charts.ThemeOption{
	AxisStrokeColor: inkOf["rule"], AxisSplitLineColor: inkOf["rule"], BackgroundColor: charts.ColorTransparent,
	TextColor: inkOf["muted"], TextColorLabel: inkOf["ink"], SeriesColors: []charts.Color{inkOf["s1"], inkOf["s2"], inkOf["s3"]},
})

// slot is how high a label is with its bars.
func (c chart) slot() int { return len(c.Series)*barHigh + 2*(textHigh+4) }

// drawBars draws bars over the whole width; above each its label, and to the right its figure where there is one only.
func (c chart) drawBars(p *charts.Painter, l language, values [][]float64) error {
	upwards := make([][]float64, len(values)) // the library begins at the foot
	for i := range values {
		upwards[i] = slices.Clone(values[i])
		slices.Reverse(upwards[i])
	}
	low, high := c.span(values)
	o := charts.NewBarChartOptionWithData(upwards)
	o.Theme, o.Horizontal, o.Padding = inks, true, charts.Box{IsSet: true}
	o.CategoryAxis.Show, o.CategoryAxis.Labels = charts.Ptr(false), slices.Repeat([]string{""}, len(c.Labels))
	o.ValueAxis = []charts.ValueAxisOption{{Show: charts.Ptr(false), Min: &low, Max: &high}}
	o.Legend.Show = charts.Ptr(false)
	o.BarSize, o.BarMargin = float64(len(c.Series)*barHigh)/float64(c.slot()), charts.Ptr(0.0)
	if err := p.BarChart(o); err != nil {
		return err
	}
	for i, label := range c.Labels {
		y, room := i*c.slot()+textHigh-2, chartWidth
		if len(c.Series) == 1 {
			figure := c.Of.short(l, c.Series[0].Values[i])
			p.Text(figure, chartWidth, y, 0, textOf(inkOf["figure"]))
			room -= p.MeasureText(figure, 0, textOf(inkOf["figure"])).Width() + 2*textHigh
		}
		p.Text(fitted(p, label, room), 0, y, 0, textOf(inkOf["ink"]))
	}
	return nil
}

// drawColumns draws columns over an axis of amounts.
func (c chart) drawColumns(p *charts.Painter, l language, values [][]float64) error {
	o := charts.NewBarChartOptionWithData(values)
	o.Theme, o.Legend.Show, o.Padding = inks, charts.Ptr(false), chartPadding
	o.CategoryAxis = c.periods(p)
	o.ValueAxis = []charts.ValueAxisOption{c.axis(l, values)}
	if len(c.Labels)*len(c.Series) < 4 { // a few columns are no walls
		o.BarSize = .5
	}
	return p.BarChart(o)
}

// drawLines draws lines over an axis of amounts.
func (c chart) drawLines(p *charts.Painter, l language, values [][]float64) error {
	o := charts.NewLineChartOptionWithData(values)
	o.Theme, o.Legend.Show, o.Padding = inks, charts.Ptr(false), chartPadding
	o.XAxis = c.periods(p)
	o.YAxis = []charts.YAxisOption{c.axis(l, values)}
	return p.LineChart(o)
}

// chartPadding leaves room for half a line of text above the uppermost rule.
var chartPadding = charts.Box{Top: textHigh, Right: 2, IsSet: true}

func (c chart) periods(p *charts.Painter) charts.CategoryAxisOption {
	const most = 6 // labels for which there is room
	every, labels := (len(c.Labels)+most-1)/most, make([]string, len(c.Labels))
	for i := 0; i < len(c.Labels); i += every {
		labels[i] = fitted(p, c.Labels[i], chartWidth/(most-1))
	}
	return charts.CategoryAxisOption{Labels: labels, LabelCount: len(labels), LabelFontStyle: textOf(inkOf["muted"])}
}

// axis has a few round figures, from 0 or below to the highest or above.
func (c chart) axis(l language, values [][]float64) charts.ValueAxisOption {
	low, high := c.span(values)
	step := roundStep((high - low) / 3)
	low, high = math.Floor(low/step)*step, math.Ceil(high/step)*step
	return charts.ValueAxisOption{
		Min: &low, Max: &high, RangeValuePaddingScale: charts.Ptr(0.0), LabelCount: int(math.Round((high-low)/step)) + 1,
		LabelFontStyle: textOf(inkOf["muted"]), ValueFormatter: func(height float64) string {
			const most = 18 // letters that leave room for columns
			if text := c.Of.short(l, strconv.FormatFloat(height, 'f', 4, 64)); len(text) <= most {
				return text
			}
			return strconv.FormatFloat(height, 'e', 1, 64)
		},
	}
}

// roundStep is the next figure of 1, 2 or 5 with noughts that is not less.
func roundStep(least float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(least)))
	for _, times := range []float64{1, 2, 5} {
		if times*unit >= least*.999 {
			return times * unit
		}
	}
	return 10 * unit
}

// span is from the lowest figure to the highest, with 0 among them, of shares the whole, and never nothing.
func (c chart) span(values [][]float64) (low, high float64) {
	if c.Of.percent {
		high = 1
	}
	for _, height := range slices.Concat(values...) {
		if height != charts.GetNullValue() {
			low, high = min(low, height), max(high, height)
		}
	}
	if low == high {
		high = 1
	}
	return low, high
}
