package tables

import (
	"terang/exporters"
	"terang/schema"
)

var awards = &table{
	name:   "awards",
	title:  words{title: "Awards: one row for each", titleID: "Penetapan pemenang: satu baris untuk tiap penetapan"},
	places: []place{{"awards", thing, false}},
	each:   func(r *row) { r.each(r.Tree.Get("awards"), "/awards", r.write) },
	facts: join(head, []fact{
		id("award_id", "awards/id").keyed(),
		text("title", "awards/title"),
		text("description", "awards/description"),
		code("status", "awards/status"),
		text("status_details", "awards/statusDetails"),
		date("date", "awards/date"),
		money("value", "awards/value"),
		organizations("supplier", "awards/suppliers"),
		id("related_bid", "awards/relatedBid"),
		texts("related_lots", "awards/relatedLots"),
		contractIDs,
	}, period("contract_period", "awards/contractPeriod"), buying, procedure, []fact{
		selfManaged,
		money("tender_value", "tender/value"),
		integer("number_of_tenderers", "tender/numberOfTenderers"),
		count("item_count", "awards/items"),
		count("amendment_count", "awards/amendments"),
		pointer,
	}),
}

// contractIDs are of the contracts that follow from the award.
var contractIDs = contractIDsOf(thing)

func contractIDsOf(slot slot) fact {
	return made("contract_ids", exporters.Text, slot, words{
		"Contracts", "Kontrak",
		"IDs of the contracts that follow from the award, joined with a semicolon.",
		"ID kontrak yang menindaklanjuti penetapan ini, dipisahkan titik koma.",
	}, func(r *row) []byte {
		since := len(r.text)
		r.contractsByAward.each(idOf(r.at[slot].Get("id")), func(c *schema.Value) bool {
			r.join(since, idOf(c.Get("id")))
			return true
		})
		return r.made(since)
	})
}
