package search

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// blocks keeps postings as the store does.
type blocks map[int64]map[string][]byte

func (b blocks) words(block int64, words []string) (map[string][]byte, error) {
	there := map[string][]byte{}
	for _, word := range words {
		if docs, ok := b[block][word]; ok {
			there[word] = slices.Clone(docs)
		}
	}
	return there, nil
}

func (b blocks) take(t *testing.T, p *Postings) {
	t.Helper()
	taken, err := p.Take(b.words)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range taken {
		if b[one.Block] == nil {
			b[one.Block] = map[string][]byte{}
		}
		b[one.Block][one.Word] = one.Docs
	}
}

// docs are those of a word, below size.
func (b blocks) docs(word string, size int) []uint32 {
	s := newSet(size)
	for block, all := range b {
		if docs, ok := all[word]; ok {
			(&Posting{word, block, docs}).addTo(s)
		}
	}
	return s.list()
}

// Words of documents are found again, whatever the blocks' borders, however often they were taken between.
func TestPostings(t *testing.T) {
	for _, sparse := range []int{1, 2, 15, 16, 17, 1000} { // of how many documents one has the word: around where lists become bits
		random := rand.New(rand.NewPCG(uint64(sparse), 1))
		kept, p := blocks{}, &Postings{}
		var want []uint32
		const last = 2*blockDocs + 100
		for doc := int64(1); doc <= last; doc++ {
			var words []string
			if random.IntN(sparse) == 0 || doc == blockDocs-1 || doc == blockDocs || doc == blockDocs+1 {
				words, want = append(words, "w"), append(want, uint32(doc))
			}
			if p.Full(doc) {
				kept.take(t, p)
			}
			p.Add(doc, append(words, "all"))
			if random.IntN(5000) == 0 {
				kept.take(t, p)
			}
		}
		kept.take(t, p)
		if got := kept.docs("w", last+1); !slices.Equal(got, want) {
			t.Errorf("1 of %d: %d documents, want %d", sparse, len(got), len(want))
		}
		if got := kept.docs("all", last+1); len(got) != last || got[0] != 1 {
			t.Errorf("1 of %d: %d documents have the word of all", sparse, len(got))
		}
		for block, words := range kept {
			for word, docs := range words {
				if len(docs) > blockBytes {
					t.Errorf("block %d of %s has %d bytes", block, word, len(docs))
				}
			}
		}
	}
}

func TestBlockBorders(t *testing.T) {
	for doc, want := range map[int64]int64{1: 0, blockDocs - 1: 0, blockDocs: 1, 2*blockDocs - 1: 1, 2 * blockDocs: 2} {
		if got := BlockOf(doc); got != want {
			t.Errorf("%d: block %d", doc, got)
		}
	}
	var p Postings
	if p.Full(70000) {
		t.Error("nothing is full")
	}
	p.Add(blockDocs-1, []string{"a"})
	if p.Full(blockDocs-1) || !p.Full(blockDocs) {
		t.Error("full is what another block follows")
	}
}

// A list turns into bits where it would be as long, and is the same documents.
func TestListsBecomeBits(t *testing.T) {
	for _, n := range []int{1, blockBytes/2 - 2, blockBytes/2 - 1, blockBytes / 2, blockBytes/2 + 1, 5000} {
		for _, first := range []int{1, 2, n - 1} {
			if first < 0 || first > n {
				continue
			}
			var places []uint16
			for i := range n {
				places = append(places, uint16(i*6))
			}
			block := joinPlaces(joinPlaces(nil, places[:first]), places[first:])
			var got []uint16
			eachPlace(block, func(place uint16) { got = append(got, place) })
			if !slices.Equal(got, places) || len(block) > blockBytes {
				t.Errorf("%d after %d: %d places in %d bytes", n, first, len(got), len(block))
			}
		}
	}
}

// What a later version has added to a block is not in the way of an index that is smaller.
func TestPostingsBehindAnIndex(t *testing.T) {
	many := make([]uint16, 3000)
	for i := range many {
		many[i] = uint16(i)
	}
	for _, places := range [][]uint16{{1, 99, 100, 5000}, many} {
		for _, size := range []int{0, 1, 65, 100} {
			s := newSet(size)
			(&Posting{"w", 0, joinPlaces(nil, places)}).addTo(s)
			(&Posting{"w", 7, joinPlaces(nil, places)}).addTo(s)
			if n := s.count(); n > len(s)*wordBits || size == 100 && !s.has(99) {
				t.Errorf("%d places, size %d: %d", len(places), size, n)
			}
		}
	}
}

func TestTakeTellsOfFailures(t *testing.T) {
	var p Postings
	p.Add(1, []string{"a"})
	broken := errors.New("broken")
	if _, err := p.Take(func(int64, []string) (map[string][]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
}
