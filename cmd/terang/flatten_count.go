package main

import (
	"cmp"
	"errors"
	"hash/fnv"
	"slices"

	"terang/flat"
	"terang/schema"
)

// count is the first pass: which places the releases use, and which of them have the key of one before. It is made a
// second time where a package turned out to declare an extension after releases had been counted without it.
//
// Inputs are cut into pieces, as long as they are plainly releases; else all of them are read as any input is.
func (f *flattening) count() error {
	f.cut = &cutInputs{inputs: f.inputs}
	f.cleanUps = append(f.cleanUps, f.cut.remove)
	err := f.countAll()
	if !errors.Is(err, schema.ErrNotPlain) {
		return err
	}
	f.cut, f.urls = nil, nil
	if f.kept = keep(); f.kept != nil {
		f.cleanUps = append(f.cleanUps, f.kept.remove)
	}
	return f.countAll()
}

func (f *flattening) countAll() error {
	for again := false; ; again = true {
		c := &counting{f: f}
		err := f.read(again, c.look, c.worker, func(*bunch) error { return nil })
		if err != nil {
			return err
		}
		f.cut.keep()
		f.keptAll()
		if c.extensions == len(f.urls) || c.schema == nil {
			f.sum(c)
			return nil
		}
	}
}

// keptAll ends keeping.
func (f *flattening) keptAll() {
	if f.kept == nil {
		return
	}
	if f.kept.whole = f.kept.out.Flush() == nil; !f.kept.whole {
		f.kept = nil
	}
}

// counting is one attempt at it.
type counting struct {
	f          *flattening
	schema     *schema.Schema // by which releases are counted; nil before the first
	extensions int            // that it has
	workers    []*counter
}

// counter is one worker's.
type counter struct {
	uses *flat.Uses
	keys []key
}

// key is a release's key, as a hash, and its place among all. Two keys of one hash are taken for the same, which costs
// the second release its rows, but loses nothing.
type key struct {
	hash   uint64
	number int64
}

// look notes the extensions that are declared; what was counted without one of them is not counted on.
func (c *counting) look(i item) bool {
	c.f.declare(i)
	if k := c.f.kept; k != nil && !k.whole && !k.add(i) {
		c.f.kept = nil
	}
	releases := i.release != nil || i.piece != nil
	if releases && c.schema == nil {
		c.schema, c.extensions = c.f.extended(), len(c.f.urls)
	}
	return releases && c.extensions == len(c.f.urls)
}

// declare notes the extensions that a release's package declares before it, and a package after all.
func (f *flattening) declare(i item) {
	var urls []string
	switch {
	case i.release != nil:
		urls = i.release.Package.Declared()
	case i.piece != nil:
		urls = i.piece.Package.Declared()
	case i.pkg != nil:
		urls = i.pkg.Extensions()
	}
	for _, url := range urls {
		if url != "" && !slices.Contains(f.urls, url) {
			f.urls = append(f.urls, url)
		}
	}
}

func (c *counting) worker() func(*bunch) error {
	w := &counter{}
	c.workers = append(c.workers, w)
	return func(b *bunch) error {
		if w.uses == nil {
			w.uses = flat.NewUses(c.schema)
		}
		for _, i := range b.items {
			if err := w.look(i); err != nil {
				return err
			}
		}
		return nil
	}
}

func (w *counter) look(i item) error {
	if i.piece == nil {
		return schema.WithTree(i.release.Line, func(tree *schema.Value) { w.count(tree, i.number) })
	}
	defer i.piece.Free()
	return i.piece.Check(func(tree *schema.Value) {
		w.count(tree, i.number)
		i.number++
	})
}

func (w *counter) count(tree *schema.Value, number int64) {
	w.uses.Count(tree, number)
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(tree.Get("ocid").ID() + "\x00" + tree.Get("id").ID()))
	w.keys = append(w.keys, key{hash.Sum64(), number})
}

// sum adds up what the workers have counted.
func (f *flattening) sum(c *counting) {
	f.uses, f.again = flat.NewUses(f.extended()), map[int64]bool{}
	var keys []key
	for _, w := range c.workers {
		if w.uses != nil {
			f.uses.Add(w.uses)
		}
		keys = append(keys, w.keys...)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.number, b.number)) })
	for i := range keys {
		if i > 0 && keys[i].hash == keys[i-1].hash {
			f.again[keys[i].number] = true
		}
	}
}

// write is the second pass: the rows.
func (f *flattening) write(layout *flat.Layout, files *tableFiles) error {
	packer := layout.Packer()
	err := f.read(true, func(item) bool { return true }, func() func(*bunch) error {
		flattener := layout.Flattener()
		return func(b *bunch) error { return f.rows(flattener, b) }
	}, func(b *bunch) error {
		for _, i := range b.items {
			if err := i.pack(packer); err != nil {
				return err
			}
		}
		if err := files.write(b.rows); err != nil {
			return err
		}
		return files.write(packer.Take())
	})
	if err != nil {
		return err
	}
	packer.End()
	return files.write(packer.Take())
}

// rows makes the rows of a bunch's releases.
func (f *flattening) rows(flattener *flat.Flattener, b *bunch) error {
	for _, i := range b.items {
		if err := i.trees(func(tree *schema.Value) {
			if f.again[i.number] {
				flattener.Whole(tree)
			} else {
				flattener.Release(tree)
			}
			i.number++
		}); err != nil {
			return err
		}
	}
	b.rows = flattener.Take()
	return nil
}

// trees passes the trees of the item's releases.
func (i item) trees(each func(*schema.Value)) error {
	switch {
	case i.release != nil:
		return schema.WithTree(i.release.Line, each)
	case i.piece != nil:
		defer i.piece.Free()
		return i.piece.Each(each)
	}
	return nil
}

func (i item) pack(p *flat.Packer) error {
	switch {
	case i.release != nil:
		p.Release(i.release)
	case i.piece != nil:
		for range i.piece.Releases {
			p.Release(&schema.Release{Package: i.piece.Package, Place: schema.Place{File: i.piece.File}})
		}
	case i.record != nil:
		p.Record(i.record)
	default:
		return p.Package(i.pkg, i.pkg.Line)
	}
	return nil
}
