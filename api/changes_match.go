package api

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"terang/schema"
	"terang/store"
)

// matcher is a filter of changes: it says of each of the entries whether it is wanted, as the version has it.
type matcher func(ctx context.Context, version *store.Version, entries []store.Entry) (keep []bool, err error)

// matcher reads the filters of a request, nil where there are none, and the search among them, if there is one.
func (v *server) matcher(c echo.Context) (matcher, *pursuit) {
	var all []matcher
	var p *pursuit
	if isPursuit(c) {
		p = &pursuit{server: v, c: c}
		all = append(all, p.keep)
	}
	if ocid := c.QueryParam("ocid"); ocid != "" {
		all = append(all, ofProcess(ocid))
	}
	if tag := c.QueryParam("tag"); tag != "" {
		all = append(all, v.tagged(tag))
	}
	if len(all) == 0 {
		return nil, nil
	}
	return every(all), p
}

// every keeps what all of the filters keep; each is asked only of what those before it kept.
func every(filters []matcher) matcher {
	return func(ctx context.Context, version *store.Version, entries []store.Entry) ([]bool, error) {
		keep, places := make([]bool, len(entries)), make([]int, len(entries))
		for i := range entries {
			places[i] = i
		}
		for _, filter := range filters {
			kept, err := filter(ctx, version, entries)
			if err != nil {
				return nil, err
			}
			var rest []store.Entry
			var at []int
			for i, ok := range kept {
				if ok {
					rest, at = append(rest, entries[i]), append(at, places[i])
				}
			}
			entries, places = rest, at
		}
		for _, place := range places {
			keep[place] = true
		}
		return keep, nil
	}
}

// ofProcess keeps what concerns one contracting process.
func ofProcess(ocid string) matcher {
	return func(_ context.Context, _ *store.Version, entries []store.Entry) ([]bool, error) {
		keep := make([]bool, len(entries))
		for i, e := range entries {
			keep[i] = e.OCID == ocid
		}
		return keep, nil
	}
}

// tagged keeps the releases with a tag.
func (v *server) tagged(tag string) matcher {
	return func(ctx context.Context, version *store.Version, entries []store.Entry) (keep []bool, err error) {
		for step := range slices.Chunk(entries, lineStep) {
			lines, err := v.store.Lines(ctx, version, releasesOf(step)...)
			if err != nil {
				return nil, err
			}
			for _, e := range step {
				line := lines[e.Seq].Line
				keep = append(keep, line != nil && slices.Contains(schema.NewRelease(line).Tags, tag))
			}
		}
		return keep, nil
	}
}
