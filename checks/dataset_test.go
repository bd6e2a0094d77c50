package checks

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"terang/schema"
)

// gathered is a dataset of processes.
func gathered(t testing.TB, o *Options, processes ...string) *Dataset {
	t.Helper()
	d := NewDataset()
	for _, text := range processes {
		tree, err := schema.Parse([]byte(text))
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		d.add(&Process{Value: tree, Options: o})
	}
	return d
}

// invented writes a process with all that a dataset looks at, of many such.
func invented(i int, random *rand.Rand, of int) string {
	value := func(sigma float64) string {
		return fmt.Sprintf(`{"amount":%d,"currency":"IDR"}`, int64(math.Exp(random.NormFloat64()*sigma+18))*1000)
	}
	any := func(codes ...string) string { return codes[random.IntN(len(codes))] }
	text := fmt.Sprintf(`{"ocid":"ocds-abc123-%07d","date":"2026-03-05T09:00:00+07:00","buyer":{"id":"b%[2]d"},`+
		`"parties":[{"id":"b%[2]d","identifier":{"scheme":"ID-KEM","id":"%[2]d"}}],"tender":{"id":"t%[1]d","title":"Paket %[1]d",`+
		`"status":%[3]q,"procurementMethod":%[4]q,"mainProcurementCategory":%[5]q,"value":%[6]s,"documents":[{"documentType":"tenderNotice"}]},`,
		i, random.IntN(1+of/20), any("active", "complete", "cancelled"), any("open", "direct"), any("goods", "works", "services"), value(1))
	text += fmt.Sprintf(`"awards":[{"id":"a","status":"active","value":%s}],"contracts":[{"id":"c","status":%q,"value":%s,`+
		`"implementation":{"milestones":[{"id":"m","type":"delivery","status":%q}]}}],`,
		value(2), any("active", "terminated"), value(1), any("met", "notMet"))
	target := random.IntN(of + of/50)
	return text + fmt.Sprintf(`"relatedProcesses":[{"id":"1","scheme":"ocid","identifier":"ocds-abc123-%07d","title":"Paket %[1]d","relationship":["planning"]}]}`, target)
}

// However processes are divided among datasets, and in whatever order, the same comes of it: all of it within the
// sketches' bounds, and of samples beyond.
func TestDatasetMerge(t *testing.T) {
	for _, n := range []int{1500, 40_000} {
		if n > 2000 && testing.Short() {
			continue
		}
		random := dice()
		processes := make([]string, n)
		for i := range processes {
			processes[i] = invented(i%(n-3), random, n) // three come twice
		}
		options := &Options{}
		whole := gathered(t, options, processes...)
		random.Shuffle(n, func(i, j int) { processes[i], processes[j] = processes[j], processes[i] })
		merged := NewDataset()
		for from := 0; from < n; from += n/7 + 1 {
			merged.Merge(gathered(t, options, processes[from:min(from+n/7+1, n)]...))
		}
		compareDatasets(t, whole, merged, n <= 2*counters)
	}
}

func compareDatasets(t *testing.T, whole, merged *Dataset, exact bool) {
	t.Helper()
	if !reflect.DeepEqual(whole.seen.Links, merged.seen.Links) || !reflect.DeepEqual(whole.seen.TenderIDs, merged.seen.TenderIDs) {
		t.Error("the samples differ")
	}
	if exact && !reflect.DeepEqual(whole, merged) {
		t.Error("the datasets differ")
	}
	one, other := whole.Results(&Options{}), merged.Results(&Options{})
	for i, result := range one {
		if !exact && (result.Uncertainty != "" || strings.HasSuffix(result.Code, "_repetition")) {
			continue
		}
		if !reflect.DeepEqual(result, other[i]) {
			t.Errorf("%+v of the whole, %+v of the parts", result, other[i])
		}
	}
}

