package indicators

import (
	"slices"
	"strings"
	"time"

	"terang/schema"
)

// Process is a contracting process as it is handed in. Nothing of it is kept afterwards but copies.
type Process struct {
	OCID     string
	Tree     *schema.Value   // the compiled release
	History  *schema.History // nil where only the compiled release is known
	Releases []Release       // that it was merged from, oldest first; nil where they are not known
	Zone     *time.Location  // the publisher's, in which local days are counted; nil to leave UTC as it is
}

// Release names a release of a process.
type Release struct {
	ID   string
	Tags []string
	Seq  int64 // in the ledger; 0 where there is none
}

// organization is one that is known by its identifier: {scheme}-{id}, or the publisher's own id of the party; never by
// its name.
type organization struct {
	id, name   string
	individual bool  // counts in totals, and has no figures of its own
	identified bool  // some process gives its identifier, scheme and number
	rank       int32 // in the order of ids, once all are known
}

// own is what one process says of an organization. Its results say no more: what others call it is not known to all.
type own struct {
	name       string
	individual bool
}

// origin is what results say of the process that they come from.
type origin struct {
	ocid          string
	release       string // the latest
	seq           int64
	buyer, entity *organization // nil where not known
	category      string        // mainProcurementCategory, or consultingServices
	year          int16         // of the first award or, without one, of the tender; 0 where not known
}

// Case is a process with what many indicators ask of it looked up once.
type Case struct {
	*Process
	config *Config
	asOf   int32
	tell   *teller
	data   *dataset

	tender  *schema.Value
	origin  *origin
	parties map[string]*organization // by the publisher's ids
	own     map[*organization]own    // what this process says of them

	isPlan, ownWork, cancelled bool
	method                     string // procurementMethodDetails, the publisher's own words

	bids      []bid
	hasBids   bool // bids.details is there
	awards    []award
	contracts []contract
	deal      *fact // what the process adds to figures over many; nil where it was cancelled
}

// isProcurement says whether there is anything to judge: neither a plan nor self-managed work.
func (c *Case) isProcurement() bool { return !c.isPlan && !c.ownWork }

// planned says whether the process is an announced plan (RUP), which is a process of its own: all its releases are
// tagged as planning, or, where tags are not known, nothing but planning and a planned tender is there.
func (c *Case) planned() bool {
	if c.Tree.Get("awards").Len() > 0 || c.Tree.Get("contracts").Len() > 0 || c.Tree.Get("bids", "details").Len() > 0 {
		return false
	}
	tagged := false
	for _, r := range c.Releases {
		for _, tag := range r.Tags {
			if tagged = true; tag != "planning" && tag != "planningUpdate" {
				return false
			}
		}
	}
	switch c.tender.Get("status").Text() {
	case "planning", "planned":
		return true
	case "":
		return tagged || c.Tree.Get("planning").Len() > 0 && c.tender.Len() == 0
	}
	return tagged
}

// begins says whether the publisher's words for the method begin so, in capital or small letters.
func (c *Case) begins(words string) bool {
	return len(c.method) >= len(words) && strings.EqualFold(c.method[:len(words)], words)
}

// reference finds the organization that a reference leads to; nil where it has no id.
func (c *Case) reference(v *schema.Value) *organization {
	id := v.Get("id").ID()
	if o := c.parties[id]; o != nil {
		return o
	}
	o := c.organization(v, false)
	if o != nil && id != "" {
		c.parties[id] = o
	}
	return o
}

// organization finds one by its identifier, and notes what this process says of it: of several names the first in order
// of text.
func (c *Case) organization(v *schema.Value, individual bool) *organization {
	name := v.Get("name").Text()
	o := c.data.organization(identify(v), name, individual)
	if o != nil {
		said := c.own[o]
		if name != "" && (said.name == "" || name < said.name) {
			said.name = strings.Clone(name)
		}
		said.individual = said.individual || individual
		c.own[o] = said
	}
	return o
}

// called is the name of an organization in this process; individuals have none.
func (c *Case) called(o *organization) string {
	if said := c.own[o]; !said.individual {
		return said.name
	}
	return ""
}

// references are the organizations of a list, each once, without those that have no id.
func (c *Case) references(list *schema.Value) (all []*organization) {
	for _, v := range list.Items() {
		if o := c.reference(v); o != nil && !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// identify is an organization's identifier; empty where it has none.
func identify(v *schema.Value) string {
	scheme, id := v.Get("identifier", "scheme").Text(), v.Get("identifier", "id").ID()
	if scheme == "" || id == "" {
		return v.Get("id").ID()
	}
	return scheme + "-" + id
}

// category is what is procured; consulting services are told apart from others.
func (c *Case) category() string {
	for _, v := range c.tender.Get("additionalProcurementCategories").Items() {
		if v.Text() == "consultingServices" {
			return "consultingServices"
		}
	}
	return c.tender.Get("mainProcurementCategory").Text()
}
