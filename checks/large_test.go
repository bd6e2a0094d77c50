package checks

import (
	"fmt"
	"strings"
	"testing"

	"terang/schema"
)

// crowded is a process with n parties, tenderers, awards and contracts, in which much is wrong.
func crowded(n int) string {
	lists := make([][]string, 4)
	for i := range n {
		for k, form := range []string{
			`{"id":"p%[1]d","name":"x %[1]d","roles":["supplier","tenderer"],"identifier":{"scheme":"X-A","id":"%[1]d"}}`,
			`{"id":"p%[1]d","name":"x %[1]d"}`,
			`{"id":"a%[1]d","status":"active","date":"2025-01-01T00:00:00Z","value":{"amount":%[1]d,"currency":"IDR"},"suppliers":[{"id":"q%[1]d","name":"y"}]}`,
			`{"id":"c%[1]d","awardID":"a%[1]d","dateSigned":"2024-01-01T00:00:00Z","value":{"amount":%[1]d000,"currency":"USD"},
				"implementation":{"transactions":[{"id":"t","date":"2023-01-01T00:00:00Z","value":{"amount":1,"currency":"USD"}}]}}`} {
			lists[k] = append(lists[k], fmt.Sprintf(form, i))
		}
	}
	join := func(k int) string { return strings.Join(lists[k], ",") }
	return `{"ocid":"ocds-abc123-1","date":"2025-02-01T00:00:00Z","parties":[` + join(0) + `],"tender":{"id":"t","tenderers":[` + join(1) +
		`]},"awards":[` + join(2) + `],"contracts":[` + join(3) + `]}`
}

// Of a large process in which much is wrong the first findings are listed and the others counted.
func TestLargeProcess(t *testing.T) {
	found := NewExaminer(&Options{Profiles: []string{Indonesia}}).Process(parsed(t, crowded(1500)), nil, schema.Default())
	if len(found) != mostFindings+1 || found[mostFindings].Code != "findings_left_out" {
		t.Errorf("%d findings", len(found))
	}
}

// BenchmarkLargeProcess shows whether a rule takes a time that grows with the square of a process.
func BenchmarkLargeProcess(b *testing.B) {
	for _, n := range []int{1500, 15_000} {
		text := []byte(crowded(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				tree, err := schema.Parse(text)
				if err != nil {
					b.Fatal(err)
				}
				NewExaminer(&Options{Profiles: []string{Indonesia}}).Process(tree, nil, schema.Default())
			}
		})
	}
}
