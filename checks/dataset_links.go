package checks

import (
	"cmp"
	"slices"

	"terang/schema"
)

// linked is what is remembered of an ocid: what the process is called, and what others call it.
type linked struct {
	Known  bool     `json:"k,omitempty"` // the process is there
	Title  uint32   `json:"t,omitempty"` // hash of its tender's title; 0 where it has none
	Asked  int64    `json:"a,omitempty"` // references to it
	Titles []titled `json:"c,omitempty"` // the titles that they give it
}

// titled is a title that references give, by its hash.
type titled struct {
	Hash   uint32 `json:"h"`
	N      int64  `json:"n"`
	Source string `json:"s"` // ocid of a process that gives it, the first by its letters
}

// links remembers a process and what it refers to.
func (d *Dataset) links(t *staged) {
	ocid := t.Get("ocid").Text()
	if ocid != "" {
		if own := d.seen.Links.at(ocid); own != nil {
			own.Known = true
			own.Title = max(own.Title, titleHash(t.tender.Get("title")))
		}
	}
	d.references(ocid, t.Get("relatedProcesses"))
	for _, contract := range t.contracts.Items() {
		d.references(ocid, contract.Get("relatedProcesses"))
	}
}

func (d *Dataset) references(source string, related *schema.Value) {
	for _, reference := range related.Items() {
		d.count(relationships, reference.Get("relationship"))
		identifier := reference.Get("identifier").Text()
		if identifier == "" || !is(reference.Get("scheme"), "ocid") {
			continue
		}
		target := d.seen.Links.at(identifier)
		if target == nil {
			continue
		}
		target.Asked++
		if h := titleHash(reference.Get("title")); h != 0 {
			target.title(titled{h, 1, source})
		}
	}
}

// title remembers a title that a reference gives. Of many different ones it keeps those with the lowest hashes, which
// do not depend on the order.
func (l *linked) title(t titled) {
	const most = 16
	i, known := slices.BinarySearchFunc(l.Titles, t, func(a, b titled) int { return cmp.Compare(a.Hash, b.Hash) })
	if known {
		l.Titles[i].N += t.N
		l.Titles[i].Source = min(l.Titles[i].Source, t.Source)
		return
	}
	l.Titles = slices.Insert(l.Titles, i, t)
	l.Titles = l.Titles[:min(most, len(l.Titles))]
}

func (l *linked) merge(from *linked) {
	l.Known = l.Known || from.Known
	l.Title = max(l.Title, from.Title)
	l.Asked += from.Asked
	for _, t := range from.Titles {
		l.title(t)
	}
}

// titleHash is 0 where there is no title, and else hardly ever.
func titleHash(title *schema.Value) uint32 {
	if title.Empty() {
		return 0
	}
	return uint32(hash(title.Text())) | 1
}
