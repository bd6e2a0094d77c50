package checks

import (
	"encoding/binary"
	"slices"
	"strings"

	"terang/schema"
)

// assembled is what was handed in of one process.
type assembled struct {
	releases []*schema.Release
	compiled *schema.Release // given as such; nil where none was
	urls     []string        // of the extensions that its packages declare, in their order
	records  []int           // that it came in, each once
}

// process asks the rules on one process.
func (a *Audit) process(e *Examiner, g group) ([]schema.Finding, error) {
	p, err := a.assemble(g)
	if err != nil {
		return nil, err
	}
	found := p.repeated()
	s := a.schema.With(p.urls).Schema
	switch {
	case len(p.releases) > 1:
		return p.merged(e, s, found)
	case len(p.releases) == 1:
		return e.alone(p.releases[0], s, found)
	}
	return e.alone(p.compiled, s, found)
}

func (a *Audit) assemble(g group) (*assembled, error) {
	p := &assembled{}
	for _, data := range g.data {
		set, n := binary.Uvarint(data)
		record, k := binary.Uvarint(data[n:])
		r, err := schema.Kept(data[n+k:])
		if err != nil {
			return nil, err
		}
		for _, url := range strings.Fields(a.sets[set]) {
			if !slices.Contains(p.urls, url) {
				p.urls = append(p.urls, url)
			}
		}
		if record > 0 && !slices.Contains(p.records, int(record)) {
			p.records = append(p.records, int(record))
		}
		if r.Form == schema.FormCompiled {
			p.compiled = r
		} else {
			p.releases = append(p.releases, r)
		}
	}
	return p, nil
}

// repeated finds releases that were given more than once, and leaves one of each.
func (p *assembled) repeated() (found []schema.Finding) {
	if len(p.records) > 1 {
		found = append(found, located(recordRepeated.Finding("", p.first().OCID), p.first()))
	}
	if len(p.releases) < 2 {
		return found
	}
	seen := make(map[string]*schema.Release, len(p.releases))
	kept := p.releases[:0]
	for _, r := range p.releases {
		key := r.ID
		if key == "" { // an id that is missing says nothing: only the same release is the same
			key = string(r.Line)
		}
		before := seen[key]
		switch {
		case before == nil:
			seen[key], kept = r, append(kept, r)
		case schema.Equal(before.Line, r.Line):
			found = append(found, located(releaseRepeated.Finding("", before.Where()), r))
		default:
			found = append(found, located(schema.Differs(r.ID, before.Where()), r))
		}
	}
	p.releases = kept
	return found
}

func (p *assembled) first() *schema.Release {
	if len(p.releases) > 0 {
		return p.releases[0]
	}
	return p.compiled
}

func located(f schema.Finding, r *schema.Release) schema.Finding {
	one := []schema.Finding{f}
	r.Locate(one)
	return one[0]
}

// alone asks the rules on a process of which there is one release, which is then what compiling would give.
func (e *Examiner) alone(r *schema.Release, s *schema.Schema, found []schema.Finding) ([]schema.Finding, error) {
	var all []schema.Finding
	err := schema.WithTree(r.Line, func(tree *schema.Value) { all = e.Process(tree, nil, s) })
	r.Locate(all)
	if len(found) > 0 {
		all = append(found, all...)
	}
	return all, err
}

// merged compiles the releases first. What is found has its place where the latest of them stands.
func (p *assembled) merged(e *Examiner, s *schema.Schema, found []schema.Finding) ([]schema.Finding, error) {
	for _, r := range p.releases {
		r.Fill()
	}
	record, err := s.Merge(p.releases)
	if err != nil {
		return nil, err
	}
	found = append(found, record.Findings...)
	err = schema.WithTree(record.Compiled(), func(tree *schema.Value) {
		last := record.Releases[len(record.Releases)-1]
		for _, f := range e.Process(tree, record, s) {
			f.OCID, f.Release, f.File, f.Line = last.OCID, last.ID, last.Place.File, last.Place.Line
			found = append(found, f)
		}
	})
	return found, err
}

var recordRepeated = declare(&Rule{Level: OfProcess, Rule: rule("record_repeated", schema.Warning, "OCDS 1.1, records; "+reviewTool, Words{
	"There is more than one record of the process '%[1]s'. Put all its releases into one.",
	"Proses '%[1]s' memiliki lebih dari satu record. Gabungkan semua rilisnya dalam satu record."})})

var releaseRepeated = declare(&Rule{Level: OfProcess, Rule: rule("release_repeated", schema.Warning, "OCDS 1.1, release identifier; "+reviewTool, Words{
	"This release was given before, at %[1]s, with the same ocid and id. Remove one of the two.",
	"Rilis ini sudah diberikan di %[1]s dengan ocid dan id yang sama. Hapus salah satu."})})
