package checks

import (
	"fmt"
	"maps"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// dice gives the same numbers in every run.
func dice() *rand.Rand { return rand.New(rand.NewPCG(7, 11)) }

// While few keys differ the counts are exact; with many, each is within its bounds, also after merging.
func TestFrequent(t *testing.T) {
	for _, c := range []struct {
		different uint64
		exact     bool
	}{{1500, true}, {40_000, false}} {
		random := dice()
		zipf := rand.NewZipf(random, 1.1, 5, c.different-1)
		truth, whole, parts := map[string]int64{}, newFrequent(), []*frequent{newFrequent(), newFrequent(), newFrequent()}
		for range 150_000 {
			key := fmt.Sprint("code ", zipf.Uint64())
			truth[key]++
			whole.add(key)
			parts[random.IntN(3)].add(key)
		}
		parts[0].merge(parts[1])
		parts[0].merge(parts[2])
		for _, f := range []*frequent{whole, parts[0]} {
			checkFrequent(t, f, truth, c.exact)
		}
		if c.exact && !reflect.DeepEqual(whole, parts[0]) {
			t.Error("the parts of exact counts do not add up to the whole")
		}
	}
}

func checkFrequent(t *testing.T, f *frequent, truth map[string]int64, exact bool) {
	t.Helper()
	for key, n := range truth {
		if got := f.Counts[key]; got > n || got+f.Missed < n {
			t.Fatalf("%s occurred %d times, counted %d and missed %d at most", key, n, got, f.Missed)
		}
	}
	if f.Total != 150_000 || f.Missed > f.Total/(counters+1) || exact != (f.Missed == 0) || len(f.Counts) > 2*counters {
		t.Errorf("total %d, missed %d, keys %d", f.Total, f.Missed, len(f.Counts))
	}
}

func TestFrequentTop(t *testing.T) {
	f := newFrequent()
	for _, key := range []string{"b", "c", "a", "c", "a", "d"} {
		f.add(key)
	}
	if got := f.top(3); !slices.Equal(got, []counted{{"a", 2}, {"c", 2}, {"b", 1}}) {
		t.Errorf("top: %v", got)
	}
}

// Every number is within the bounds of its bucket, and the buckets follow upon each other without a gap.
func TestBuckets(t *testing.T) {
	random := dice()
	for range 20_000 {
		n := new(big.Int).Rsh(new(big.Int).SetUint64(random.Uint64()), uint(random.IntN(64)))
		n.Lsh(n, uint(random.IntN(40)))
		if n.BitLen() > widest {
			continue
		}
		least, most := bounds(bucketOf(n))
		if least.Cmp(n) > 0 || most.Cmp(n) < 0 {
			t.Fatalf("%s is not within %s and %s", n, least, most)
		}
		if width := new(big.Int).Sub(most, least); new(big.Int).Lsh(width, leadBits).Cmp(least) > 0 {
			t.Fatalf("the bucket from %s to %s is too wide", least, most)
		}
	}
	for i := range uint16(lastBucket) {
		_, most := bounds(i)
		if least, _ := bounds(i + 1); least.Cmp(most.Add(most, big.NewInt(1))) != 0 {
			t.Fatalf("bucket %d begins with %s, want %s", i+1, least, most)
		}
	}
	if vast := new(big.Int).Lsh(big.NewInt(3), 500); bucketOf(vast) != lastBucket {
		t.Error("a vast number is not in the last bucket")
	}
}

// The sum is exact, and the sum of the largest is between the bounds that are given for it, which are close.
func TestHistogram(t *testing.T) {
	random := dice()
	whole, half, other := newHistogram(), newHistogram(), newHistogram()
	var exact []*big.Int
	sum := new(big.Int)
	for i := range 30_000 {
		amount := new(big.Rat).SetFrac64(int64(math.Exp(random.NormFloat64()*3+16)*100), 100)
		exact = append(exact, parts(amount))
		sum.Add(sum, parts(amount))
		whole.add(amount)
		[]*histogram{half, other}[i%2].add(amount)
	}
	half.merge(other)
	if !reflect.DeepEqual(whole, half) {
		t.Error("the parts do not add up to the whole")
	}
	if n, got := whole.total(); n != 30_000 || got.Cmp(sum) != 0 {
		t.Errorf("%d amounts of %s, want 30000 of %s", n, got, sum)
	}
	slices.SortFunc(exact, func(a, b *big.Int) int { return b.Cmp(a) })
	for _, n := range []int{1, 2, 7, 100, 300, 5000, 29_999, 30_000} {
		want := new(big.Int)
		for _, x := range exact[:n] {
			want.Add(want, x)
		}
		least, most := whole.top(int64(n))
		if least.Cmp(want) > 0 || most.Cmp(want) < 0 {
			t.Errorf("the top %d are %s, not between %s and %s", n, want, least, most)
		}
		if width := most.Sub(most, least); new(big.Int).Mul(width, big.NewInt(100)).Cmp(want) > 0 {
			t.Errorf("the top %d are known to %s of %s only", n, width, want)
		}
	}
}

// Amounts too large for a bucket of their own are still summed exactly.
func TestHistogramVast(t *testing.T) {
	h := newHistogram()
	vast, _ := new(big.Rat).SetString("1e300")
	vaster, _ := new(big.Rat).SetString("3e300")
	h.add(vast)
	h.add(vaster)
	least, most := h.top(1)
	if want := parts(vaster); least.Cmp(want) > 0 || most.Cmp(want) < 0 {
		t.Errorf("the larger is not between %s and %s", least, most)
	}
}

func TestParts(t *testing.T) {
	for text, want := range map[string]int64{"12": 120_000, "0.5": 5000, "0.00004": 0, "0.00005": 1, "-0.00005": -1, "1.23456": 12_346} {
		amount, _ := new(big.Rat).SetString(text)
		if got := parts(amount); got.Int64() != want {
			t.Errorf("parts(%s) = %s, want %d", text, got, want)
		}
	}
}

// Whatever the order and division of the keys, the same ones are kept, each with all of its count.
func TestKeySample(t *testing.T) {
	for _, different := range []int{20_000, 150_000} {
		truth, whole := map[string]int64{}, newKeySample[int64]()
		parts := []*keySample[int64]{newKeySample[int64](), newKeySample[int64](), newKeySample[int64]()}
		random := dice()
		for i := range 2 * different {
			key := fmt.Sprint("ocds-abc123-", i*7919%different)
			truth[key]++
			tally(whole, key)
			tally(parts[min(random.IntN(60), 2)], key) // most go to the last
		}
		parts[0].merge(parts[2], addCounts)
		parts[0].merge(parts[1], addCounts)
		if !reflect.DeepEqual(whole, parts[0]) {
			t.Errorf("of %d keys the parts keep %d, the whole %d", different, len(parts[0].Kept), len(whole.Kept))
		}
		if whole.sampled() != (different > mostKeys) || len(whole.Kept) > mostKeys || len(whole.Kept) < min(different, mostKeys/3) {
			t.Errorf("of %d keys %d are kept at level %d", different, len(whole.Kept), whole.Level)
		}
		for key, n := range whole.Kept {
			if *n != truth[key] {
				t.Fatalf("%s occurred %d times, kept %d", key, truth[key], *n)
			}
		}
	}
}

func tally(s *keySample[int64], key string) {
	if n := s.at(key); n != nil {
		*n++
	}
}

// Long keys are cut, and yet told apart.
func TestBounded(t *testing.T) {
	long := strings.Repeat("é", 5000)
	cuts := map[string]bool{bounded(long): true, bounded(long + "a"): true, bounded("short"): true}
	for key := range maps.Keys(cuts) {
		if len(key) > 120 || strings.ContainsRune(key, '�') {
			t.Errorf("%d bytes: %q", len(key), key)
		}
	}
	if len(cuts) != 3 || !cuts[bounded(strings.Clone(long))] {
		t.Errorf("the keys are %v", cuts)
	}
	if got := hash("ocds"); got != 0x845c208edd3f504e { // kept summaries depend on it
		t.Errorf("hash: %#x", got)
	}
}
