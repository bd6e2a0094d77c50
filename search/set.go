package search

import (
	"iter"
	"math/bits"
)

// set is a set of documents: a bit for each number.
type set []uint64

const wordBits = 64

func newSet(size int) set { return make(set, (size+wordBits-1)/wordBits) }

func (s set) has(doc uint32) bool {
	i := int(doc / wordBits)
	return i < len(s) && s[i]&(1<<(doc%wordBits)) != 0
}

// put puts a document into the set; one beyond its size is left out.
func (s set) put(doc uint32) {
	if i := int(doc / wordBits); i < len(s) {
		s[i] |= 1 << (doc % wordBits)
	}
}

func (s set) remove(doc uint32) {
	if i := int(doc / wordBits); i < len(s) {
		s[i] &^= 1 << (doc % wordBits)
	}
}

// and keeps what the other has too.
func (s set) and(other set) {
	for i := range s {
		if i < len(other) {
			s[i] &= other[i]
		} else {
			s[i] = 0
		}
	}
}

// or adds what the other has.
func (s set) or(other set) {
	for i := range min(len(s), len(other)) {
		s[i] |= other[i]
	}
}

// clear takes out all documents up to the given one.
func (s set) clear(to int64) {
	for doc := int64(0); doc <= to && doc < int64(len(s))*wordBits; doc++ {
		if doc%wordBits == 0 && to-doc >= wordBits {
			s[doc/wordBits] = 0
			doc += wordBits - 1
			continue
		}
		s.remove(uint32(doc))
	}
}

func (s set) clone() set { return append(set(nil), s...) }

// keep takes out what is not to be kept.
func (s set) keep(wanted func(doc uint32) bool) {
	for i, word := range s {
		for left := word; left != 0; left &= left - 1 {
			if bit := bits.TrailingZeros64(left); !wanted(uint32(i*wordBits + bit)) {
				word &^= 1 << bit
			}
		}
		s[i] = word
	}
}

// grown is a copy with room for so many documents.
func (s set) grown(size int) set {
	grown := newSet(size)
	copy(grown, s)
	return grown
}

func (s set) count() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// all passes the documents in order of their numbers.
func (s set) all() iter.Seq[uint32] { return s.between(0, len(s)) }

// between passes the documents of some of the words.
func (s set) between(from, to int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := from; i < to; i++ {
			for word := s[i]; word != 0; word &= word - 1 {
				if !yield(uint32(i*wordBits + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
