package importers

import (
	"context"
	"slices"
	"strings"

	"terang/schema"
)

// reach is that of an import: of which kinds of processes it has any, and of which years.
type reach struct {
	stems map[string]bool // ocids without the process's own number: ocds-abc123-t-93-
	years map[int]bool
}

func (im *importer) reach() reach {
	all := reach{map[string]bool{}, map[int]bool{}}
	for _, p := range im.order {
		all.stems[stem(p.ocid)] = true
		all.years[p.year] = true
	}
	return all
}

func stem(ocid string) string { return ocid[:strings.LastIndexByte(ocid, '-')+1] }

// missing lists processes that were published before from exports like these, of the same years, and of which no row is
// left. They stay published: an export may leave out what happened (rulings on the data, 11).
func (im *importer) missing(ctx context.Context) error {
	if im.Published == nil {
		return nil
	}
	within, candidates := im.reach(), []string(nil)
	err := im.Published(ctx, func(ocid string, year int) {
		if im.processes[ocid] == nil && within.years[year] && within.stems[stem(ocid)] {
			candidates = append(candidates, ocid)
		}
	})
	for _, ocid := range candidates {
		spoke, failed := im.spokeOf(ctx, ocid)
		if failed != nil {
			return failed
		}
		if spoke {
			im.report.Gone = append(im.report.Gone, ocid)
		}
	}
	slices.Sort(im.report.Gone)
	return err
}

// spokeOf says whether a process has a release of one of the profile's stages. What only adds to the processes of other
// systems, such as progress reports, misses none of which it never said anything.
func (im *importer) spokeOf(ctx context.Context, ocid string) (bool, error) {
	if im.Known == nil {
		return true, nil
	}
	known, err := im.Known(ctx, ocid)
	return slices.ContainsFunc(known, func(r *schema.Release) bool {
		return slices.ContainsFunc(im.profile.Stages, func(stage string) bool { return strings.HasPrefix(r.ID, stage+"-") })
	}), err
}
