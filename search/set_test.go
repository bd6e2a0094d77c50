package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// setOf is a set with room for size documents.
func setOf(size int, docs ...uint32) set {
	s := newSet(size)
	for _, doc := range docs {
		s.put(doc)
	}
	return s
}

func (s set) list() []uint32 { return slices.Collect(s.all()) }

func TestSet(t *testing.T) {
	s := setOf(130, 1, 63, 64, 129, 129, 5000)
	if got := s.list(); !slices.Equal(got, []uint32{1, 63, 64, 129}) || s.count() != 4 {
		t.Errorf("%v, %d", got, s.count())
	}
	if s.has(5000) || s.has(0) || !s.has(129) {
		t.Error("has")
	}
	clone := s.clone()
	clone.remove(64)
	clone.remove(9999)
	if !s.has(64) || clone.has(64) {
		t.Error("a clone shares its bits")
	}
	if got := s.grown(1000); len(got) < 1000/wordBits || !slices.Equal(got.list(), s.list()) {
		t.Errorf("grown: %v", got)
	}
	for range s.all() {
		break
	}
}

func TestSetsOfOtherSizes(t *testing.T) {
	long, short := setOf(200, 1, 70, 150), setOf(64, 1, 2)
	both := long.clone()
	both.and(short)
	either := short.clone()
	either.or(long)
	wide := long.clone()
	wide.or(short)
	for _, c := range []struct{ got, want []uint32 }{{both.list(), []uint32{1}}, {either.list(), []uint32{1, 2}}, {wide.list(), []uint32{1, 2, 70, 150}}} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

func TestClear(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, to := range []int64{-1, 0, 1, 62, 63, 64, 65, 127, 128, 300, 511, 512, 513, 1 << 20, 1 << 62} {
		s := newSet(512)
		var want []uint32
		for doc := uint32(0); doc < 512; doc++ {
			if random.IntN(2) == 0 {
				s.put(doc)
				if int64(doc) > to {
					want = append(want, doc)
				}
			}
		}
		if s.clear(to); !slices.Equal(s.list(), want) {
			t.Errorf("to %d: %v, want %v", to, s.list(), want)
		}
	}
}
