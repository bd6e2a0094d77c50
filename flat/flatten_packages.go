package flat

import (
	"encoding/json"
	"strconv"
	"strings"

	"terang/exporters"
	"terang/schema"
)

// Packer writes the rows of packages. It hears of releases, records and packages in the order of the input, as a
// schema.Sink does, while the releases themselves may go to other Flatteners.
type Packer struct {
	f        *Flattener
	words    *spot
	row      [][]byte
	number   int // of the package that is open
	releases int // of it
	records  int // of it
	open     *schema.Package
	file     string
}

// Packer returns a new one.
func (l *Layout) Packer() *Packer {
	p := &Packer{f: l.Flattener(), words: &spot{kind: ofObject, column: -1, members: map[string]*spot{}}}
	for i, heading := range packageWords {
		at := p.words
		for name := range strings.SplitSeq(heading, "/") {
			if at.members[name] == nil {
				at.members[name] = &spot{name: name, kind: ofObject, column: -1, members: map[string]*spot{}}
			}
			at = at.members[name]
		}
		if at.column, at.kind = packagesWords+i, ofText; packageLists[heading] {
			at.kind = ofTexts
		}
	}
	p.row = make([][]byte, packagesWords+len(packageWords))
	return p
}

// Take gives the rows that were added since it was last called, as Flattener.Take does.
func (p *Packer) Take() []*exporters.Rows { return p.f.Take() }

// Release hears of a release.
func (p *Packer) Release(r *schema.Release) {
	p.follow(r.Package, r.Place.File)
	p.releases++
}

// follow ends the run of lone releases, where something follows that is not of it.
func (p *Packer) follow(of *schema.Package, file string) {
	if p.releases > 0 && (p.open != of || p.file != file) {
		p.End()
	}
	p.open, p.file = of, file
}

// Record takes what a record says beside its releases, which came before.
func (p *Packer) Record(w *schema.Wrapper) {
	p.follow(w.Package, w.Place.File)
	words := append([]byte(nil), w.Line...)
	for _, part := range []struct {
		name string
		*schema.Release
	}{{"compiledRelease", w.Compiled}, {"versionedRelease", w.Versioned}} {
		if part.Release == nil || part.Line == nil {
			continue
		}
		if words = words[:len(words)-1]; len(words) > 1 {
			words = append(words, ',')
		}
		words = append(append(append(words, `"`+part.name+`":`...), part.Line...), '}')
	}
	at := "/" + strconv.Itoa(p.number) + "/records/" + strconv.Itoa(p.records)
	p.f.rest.begin([]byte(w.OCID), nil)
	p.f.rest.write(p.f, []byte(at), words)
	if w.Listed {
		p.f.rest.write(p.f, []byte(at+"/releases"), strconv.AppendInt(nil, int64(w.Releases), 10))
	}
	p.records++
}

// Package takes a package, after the last of its releases and records, and its words: what it says beside them, as
// one line.
func (p *Packer) Package(of *schema.Package, words []byte) error {
	p.follow(of, of.Place.File)
	form := FormReleasePackage
	if of.Records {
		form = FormRecordPackage
	}
	return schema.WithTree(words, func(tree *schema.Value) { p.write(form, tree) })
}

// Partition gives the rows of a table of packages, and of rest, that says of a part of a dataset what makes its rows
// readable by themselves: how many releases it has, and what extensions gave its columns their types.
func (l *Layout) Partition(number int, releases int64, extensions []string) ([]*exporters.Rows, error) {
	p := l.Packer()
	p.number, p.releases = number, int(releases)
	words, err := json.Marshal(struct {
		Extensions []string `json:"extensions,omitempty"`
	}{extensions})
	if err == nil {
		err = schema.WithTree(words, func(tree *schema.Value) { p.write(FormReleases, tree) })
	}
	return p.Take(), err
}

// End ends a run of releases that came in no package. Call it once at the end.
func (p *Packer) End() {
	if p.releases > 0 {
		p.write(FormReleases, nil)
	}
}

func (p *Packer) write(form string, words *schema.Value) {
	clear(p.row)
	p.row[packagesNumber] = strconv.AppendInt(nil, int64(p.number), 10)
	p.row[packagesForm] = []byte(form)
	p.row[packagesReleases] = strconv.AppendInt(nil, int64(p.releases), 10)
	p.row[packagesFile] = []byte(base(p.file))
	f := p.f
	f.cells = f.cells[:0]
	f.rest.begin(nil, nil, token{index: p.number})
	table := f.rest.table + 1
	f.object(p.words, &grid{row: p.row}, words)
	f.add(table, p.row)
	f.rest.end(f, words)
	p.number, p.releases, p.records, p.open, p.file = p.number+1, 0, 0, nil, ""
}

// base is a file's name without its folders, in either way of writing them.
func base(file string) string { return file[strings.LastIndexAny(file, `/\`)+1:] }
