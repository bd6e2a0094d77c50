package schema

// texts finds a text in a set that does not change, without copying it; its methods take nil for the set that is empty.
type texts struct {
	all   []string
	slots []uint16 // by hash: 1 + the place in all, or 0; at least three of four are free, and their number is a power of two
}

func newTexts(all []string) *texts {
	t := &texts{all: all}
	size := 4
	for size < 4*len(all) {
		size *= 2
	}
	t.slots = make([]uint16, size)
	for i, text := range all {
		at := t.hash(text)
		for t.slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		t.slots[at] = uint16(i + 1)
	}
	return t
}

// find gives the place of a text in the set, -1 where it is not in it.
func (t *texts) find(text string) int {
	for at := t.hash(text); ; at = (at + 1) & uint32(len(t.slots)-1) {
		i := int(t.slots[at]) - 1
		if i < 0 || t.all[i] == text {
			return i
		}
	}
}

// hash looks at the length and at three bytes: names and codes rarely agree in all of these.
func (t *texts) hash(text string) uint32 {
	n := len(text)
	if n == 0 {
		return 0
	}
	h := uint32(n) | uint32(text[0])<<8 | uint32(text[n/2])<<16 | uint32(text[n-1])<<24
	return h * 0x9e3779b1 >> 16 & uint32(len(t.slots)-1)
}
