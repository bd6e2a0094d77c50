package tables

import (
	"strconv"
	"sync"

	"terang/exporters"
	"terang/schema"
)

// slot is a thing that a row has values of.
type slot int

// The slots. What stands in those up to the last steady one is the same in all rows of a process.
const (
	release slot = iota
	planning
	tender
	buyer      // as it stands among the parties
	lastSteady = buyer
)

const (
	thing     slot = lastSteady + 1 + iota // the row's own
	award                                  // that it belongs to
	contract                               // that it belongs to
	bid                                    // that it belongs to
	milestone                              // that it belongs to
	party                                  // that it is about
	slots
)

// plan is how the rows of a table are filled.
type plan struct {
	steady, moving []*filled
	width          int
	pool           sync.Pool // of rows, used again
}

// row is a row while it is filled. Its cells are parts of the release's line, or of text.
type row struct {
	*Process
	*sections
	at      [slots]*schema.Value
	stage   *stage
	number  int    // of the thing among those that share one fact, from 1
	of      int    // how many they are
	pointer []byte // to the thing

	cells       [][]byte
	text        []byte // of cells that had to be made
	rounded     bool   // an amount in the row was rounded or left out
	steadyText  int    // how much of text is of steady cells
	steadyRound bool
	begun       bool
	sum         sum

	plan  *plan
	out   *exporters.Rows
	count int // of rounded rows
}

// rows makes the rows of a process.
func (p *plan) rows(process *Process, out *exporters.Rows, each func(*row)) (rounded int) {
	r, _ := p.pool.Get().(*row)
	if r == nil {
		r = &row{cells: make([][]byte, p.width), plan: p}
	}
	r.Process, r.sections, r.out, r.begun, r.count = process, process.sections(), out, false, 0
	r.at[release], r.at[planning], r.at[tender], r.at[buyer] = process.Tree, r.sections.planning, r.sections.tender, r.sections.buyer
	each(r)
	rounded = r.count
	if r.begun {
		clear(r.cells)
	}
	clear(r.at[:])
	r.Process, r.sections, r.out, r.sum.currency = nil, nil, nil, nil
	p.pool.Put(r)
	return rounded
}

// write adds a row about what stands in the slots. The cells that are the same in all rows of the process are filled
// with the first.
func (r *row) write() {
	if !r.begun {
		r.begun, r.text, r.rounded = true, r.text[:0], false
		r.fill(r.plan.steady)
		r.steadyText, r.steadyRound = len(r.text), r.rounded
	}
	r.text, r.rounded = r.text[:r.steadyText], r.steadyRound
	r.fill(r.plan.moving)
	r.out.Append(r.cells)
	if r.rounded {
		r.count++
	}
}

func (r *row) fill(facts []*filled) {
	for _, f := range facts {
		cells := r.cells[f.first:f.end]
		for i := range cells {
			if cells[i] != nil { // most are null; to clear them all would keep the garbage collector busy
				cells[i] = nil
			}
		}
		f.fill(r, f, r.at[f.slot].Get(f.path...), cells)
	}
}

// each passes the objects of a list, setting the thing and its pointer, which is the list's and the index.
func (r *row) each(list *schema.Value, pointer string, pass func()) {
	base := len(r.pointer)
	for i, item := range list.Items() {
		if item.IsObject() {
			r.pointer = append(append(r.pointer[:base], pointer...), '/')
			r.pointer = strconv.AppendInt(r.pointer, int64(i), 10)
			r.at[thing] = item
			pass()
		}
	}
	r.pointer = r.pointer[:base]
}

// made gives what was appended to the row's text since it had a length.
func (r *row) made(since int) []byte { return r.text[since:len(r.text):len(r.text)] }
