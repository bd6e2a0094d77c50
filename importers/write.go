package importers

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"terang/schema"
)

// write writes the package, process by process.
func (im *importer) write(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	words, err := im.words()
	if err != nil {
		return err
	}
	out.Write(words) // a bufio.Writer keeps its first error for Flush
	separator := ""
	for _, p := range im.order {
		if err := im.build(p); err != nil {
			return err
		}
		releases, err := im.releases(ctx, p)
		if err != nil {
			return err
		}
		for _, line := range releases {
			out.WriteString(separator + "\n")
			out.Write(line)
			separator = ","
		}
		im.report.Processes++
		p.close(im.Zone)
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// close lets go of what was made of a process.
func (p *process) close(zone *time.Location) {
	for _, s := range p.stages {
		if p.year == 0 && !s.date.IsZero() {
			p.year = s.date.In(zone).Year()
		}
	}
	p.stages = nil
}

// words begin the package: what it says of itself, up to its list of releases.
func (im *importer) words() ([]byte, error) {
	words := map[string]any{"version": "1.1", "extensions": im.extensions(), "publishedDate": im.Now.Format(time.RFC3339)}
	for name, value := range im.Words {
		words[name] = value
	}
	text, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	return append(text[:len(text)-1], `,"releases":[`...), nil
}

// extensions are the addresses of the profile's extensions, and of those that every import uses.
func (im *importer) extensions() []string {
	ids := append([]string{"indonesia", "partyScale"}, im.profile.Extensions...)
	slices.Sort(ids)
	var all []string
	for _, id := range slices.Compact(ids) {
		all = append(all, schema.ExtensionURL(id, im.BaseURL))
	}
	return all
}

// releases are those of a process that are news.
func (im *importer) releases(ctx context.Context, p *process) (lines [][]byte, err error) {
	var known []*schema.Release
	if im.Known != nil {
		if known, err = im.Known(ctx, p.ocid); err != nil {
			return nil, err
		}
	}
	last := newest(known)
	for i, s := range p.stages {
		if s.content.empty() {
			continue
		}
		r := im.release(p, i)
		former := formerOf(known, s)
		hash := r.hash(former.before)
		if former.release != nil && strings.HasSuffix(former.release.ID, hash) {
			im.report.Unchanged++
			continue
		}
		line, date := im.finish(p, s, r, former, last)
		last = date
		for _, tag := range tagsOf(s, former) {
			im.report.Releases[tag]++
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func newest(known []*schema.Release) (last time.Time) {
	for _, r := range known {
		if r.Date.After(last) {
			last = r.Date
		}
	}
	return last
}

// former is the release of a stage that was published last, and the id of the one before that.
type former struct {
	release *schema.Release
	before  string
}

// formerOf finds a stage's former release by its id: the stage, and its hash.
func formerOf(known []*schema.Release, s *stage) (f former) {
	prefix := s.id()
	for _, r := range known {
		if rest, ok := strings.CutPrefix(r.ID, prefix); ok && len(rest) == hashLength {
			if f.release != nil {
				f.before = f.release.ID
			}
			f.release = r
		}
	}
	return f
}

func (s *stage) id() string { return strings.NewReplacer(" ", "-", "/", "-").Replace(s.name) + "-" }

// hashLength is shorter than the number of a person, for which a hash could be taken.
const hashLength = 12

// made is a release without its id, date and tag.
type made struct{ content *node }

// hash is that of a release's content and of the id of the release that its former one followed: what is as it was before
// the last change is news again.
func (m made) hash(before string) string {
	sum := sha256.Sum256(m.content.append([]byte(before + "\n")))
	return hex.EncodeToString(sum[:])[:hashLength]
}

// release puts the content of a stage in order, with the parties of this stage in all the roles they have had so far.
func (im *importer) release(p *process, nth int) made {
	s := p.stages[nth]
	content := &node{}
	for _, name := range order {
		if name == "parties" {
			p.parties(nth, content)
		}
		if n := s.content.get(name); n != nil {
			content.members = append(content.members, member{name, n})
		}
	}
	for _, m := range s.content.members {
		if !slices.Contains(order, m.name) {
			content.members = append(content.members, m)
		}
	}
	im.source(s, content)
	return made{content}
}

// order is that of a release's members, as people read them.
var order = []string{"title", "description", "initiationType", "language", "parties", "buyer", "planning", "tender", "bids", "awards", "contracts", "relatedProcesses"}

// parties writes those that a stage names. Roles are replaced when releases are merged (OCDS 1.1, merging: a list of texts is
// a value), so that each stage says those of the stages before, too.
func (p *process) parties(nth int, content *node) {
	roles := map[string][]string{}
	for _, s := range p.stages[:nth+1] {
		for _, who := range s.parties {
			if !slices.Contains(roles[who.id], who.role) {
				roles[who.id] = append(roles[who.id], who.role)
			}
		}
	}
	list := content.child("parties", isItems)
	for _, who := range p.stages[nth].parties {
		if slices.Contains(list.ids, who.id) {
			continue
		}
		n := &node{members: slices.Clone(who.node.members)}
		n.set("roles", quoteAll(roles[who.id]), cell{})
		list.add(who.id, n)
	}
}

// source writes where a release comes from, and what of it was held back.
func (im *importer) source(s *stage, content *node) {
	src, _ := json.Marshal(im.profile.Source) // texts have no errors
	content.set("sources", append(append([]byte{'['}, src...), ']'), cell{})
	if len(s.withheld) == 0 {
		return
	}
	columns := map[string][]string{}
	for _, column := range slices.Sorted(slices.Values(s.withheld)) {
		columns[columnRule(column)] = append(columns[columnRule(column)], column)
	}
	list := content.child("withheldFields", isItems)
	for _, rule := range slices.Sorted(maps.Keys(columns)) {
		n := &node{}
		n.setText("field", strings.Join(columns[rule], ", "))
		n.setText("rule", rule)
		n.setText("reason", withholdings[rule].ID)
		list.items = append(list.items, n)
	}
}

// finish gives a release its id, date and tag.
func (im *importer) finish(p *process, s *stage, r made, f former, last time.Time) ([]byte, time.Time) {
	date := s.date
	if date.IsZero() || f.release != nil { // a change is dated when it was seen
		date = im.Now
	}
	if s.date.IsZero() && f.release == nil && !last.IsZero() {
		date = last
	}
	if date.Before(last) {
		date = last
	}
	if date.After(im.Now) {
		date = im.Now
	}
	whole := &node{}
	whole.setText("ocid", p.ocid)
	whole.setText("id", s.id()+r.hash(cmp.Or(f.before, "")))
	if f.release != nil {
		whole.setText("id", s.id()+r.hash(f.release.ID))
		forget(r.content, f.release)
	}
	whole.setText("date", date.In(im.Zone).Format(time.RFC3339))
	whole.set("tag", quoteAll(tagsOf(s, f)), cell{})
	whole.setText("initiationType", "tender")
	whole.setText("language", "id")
	whole.members = append(whole.members, r.content.members...)
	return whole.append(nil), date
}

// tagsOf are the tags of a stage, or those of its update.
func tagsOf(s *stage, f former) []string {
	if f.release == nil {
		return s.tags
	}
	tags := slices.Clone(s.tags)
	for i, tag := range tags {
		if slices.Contains([]string{"planning", "tender", "award", "contract", "implementation"}, tag) {
			tags[i] += "Update"
		}
	}
	return tags
}
