package site

import (
	"fmt"
	"html/template"
	"time"
)

// scale turns days into places from left to right, in per cent.
type scale struct{ first, last time.Time }

func newScale(all []span) (s scale, ok bool) {
	for _, one := range all {
		for _, text := range one.days() {
			day, err := time.Parse(time.DateOnly, text)
			if err != nil {
				continue
			}
			if s.first.IsZero() || day.Before(s.first) {
				s.first = day
			}
			if day.After(s.last) {
				s.last = day
			}
		}
	}
	const margin = 3 // days, so that marks at the ends are seen
	s.first, s.last = s.first.AddDate(0, 0, -margin), s.last.AddDate(0, 0, margin)
	return s, s.last.Year() > 1
}

func (s scale) at(text string) float64 {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0
	}
	return 100 * day.Sub(s.first).Hours() / s.last.Sub(s.first).Hours()
}

// stripe is a rectangle of a line's picture.
type stripe struct{ Class, X, Width, Y, Height string }

// drawn is a line of the picture, ready to be drawn.
type drawn struct {
	Label template.HTML
	Bars  []stripe
	Span  span
}

// Chart is the picture of what was planned and what was done; nil where no day is known.
func (p *process) Chart() *spanChart {
	all := p.Spans()
	s, ok := newScale(all)
	if len(all) == 0 || !ok {
		return nil
	}
	c := &spanChart{First: s.first, Last: s.last, Today: p.today()}
	c.TodayAt = fmt.Sprintf("%.2f%%", s.at(c.Today))
	c.HasToday = s.at(c.Today) > 0 && s.at(c.Today) < 100
	for _, one := range all {
		c.Lines = append(c.Lines, drawn{template.HTML(one.Label), one.bars(s), one})
	}
	return c
}

// spanChart is the picture.
type spanChart struct {
	First, Last    time.Time
	Today, TodayAt string
	HasToday       bool
	Lines          []drawn
}

// bars are the planned bar above, the actual one below, in red where it is late.
func (s span) bars(on scale) (all []stripe) {
	add := func(class, from, until, y, height string) {
		if until == "" {
			return
		}
		if from == "" || from > until {
			from = until
		}
		x, end := on.at(from), on.at(until)
		all = append(all, stripe{class, fmt.Sprintf("%.2f%%", x), fmt.Sprintf("%.2f%%", max(end-x, 0.8)), y, height})
	}
	add("s2", s.PlannedFrom, s.PlannedUntil, "2", "9")
	if s.Moved != "" {
		add("s2 moved", s.PlannedUntil, s.Moved, "2", "9")
	}
	if s.Late == "" {
		add("s1", s.From, s.Until, "14", "12")
		return all
	}
	if s.From < s.Late {
		add("s1", s.From, s.Late, "14", "12")
	}
	add("s3", s.Late, s.Until, "14", "12")
	return all
}
