package flat

// fromMemory passes releases of tables in any order, which is that of other people's files: all rows are held until the
// last is read. Releases come in the order of the table releases, then in that in which rows first name them.
func (j *joined) fromMemory(pass func(*rowsOf) error) error {
	defer j.close()
	if err := j.begin(); err != nil {
		return err
	}
	h := &heldReleases{byKey: map[releaseKey]*rowsOf{}}
	for _, t := range j.tables() {
		for !t.done {
			h.row(t, j)
			if err := t.next(); err != nil {
				return err
			}
		}
	}
	for j.rest != nil && !j.rest.done {
		h.restRow(j.rest)
		if err := j.rest.next(); err != nil {
			return err
		}
	}
	for _, r := range h.all {
		if err := pass(r); err != nil {
			return err
		}
	}
	return nil
}

// heldReleases are releases in the making.
type heldReleases struct {
	all   []*rowsOf
	byKey map[releaseKey]*rowsOf
	blank []*rowsOf // of empty rows of the table releases, which rest may have something for
}

func (h *heldReleases) row(t *table, j *joined) {
	if t.blank() {
		if t == j.root && j.rest != nil {
			h.blank = append(h.blank, h.add(&rowsOf{}))
		}
		return
	}
	key := t.key()
	r := h.byKey[key]
	if r == nil {
		r = h.add(&rowsOf{key: key})
		if key.id != "" { // rows without an id are releases of their own, unless another field joins them
			h.byKey[key] = r
		}
		if j.root != nil && t != j.root {
			f := Found{Finding: rules[CodeOrphan].Finding("", key.ocid, key.id)}
			f.File, f.Line, f.OCID, f.Release, f.Cell = t.File, t.row, key.ocid, key.id, t.cellAt(t.row, -1)
			r.found = append(r.found, f)
		}
	}
	r.hold(t)
}

func (h *heldReleases) add(r *rowsOf) *rowsOf {
	h.all = append(h.all, r)
	return r
}

// restRow gives a row of rest to its release; a release of which there is no row is made of what rest has.
func (h *heldReleases) restRow(rest *restReader) {
	switch {
	case rest.isWhole() && len(h.blank) > 0:
		h.blank[0].keepRest(rest.value)
		h.blank = h.blank[1:]
	case rest.isWhole():
		h.add(&rowsOf{}).keepRest(rest.value)
	default:
		r := h.byKey[rest.key]
		if r == nil {
			r = h.add(&rowsOf{key: rest.key})
			h.byKey[rest.key] = r
		}
		r.keepRest(rest.value)
	}
}
