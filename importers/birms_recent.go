package importers

// mendRecent makes a release of an item of BIRMS's pages of recent things (api/v1/recent), which has the facts of a process
// without the form of a release.
func mendRecent(w *repairing) {
	r := w.release
	if r.get("SKPD") == nil || r.get("tag") != nil {
		return
	}
	item := &node{members: r.members}
	r.members = nil
	for _, name := range []string{"ocid", "id", "language"} {
		r.take(item, name, name)
	}
	item.rename("updated_at", "date")
	r.take(item, "date", "date")
	r.child("buyer", isObject).take(item, "SKPD", "name")
	w.recentPlan(item)
	w.recentTender(item)
	w.recentAward(item)
	w.recent = true
	w.done("", "")
}

// take moves a member of another object here, under a name.
func (n *node) take(from *node, name, as string) {
	if v := from.get(name); v != nil && !v.empty() {
		n.members = append(n.members, member{as, v})
	}
}

func (w *repairing) recentPlan(item *node) {
	budget := w.release.child("planning", isObject).child("budget", isObject)
	budget.take(item, "project", "project")
	budget.take(item, "activity", "project")
	budget.take(item, "kode", "projectID")
	budget.take(item, "sirupID", "id")
	budget.take(item, "uri", "uri")
	if said := item.get("budget"); said != nil {
		budget.take(said, "description", "description")
		budget.take(said, "amount", "amount")
		budget.take(said, "value", "amount")
	}
	w.recentAmount(item, "anggaran", budget, "amount")
}

func (w *repairing) recentTender(item *node) {
	tender := w.release.child("tender", isObject)
	tender.take(item, "sirupID", "id")
	for _, name := range []string{"title", "procurementMethod", "procurementMethodDetails", "mainProcurementCategory", "awardCriteria"} {
		tender.take(item, name, name)
	}
	tender.take(item, "tender", "tenderPeriod")
	w.recentAmount(item, "hps", tender, "value")
	if item.get("dateSigned") == nil {
		tender.take(item, "contract", "contractPeriod")
	}
}

// recentAward makes award and contract of what was negotiated and signed.
func (w *repairing) recentAward(item *node) {
	id := item.get("sirupID").text()
	if item.get("nilai_nego") == nil || id == "" {
		return
	}
	award := w.release.child("awards", isItems).item(id)
	award.setText("status", "active")
	award.take(item, "title", "title")
	w.recentAmount(item, "nilai_nego", award, "value")
	award.take(item, "suppliers", "suppliers")
	if item.get("dateSigned") == nil {
		return
	}
	contract := w.release.child("contracts", isItems).item(id)
	contract.setText("awardID", id)
	contract.take(item, "dateSigned", "dateSigned")
	contract.take(item, "contract", "period")
}

// recentAmount writes an amount that stands there as a text.
func (w *repairing) recentAmount(item *node, name string, into *node, as string) {
	if amount, approximate, ok := parseMoney(item.get(name).text()); ok && !approximate {
		money := into.child(as, isObject)
		money.set("amount", []byte(amount), cell{})
		money.setText("currency", "IDR")
	}
}
