package indicators

import (
	"strings"

	"terang/schema"
)

// contract is one contract that was concluded, neither pending nor cancelled, with its award.
type contract struct {
	*schema.Value
	index  int // in the compiled release
	id     string
	status string
	award  *award // nil where it is not there
	run    *schema.Value

	suppliers  []*organization
	value      money // the latest
	priced     bool
	start, end moment // of the period, as amended
	told       []told // what changed in the contract after it was first told
	followed   bool   // a later release of the process came, so that a change would be known
	completion
	fact *fact // its measures
}

func (c *Case) readContracts() {
	for i, v := range c.Tree.Get("contracts").Items() {
		status := v.Get("status").Text()
		if status == "pending" || status == "cancelled" || !v.IsObject() {
			continue
		}
		k := contract{Value: v, index: i, id: v.Get("id").ID(), status: status, run: v.Get("implementation")}
		k.award = c.awardOf(v)
		k.suppliers = c.suppliersOf(v, k.award)
		k.value, k.priced = moneyOf(v.Get("value"))
		k.start, k.end = c.moment(v.Get("period", "startDate")), c.moment(v.Get("period", "endDate"))
		k.told, k.followed = c.changesOf(k.id)
		k.completion = c.completionOf(&k)
		c.contracts = append(c.contracts, k)
	}
}

// awardOf is the award that a contract names, or the only one that there is.
func (c *Case) awardOf(v *schema.Value) *award {
	id := v.Get("awardID").ID()
	for i := range c.awards {
		if id != "" && c.awards[i].Get("id").ID() == id || id == "" && len(c.awards) == 1 {
			return &c.awards[i]
		}
	}
	return nil
}

// suppliersOf are those that the contract names itself (an extension), else those of its award.
func (c *Case) suppliersOf(v *schema.Value, a *award) []*organization {
	if own := c.references(v.Get("suppliers")); len(own) > 0 {
		return own
	}
	if a == nil {
		return nil
	}
	return a.suppliers
}

// subjectOf is a contract, with its suppliers.
func (c *Case) subjectOf(k *contract) Subject {
	s := c.subject()
	s.Kind, s.Contract = OfContract, k.id
	s.name(k.suppliers, c.called)
	return s
}

// name names suppliers; of individuals the name is left out, their id being a pseudonym.
func (s *Subject) name(suppliers []*organization, called func(*organization) string) {
	switch len(suppliers) {
	case 0:
		return
	case 1:
		s.Supplier, s.SupplierName = suppliers[0].id, called(suppliers[0])
		return
	}
	var ids, names []string
	for _, o := range suppliers {
		ids, names = append(ids, o.id), append(names, called(o))
	}
	s.Supplier, s.SupplierName = strings.Join(ids, "; "), strings.Join(names, "; ")
}

// called is the name of an organization among all processes.
func (o *organization) called() string {
	if o.individual {
		return ""
	}
	return o.name
}

// told is one change of a contract, or of what is in it.
type told struct {
	*schema.Change
	field string // below the contract, with ids: value/amount, amendments/1
}

// changesOf are the changes in the contract with the id, and whether any release came after the one that brought it.
func (c *Case) changesOf(id string) (all []told, followed bool) {
	if c.History == nil || id == "" || len(c.Releases) < 2 {
		return nil, false
	}
	prefix := "/contracts/" + escaper.Replace(id)
	brought := c.Releases[0].ID
	for i := range c.History.Changes {
		change := &c.History.Changes[i]
		switch rest, inside := strings.CutPrefix(change.Pointer, prefix); {
		case inside && rest == "" && change.Kind == schema.Added:
			brought = change.ReleaseID
		case inside && strings.HasPrefix(rest, "/"):
			all = append(all, told{change, rest[1:]})
		}
	}
	return all, brought != c.Releases[len(c.Releases)-1].ID
}

var escaper = strings.NewReplacer("~", "~0", "/", "~1")

// first is the value that a field of the contract had when it was first told, as JSON; changed says that it was another
// one than now.
func (k *contract) first(field string) (from *schema.Value, changed bool) {
	for _, t := range k.told {
		if t.field != field {
			continue
		}
		raw := t.From
		if t.Kind == schema.Added {
			raw = t.To
		}
		v, err := schema.Parse(raw)
		return v, err == nil
	}
	return nil, false
}

// signed is the contract's value as it was first told; false where that is not known.
func (k *contract) signed() (m money, ok bool) {
	if !k.followed || !k.priced {
		return m, false
	}
	m = k.value
	if v, changed := k.first("value/amount"); changed {
		if m.decimal, ok = decimalOf(v); !ok {
			return m, false
		}
	}
	if v, changed := k.first("value/currency"); changed {
		m.currency = v.Text()
	}
	return m, true
}

// originalEnd is the end of the period as it was first told; not known where no later release could have changed it.
func (c *Case) originalEnd(k *contract) moment {
	if v, changed := k.first("period/endDate"); changed {
		return c.moment(v)
	}
	if !k.followed {
		return moment{}
	}
	return k.end
}
