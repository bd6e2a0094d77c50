package checks

import "terang/schema"

// codeSet names codes that are counted together.
type codeSet string

// The sets of codes, by where they stand.
const (
	categories        codeSet = "mainProcurementCategory"
	methods           codeSet = "procurementMethod"
	tenderStatuses    codeSet = "tenderStatus"
	awardStatuses     codeSet = "awardStatus"
	contractStatuses  codeSet = "contractStatus"
	milestoneStatuses codeSet = "milestoneStatus"
	awardCriteria     codeSet = "awardCriteria"
	submissionMethods codeSet = "submissionMethod"
	milestoneTypes    codeSet = "milestoneType"
	documentTypes     codeSet = "documentType"
	currencies        codeSet = "currency"
	relationships     codeSet = "relationship"
)

var codeSets = []codeSet{categories, methods, tenderStatuses, awardStatuses, contractStatuses, milestoneStatuses,
	awardCriteria, submissionMethods, milestoneTypes, documentTypes, currencies, relationships}

// stages takes in the stages of a process.
func (d *Dataset) stages(t *staged) {
	if planning := t.Get("planning"); planning != nil {
		d.count(currencies, planning.Get("budget", "amount", "currency"))
		d.stage(planning)
	}
	if t.tender != nil {
		d.tender(t)
	}
	for _, award := range t.awards.Items() {
		d.value(awardStage, t, award.Get("value"))
		d.count(awardStatuses, award.Get("status"))
		d.stage(award)
	}
	for _, contract := range t.contracts.Items() {
		d.value(contractStage, t, contract.Get("value"))
		d.count(contractStatuses, contract.Get("status"))
		d.stage(contract)
		if implementation := contract.Get("implementation"); implementation != nil {
			d.implementation(implementation)
		}
	}
}

// tender takes in a tender. Self-managed work (swakelola) has no procurementMethod, and so no part in the shares of
// methods (rulings on the data, 3).
func (d *Dataset) tender(t *staged) {
	d.value(tenderStage, t, t.tender.Get("value"))
	d.count(currencies, t.tender.Get("minValue", "currency"))
	d.count(categories, t.tender.Get("mainProcurementCategory"))
	d.count(methods, t.tender.Get("procurementMethod"))
	d.count(tenderStatuses, t.tender.Get("status"))
	d.count(awardCriteria, t.tender.Get("awardCriteria"))
	d.count(submissionMethods, t.tender.Get("submissionMethod"))
	d.stage(t.tender)
}

func (d *Dataset) implementation(implementation *schema.Value) {
	d.stage(implementation)
	for _, transaction := range implementation.Get("transactions").Items() {
		d.count(currencies, transaction.Get("value", "currency"))
	}
}

// stage counts what every stage may have: milestones and documents.
func (d *Dataset) stage(stage *schema.Value) {
	for _, milestone := range stage.Get("milestones").Items() {
		d.count(milestoneStatuses, milestone.Get("status"))
		d.count(milestoneTypes, milestone.Get("type"))
	}
	for _, document := range stage.Get("documents").Items() {
		d.count(documentTypes, document.Get("documentType"))
	}
}

// count counts a code, or each of a list.
func (d *Dataset) count(set codeSet, v *schema.Value) {
	if v.IsList() {
		for _, item := range v.Items() {
			d.count(set, item)
		}
		return
	}
	if v.IsText() && !v.Empty() {
		d.seen.Codes[set].add(v.Text())
	}
}
