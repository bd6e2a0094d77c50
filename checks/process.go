package checks

import (
	"iter"
	"strconv"
	"time"

	"terang/schema"
)

// Options say what data is held to beside the standard, and by what.
type Options struct {
	Today    time.Time // zero where dates are not to be compared with it
	Profiles []string
	Rates    *Rates // nil where amounts in different currencies cannot be compared
}

// Process is a contracting process while it is judged: its compiled release, and what is known besides.
type Process struct {
	*schema.Value                // the compiled release
	Record        *schema.Record // how it came to be; nil where only the compiled release is known
	Options       *Options

	examiner *Examiner
	common   common
	findings findings
	members  [numbered]*schema.Value // of the compiled release; see Get
	looked   bool
}

// numbered is how many members of a release are known by number.
const numbered = 8

// sectionNumber numbers the members of a release that most rules begin with; -1 for all others.
func sectionNumber(name string) int {
	switch name {
	case "tender":
		return 0
	case "awards":
		return 1
	case "contracts":
		return 2
	case "parties":
		return 3
	case "buyer":
		return 4
	case "planning":
		return 5
	case "bids":
		return 6
	case "relatedProcesses":
		return 7
	}
	return -1
}

// Get follows members from the compiled release. Its own members are sought once, since all rules begin with them.
func (p *Process) Get(path ...string) *schema.Value {
	if !p.looked {
		p.looked = true
		for name, member := range p.Value.Members() {
			if i := sectionNumber(name); i >= 0 {
				p.members[i] = member
			}
		}
	}
	if len(path) > 0 {
		if i := sectionNumber(path[0]); i >= 0 {
			return p.members[i].Get(path[1:]...)
		}
	}
	return p.Value.Get(path...)
}

// judge counts that the rule applied and whether it was passed; if it was not, it makes a finding at the value.
func (p *Process) judge(r *Rule, ok bool, at *schema.Value, args ...string) {
	count := &p.examiner.counts[r.index]
	count.Applied++
	if ok {
		count.Passed++
		return
	}
	f := r.Finding(p.PointerTo(at), args...)
	if at != nil && !at.IsObject() && !at.IsList() {
		f.Value = shorten(string(at.Raw()))
	}
	p.findings.add(f)
}

// each passes the values at a path of member names, going into every list on the way:
// each("awards", "suppliers") passes every supplier of every award.
//
// It is so small that it becomes a part of the loop over it, which then needs no memory.
func (p *Process) each(path ...string) iter.Seq[*schema.Value] {
	return func(yield func(*schema.Value) bool) { descend(p.Get(path[0]), path[1:], yield) }
}

func each(v *schema.Value, path ...string) iter.Seq[*schema.Value] {
	return func(yield func(*schema.Value) bool) { descend(v, path, yield) }
}

func descend(v *schema.Value, path []string, yield func(*schema.Value) bool) (more bool) {
	if v.IsList() {
		for _, item := range v.Items() {
			if !descend(item, path, yield) {
				return false
			}
		}
		return true
	}
	if len(path) == 0 {
		return v == nil || v.IsNull() || yield(v)
	}
	return descend(v.Get(path[0]), path[1:], yield)
}

// shorten cuts a value for a report.
func shorten(s string) string {
	const most = 80
	if len(s) <= most { // bytes, of which there are no fewer than characters
		return s
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// mostFindings is how many findings of one release, or of one process, are listed.
const mostFindings = 5_000

// findings are the first that were made, and how many were made beyond them.
type findings struct {
	first []schema.Finding
	more  int
}

// findings begins a list of findings, where the one before was gathered.
func (e *Examiner) findings() findings { return findings{first: e.room[:0]} }

func (f *findings) add(one schema.Finding) {
	if len(f.first) < mostFindings {
		f.first = append(f.first, one)
	} else {
		f.more++
	}
}

// withhold takes the value out of the one that was made last, where it must not be repeated.
func (f *findings) withhold() {
	if f.more == 0 {
		f.first[len(f.first)-1].Value = ""
	}
}

// list gives a copy of them, no larger than they are; where some were left out the last says how many.
func (e *Examiner) list(f *findings) (all []schema.Finding) {
	if f.more > 0 {
		f.first = append(f.first, leftOut.Finding("", strconv.Itoa(f.more)))
	}
	e.room = f.first
	return append(all, f.first...)
}
