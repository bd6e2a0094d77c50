package schema

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// invented makes a release as a publisher might write it, of some 8 KB: a tender with items, an award, a contract.
func invented(process, n int) string {
	var items, parties, documents []string
	for i := range 12 {
		items = append(items, fmt.Sprintf(`{"id":"%d","description":"Pekerjaan %d: galian tanah, pasangan batu dan plesteran","classification":{"scheme":"CPV","id":"4523%04d"},"quantity":%d.50,"unit":{"name":"m3","value":{"amount":%d250000.00,"currency":"IDR"}}}`, i, i, i, i+n, i+1))
		parties = append(parties, fmt.Sprintf(`{"id":"ID-X-%d","name":"CV Contoh %d","identifier":{"scheme":"ID-X","id":"%d"},"address":{"streetAddress":"Jalan Contoh %d","locality":"Kota Contoh","countryName":"Indonesia"},"roles":["tenderer","supplier"]}`, i, i, i, i))
		documents = append(documents, fmt.Sprintf(`{"id":"%d","documentType":"tenderNotice","title":"Dokumen %d","title_en":"Document %d","url":"https://pengadaan.example/dokumen/%d","datePublished":"2025-01-%02dT09:00:00+07:00","format":"application/pdf"}`, i, i, i, i, i+1))
	}
	return fmt.Sprintf(`{"ocid":"ocds-abcdef-%d","id":"%d","date":"2025-02-%02dT09:00:00+07:00","tag":["award"],"initiationType":"tender","language":"id","parties":[%s],"buyer":{"id":"ID-X-0","name":"Dinas Contoh"},"tender":{"id":"t-%d","title":"Rehabilitasi jalan %d","status":"complete","procurementMethod":"open","value":{"amount":%d500000000.00,"currency":"IDR"},"tenderPeriod":{"startDate":"2025-01-01T00:00:00+07:00","endDate":"2025-01-20T15:00:00+07:00"},"items":[%s],"documents":[%s]},"awards":[{"id":"a","status":"active","suppliers":[{"id":"ID-X-1","name":"CV Contoh 1"}],"value":{"amount":%d450000000,"currency":"IDR"}}],"contracts":[{"id":"c","awardID":"a","dateSigned":"2025-02-01T10:00:00+07:00"}]}`,
		process, n, 1+n%28, strings.Join(parties, ","), process, process, 1+n, strings.Join(items, ","), strings.Join(documents, ","), 1+n)
}

// inventedPackage is a package of the given number of releases, six for each process.
func inventedPackage(releases int) []byte {
	var all []string
	for i := range releases {
		all = append(all, invented(i/6, i%6))
	}
	return []byte(packageOf(all...))
}

// The invented releases are valid, so that the benchmarks measure the usual case.
func TestInvented(t *testing.T) {
	for i := range 6 {
		if found := judgeText(t, Default(), invented(1, i)); len(found) > 0 {
			t.Errorf("%+v", found)
		}
	}
}

type discard struct{}

func (discard) Release(*Release) error { return nil }
func (discard) Package(*Package) error { return nil }
func (discard) Record(*Wrapper) error  { return nil }

func BenchmarkRead(b *testing.B) {
	input := inventedPackage(600)
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Read(bytes.NewReader(input), "", discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadLines(b *testing.B) {
	var input []byte
	for i := range 600 {
		input = append(append(input, invented(i/6, i%6)...), '\n')
	}
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Read(bytes.NewReader(input), "", discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	r := NewRelease([]byte(invented(1, 1)))
	b.SetBytes(int64(len(r.Line)))
	b.ReportAllocs()
	for b.Loop() {
		if found := Default().ValidateRelease(r); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkCheck reads and judges on all cores.
func BenchmarkCheck(b *testing.B) {
	input := inventedPackage(600)
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Default().Check(bytes.NewReader(input), "", &judgedLog{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMerge merges the six releases of one process and writes both results.
func BenchmarkMerge(b *testing.B) {
	var releases []*Release
	size := 0
	for i := range 6 {
		releases = append(releases, NewRelease([]byte(invented(1, i))))
		size += len(releases[i].Line)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		record, err := Default().Merge(releases)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = record.Compiled(), record.Versioned()
	}
}
