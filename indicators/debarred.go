package indicators

import (
	"cmp"
	"slices"
	"strings"

	"terang/schema"
)

var debarred = &Indicator{
	Method: Method{Code: "debarred", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Awarded while debarred", "Ditetapkan saat masuk Daftar Hitam"},
		Formula: Words{
			"The local day of the award lies in the validity of a debarment, first and last day included, of a supplier of the contract. Debarments are documents of any process in the data (documentType debarments) that refer to an organization; both must have the same identifier, scheme and number.",
			"Hari penetapan menurut waktu setempat berada dalam masa berlaku sanksi Daftar Hitam penyedia kontrak itu, hari pertama dan terakhir termasuk. Sanksi dibaca dari dokumen proses mana pun dalam data (documentType debarments) yang merujuk suatu organisasi; nomor pengenal keduanya harus sama, skema maupun nomornya."},
		Source: performanceSource, Needs: []string{lacks[noDebarments].field, lacks[noAwardDate].field, lacks[noIdentifier].field},
		Clear: Words{"By the debarments in this data, no supplier was debarred on the day of the award.",
			"Menurut sanksi Daftar Hitam dalam data ini, tidak ada penyedia yang terkena sanksi pada hari penetapan."},
		Caveat: Words{
			"Only identifiers are compared, and only debarments in this data: a list that masks them shows nobody here. Names alone are never enough.",
			"Hanya nomor pengenal yang dibandingkan, dan hanya sanksi dalam data ini: daftar yang menyamarkan nomor tidak akan menunjukkan siapa pun. Nama saja tidak pernah cukup."}},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		list := d.debarredList()
		for n := range d.works {
			list.tell(i, t, &d.works[n])
		}
		debarredContracts(d, i, t)
	},
}

var debarredContracts = over(figure{number: mDebarred, kinds: ofBoth, first: some, form: addedUp, unit: "count", say: Words{
	"Of %[5]s contracts of %[1]s, %[2]s were awarded while a supplier was debarred.",
	"Dari %[5]s kontrak %[1]s, %[2]s ditetapkan saat penyedianya masuk Daftar Hitam."}})

// debarment is a decision on an organization, as it stands in some process.
type debarment struct {
	who         *organization
	from, until int32 // local days, both included; 0 where not known
	title       string
	told        Evidence
}

// readDebarments remembers which parties have an identifier, and gives the debarments among the documents of a process.
func (c *Case) readDebarments() (all []debarment) {
	c.markIdentified()
	add := func(documents *schema.Value) {
		for _, v := range documents.Items() {
			if v.Get("documentType").Text() != "debarments" {
				continue
			}
			if who := c.reference(v.Get("relatedOrganization")); who != nil {
				all = append(all, c.debarmentIn(v, who))
			}
		}
	}
	add(c.tender.Get("documents"))
	for _, v := range c.Tree.Get("awards").Items() {
		add(v.Get("documents"))
	}
	for _, v := range c.Tree.Get("contracts").Items() {
		add(v.Get("documents"))
		add(v.Get("implementation", "documents"))
	}
	return all
}

func (c *Case) debarmentIn(v *schema.Value, who *organization) debarment {
	b := debarment{who: who, title: strings.Clone(cmp.Or(v.Get("title").Text(), v.Get("id").ID())), told: c.evidence(v)}
	b.told.Release = strings.Clone(b.told.Release)
	b.from, b.until = c.moment(v.Get("validityPeriod", "startDate")).day, c.moment(v.Get("validityPeriod", "endDate")).day
	return b
}

// awarding is the day of a contract's award, and where that stands in the compiled release; 0 and 0 where not known.
func (c *Case) awarding(k *contract) (day, index int32) {
	for n := range c.awards {
		if a := &c.awards[n]; a == k.award && a.date.known {
			return a.date.day, int32(n)
		}
	}
	return 0, 0
}

// markIdentified remembers the organizations that have an identifier, and not only an id that a publisher gave a party,
// which may be made of its name.
func (c *Case) markIdentified() {
	c.data.names.Lock()
	defer c.data.names.Unlock()
	for _, v := range c.Tree.Get("parties").Items() {
		if o := c.parties[v.Get("id").ID()]; o != nil && v.Get("identifier", "scheme").Text() != "" && v.Get("identifier", "id").ID() != "" {
			o.identified = true
		}
	}
}

// debarredList is the debarments of organizations with an identifier, the earliest first.
type debarredList map[*organization][]debarment

func (d *dataset) debarredList() debarredList {
	slices.SortFunc(d.debarments, func(a, b debarment) int {
		return cmp.Or(cmp.Compare(a.from, b.from), strings.Compare(a.told.OCID, b.told.OCID), strings.Compare(a.told.Pointer, b.told.Pointer))
	})
	list := debarredList{}
	for _, b := range d.debarments {
		if b.who.identified {
			list[b.who] = append(list[b.who], b)
		}
	}
	return list
}

// judge measures whether a supplier of a contract was debarred on the day of its award, and gives the debarment. One of
// which an edge is not known tells nothing of the days that it may hold on.
func (list debarredList) judge(f *fact) (m small, found *debarment) {
	switch {
	case len(list) == 0:
		return small{lack: noDebarments}, nil
	case f.awarded == 0:
		return small{lack: noAwardDate}, nil
	case len(f.suppliers) == 0:
		return small{lack: noIdentifier}, nil
	}
	m = one(false)
	for _, s := range f.suppliers {
		if !s.identified {
			m = small{lack: noIdentifier}
		}
		for n := range list[s] {
			switch b := &list[s][n]; {
			case f.awarded < b.from, b.until != 0 && b.until < f.awarded:
			case b.from != 0 && b.until != 0:
				return one(true), b
			default:
				m = small{lack: noValidity}
			}
		}
	}
	return m, nil
}

// tell judges a contract, and leaves the measure in it for the figures over many.
func (list debarredList) tell(i *Indicator, t *teller, f *fact) {
	s := f.subject()
	m, b := list.judge(f)
	switch f.small[mDebarred] = m; {
	case m.lack != nothing:
		t.unable(i, "", s, m.lack)
	case b == nil:
		t.clear(i, s, "0", "count", "1")
	default:
		t.tell(i, s, Result{State: Flagged, Value: "1", Unit: "count", Threshold: "1",
			Sentence: say(Words{"%[5]s was debarred from %[1]s to %[2]s (%[3]s) when the award was made on %[4]s.",
				"%[5]s masuk Daftar Hitam dari %[1]s sampai %[2]s (%[3]s) ketika ditetapkan pada %[4]s."},
				dayWords(b.from), dayWords(b.until), b.title, dayWords(f.awarded), b.who.named())},
			f.awardEvidence(), b.told)
	}
}

// subject is the contract, with its suppliers.
func (f *fact) subject() Subject {
	s := Subject{Kind: OfContract, OCID: f.origin.ocid, Contract: f.contract}
	f.origin.fill(&s, (*organization).called)
	s.name(f.suppliers, (*organization).called)
	return s
}

// awardEvidence points to the award of the contract.
func (f *fact) awardEvidence() Evidence {
	return Evidence{OCID: f.origin.ocid, Release: f.origin.release, Seq: f.origin.seq, Pointer: "/awards/" + digits(int64(f.award))}
}
