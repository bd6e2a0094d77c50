package indicators

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// dataset is what is remembered of all processes: small facts, some 500 bytes a process. It may be added to from any
// number of goroutines.
type dataset struct {
	config    *Config
	contracts bool // some indicator asks for contracts and awards' values; Cardinal's ask for bids alone

	names sync.Mutex
	orgs  map[string]*organization // by id
	texts map[string]string

	facts    sync.Mutex
	works    []fact // of contracts
	deals    []fact // of processes
	wins     []win
	contests []contest
	entrants []entrant
	heard    []heard
	entries  []entry
	counts   Counts

	debarments []debarment

	made groupings // once all is known
}

// Counts is what the processes were.
type Counts struct {
	Processes   int `json:"processes"`
	Plans       int `json:"plans"`       // RUP: no procurements
	SelfManaged int `json:"selfManaged"` // swakelola: no contractor
}

func newDataset(c *Config) *dataset {
	return &dataset{config: c, orgs: map[string]*organization{}, texts: map[string]string{}}
}

// organization finds the one with the id, and makes it where it is new; nil without an id. Of several names the first in
// order of text stays, whatever came first.
func (d *dataset) organization(id, name string, individual bool) *organization {
	if id == "" {
		return nil
	}
	d.names.Lock()
	defer d.names.Unlock()
	o := d.orgs[id]
	if o == nil {
		o = &organization{id: strings.Clone(id), name: strings.Clone(name)}
		d.orgs[o.id] = o
	}
	if name != "" && (o.name == "" || name < o.name) {
		o.name = strings.Clone(name)
	}
	o.individual = o.individual || individual
	return o
}

// text keeps one copy of a text.
func (d *dataset) text(s string) string {
	d.names.Lock()
	defer d.names.Unlock()
	kept, ok := d.texts[s]
	if !ok {
		kept = strings.Clone(s)
		d.texts[kept] = kept
	}
	return kept
}

// sort puts facts into an order that does not depend on which process came first.
func (d *dataset) sort() {
	d.rank()
	byFact := func(a, b fact) int { return a.held.cmp(&b.held) }
	var pool sync.WaitGroup
	for _, one := range [...]func(){
		func() { slices.SortFunc(d.works, byFact) },
		func() { slices.SortFunc(d.deals, byFact) },
		func() { slices.SortFunc(d.wins, func(a, b win) int { return a.held.cmp(&b.held) }) },
		func() {
			slices.SortFunc(d.contests, func(a, b contest) int { return strings.Compare(a.origin.ocid, b.origin.ocid) })
		},
		func() {
			slices.SortFunc(d.heard, func(a, b heard) int { return strings.Compare(a.origin.ocid, b.origin.ocid) })
		},
		func() { slices.SortFunc(d.entries, entry.cmp) },
		func() { slices.SortFunc(d.entrants, entrant.cmp) },
	} {
		pool.Go(one)
	}
	pool.Wait()
}

// rank numbers the organizations in the order of their ids.
func (d *dataset) rank() {
	all := slices.SortedFunc(maps.Values(d.orgs), func(a, b *organization) int { return strings.Compare(a.id, b.id) })
	for i, o := range all {
		o.rank = int32(i)
	}
}

// held is what all facts say: of which process they are, and whose.
type held struct {
	origin    *origin
	suppliers []*organization
	index     int32  // of the contract or award in the compiled release; -1 where it is the process
	release   string // the latest in which it stood
	seq       int64
}

func (h *held) cmp(other *held) int {
	return cmp.Or(strings.Compare(h.origin.ocid, other.origin.ocid), cmp.Compare(h.index, other.index))
}

// evidence points to the fact, in a list of the compiled release.
func (h *held) evidence(list string) Evidence {
	e := Evidence{OCID: h.origin.ocid, Release: h.release, Seq: h.seq}
	if h.index >= 0 {
		e.Pointer = "/" + list + "/" + digits(int64(h.index))
	}
	return e
}

// holds is what a fact of this process says.
func (c *Case) holds(suppliers []*organization, list string, index int) held {
	h := held{origin: c.origin, suppliers: slices.Clone(suppliers), index: int32(index), release: c.origin.release, seq: c.origin.seq}
	if index < 0 || c.History == nil {
		return h
	}
	id := c.History.ReleaseOf("/" + list + "/" + digits(int64(index)))
	for i, r := range c.Releases {
		if r.ID == id && i < len(c.Releases)-1 {
			h.release, h.seq = strings.Clone(id), r.Seq
		}
	}
	return h
}
