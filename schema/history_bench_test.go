package schema

import "testing"

// BenchmarkHistory tells what became of a process, and encodes it; of six releases, and of one.
func BenchmarkHistory(b *testing.B) {
	for name, count := range map[string]int{"six": 6, "one": 1} {
		var releases []*Release
		for i := range count {
			releases = append(releases, NewRelease([]byte(invented(1, i))))
		}
		record, err := Default().Merge(releases)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = record.History().Encode()
			}
		})
	}
}