// A summary read back from JSON is the one that was written, and small.
func TestDatasetJSON(t *testing.T) {
	random := dice()
	processes := make([]string, 12_000)
	for i := range processes {
		processes[i] = invented(i, random, len(processes))
	}
	d := gathered(t, &Options{}, processes...)
	d.Before(100, 2, []string{"ocds-abc123-b", "ocds-abc123-a"})
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes of JSON for %d processes", len(text), len(processes))
	if len(text) > 500_000 {
		t.Errorf("the summary has %d bytes", len(text))
	}
	var back Dataset
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d.Results(&Options{}), back.Results(&Options{})) || !reflect.DeepEqual(d, &back) {
		t.Error("what was read back differs")
	}
	again, err := json.Marshal(&back)
	if err != nil || string(again) != string(text) {
		t.Errorf("written again it has other bytes: %v", err)
	}
}

// What is not a summary of this form is refused, with the remedy; gaps in one do no harm.
func TestDatasetJSONRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                          "read summary",
		`{"form":9,"data":""}`:        "gather it again",
		`{"form":1,"data":"AAAA"}`:    "gather it again",
		`{"form":1,"data":"AQAA//8"}`: "read summary",
	} {
		var d Dataset
		if err := d.UnmarshalJSON([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	var sparse Dataset
	if err := json.Unmarshal([]byte(`{"processes":4,"codes":{"currency":null,"other":{}},"values":{"tender":{"histogram":{"buckets":{"3":null,"4":{}}}}},"links":{"level":900,"kept":{"a":null}}}`), &sparse.seen); err != nil {
		t.Fatal(err)
	}
	d := NewDataset()
	d.Merge(&sparse)
	if d.Results(&Options{}); d.seen.Processes != 4 {
		t.Errorf("%d processes", d.seen.Processes)
	}
}

// Members of any type, or missing ones, bring nothing down.
func TestDatasetRobust(t *testing.T) {
	d := NewDataset()
	for _, text := range []string{`{}`, `null`, `[]`, `"x"`, `{"ocid":5,"tender":[],"awards":{"value":1},"contracts":[null,3,{"implementation":"x","relatedProcesses":[[],{"identifier":{}}]}],"buyer":"b","parties":{},"relatedProcesses":"x"}`,
		`{"ocid":"a","tender":{"id":{},"value":{"amount":"12","currency":"IDR"},"status":5,"submissionMethod":["a",["b"],null,7]}}`,
		`{"ocid":"a","tender":{"id":"","value":{"amount":-5,"currency":"IDR"}},"awards":[{"value":{"amount":1e308,"currency":"IDR"}},{"value":{"amount":1e-300,"currency":"IDR"}},{"value":{"amount":12.5}}]}`} {
		d.Merge(gathered(t, &Options{}, text))
	}
	for _, r := range d.Results(&Options{}) {
		if _, failed := r.Finding(); failed != (r.State == Failed) {
			t.Errorf("%+v", r)
		}
	}
}

// However many processes there are, the memory is bounded; it is most where the samples have just not been halved.
func TestDatasetMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("many processes take their time: left out by -short; make test runs it")
	}
	const many = 200_000
	random := dice()
	before := heap()
	d := NewDataset()
	for i := range many {
		tree, err := schema.Parse([]byte(invented(i, random, many)))
		if err != nil {
			t.Fatal(err)
		}
		d.add(&Process{Value: tree, Options: &Options{}})
		if n := i + 1; n == mostKeys || n == many {
			checkSize(t, d, n, heap()-before)
		}
	}
}

func checkSize(t *testing.T, d *Dataset, n int, used int64) {
	t.Helper()
	text, err := json.Marshal(d)
	t.Logf("%d processes: %.1f MB of memory, %.2f MB of JSON", n, float64(used)/1e6, float64(len(text))/1e6)
	if err != nil || used > 20e6 || len(text) > 2e6 || d.seen.Processes != int64(n) {
		t.Errorf("%d processes: %d bytes of memory, %d of JSON: %v", d.seen.Processes, used, len(text), err)
	}
}

// heap is how many bytes are in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func BenchmarkDatasetAdd(b *testing.B) {
	random := dice()
	processes := make([]*Process, 200) // few, since a process comes here hot from other rules
	for i := range processes {
		tree, err := schema.Parse([]byte(invented(i, random, len(processes))))
		if err != nil {
			b.Fatal(err)
		}
		processes[i] = &Process{Value: tree, Options: &Options{}}
	}
	d := NewDataset()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.add(processes[i%len(processes)])
	}
}
