package schema

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"slices"
	"strings"
)

// registry holds the parties of a release: those that it has, and those that organizations become.
type registry struct {
	parties      []*party
	byID         map[string]*party
	byIdentifier map[string]*party // by scheme and id
}

// party is an entry of `parties`, as its members.
type party struct {
	id       []byte // as JSON
	members  []member
	values   map[string]*Value // of the members
	roles    [][]byte          // as JSON
	has      map[string]bool   // the same roles
	standing spot              // where the release has it already
	changed  bool
}

// member is a member of an organization: its text with name and colon, and its value.
type member struct {
	name  string
	text  []byte
	value *Value
}

// registryOf reads the parties that a release has; nil where something that is no list stands in their place.
func (u *upgrade) registryOf(list spot) *registry {
	if list.Value != nil && !list.IsList() && !list.IsNull() {
		return nil
	}
	r := &registry{byID: map[string]*party{}, byIdentifier: map[string]*party{}}
	for entry := range u.each(list) {
		id := entry.Get("id")
		if id.ID() == "" || r.byID[id.ID()] != nil {
			continue
		}
		p := r.add(id)
		p.standing = entry
		for _, m := range u.membersOf(entry) {
			p.add(m)
		}
		p.addRoles(entry.Get("roles"))
		r.identify(p)
		p.changed = false
	}
	return r
}

// add makes an empty party.
func (r *registry) add(id *Value) *party {
	p := &party{id: id.raw, values: map[string]*Value{}, has: map[string]bool{}}
	r.parties = append(r.parties, p)
	r.byID[id.ID()] = p
	return p
}

// longestID is the length up to which an id is copied into transactions that refer by identifier: many of them, and an id
// of megabytes, would not fit into memory.
const longestID = 1000

// identify notes a party by its identifier, unless another is there under the same.
func (r *registry) identify(p *party) {
	key := identifierKey(p.values["identifier"])
	if key != "" && r.byIdentifier[key] == nil && len(p.id) <= longestID {
		r.byIdentifier[key] = p
	}
}

// identifierKey is the scheme and id of an identifier; empty unless it has both.
func identifierKey(identifier *Value) string {
	scheme, id := identifier.Get("scheme"), identifier.Get("id")
	if scheme.Empty() || id.Empty() {
		return ""
	}
	return scheme.ID() + "\x00" + id.ID()
}

func (p *party) add(m member) {
	p.members = append(p.members, m)
	p.values[m.name] = m.value
	p.changed = true
}

func (u *upgrade) membersOf(object spot) []member {
	members := make([]member, 0, object.Len()+2)
	for p := range u.parts(object) {
		members = append(members, member{p.name, u.line[p.start:p.end()], p.Value})
	}
	return members
}

// reference makes a party of an organization, or adds to the one that it is, and leaves a reference.
func (u *upgrade) reference(org spot, role string) {
	id := org.Get("id")
	known := id.Empty() || id.IsText() || id.IsNumber()
	if u.parties == nil || !org.IsObject() || !known || saysNothing(org.Value) {
		return
	}
	members := u.membersOf(org)
	p, left := u.parties.adopt(id, members, role)
	if len(left) == org.Len() && bytes.Equal(id.Raw(), p.id) {
		return // it is the reference that it should be
	}
	u.edit(org.at, org.end(), p.reference(left))
}

// identified gives the reference that a transaction's identifier of an organization becomes; nil where there is none
// in it. In 1.0 the identifier refers to an organization elsewhere in the release, where one is identified so.
func (u *upgrade) identified(identifier spot, role string) []byte {
	if u.parties == nil || !identifier.IsObject() || saysNothing(identifier.Value) {
		return nil
	}
	members := []member{named("identifier", identifier.Value)}
	if name := identifier.Get("legalName"); name != nil {
		members = append(members, named("name", name))
	}
	var id *Value
	if known := u.parties.byIdentifier[identifierKey(identifier.Value)]; known != nil {
		id = &Value{raw: known.id}
	}
	p, left := u.parties.adopt(id, members, role)
	return p.reference(left)
}

// named makes a member of a value.
func named(name string, v *Value) member {
	return member{name, slices.Concat([]byte(`"`+name+`":`), v.raw), v}
}

// adopt finds or makes an organization's party and gives it what the organization says. What contradicts the party is
// left, with the name, which references repeat, and the id.
func (r *registry) adopt(id *Value, members []member, role string) (p *party, left []member) {
	key, p := r.find(id, members)
	if p == nil {
		id = &Value{raw: quote(key)}
		p = r.add(id)
		p.add(named("id", id))
		p.add(member{name: "roles"}) // their text is made when they are known
	}
	for _, m := range members {
		if m.name == "roles" {
			p.addRoles(m.value)
		} else if m.name == "id" || !p.takes(m) || m.name == "name" {
			left = append(left, m)
		}
	}
	p.addRoles(&Value{raw: quote(role)})
	r.identify(p)
	return p, left
}

// find gives the id under which an organization belongs, and its party where there is one. An id that stands for another
// organization already is made longer.
func (r *registry) find(id *Value, members []member) (key string, p *party) {
	if !id.Empty() {
		key = id.ID()
	} else {
		key = partyID(members)
	}
	for p = r.byID[key]; p != nil && p.contradicts(members); p = r.byID[key] {
		key += "-" + partyID(members)
	}
	return key, p
}

