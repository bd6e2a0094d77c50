package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// BenchmarkRecord reads single records with their releases, four of 4 KB each, out of 2,000.
func BenchmarkRecord(b *testing.B) {
	run := func(b *testing.B, location string, v *store.Version) {
		r, err := store.OpenReader(ctx, location)
		if err != nil {
			b.Fatal(err)
		}
		defer r.Close()
		b.ResetTimer()
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				ocid := fmt.Sprintf("ocds-contoh-%d", rand.IntN(2000))
				if _, err := r.Record(ctx, v, ocid); err != nil {
					b.Fatal(err)
				}
				if lines, err := r.ReleasesOf(ctx, v, ocid); err != nil || len(lines[ocid]) != 4 {
					b.Fatal(len(lines[ocid]), err)
				}
			}
		})
	}
	locations := map[string]string{"sqlite": storetest.SQLite(b)}
	if os.Getenv(storetest.Variable) != "" {
		locations["postgres"] = storetest.Postgres(b)
	}
	for name, location := range locations {
		v := filled(b, location, 2000, 4)
		b.Run(name, func(b *testing.B) { run(b, location, v) })
	}
}

// filled makes a store with a version of so many processes, each of so many releases.
func filled(b *testing.B, location string, processes, each int) *store.Version {
	s, err := store.Open(ctx, location)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	rest := fmt.Sprintf(`,"language":%q`, strings.Repeat("kata lain ", 400))
	err = s.Append(ctx, func(a *store.Appender) error {
		for p := range processes {
			var batch []*schema.Release
			for i := range each {
				batch = append(batch, release(fmt.Sprintf("ocds-contoh-%d", p), fmt.Sprint(i), rest))
			}
			if _, err := a.Add(batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return commit(b, s, "2026-01-01.1")
}
