package importers

import (
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
	result := &Result{newReport(), map[[2]string]*node{}}
	result.Profile = p.Name
	im := &importer{profile: p, Options: o, report: result.Report, silent: newReport(), result: result, private: columnRules{}, processes: map[string]*process{}}
	for _, f := range files {
		if err := im.repairFile(ctx, f); err != nil {
			return result, err
		}
	}
	if im.keyErr != nil {
		return result, im.keyErr
	}
	if err := im.missing(ctx); err != nil {
		return result, err
	}
	result.sortRepairs(p.repairs)
	return result, im.write(ctx, w)
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
	reason := s.im.repairRelease(r)
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

// repairRelease gives the reason for which a release is passed over; nil where it was taken.
func (im *importer) repairRelease(r *schema.Release) *Words {
	switch {
	case len(r.Findings) > 0:
		return &unreadableRelease
	case r.OCID == "":
		return &noOCID
	case r.Form != schema.FormRelease:
		return &noNews
	}
	tree, err := schema.Parse(r.Line)
	if err != nil {
		return &unreadableRelease
	}
	w := &repairing{importer: im, place: r.Where(), stage: &stage{content: &node{}}}
	w.release = nodeOf(tree, w.place)
	for i := range im.profile.repairs {
		w.repair = &im.profile.repairs[i]
		if w.repair.do != nil {
			w.repair.do(w)
		}
	}
	w.hand(r.OCID)
	return nil
}

// hand gives the repaired release to its process, as a stage of it.
func (w *repairing) hand(ocid string) {
	p := w.processes[ocid]
	if p == nil {
		p = &process{ocid: ocid}
		w.processes[ocid] = p
		w.order = append(w.order, p)
	}
	s := w.stage
	s.tags = w.tags()
	s.name = s.tags[len(s.tags)-1]
	for n, name := 2, s.name; p.find(s.name) != nil; n++ {
		s.name = name + " " + itoa(n)
	}
	for _, m := range w.release.members {
		if !slices.Contains([]string{"ocid", "id", "date", "tag", "initiationType", "language", "parties"}, m.name) {
			s.content.members = append(s.content.members, m)
		}
	}
	p.stages = append(p.stages, s)
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
