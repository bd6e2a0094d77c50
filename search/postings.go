package search

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Which documents have a word is kept in blocks of 32,768 documents: as a list of their places in the block, two bytes
// each, or, where that is shorter, as one bit for each place.
const (
	blockDocs  = 1 << 15
	blockBytes = blockDocs / 8
)

// Posting is a block of the documents that have a word.
type Posting struct {
	Word  string
	Block int64
	Docs  []byte
}

// Postings gathers the words of documents, block by block.
type Postings struct {
	block  int64
	places map[string][]uint16
}

// BlockOf is the block that a document is in.
func BlockOf(doc int64) int64 { return doc / blockDocs }

// Full says whether the document belongs to another block than what was gathered: that must be taken first.
func (p *Postings) Full(doc int64) bool { return len(p.places) > 0 && BlockOf(doc) != p.block }

// Add gathers the words of a document. Documents come in order.
func (p *Postings) Add(doc int64, words []string) {
	if p.places == nil {
		p.places = map[string][]uint16{}
	}
	p.block = BlockOf(doc)
	for _, word := range words {
		p.places[word] = append(p.places[word], uint16(doc%blockDocs))
	}
}

// Take gives what was gathered, in order of words, added to what there is already in the block, and begins anew. there
// is asked for all words at once.
func (p *Postings) Take(there func(block int64, words []string) (map[string][]byte, error)) ([]Posting, error) {
	words := slices.Sorted(maps.Keys(p.places))
	former, err := there(p.block, words)
	if err != nil {
		return nil, err
	}
	all := make([]Posting, len(words))
	for i, word := range words {
		all[i] = Posting{word, p.block, joinPlaces(former[word], p.places[word])}
	}
	p.places = nil
	return all, nil
}

// joinPlaces adds places to a block; they are behind those that it has.
func joinPlaces(block []byte, places []uint16) []byte {
	if len(block) < blockBytes && len(block)+2*len(places) < blockBytes {
		block = slices.Clone(block)
		for _, place := range places {
			block = binary.LittleEndian.AppendUint16(block, place)
		}
		return block
	}
	bits := make([]byte, blockBytes)
	eachPlace(block, func(place uint16) { bits[place/8] |= 1 << (place % 8) })
	for _, place := range places {
		bits[place/8] |= 1 << (place % 8)
	}
	return bits
}

// eachPlace passes the places of a block.
func eachPlace(block []byte, pass func(uint16)) {
	if len(block) != blockBytes {
		for ; len(block) >= 2; block = block[2:] {
			pass(binary.LittleEndian.Uint16(block))
		}
		return
	}
	for i, eight := range block {
		for bit := range 8 {
			if eight&(1<<bit) != 0 {
				pass(uint16(i*8 + bit))
			}
		}
	}
}

// addTo puts the documents of a block into a set.
func (p *Posting) addTo(s set) {
	first := p.Block * blockDocs
	if len(p.Docs) == blockBytes {
		for i := 0; i < blockBytes; i += 8 {
			if word := int(first+int64(i)*8) / wordBits; word < len(s) {
				s[word] |= binary.LittleEndian.Uint64(p.Docs[i:])
			}
		}
		return
	}
	eachPlace(p.Docs, func(place uint16) { s.put(uint32(first) + uint32(place)) })
}