// contradicts says whether the party and an organization have different ids in one scheme of identifiers.
func (p *party) contradicts(members []member) bool {
	ours, theirs := p.values["identifier"], valueOf(members, "identifier")
	id, other := ours.Get("id"), theirs.Get("id")
	return !id.Empty() && !other.Empty() && id.ID() != other.ID() && ours.Get("scheme").ID() == theirs.Get("scheme").ID()
}

// takes adds a member to the party, or says that the party has it otherwise.
func (p *party) takes(m member) bool {
	if known := p.values[m.name]; known != nil {
		return holds(known, m.value)
	}
	p.add(m)
	return true
}

// holds says whether every value in part stands in whole at the same place. Of large objects it says so only where they
// are the same text, so that its time stays linear.
func holds(whole, part *Value) bool {
	if !whole.IsObject() || !part.IsObject() || whole.Len() > 100 {
		return whole != nil && bytes.Equal(whole.raw, part.raw)
	}
	for name, v := range part.Members() {
		if !holds(whole.Get(name), v) {
			return false
		}
	}
	return true
}

func valueOf(members []member, name string) *Value {
	for i := range members {
		if members[i].name == name {
			return members[i].value
		}
	}
	return nil
}

// addRoles adds a role, or each of a list.
func (p *party) addRoles(roles *Value) {
	switch {
	case roles.IsList():
		for _, role := range roles.Items() {
			p.addRoles(role)
		}
	case roles != nil && !roles.IsNull():
		if !p.has[string(roles.raw)] {
			p.has[string(roles.raw)] = true
			p.roles = append(p.roles, roles.raw)
			p.changed = true
		}
	}
}

// reference writes a reference to the party, with what it could not take.
func (p *party) reference(left []member) []byte {
	out := append([]byte(`{"id":`), p.id...)
	for _, m := range left {
		if m.name != "id" {
			out = append(append(out, ','), m.text...)
		}
	}
	return append(out, '}')
}

func (p *party) write() []byte {
	roles := slices.Concat([]byte(`"roles":[`), bytes.Join(p.roles, []byte(",")), []byte("]"))
	var texts [][]byte
	for _, m := range p.members {
		if m.name == "roles" {
			m.text, roles = roles, nil
		}
		texts = append(texts, m.text)
	}
	if roles != nil {
		texts = append(texts, roles)
	}
	return slices.Concat([]byte("{"), bytes.Join(texts, []byte(",")), []byte("}"))
}

// writeParties writes those that changed in their places, and the new ones after them.
func (u *upgrade) writeParties(root spot) {
	if u.parties == nil {
		return
	}
	var added [][]byte
	for _, p := range u.parties.parties {
		switch {
		case p.standing.Value == nil:
			added = append(added, p.write())
		case p.changed:
			u.edit(p.standing.at, p.standing.end(), p.write())
		}
	}
	if len(added) > 0 {
		u.addParties(root, bytes.Join(added, []byte(",")))
	}
}

func (u *upgrade) addParties(root spot, parties []byte) {
	list := u.get(root, "parties")
	switch {
	case list.IsList():
		u.extend(list, parties)
		return
	case list.IsNull():
		u.edit(list.at, list.end(), []byte("["), parties, []byte("]"))
		return
	}
	for p := range u.parts(root) {
		if !slices.Contains([]string{"ocid", "id", "date", "tag", "initiationType"}, p.name) {
			u.edit(p.start, p.start, []byte(`"parties":[`), parties, []byte("],"))
			return
		}
	}
}

// saysNothing says whether a value has nothing but empty values in it.
func saysNothing(v *Value) bool {
	return v.Empty() || (v.IsObject() || v.IsList()) && !slices.ContainsFunc(v.members, func(m Member) bool { return !saysNothing(&m.Value) })
}

// identifying are the members that party ids are made of: the ones by which OCDS 1.0 told organizations apart.
var identifying = []struct {
	parent string
	names  []string
}{
	{"identifier", []string{"scheme", "id", "legalName", "uri"}},
	{"address", []string{"streetAddress", "locality", "region", "postalCode", "countryName"}},
	{"contactPoint", []string{"name", "email", "telephone", "faxNumber", "url"}},
}

// partyID makes the id of an organization that has none: MD5 (no secret, only a short name) of what identifies it, the
// same as ocdskit's, so that releases upgraded there and here have the same parties. An organization with other
// members only, of which ocdskit would make one party with all others such, has the digest of its whole text.
func partyID(members []member) string {
	parts := []string{content(valueOf(members, "name"))}
	for _, group := range identifying {
		parent := valueOf(members, group.parent)
		if parent != nil && !parent.IsNull() && !parent.IsObject() {
			parts = append(parts, content(parent))
		}
		for _, name := range group.names {
			if parent.IsObject() {
				parts = append(parts, content(parent.Get(name)))
			}
		}
	}
	if strings.TrimSpace(strings.Join(parts, "")) == "" {
		for _, m := range members {
			parts = append(parts, string(m.text))
		}
	}
	sum := md5.Sum([]byte(strings.Join(parts, "-")))
	return hex.EncodeToString(sum[:])
}

func content(v *Value) string {
	if v == nil || v.IsNull() {
		return ""
	}
	return text(v.raw)
}
