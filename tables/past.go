package tables

import (
	"cmp"
	"slices"
	"strings"

	"terang/schema"
)

// past knows what stood in a process before each of its changes: what the compiled release has, with what changed since
// taken back.
type past struct {
	tree    *schema.Value
	changes []schema.Change

	places map[string][]int32 // of changes by their pointers, and of things by their list's; nil while they are few
	lists  map[*schema.Value]index
	turns  []turn // when it came to have a winner, or lost it; the latest first
	turned bool   // turns are known
}

// newPast takes a process's compiled release and all its changes.
func newPast(tree *schema.Value, changes []schema.Change) past {
	p := past{tree: tree, changes: changes}
	const many = 64 // fewer are gone through each time
	if len(changes) > many {
		p.keepPlaces()
	}
	return p
}

// keepPlaces makes the places known, so that none has to be sought.
func (p *past) keepPlaces() {
	p.places = make(map[string][]int32, len(p.changes))
	for i := range p.changes {
		c := &p.changes[i]
		p.places[c.Pointer] = append(p.places[c.Pointer], int32(i))
		if c.Path == c.Thing { // it came or went
			list := above(c.Pointer)
			p.places[list] = append(p.places[list], int32(i))
		}
	}
}

// above is the pointer to what a pointer's end stands in.
func above(pointer string) string { return pointer[:max(strings.LastIndexByte(pointer, '/'), 0)] }

// at is what stood at a pointer with ids before change k; nil where nothing did. In a list, things may be missing or too
// many that went or came since; touched tells.
func (p *past) at(pointer string, k int) *schema.Value {
	i := p.next(pointer, k)
	if i < 0 {
		return p.walk(p.tree, pointer, true)
	}
	c := &p.changes[i]
	return p.walk(parsed(c.From), pointer[len(c.Pointer):], false)
}

// next is the first change, from k on, of what stands at the pointer or of a thing around it; -1 where there is none.
func (p *past) next(pointer string, k int) int {
	if p.places == nil {
		for i := k; i < len(p.changes); i++ {
			if c := p.changes[i].Pointer; strings.HasPrefix(pointer, c) && (len(c) == len(pointer) || pointer[len(c)] == '/') {
				return i
			}
		}
		return -1
	}
	first := -1
	for around := pointer; around != ""; around = above(around) {
		if i := p.from(around, k); i >= 0 && p.changes[i].Pointer == around && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// from is the first of the places kept for a pointer from k on; -1 where there is none. A list has no changes of its own
// where its things have some, so that no pointer has both.
func (p *past) from(pointer string, k int) int {
	places := p.places[pointer]
	if i, _ := slices.BinarySearch(places, int32(k)); i < len(places) {
		return int(places[i])
	}
	return -1
}

// touched says whether a thing came into the list or went from it with change k or later.
func (p *past) touched(list string, k int) bool {
	if p.places != nil {
		return p.from(list, k) >= 0
	}
	return slices.ContainsFunc(p.changes[k:], func(c schema.Change) bool { return c.Path == c.Thing && above(c.Pointer) == list })
}

// walk follows a pointer with ids.
func (p *past) walk(v *schema.Value, pointer string, kept bool) *schema.Value {
	rest := strings.TrimPrefix(pointer, "/")
	for more := pointer != ""; more && v != nil; {
		var key string
		key, rest, more = strings.Cut(rest, "/")
		if v.IsList() {
			v = p.item(v, unescape(key), kept)
		} else {
			v = v.Get(unescape(key))
		}
	}
	return v
}

var (
	escapes   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

// escape makes a key part of a pointer, and unescape takes it back; most are the same.
func escape(key string) string {
	if strings.ContainsAny(key, "~/") {
		return escapes.Replace(key)
	}
	return key
}

func unescape(key string) string {
	if strings.IndexByte(key, '~') >= 0 {
		return unescapes.Replace(key)
	}
	return key
}

// item is a list's item by its id. Of lists that last, long ones keep their index.
func (p *past) item(list *schema.Value, id string, kept bool) *schema.Value {
	if !kept || list.Len() <= few {
		x := index{list: list, member: "id"}
		return x.find(shared(id))
	}
	x, ok := p.lists[list]
	if !ok {
		if x = newIndex(list, "id"); p.lists == nil {
			p.lists = map[*schema.Value]index{}
		}
		p.lists[list] = x
	}
	return x.find(shared(id))
}

// turn is a change of an award, and whether the process had a winner before it.
type turn struct {
	at      int
	awarded bool
}

// awarded says whether an award stood before change k, the first of its release.
func (p *past) awarded(k int) bool {
	if !p.turned {
		p.findTurns()
	}
	i, found := slices.BinarySearchFunc(p.turns, k, func(t turn, k int) int { return cmp.Compare(k, t.at) })
	if !found {
		i-- // the first one after k
	}
	if i < 0 {
		return slices.ContainsFunc(p.awards(), stands)
	}
	return p.turns[i].awarded
}

// findTurns goes back from what is to what was.
func (p *past) findTurns() {
	p.turned = true
	standing := map[string]bool{}
	for _, award := range p.awards() {
		if stands(award) {
			standing[string(idOf(award.Get("id")))] = true
		}
	}
	for i, c := range slices.Backward(p.changes) {
		if c.Thing != "awards" || c.Path != "awards" && c.Path != "awards/status" {
			continue
		}
		was := c.Path == "awards/status" && isActive(parsed(c.From))
		if c.Path == "awards" && c.Kind == schema.Removed {
			was = stands(parsed(c.From))
		}
		if delete(standing, c.ThingID); was {
			standing[c.ThingID] = true
		}
		p.turns = append(p.turns, turn{i, len(standing) > 0})
	}
}

func (p *past) awards() (all []*schema.Value) {
	for _, award := range p.tree.Get("awards").Items() {
		all = append(all, award)
	}
	return all
}

// stands says whether an award names a winner: one that says nothing of its status may be pending.
func stands(award *schema.Value) bool { return isActive(award.Get("status")) }

func isActive(status *schema.Value) bool { return string(content(status)) == "active" }
