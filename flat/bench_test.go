package flat

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"terang/schema"
)

// invented makes a release as a publisher might write it, of some 8 KB: a tender with items, documents, an award.
func invented(number int) string {
	var items, parties, documents []string
	for i := range 12 {
		items = append(items, fmt.Sprintf(`{"id":"%d","description":"Pekerjaan %d: galian tanah, pasangan batu dan plesteran","classification":{"scheme":"CPV","id":"4523%04d"},"quantity":%d.50,"unit":{"name":"m3","value":{"amount":%d250000.00,"currency":"IDR"}}}`, i, i, i, i, i+1))
		parties = append(parties, fmt.Sprintf(`{"id":"ID-X-%d","name":"CV Contoh \"%d\"","identifier":{"scheme":"ID-X","id":"%d"},"address":{"streetAddress":"Jalan Contoh %d","locality":"Kota Contoh","countryName":"Indonesia"},"roles":["tenderer","supplier"]}`, i, i, i, i))
		documents = append(documents, fmt.Sprintf(`{"id":"%d","documentType":"tenderNotice","title":"Dokumen %d","title_en":"Document %d","url":"https://pengadaan.example/dokumen/%d","datePublished":"2025-01-%02dT09:00:00+07:00","format":"application/pdf"}`, i, i, i, i, i+1))
	}
	return fmt.Sprintf(`{"ocid":"ocds-abcdef-%d","id":"%d","date":"2025-02-01T09:00:00+07:00","tag":["award"],"initiationType":"tender","language":"id","parties":[%s],"buyer":{"id":"ID-X-0","name":"Dinas Contoh"},"tender":{"id":"t-%d","title":"Rehabilitasi jalan %d","status":"complete","procurementMethod":"open","value":{"amount":500000000.00,"currency":"IDR"},"tenderPeriod":{"startDate":"2025-01-01T00:00:00+07:00","endDate":"2025-01-20T15:00:00+07:00"},"items":[%s],"documents":[%s]},"awards":[{"id":"a","status":"active","suppliers":[{"id":"ID-X-1","name":"CV Contoh 1"}],"value":{"amount":450000000,"currency":"IDR"}}],"contracts":[{"id":"c","awardID":"a","dateSigned":"2025-02-01T10:00:00+07:00"}]}`,
		number, number, strings.Join(parties, ","), number, number, strings.Join(items, ","), strings.Join(documents, ","))
}

// lines are those of the file that BENCH_LINES names, which has a release on each; else invented ones.
func lines(b *testing.B) (all [][]byte, size int64) {
	b.Helper()
	if file := os.Getenv("BENCH_LINES"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if size += int64(len(line)); size < 64<<20 {
				all = append(all, []byte(line))
			}
		}
		return all, min(size, 64<<20)
	}
	for i := range 600 {
		line := []byte(invented(i))
		all, size = append(all, line), size+int64(len(line))
	}
	return all, size
}

func each(b *testing.B, all [][]byte, f func(int, *schema.Value)) {
	b.Helper()
	for i, line := range all {
		if err := schema.WithTree(line, func(tree *schema.Value) { f(i, tree) }); err != nil {
			b.Fatal(err)
		}
	}
}

// What parsing alone takes, to be taken off the others.
func BenchmarkTree(b *testing.B) {
	all, size := lines(b)
	b.SetBytes(size)
	for b.Loop() {
		each(b, all, func(int, *schema.Value) {})
	}
}

func BenchmarkCount(b *testing.B) {
	all, size := lines(b)
	uses := NewUses(schema.Default())
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		each(b, all, func(i int, tree *schema.Value) { uses.Count(tree, int64(i)) })
	}
}

func BenchmarkFlatten(b *testing.B) {
	all, size := lines(b)
	uses := NewUses(schema.Default())
	each(b, all, func(i int, tree *schema.Value) { uses.Count(tree, int64(i)) })
	f := NewLayout(schema.Default(), uses).Flattener()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		each(b, all, func(i int, tree *schema.Value) {
			if f.Release(tree); i%50 == 49 {
				f.Take()
			}
		})
	}
}
