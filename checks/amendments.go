package checks

import (
	"bytes"
	"maps"
	"slices"

	"terang/schema"
)

// This file holds what changed in contracts over their releases against the amendments that were declared.

const amendmentSource = "OCDS 1.1, amendments; no other programme checks it"

var _ = processRule("value_changed_without_amendment", schema.Warning, amendmentSource, Words{
	"The value of the contract '%[1]s' changed from %[3]s to %[4]s in the release '%[2]s', without an amendment or a tag that says so. Add the amendment and tag the release contractAmendment; or contractUpdate if a mistake was put right.",
	"Nilai kontrak '%[1]s' berubah dari %[3]s menjadi %[4]s pada rilis '%[2]s' tanpa adendum atau tanda yang menyatakannya. Tambahkan adendum dan beri tanda contractAmendment; atau contractUpdate bila hanya pembetulan."},
	func(p *Process, r *Rule) {
		if p.Record == nil || len(p.Record.Releases) < 2 || p.Get("contracts").Len() == 0 {
			return
		}
		h := contractHistory{p, r, map[string]*knownContract{}}
		for _, release := range p.Record.Releases {
			h.add(release)
		}
	})

// It is judged together with the rule above, so that releases are read once.
var amendedNothing = processRule("amendment_without_change", schema.Note, amendmentSource, Words{
	"The release '%[2]s' adds an amendment to the contract '%[1]s', but changes nothing of what was agreed. Give the values as they are after the amendment; if it changed something else, such as an official, there is nothing to do.",
	"Rilis '%[2]s' menambahkan adendum pada kontrak '%[1]s', tetapi tidak mengubah apa pun yang disepakati. Isi nilai setelah adendum; bila yang berubah hal lain, misalnya pejabat, tidak perlu tindakan."},
	func(*Process, *Rule) {})

// contractHistory is what is known of a process's contracts while its releases are gone through, oldest first.
type contractHistory struct {
	*Process
	changed *Rule                     // on values that changed
	known   map[string]*knownContract // by id, as it is written
}

// knownContract is what the releases up to now said of a contract.
type knownContract struct {
	members    map[string][]byte // the last of each, as it was written
	amendments int               // that there were at most
}

// add goes through the contracts of a release, oldest first. Lines are not parsed for it, which would cost more than all
// other rules together: what is the same is written the same, almost always.
func (h *contractHistory) add(release *schema.Release) {
	start := bytes.Index(release.Line, []byte(`"contracts":[`))
	if start < 0 {
		return
	}
	for contract := range rawItems(release.Line[start+len(`"contracts":`):]) {
		now := &knownContract{members: map[string][]byte{}}
		for name, member := range rawMembers(contract) {
			now.members[name] = member
		}
		h.learn(release, now)
	}
}

// learn compares a contract in a release with what was known of it before, and remembers it.
func (h *contractHistory) learn(release *schema.Release, now *knownContract) {
	id := string(now.members["id"])
	if id == "" {
		return
	}
	for range rawItems(now.members["amendments"]) {
		now.amendments++
	}
	before := h.known[id]
	if before == nil {
		h.known[id] = now
		return
	}
	h.compare(release, before, now)
	maps.Copy(before.members, now.members)
	before.amendments = max(before.amendments, now.amendments)
}

// compare judges a contract in a release against what was known of it before.
func (h *contractHistory) compare(release *schema.Release, before, now *knownContract) {
	amended := now.amendments > before.amendments
	old, value := before.members["value"], now.members["value"]
	if old != nil && value != nil {
		ok := amended || declaresChange(release.Tags) || bytes.Equal(old, value)
		if !ok {
			h.revalued(release, now, old, value)
		} else {
			h.judge(h.changed, true, nil)
		}
	}
	if amended {
		contract := h.compiled(now)
		h.judge(amendedNothing, before.differs(now), contract.Get("amendments"), contract.Get("id").ID(), release.ID)
	}
}

// revalued judges a value that is written otherwise than before: by its amounts.
func (h *contractHistory) revalued(release *schema.Release, now *knownContract, old, value []byte) {
	oldTree, errOld := schema.Parse(old)
	tree, err := schema.Parse(value)
	if errOld != nil || err != nil {
		return // it was merged, so that it has been read before
	}
	a, knownOld := moneyOf(oldTree)
	b, known := moneyOf(tree)
	if knownOld && known {
		ok := a.amount.Cmp(b.amount) == 0 && oneCurrency(a, b)
		contract := h.compiled(now)
		h.judge(h.changed, ok, contract.Get("value"), contract.Get("id").ID(), release.ID, a.text(), b.text())
	}
}

// compiled is the contract as the compiled release has it.
func (h *contractHistory) compiled(now *knownContract) *schema.Value {
	for contract := range h.each("contracts") {
		if bytes.Equal(contract.Get("id").Raw(), now.members["id"]) {
			return contract
		}
	}
	return nil
}

// declaresChange says whether the tags of a release tell that what was agreed changed.
func declaresChange(tags []string) bool {
	return slices.Contains(tags, "contractAmendment") || slices.Contains(tags, "contractUpdate")
}

// differs says whether anything that was agreed is written otherwise now.
func (k *knownContract) differs(now *knownContract) bool {
	for name, member := range now.members {
		if isTerm(name) && !bytes.Equal(member, k.members[name]) {
			return true
		}
	}
	return false
}

// isTerm says whether a member of a contract is of what was agreed; the others grow with the work.
func isTerm(name string) bool {
	switch name {
	case "id", "awardID", "amendments", "status", "statusDetails", "documents", "implementation":
		return false
	}
	return true
}
