package sample

import (
	"fmt"
	"slices"
	"time"
)

// A process is one contracting process in the telling: what is known of it now, and the releases published so far.
type process struct {
	*procurement
	ocid      string
	id        string // of the tender, and the start of the ids below it
	known     release
	published []published
	date      time.Time // of the newest release

	estimate   int64 // HPS, the owner's estimate
	deadline   time.Time
	winners    []company
	contract   *contract
	signed     time.Time
	start      time.Time // of the contract
	end        time.Time // of the contract, as amended
	value      int64     // of the contract, as amended
	paid       int64
	handedOver time.Time
	working    bool // a report of the work was published
}

// published is a release, as its line of JSON.
type published struct {
	date time.Time
	line []byte
}

// process begins a process; the suffix keeps several of one procurement apart.
func (n *procurement) process(suffix string) *process {
	p := &process{procurement: n, id: n.slug() + suffix, ocid: Prefix + "-" + n.slug() + suffix}
	p.known.Buyer = n.buyer.reference()
	p.join(n.buyer, "buyer")
	p.join(n.entity, "procuringEntity")
	return p
}

// join adds roles to a party, and the party if it is new.
func (p *process) join(o organization, roles ...string) {
	at := slices.IndexFunc(p.known.Parties, func(known organization) bool { return known.ID == o.ID })
	if at < 0 {
		at = len(p.known.Parties)
		p.known.Parties = append(p.known.Parties, o)
	}
	party := &p.known.Parties[at]
	for _, role := range roles {
		if !slices.Contains(party.Roles, role) {
			party.Roles = append(party.Roles, role)
		}
	}
}

// parties are those with a role.
func (p *process) parties(role string) []organization {
	var those []organization
	for _, party := range p.known.Parties {
		if slices.Contains(party.Roles, role) {
			those = append(those, party)
		}
	}
	return those
}

// relate links the process to another one.
func (p *process) relate(relationship, title, ocid string) {
	p.known.RelatedProcesses = append(p.known.RelatedProcesses, relatedProcess{
		ID:           fmt.Sprint(len(p.known.RelatedProcesses) + 1),
		Relationship: []string{relationship},
		Title:        title,
		Scheme:       "ocid",
		Identifier:   ocid,
	})
}

// releaseID names the nth release of the process, counted from 1.
func (p *process) releaseID(nth int) string { return fmt.Sprintf("%s-%02d", p.ocid, nth) }

// publish releases all that is known, recorded on the day of the fact.
func (p *process) publish(fact time.Time, tags ...string) { p.release(fact, p.known, tags) }

// update releases the change alone where the publisher is terse, else all that is known.
func (p *process) update(fact time.Time, change release, tags ...string) {
	if !p.terse {
		change = p.known
	}
	p.release(fact, change, tags)
}

func (p *process) release(fact time.Time, content release, tags []string) {
	p.date = p.recorded(fact, p.date)
	content.OCID = p.ocid
	content.ID = p.releaseID(len(p.published) + 1)
	content.Date = stamp(p.date)
	content.Tag = tags
	content.InitiationType = "tender"
	content.Language = "id"
	p.published = append(p.published, published{p.date, encode(content)})
}

// amend describes a change made by the release which is published next.
func (p *process) amend(made []amendment, prefix string, fact time.Time, rationale, description string) []amendment {
	return append(made, amendment{
		ID:              fmt.Sprintf("%s-%d", prefix, len(made)+1),
		Date:            stamp(fact),
		Rationale:       rationale,
		Description:     description,
		AmendsReleaseID: p.releaseID(len(p.published)),
		ReleaseID:       p.releaseID(len(p.published) + 1),
	})
}

// paper is a document on the invented procurement site.
func (p *process) paper(kind, title, page string, fact time.Time) document {
	return document{
		ID:            p.id + "-" + page,
		DocumentType:  kind,
		Title:         title,
		URL:           fmt.Sprintf("https://spse.example.id/%s/%s/%s", p.place.number(), p.id, page),
		DatePublished: stamp(fact),
		Language:      "id",
	}
}
