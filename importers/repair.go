package importers

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"

	"terang/schema"
)

// File is an input of Repair.
type File struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// Repairs says whether the profile repairs what is OCDS nearly, by code: then Repair reads for it, and else Import.
func (p *Profile) Repairs() bool { return p.repairs != nil }

// repair mends one kind of fault.
type repair struct {
	name  string
	words Words
	tells bool             // it changes what the data says, or finds what a reader must know: the report names the first place
	do    func(*repairing) // nil for what another one counts under this name
}

// repairing is one release under repair.
type repairing struct {
	*importer
	release *node  // all of it; what the writer writes by itself is taken out in the end
	place   string // of the release in its file
	clock   string // time of day of its date, as published
	plan    bool   // its tender is a plan that nobody has begun
	recent  bool   // it was made of a page of recent things, which has the estimate apart from the price
	stage   *stage
	repair  *repair // the one that is at work
}

// Repair reads releases that are OCDS nearly, mends what is known to be wrong in them, and writes them as Import does, each
// under the ocid that it has. The report counts each kind of repair. The error is that of w, of Known, or
// a *schema.InputError where a file cannot be read.
func Repair(ctx context.Context, p *Profile, files []File, w io.Writer, o Options) (*Result, error) {
	im := &importer{profile: p, Options: o, report: newReport(), silent: newReport(), private: columnRules{}, processes: map[string]*process{}}
	im.report.Profile = p.Name
	result := &Result{Report: im.report, of: im}
	for _, f := range files {
		if err := im.repairFile(ctx, f); err != nil {
			return result, err
		}
	}
	if err := im.write(ctx, w); err != nil {
		return result, err
	}
	err := im.missing(ctx)
	im.report.sortRepairs(p.repairs)
	im.report.finish()
	return result, err
}

func (im *importer) repairFile(ctx context.Context, f File) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	counts := &FileCounts{File: f.Name, Table: "release"}
	im.report.Files = append(im.report.Files, counts)
	return schema.Read(in, f.Name, &repairSink{ctx, im, counts})
}

// repairSink takes releases as they are read.
type repairSink struct {
	ctx    context.Context
	im     *importer
	counts *FileCounts
}

// Release implements schema.Sink.
func (s *repairSink) Release(r *schema.Release) error {
	s.counts.Rows++
	reason := s.im.take(r)
	if reason == nil {
		s.counts.Mapped++
	} else {
		s.counts.skip(*reason)
	}
	return s.ctx.Err()
}

// Record implements schema.Sink: a record's releases have come by themselves.
func (s *repairSink) Record(*schema.Wrapper) error { return nil }

// Package implements schema.Sink. A package's own words are those of who publishes now.
func (s *repairSink) Package(p *schema.Package) error {
	words, err := schema.Parse(p.Line)
	if scheme := words.Get("publisher", "scheme").Text(); err == nil && slices.Contains([]byte(scheme), ' ') {
		s.im.report.repaired(&publisherScheme, s.counts.File, scheme)
	}
	return nil
}

var publisherScheme = repair{name: "publisher-scheme", tells: true, words: Words{
	EN: "the scheme of the publisher's number was a sentence; the publisher is now that of terang.yaml",
	ID: "skema nomor penerbit berisi kalimat; penerbit kini diambil dari terang.yaml"}}

// Reasons for which a release is passed over.
var (
	unreadableRelease = Words{EN: "no JSON that can be read", ID: "bukan JSON yang dapat dibaca"}
	noOCID            = Words{EN: "no ocid", ID: "tidak ada ocid"}
	noNews            = Words{EN: "a compiled release or a link, which is no news", ID: "rilis gabungan atau tautan, bukan kabar baru"}
)

// take gives the reason for which a release is passed over; nil where it was taken.
func (im *importer) take(r *schema.Release) *Words {
	switch {
	case len(r.Findings) > 0:
		return &unreadableRelease
	case r.OCID == "":
		return &noOCID
	case r.Form != schema.FormRelease:
		return &noNews
	}
	p := im.processes[r.OCID]
	if p == nil {
		p = &process{ocid: r.OCID}
		im.processes[r.OCID] = p
		im.order = append(im.order, p)
	}
	p.came = append(p.came, came{bytes.Clone(r.Line), r.Where()})
	return nil
}

// came is a release as it came, and where it stood.
type came struct {
	line  []byte
	place string
}

// cameFrom is where the first release of a process stood; empty where it was made of rows.
func (im *importer) cameFrom(ocid string) string {
	if p := im.processes[ocid]; p != nil && len(p.came) > 0 {
		return p.came[0].place
	}
	return ""
}

// mend makes a stage of its process of a release.
func (im *importer) mend(p *process, c came) {
	tree, err := schema.Parse(c.line)
	if err != nil { // the reader has read it
		return
	}
	w := &repairing{importer: im, place: c.place, release: nodeOf(tree), stage: &stage{content: &node{}}}
	for i := range im.profile.repairs {
		w.repair = &im.profile.repairs[i]
		if w.repair.do != nil {
			w.repair.do(w)
		}
	}
	w.hand(p)
}

// hand gives the repaired release to its process, as a stage of it.
func (w *repairing) hand(p *process) {
	s := w.stage
	s.tags = w.tags()
	s.name = s.tags[len(s.tags)-1]
	for n, name := 2, s.name; p.has(s.name); n++ {
		s.name = name + " " + itoa(n)
	}
	for _, m := range w.release.members {
		if !slices.Contains([]string{"ocid", "id", "date", "tag", "initiationType", "language", "parties"}, m.name) {
			s.content.members = append(s.content.members, m)
		}
	}
	p.stages = append(p.stages, s)
}

func (p *process) has(name string) bool {
	return slices.ContainsFunc(p.stages, func(s *stage) bool { return s.name == name })
}

// tags are those of the release, in the order of the profile's stages.
func (w *repairing) tags() []string {
	tags := w.release.get("tag").texts()
	if len(tags) == 0 {
		tags = w.tagsByContent()
	}
	slices.SortStableFunc(tags, func(a, b string) int {
		return cmp.Compare(slices.Index(w.profile.Stages, a), slices.Index(w.profile.Stages, b))
	})
	return slices.Compact(tags)
}

func (w *repairing) tagsByContent() []string {
	tags := []string{"planning"}
	for member, tag := range map[string]string{"tender": "tender", "awards": "award", "contracts": "contract"} {
		if n := w.release.get(member); n != nil && !n.empty() {
			tags = append(tags, tag)
		}
	}
	return tags
}

// done counts a repair. What stood there before is told where the repair changes what the data says.
func (w *repairing) done(where, before string) {
	w.report.repaired(w.repair, w.place+" "+where, before)
}

// as counts under another repair's name.
func (w *repairing) as(name string) *repairing {
	other := *w
	other.repair = &w.profile.repairs[slices.IndexFunc(w.profile.repairs, func(r repair) bool { return r.name == name })]
	return &other
}

// withhold says in the release that something of it is not shown.
func (w *repairing) withhold(field, rule string) {
	w.report.Withheld[rule]++
	n := w.release.child("withheldFields", isItems).item(field + rule)
	n.remove("id")
	n.setText("field", field)
	n.setText("rule", rule)
	n.setText("reason", withholdings[rule].ID)
}
