package catalog

import "terang/store"

// agent is the publisher.
func (d *Dataset) agent() node {
	p := d.Version.Publication.Publisher
	n := node{"@type": "foaf:Organization", "foaf:name": p.Name, "@id": d.base() + "/catalog.jsonld#publisher"}
	if isWebAddress(p.URI) {
		n["foaf:homepage"] = link(p.URI)
	}
	if p.Scheme != "" && p.UID != "" {
		n["dct:identifier"] = p.Scheme + "-" + p.UID
	}
	return n
}

// licence is a link where the publisher names it by its address, else a document with that name.
func (d *Dataset) licence() node {
	switch text := d.Version.Publication.License; {
	case text == "":
		return nil
	case isWebAddress(text):
		return link(text)
	default:
		return node{"@type": "dct:LicenseDocument", "rdfs:label": text}
	}
}

// contact is where readers may ask: the publisher's contact, else its officer for public information.
func (d *Dataset) contact() node {
	p := &d.Version.Publication
	c := p.Contact
	if c == (store.Contact{}) {
		c = p.Contacts.PPID
	}
	if c == (store.Contact{}) {
		return nil
	}
	n := node{"@type": "vcard:Organization", "vcard:fn": p.Publisher.Name}
	if c.Email != "" {
		n["vcard:hasEmail"] = link("mailto:" + c.Email)
	}
	if isWebAddress(c.URL) {
		n["vcard:hasURL"] = link(c.URL)
	}
	if c.Telephone != "" {
		n["vcard:hasTelephone"] = link(telephone(c.Telephone))
	}
	return n
}

// period is the years in which the processes began.
func (d *Dataset) period() node {
	first, last := d.years()
	if first == "" {
		return nil
	}
	return node{"@type": "dct:PeriodOfTime", "dcat:startDate": literal(first, "gYear"), "dcat:endDate": literal(last, "gYear")}
}
