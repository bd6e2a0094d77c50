package importers

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// process is a contracting process in the making.
type process struct {
	ocid   string
	rows   []*row
	came   []came   // instead of rows, releases to be repaired
	stages []*stage // while it is being made
	year   int      // of its first release; 0 where it has no date
}

// stage is what becomes one release of a process.
type stage struct {
	name     string // "contractAmendment 2"
	tags     []string
	date     time.Time // the latest that a row gives; zero where none does
	content  *node
	parties  []*party
	withheld []string // columns
}

func (im *importer) process(name string) *process {
	ocid := im.ocid(name)
	p := im.processes[ocid]
	if p == nil {
		p = &process{ocid: ocid}
		im.processes[ocid] = p
		im.order = append(im.order, p)
	}
	return p
}

// ocid gives the ocid of a process by its name, which may be a whole ocid already.
func (im *importer) ocid(name string) string {
	if strings.HasPrefix(name, "ocds-") {
		return name
	}
	return im.Prefix + "-" + name
}

func (p *process) stage(name string, tags []string) *stage {
	for _, s := range p.stages {
		if s.name == name {
			return s
		}
	}
	if len(tags) == 0 {
		tags = []string{stageName(name)}
	}
	s := &stage{name: name, tags: tags, content: &node{}}
	p.stages = append(p.stages, s)
	return s
}

// sort puts stages in the order of the profile.
func (p *process) sort(order []string) {
	slices.SortStableFunc(p.stages, func(a, b *stage) int {
		return cmp.Or(cmp.Compare(slices.Index(order, stageName(a.name)), slices.Index(order, stageName(b.name))), cmp.Compare(a.name, b.name))
	})
}
