package publish

import (
	"fmt"

	"terang/schema"
	"terang/search"
	"terang/store"
	"terang/tables"
)

// finding keeps by what processes are found.
type finding struct {
	build     *store.Build
	describer *search.Describer
	postings  search.Postings
}

func newFinding(b *store.Build, kinds []*tables.Kind) *finding {
	return &finding{build: b, describer: search.NewDescriber(kinds)}
}

// describe gives a process's facts and words. It may be called for several at once.
func (f *finding) describe(p *tables.Process, year int) (facts []byte, words []string) {
	return f.describer.Describe(p, year).Encode(), search.WordsOf(p.Tree)
}

// add keeps the words of records, which have their documents already.
func (f *finding) add(records []store.Record, words [][]string) error {
	for i, r := range records {
		if f.postings.Full(r.Doc) {
			if err := f.flush(); err != nil {
				return err
			}
		}
		f.postings.Add(r.Doc, words[i])
	}
	return nil
}

// flush stores the words that were gathered.
func (f *finding) flush() error {
	postings, err := f.postings.Take(f.build.Words)
	if err != nil {
		return err
	}
	words := make([]store.Word, len(postings))
	for i, p := range postings {
		words[i] = store.Word(p)
	}
	return f.build.PutWords(words)
}

// findOld does for what an older terang merged what it did not do yet.
func (p *Publisher) findOld(m *merged) error {
	return m.finding.build.Unfound(store.BatchSize, func(records []store.Record) error {
		words := make([][]string, len(records))
		err := inParallel(len(records), func(_, i int) error {
			r := &records[i]
			compiled, err := schema.Parse(r.Compiled)
			if err != nil {
				return fmt.Errorf("find %s: %w", r.OCID, err)
			}
			process := &tables.Process{OCID: r.OCID, Tree: compiled, Schema: m.schema, Zone: p.Config.location(), Tags: r.Tags()}
			r.Facts, words[i] = m.finding.describe(process, r.Year)
			return nil
		})
		if err != nil {
			return err
		}
		if err := m.finding.build.PutFound(records); err != nil {
			return err
		}
		return m.finding.add(records, words)
	})
}
