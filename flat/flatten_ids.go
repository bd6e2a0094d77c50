package flat

import "unsafe"

// ids are those that the items of a list have had.
type ids struct {
	few  [][]byte
	many map[string]struct{}
}

// mostFew is how many ids are compared one by one.
const mostFew = 16

func (s *ids) forget() {
	s.few = s.few[:0]
	if len(s.many) > 0 {
		s.many = nil // of a large list: clearing it costs as much as it once held
	}
}

// add says whether the id is new. Its bytes stay as they are while the list is read.
func (s *ids) add(id []byte) bool {
	if len(s.few) < mostFew {
		for _, other := range s.few {
			if string(other) == string(id) {
				return false
			}
		}
		s.few = append(s.few, id)
		return true
	}
	if s.many == nil {
		s.many = make(map[string]struct{}, 4*mostFew)
		for _, other := range s.few {
			s.many[view(other)] = struct{}{}
		}
	}
	before := len(s.many)
	s.many[view(id)] = struct{}{}
	return len(s.many) > before
}

func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }
