package checks

import (
	"bytes"
	"strings"

	"terang/schema"
)

// This file holds the tags of releases against what is in them; they are known only where the record is.

const tagSource = "OCDS 1.1, release tags (codelist releaseTag); no other programme checks it"

var _ = processRule("tag_without_section", schema.Note, tagSource, Words{
	"The release '%[1]s' is tagged '%[2]s', but has no %[3]s. Give the section that the tag promises, or the tag that fits.",
	"Rilis '%[1]s' bertanda '%[2]s', tetapi tidak memuat %[3]s. Lengkapi bagian yang dijanjikan tanda itu, atau pakai tanda yang sesuai."},
	func(p *Process, r *Rule) {
		if p.Record == nil {
			return
		}
		for _, release := range p.Record.Releases {
			for _, tag := range release.Tags {
				for _, s := range promises {
					if strings.HasPrefix(tag, s.stage) {
						p.judge(r, s.kept(release), p.Value, release.ID, tag, s.name)
					}
				}
			}
		}
	})

// promises are what releases of a tag are about; tags begin with the word of their stage. A plan may stand in the tender
// section.
var promises = [...]promise{
	{"planning", "planning", [][]byte{[]byte(`"planning":`), []byte(`"tender":`)}},
	{"tender", "tender", [][]byte{[]byte(`"tender":`)}},
	{"award", "awards", [][]byte{[]byte(`"awards":`)}},
	{"contract", "contracts", [][]byte{[]byte(`"contracts":`)}},
	{"implementation", "implementation", [][]byte{[]byte(`"implementation":`)}},
}

type promise struct {
	stage   string
	name    string   // of the section
	members [][]byte // as they are written; one of them must be there
}

// kept says whether a release has one of the sections, at whatever depth: quotation marks within texts are escaped, so
// that the line need not be parsed.
func (s promise) kept(release *schema.Release) bool {
	for _, member := range s.members {
		if bytes.Contains(release.Line, member) {
			return true
		}
	}
	return false
}

var _ = processRule("update_tag_first", schema.Note, tagSource, Words{
	"The first release, '%[1]s', is tagged '%[2]s', though nothing was published before that it could change. Publish the earlier releases too, or use the tag of the stage.",
	"Rilis pertama, '%[1]s', bertanda '%[2]s', padahal belum ada rilis sebelumnya yang diubah. Publikasikan juga rilis sebelumnya, atau pakai tanda tahapnya."},
	func(p *Process, r *Rule) {
		if p.Record == nil || len(p.Record.Releases) == 0 {
			return
		}
		first := p.Record.Releases[0]
		for _, tag := range first.Tags {
			p.judge(r, !strings.HasSuffix(tag, "Update") && !strings.HasSuffix(tag, "Amendment"), p.Value, first.ID, tag)
		}
	})
