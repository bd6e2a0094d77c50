package publish

import (
	"iter"
	"slices"

	"terang/schema"
)

// Compile merges the releases of each process and writes each record with write, on all cores, in the order of
// ocids. The remarks on merging are complete when the sequence has ended.
func Compile(s *schema.Schema, ocids []string, releases map[string][]*schema.Release, write func(*schema.Record) []byte) (iter.Seq2[[]byte, error], *[]schema.Finding) {
	var notes []schema.Finding
	const batch = 256
	return func(yield func([]byte, error) bool) {
		for start := 0; start < len(ocids); start += batch {
			part := ocids[start:min(start+batch, len(ocids))]
			lines, noted := make([][]byte, len(part)), make([][]schema.Finding, len(part))
			err := inParallel(len(part), func(_, i int) error {
				record, err := s.With(declared(releases[part[i]])).Merge(releases[part[i]])
				if err == nil {
					lines[i], noted[i] = write(record), record.Findings
				}
				return err
			})
			if err != nil {
				yield(nil, err)
				return
			}
			for i, line := range lines {
				notes = append(notes, noted[i]...)
				if !yield(line, nil) {
					return
				}
			}
		}
	}, &notes
}

// declared lists the extensions that the packages of releases declare.
func declared(releases []*schema.Release) (urls []string) {
	for _, r := range releases {
		for _, url := range r.Package.Extensions() {
			if !slices.Contains(urls, url) {
				urls = append(urls, url)
			}
		}
	}
	return urls
}
