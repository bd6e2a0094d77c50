package importers

import (
	"bytes"
	"regexp"
	"strings"
	"time"
)

// birmsMoment is a moment as BIRMS writes it: local, with a false +00:00.
var birmsMoment = regexp.MustCompile(`^(-?\d{4}-\d{2}-\d{2}T(\d{2}:\d{2}:\d{2}))(Z|[+-]\d{2}:\d{2})$`)

// dates visits all moments of a release, with their local text, time of day and zone.
func (w *repairing) dates(visit func(path string, owner *node, name string, g []string)) {
	w.release.walk("", func(path string, owner *node, m member) {
		if bytes.Count(m.value.json, []byte(":")) < 2 { // most texts, at once
			return
		}
		if g := birmsMoment.FindStringSubmatch(m.value.text()); g != nil {
			visit(path, owner, m.name, g)
		}
	})
}

// dropImpossibleDates leaves out dates of 0000-00-00, which PHP writes as the year -1, and slips of the keyboard.
func dropImpossibleDates(w *repairing) {
	if g := birmsMoment.FindStringSubmatch(w.release.get("date").text()); g != nil {
		w.clock = g[2]
	}
	w.dates(func(path string, owner *node, name string, g []string) {
		if m, ok := parseMoment(g[1], w.Zone); ok && m.plausible(w.Now) {
			return
		}
		owner.remove(name)
		w.done(path, g[0])
	})
	w.release.walk("", func(_ string, owner *node, m member) {
		if strings.HasSuffix(strings.ToLower(m.name), "period") && m.value.shape == isObject && len(m.value.members) == 0 {
			owner.remove(m.name)
		}
	})
}

// dropExportClock makes days of dates whose time is that at which BIRMS wrote the release: its database has days, and PHP
// filled the time with that of its clock, the same in the whole release to a second.
func dropExportClock(w *repairing) {
	if w.clock == "" || w.clock == "00:00:00" {
		return
	}
	w.dates(func(path string, owner *node, name string, g []string) {
		if strings.HasPrefix(path, "/tender/milestones") || !isFalseUTC(g[3]) || !near(g[2], w.clock) {
			return
		}
		w.write(owner, name, g[1][:len(g[1])-len(g[2])]+"00:00:00")
		w.done(path, g[0])
	})
}

// near says whether two times of day are not more than two seconds apart.
func near(a, b string) bool {
	x, err := time.Parse(time.TimeOnly, a)
	y, fault := time.Parse(time.TimeOnly, b)
	return err == nil && fault == nil && x.Sub(y).Abs() <= 2*time.Second
}

// mendZone gives local times their zone: offices in Bandung open milestones at nine and close them at three, which as UTC
// would be ten at night.
func mendZone(w *repairing) {
	w.dates(func(path string, owner *node, name string, g []string) {
		if isFalseUTC(g[3]) {
			w.write(owner, name, g[1])
			w.done(path, g[0])
		}
	})
}

func isFalseUTC(zone string) bool { return zone == "Z" || zone == "+00:00" }

// write writes a local moment; of a day as the end of a period its last second.
func (w *repairing) write(owner *node, name, local string) {
	m, ok := parseMoment(local, w.Zone)
	switch {
	case !ok:
		return
	case name == "endDate", name == "dueDate":
		owner.setText(name, m.end())
	default:
		owner.setText(name, m.start())
	}
}

// mendReleaseDate dates a release by the newest of what it tells of as done, and where that is nothing and its date was left out,
// by the first of what it has planned.
func mendReleaseDate(w *repairing) {
	said := w.release.get("date").text()
	date, _ := time.Parse(time.RFC3339, said)
	var done, planned time.Time
	w.release.walk("", func(path string, _ *node, m member) {
		at, err := time.Parse(time.RFC3339, m.value.text())
		switch {
		case err != nil || at.After(w.Now):
		case factDates[path] && at.After(done):
			done = at
		case path != "/date" && (planned.IsZero() || at.Before(planned)):
			planned = at
		}
	})
	if date.IsZero() && done.IsZero() {
		done = planned
	}
	switch {
	case done.After(date):
		date = done
		w.done("/date", said)
	case date.IsZero():
		w.as("release-undated").done("/date", w.release.get("ocid").text())
	}
	w.stage.date = date
}

// factDates are those of what has been done when it is published.
var factDates = map[string]bool{"/awards/date": true, "/contracts/dateSigned": true, "/tender/milestones/dateMet": true}
