package importers

import "bytes"

// mendTenderValue takes the negotiated price out of where the estimate belongs. An award without a value gets it; 0 stands
// for a price that is not known yet.
func mendTenderValue(w *repairing) {
	tender := w.release.get("tender")
	value := tender.get("value")
	if value == nil || w.recent {
		return
	}
	w.done("/tender/value", string(value.append(nil)))
	if awards := w.release.list("awards"); len(awards) == 1 && awards[0].get("value") == nil && !value.isZero() {
		awards[0].members = append(awards[0].members, member{"value", value})
	}
	tender.remove("value")
}

// dropNoTenderers leaves out a count of 0, which BIRMS writes where it does not know of any.
func dropNoTenderers(w *repairing) {
	tender := w.release.get("tender")
	if n := tender.get("numberOfTenderers"); n != nil && string(n.json) == "0" && len(tender.list("tenderers")) == 0 {
		tender.remove("numberOfTenderers")
		w.done("/tender/numberOfTenderers", "0")
	}
}

// mendTitle gives a tender the name of its package, which BIRMS wrote as that of the budget's project.
func mendTitle(w *repairing) {
	project := w.release.get("planning", "budget", "project").text()
	if tender := w.release.get("tender"); tender != nil && tender.get("title").text() == "" && project != "" {
		tender.setText("title", project)
		w.done("/tender/title", "")
	}
}

// setStatus sets the status of a tender where the release says it: an award is active, or nothing but a plan exists.
func setStatus(w *repairing) {
	tender := w.release.get("tender")
	if tender == nil || tender.get("status").text() != "" {
		return
	}
	switch {
	case w.awarded():
		tender.setText("status", "complete")
	case w.plan:
		tender.setText("status", "planned")
	default:
		return
	}
	w.done("/tender/status", "")
}

// awarded says whether some award is active.
func (w *repairing) awarded() bool {
	for _, a := range w.release.list("awards") {
		if a.get("status").text() == "active" {
			return true
		}
	}
	return false
}

func tellNoStatus(w *repairing) {
	if tender := w.release.get("tender"); tender != nil && tender.get("status") == nil {
		w.done("/tender/status", w.release.get("ocid").text())
	}
}

// withholdTenderers keeps the list of bidders closed where nobody has won (rulings on the data, 4).
func withholdTenderers(w *repairing) {
	tender := w.release.get("tender")
	if len(tender.list("tenderers")) == 0 || w.awarded() {
		return
	}
	w.done("/tender/tenderers", itoa(len(tender.list("tenderers"))))
	tender.remove("tenderers")
	w.withhold("tender/tenderers", ruleBids)
}

// mendMilestones: BIRMS called what was due in the past scheduled, and what was due in the future met.
func mendMilestones(w *repairing) {
	for _, m := range w.release.refers([]string{"tender", "milestones"}) {
		if status := m.get("status").text(); m.get("dateMet") != nil && status != "met" {
			m.setText("status", "met")
			w.done("/tender/milestones/status", status)
		} else if m.get("dateMet") == nil && status == "met" {
			m.setText("status", "scheduled")
			w.done("/tender/milestones/status", status)
		}
	}
}

// mendBudgetSource: a package of several budget lines repeats their source.
func mendBudgetSource(w *repairing) {
	budget := w.release.get("planning", "budget")
	text := budget.get("description").text()
	var all []byte
	for i, source := range splitList(text) {
		if i > 0 {
			all = append(all, ", "...)
		}
		all = append(all, source...)
	}
	switch {
	case text == string(all):
		return
	case len(all) == 0:
		budget.remove("description")
	default:
		budget.setText("description", string(all))
	}
	w.done("/planning/budget/description", text)
}

func tellZeroBudget(w *repairing) {
	if amount := w.release.get("planning", "budget", "amount"); amount != nil && amount.isZero() {
		w.done("/planning/budget/amount", string(amount.append(nil)))
	}
}

func tellZeroAwards(w *repairing) {
	for _, a := range w.release.list("awards") {
		if value := a.get("value"); value != nil && value.isZero() {
			w.done("/awards/value", string(value.append(nil)))
		}
	}
}

const manyAwards = 20

func tellManyAwards(w *repairing) {
	if n := len(w.release.list("awards")); n > manyAwards {
		w.done("/awards", itoa(n))
	}
}

func tellNoSupplier(w *repairing) {
	for _, a := range w.release.list("awards") {
		if len(a.list("suppliers")) == 0 {
			w.done("/awards/suppliers", a.get("title").text())
		}
	}
}

// mendTenderID: of a plan for which no procedure has begun BIRMS says that its tender's id is 0.
func mendTenderID(w *repairing) {
	tender := w.release.get("tender")
	if id := tender.get("id"); id != nil && bytes.Equal(id.json, []byte(`"0"`)) {
		w.plan = true
		tender.setText("id", w.release.get("id").text())
		w.done("/tender/id", "0")
	}
}
