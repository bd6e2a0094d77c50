package schema

import (
	"regexp"
	"strconv"
	"strings"
)

// ValidateRelease finds everything in which a release breaks the schema, and numbers of persons in it; nil when there
// is nothing. A release that reading has refused gives the reasons for that: the schema has nothing to say of it. One
// of OCDS 1.0 is upgraded first, in place.
func (s *Schema) ValidateRelease(r *Release) []Finding {
	c := Checker{Schema: s}
	return c.release(r)
}

// release judges a release by the schema of its package.
func (c *Checker) release(r *Release) []Finding {
	t := &lineTree{line: r.Line}
	defer t.done()
	return c.judge(r, t)
}

// judge is the same where there may be a tree of the release's line already.
func (c *Checker) judge(r *Release, t *lineTree) []Finding {
	if len(r.Findings) > 0 {
		return r.Findings
	}
	if r.upgrade(t) {
		t = &lineTree{line: r.Line}
		defer t.done()
	}
	s := c.Schema.of(r.Package)
	all := append(s.judgeOf(r).of(t), personal(r.Line)...)
	if c.Inspect != nil && r.Form != FormLinked && r.Form != FormVersioned {
		all = joined(all, c.inspect(r, t, s))
	}
	r.place(all, t)
	if r.Came != nil && r.Package == nil {
		f := r.finding(CodeUpgraded)
		f.Severity = Note
		all = append(all, f)
	}
	return all
}

// joined appends findings to others; where there are no others it copies nothing.
func joined(all, more []Finding) []Finding {
	if len(all) == 0 {
		return more
	}
	return append(all, more...)
}

func (c *Checker) inspect(r *Release, t *lineTree, s *Schema) []Finding {
	tree, err := t.get()
	if err != nil {
		return nil
	}
	return c.Inspect(r, tree, s)
}

// of is the schema patched with the extensions of a package.
func (s *Schema) of(p *Package) *Schema {
	if p == nil || p.extended == nil {
		return s
	}
	return p.extended.Schema
}

func (s *Schema) judgeOf(r *Release) *judge {
	switch {
	case r.Form == FormVersioned:
		return s.versionedJudge
	case r.Form == FormLinked && r.Wrapper != nil:
		return s.linkedJudge
	}
	return s.judge
}

// Upgrade makes a release of OCDS 1.0 one of 1.1, in place, and says whether it did: one that is of 1.1 by its package's
// version, or by its shape where none is named, stays as it is.
func (r *Release) Upgrade() (changed bool) {
	t := &lineTree{line: r.Line}
	defer t.done()
	return r.upgrade(t)
}

func (r *Release) upgrade(t *lineTree) (changed bool) {
	if r.Form != FormRelease && r.Form != FormCompiled || !r.isOld(t) {
		return false
	}
	upgraded, changed := Upgrade(r.Line)
	if changed {
		r.Came, r.Line = r.Line, upgraded
		r.head()
	}
	return changed
}

// isOld says whether a release is of OCDS 1.0: as its package says, or else by its shape.
func (r *Release) isOld(t *lineTree) bool {
	if r.Package != nil && r.Package.head.Version != "" {
		return isOldVersion(r.Package.head.Version)
	}
	if r.parties {
		return false
	}
	tree, err := t.get()
	return err == nil && OfOldShape(tree)
}

func isOldVersion(version string) bool { return version == "1.0" || strings.HasPrefix(version, "1.0.") }

// place turns pointers that are relative to the release into places in its input. What was upgraded has its place by
// the line that came in, as far as that has it.
func (r *Release) place(all []Finding, t *lineTree) {
	if r.Came != nil {
		t = &lineTree{line: r.Came}
		defer t.done()
	}
	place(all, t, r.marks, r.Place)
	for i := range all {
		all[i].OCID, all[i].Release = r.OCID, r.ID
	}
}

// record judges what a record says beside its releases.
func (c *Checker) record(w *Wrapper) []Finding {
	s := c.Schema.of(w.Package)
	all := append(s.entryJudge.findings(w.Line), c.words(s.entryJudge, w.Line)...)
	switch {
	case !w.Listed && declaresList(w.Line):
		all = append(all, Finding{Code: CodeType, Severity: Error, Pointer: "/releases", Args: typeArgs("releases", []string{"array"}, nil)})
	case !w.Listed:
		all = append(all, Finding{Code: CodeRequired, Severity: Error, Args: required("releases", "record")})
	case w.Releases < s.entryJudge.least:
		all = append(all, tooFew("releases", s.entryJudge.least))
	case w.Linked > 0 && w.Linked < w.Releases:
		all = append(all, Finding{Code: CodeMixed, Severity: Error, Pointer: "/releases"})
	}
	sortFindings(all)
	placeIn(all, w.Line, w.marks, w.Place)
	for i := range all {
		all[i].OCID = w.OCID
	}
	for _, r := range []*Release{w.Compiled, w.Versioned} {
		if r != nil {
			all = append(all, c.release(r)...)
		}
	}
	return all
}

// words asks for more on what a package or record says.
func (c *Checker) words(j *judge, line []byte) (all []Finding) {
	if c.InspectWords != nil {
		_ = WithTree(line, func(tree *Value) { all = c.InspectWords(tree, j.fields) })
	}
	return all
}

func declaresList(line []byte) (declared bool) {
	_ = topLevel(line, func(name string, _ []byte) bool {
		declared = name == "releases"
		return !declared
	})
	return declared
}

func tooFew(list string, least int) Finding {
	return Finding{Code: CodeMinItems, Severity: Error, Pointer: "/" + list, Value: "[]", Args: []string{strconv.Itoa(least)}}
}

// ValidatePackage finds everything in which what a package says beside its releases breaks the package schema, and
// what is wrong with its extensions.
func (s *Schema) ValidatePackage(p *Package) []Finding {
	c := Checker{Schema: s}
	return c.pkg(p)
}

func (c *Checker) pkg(p *Package) []Finding {
	if p.Broken { // what it lacks may stand in the part that is missing
		return nil
	}
	x := p.extended
	if x == nil {
		x = c.Schema.With(p.Extensions())
	}
	j := x.packageJudge
	if p.Records {
		j = x.recordJudge
	}
	all := append(j.findings(p.Line), x.Findings...)
	all = append(all, c.words(j, p.Line)...)
	if p.Entries < j.least {
		all = append(all, tooFew(j.list, j.least))
	}
	all = append(all, p.versionFindings()...)
	sortFindings(all)
	placeIn(all, p.Line, p.marks, p.Place)
	return all
}

// versionFindings are on what the package says of OCDS and its extensions, and when.
func (p *Package) versionFindings() (all []Finding) {
	said := declaredIn(p.Line)
	if p.extended != nil && len(nonEmpty(said.Extensions)) != len(nonEmpty(p.head.Extensions)) {
		all = append(all, byCode[CodeExtensionsLate].Finding("/extensions"))
	}
	if versionForm.MatchString(said.Version) && said.Version != Standard && !isOldVersion(said.Version) {
		f := byCode[CodeVersion].Finding("/version", cut(said.Version))
		f.Value = cut(said.Version)
		all = append(all, f)
	}
	return all
}

// versionForm is what the package schema demands; what has another form is its finding.
var versionForm = regexp.MustCompile(`^\d+\.\d+$`)
