package flat

import (
	"hash/maphash"
	"slices"
)

// joined reads the tables of a source release by release.
type joined struct {
	root   *table // nil where no table is that of the releases
	others []*table
	rest   *restReader // nil where there is none
}

// tables are all but rest.
func (j *joined) tables() []*table {
	if j.root == nil {
		return j.others
	}
	return append([]*table{j.root}, j.others...)
}

func (j *joined) begin() error {
	for _, t := range j.tables() {
		if err := t.begin(); err != nil {
			return err
		}
	}
	if j.rest != nil {
		return j.rest.begin()
	}
	return nil
}

func (j *joined) close() {
	for _, t := range j.tables() {
		_ = t.close()
	}
	if j.rest != nil {
		_ = j.rest.table.close()
	}
}

// inOrder says whether every table has the releases in the order of the table releases, as our own files have, so that
// they can be read side by side. It reads only the keys; of them it keeps eight bytes for each release.
func (j *joined) inOrder() (_ bool, err error) {
	if j.root == nil {
		return false, nil
	}
	defer j.close()
	if err := j.begin(); err != nil {
		return false, err
	}
	seed, seen := maphash.MakeSeed(), []uint64(nil)
	for !j.root.done {
		if j.root.blank() {
			if j.rest != nil && j.rest.isWhole() {
				err = j.rest.next()
			}
			if err = firstError(err, j.root.next()); err != nil {
				return false, err
			}
			continue
		}
		key := j.root.key()
		if key.id == "" {
			return false, nil // such rows stay apart
		}
		seen = append(seen, maphash.Comparable(seed, key))
		if err := j.each(key, func(*table) {}, func(restRow) {}); err != nil {
			return false, err
		}
	}
	slices.Sort(seen)
	return j.atEnd() && len(slices.Compact(seen)) == len(seen), nil
}

func firstError(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// atEnd says whether nothing is left of any table.
func (j *joined) atEnd() bool {
	for _, t := range j.tables() {
		if !t.done {
			return false
		}
	}
	return j.rest == nil || j.rest.done
}

// each passes the rows of a release that come next in the tables.
func (j *joined) each(key releaseKey, row func(*table), rest func(restRow)) error {
	for _, t := range j.tables() {
		for !t.done && t.isOf(key) {
			row(t)
			if err := t.next(); err != nil {
				return err
			}
		}
	}
	for j.rest != nil && !j.rest.done && j.rest.key == key {
		rest(j.rest.value)
		if err := j.rest.next(); err != nil {
			return err
		}
	}
	return nil
}

// sideBySide passes releases of tables that are in order, holding one at a time.
func (j *joined) sideBySide(pass func(*rowsOf) error) error {
	defer j.close()
	if err := j.begin(); err != nil {
		return err
	}
	for !j.root.done {
		r := &rowsOf{}
		if j.root.blank() {
			whole, err := j.whole(r)
			if err = firstError(err, j.root.next()); err != nil {
				return err
			}
			if !whole {
				continue
			}
		} else {
			r.key = j.root.key()
			if err := j.each(r.key, r.hold, r.keepRest); err != nil {
				return err
			}
		}
		if err := pass(r); err != nil {
			return err
		}
	}
	return nil
}

// whole takes the release that stands in rest alone, for an empty row of the table releases.
func (j *joined) whole(r *rowsOf) (bool, error) {
	if j.rest == nil || !j.rest.isWhole() {
		return false, nil
	}
	r.keepRest(j.rest.value)
	return true, j.rest.next()
}

func (r *rowsOf) keepRest(rest restRow) {
	r.rest = append(r.rest, rest)
	r.text += len(rest.json)
}
