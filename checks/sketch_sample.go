package checks

import (
	"strconv"
	"strings"
)

// keySample keeps something for each key, for all keys while they are few, and else for those whose hash is low. Which
// keys it keeps depends on the keys alone, and not on their order or division: what is kept of a key is complete.
type keySample[V any] struct {
	Level uint          `json:"level,omitempty"` // one key in 2^Level is kept
	Kept  map[string]*V `json:"kept"`
}

// mostKeys is how many keys a sample keeps at most; then it keeps half as many.
const mostKeys = 1 << 15

func newKeySample[V any]() *keySample[V] { return &keySample[V]{Kept: map[string]*V{}} }

// at gives what is kept for a key, made when it is first asked for; nil where the key is not in the sample.
func (s *keySample[V]) at(key string) *V {
	key = bounded(key)
	if !s.holds(key) {
		return nil
	}
	v := s.Kept[key]
	if v == nil {
		v = new(V)
		s.Kept[key] = v
		if len(s.Kept) > mostKeys {
			s.rise(s.Level + 1)
			v = s.Kept[key]
		}
	}
	return v
}

func (s *keySample[V]) holds(key string) bool { return hash(key)>>(64-s.Level) == 0 }

// rise brings the sample to a level at least as high, and to no more keys than it may have.
func (s *keySample[V]) rise(level uint) {
	for s.Level < level || len(s.Kept) > mostKeys {
		s.Level++
		for key := range s.Kept {
			if !s.holds(key) {
				delete(s.Kept, key)
			}
		}
	}
}

// merge takes over what another sample keeps; add brings together what both keep for a key.
func (s *keySample[V]) merge(other *keySample[V], add func(into, from *V)) {
	if other == nil {
		return
	}
	s.rise(min(other.Level, 63))
	for key, from := range other.Kept {
		if from == nil {
			continue
		}
		if into := s.at(key); into != nil {
			add(into, from)
		}
	}
}

// sampled says whether some keys are not in the sample.
func (s *keySample[V]) sampled() bool { return s.Level > 0 }

// addCounts brings two counts together.
func addCounts(into, from *int64) { *into += *from }

// hash is the same on every machine and in every version: FNV-1a, mixed so that its high bits are good as well.
func hash(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// bounded cuts a long key and puts its hash in the place of the rest, so that no key is vast.
func bounded(key string) string {
	const longest, kept = 120, 96
	if len(key) <= longest {
		return key
	}
	return strings.ToValidUTF8(key[:kept], "") + "…" + strconv.FormatUint(hash(key), 16)
}
