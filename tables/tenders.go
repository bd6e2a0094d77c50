package tables

var tenders = &table{
	name:   "tenders",
	title:  words{title: "Tenders: one row for each", titleID: "Pemilihan penyedia (tender): satu baris untuk tiap tender"},
	places: []place{{"tender", thing, false}},
	each: func(r *row) {
		if r.tender.Len() > 0 && r.tender.IsObject() {
			r.at[thing], r.pointer = r.tender, append(r.pointer[:0], "/tender"...)
			r.write()
		}
	},
	facts: join(head, []fact{
		id("tender_id", "tender/id"),
		text("title", "tender/title"),
		text("description", "tender/description"),
		code("status", "tender/status"),
		text("status_details", "tender/statusDetails"),
		planned,
	}, buying, []fact{
		code("procurement_method", "tender/procurementMethod"),
		text("procurement_method_details", "tender/procurementMethodDetails"),
		code("main_procurement_category", "tender/mainProcurementCategory"),
		texts("additional_procurement_categories", "tender/additionalProcurementCategories"),
		money("value", "tender/value"),
		money("budget", "planning/budget/amount"),
	}, period("tender_period", "tender/tenderPeriod"), period("contract_period", "tender/contractPeriod"), []fact{
		integer("number_of_tenderers", "tender/numberOfTenderers"),
		code("award_criteria", "tender/awardCriteria"),
		text("award_criteria_details", "tender/awardCriteriaDetails"),
		code("contract_payment_type", "tender/contractPaymentType"),
		text("contract_payment_type_details", "tender/contractPaymentTypeDetails"),
		code("qualification_method", "tender/qualificationMethod"),
		code("supplier_scale", "tender/supplierScale"),
		code("budget_years", "tender/budgetYears"),
		integer("schedule_changes", "tender/scheduleChanges"),
		count("lot_count", "tender/lots"),
		count("item_count", "tender/items"),
		count("amendment_count", "tender/amendments"),
		pointer,
	}),
}
