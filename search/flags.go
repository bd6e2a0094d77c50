package search

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
	"sync/atomic"
)

// State is what came of asking indicators about a process, with its contracts, awards and bids.
type State uint8

// The states, the strongest first: a process is in the first one that any of its answers has. So nothing of a process
// that is not flagged could not be computed.
const (
	Flagged State = iota
	NotComputable
	NotFlagged
)

// Flags says which documents of one version have which state of one indicator. It is no fact of a process: it follows
// from the version's day and from all other processes, so that each version has flags of its own.
type Flags struct {
	code Code
	of   [NotFlagged + 1]set
}

// NewFlags has no answers yet, and room for documents to the last. The labels are the indicator's title.
func NewFlags(indicator, label, labelID string, last int64) *Flags {
	f := &Flags{code: Code{Flag, indicator, label, labelID}}
	for state := range f.of {
		f.of[state] = newSet(int(last) + 1)
	}
	return f
}

// Put adds an answer about a document. It may be called by several at once.
func (f *Flags) Put(doc int64, state State) {
	if s := f.of[state]; doc >= 0 && doc/wordBits < int64(len(s)) {
		atomic.OrUint64(&s[doc/wordBits], 1<<(doc%wordBits))
	}
}

// flagsForm is the number of the form of Encode; flags in another are unknown.
const flagsForm = 1

// Encode writes flags as the store keeps them: the labels, and of each state how many words its set has, and these.
func (f *Flags) Encode() []byte {
	b := appendText(appendText([]byte{flagsForm}, f.code.Label), f.code.LabelID)
	stronger := make(set, len(f.of[Flagged]))
	for _, s := range f.of {
		own := s.clone()
		own.without(stronger)
		stronger.or(own)
		own = own.trimmed()
		b = binary.AppendUvarint(b, uint64(len(own)))
		for _, word := range own {
			b = binary.LittleEndian.AppendUint64(b, word)
		}
	}
	return b
}

// ErrFlags says that flags cannot be read.
var ErrFlags = errors.New("the flags of a version are damaged, or of another terang: publish anew")

func decodeFlags(indicator string, b []byte) (*Flags, error) {
	r := &factsReader{rest: b}
	if r.byte() != flagsForm {
		return nil, ErrFlags
	}
	f := &Flags{code: Code{Facet: Flag, Value: indicator, Label: string(r.text()), LabelID: string(r.text())}}
	for state := range f.of {
		f.of[state] = r.set()
	}
	if r.failed || len(r.rest) > 0 {
		return nil, ErrFlags
	}
	return f, nil
}

// set reads a set of documents.
func (r *factsReader) set() set {
	n := r.uvarint()
	if n > uint64(len(r.rest)/8) {
		r.fail()
		return nil
	}
	s := make(set, n)
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(r.rest[8*i:])
	}
	r.rest = r.rest[8*n:]
	return s
}

// AddFlags adds what an indicator says in the index's version, as Encode wrote it. All must be added before anybody
// else has the index.
func (x *Index) AddFlags(indicator string, encoded []byte) error {
	f, err := decodeFlags(indicator, encoded)
	if err == nil {
		x.flags = append(x.flags, f)
	}
	return err
}

// HasFlags says whether the version's flags are known: versions that an older programme published have none.
func (x *Index) HasFlags() bool { return len(x.flags) > 0 }

// Indicators are the codes of the version's flags, in the order in which they were added.
func (x *Index) Indicators() (codes []string) {
	for _, f := range x.flags {
		codes = append(codes, f.code.Value)
	}
	return codes
}

// flagged is the documents that have a state, of what the indicators say together; of all of them where none is named.
func (x *Index) flagged(indicators []string, state State) set {
	s, stronger := newSet(x.size()), newSet(x.size())
	for _, f := range x.flags {
		if len(indicators) > 0 && !slices.Contains(indicators, f.code.Value) {
			continue
		}
		s.or(f.of[state])
		for _, other := range f.of[:state] {
			stronger.or(other)
		}
	}
	s.without(stronger)
	return s
}

// countFlags counts the found processes that each indicator flags.
func (f *Found) countFlags() (list []Count) {
	for _, one := range f.index.flags {
		if n := f.set.common(one.of[Flagged]); n > 0 {
			list = append(list, Count{one.code, n})
		}
	}
	slices.SortFunc(list, Count.compare)
	return list
}

// common counts what both sets have.
func (s set) common(other set) (n int) {
	for i := range min(len(s), len(other)) {
		n += bits.OnesCount64(s[i] & other[i])
	}
	return n
}

// without takes out what the other has.
func (s set) without(other set) {
	for i := range min(len(s), len(other)) {
		s[i] &^= other[i]
	}
}

// trimmed is the set without the empty words at its end.
func (s set) trimmed() set {
	for len(s) > 0 && s[len(s)-1] == 0 {
		s = s[:len(s)-1]
	}
	return s
}

// states are the names of the states, as indicators have them.
var states = map[string]State{"flagged": Flagged, "not_computable": NotComputable, "not_flagged": NotFlagged}

// StateOf reads the name of a state; not ok where it is of none, as computed: a figure flags nothing.
func StateOf(name string) (state State, ok bool) {
	state, ok = states[name]
	return state, ok
}
