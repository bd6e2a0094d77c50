package tables

var items = &table{
	name:   "items",
	title:  words{title: "Items of tenders, awards and contracts: one row for each", titleID: "Barang, pekerjaan, atau jasa dalam tender, penetapan, dan kontrak: satu baris untuk tiap butir"},
	places: []place{{"tender/items", thing, true}},
	each:   func(r *row) { r.inSections("items", false, r.write) },
	facts: join(head, []fact{
		whose, ofAward, ofContract,
		id("item_id", "tender/items/id"),
		text("description", "tender/items/description"),
		text("classification_scheme", "tender/items/classification/scheme"),
		id("classification_id", "tender/items/classification/id"),
		text("classification_description", "tender/items/classification/description"),
		number("quantity", "tender/items/quantity"),
		text("unit_name", "tender/items/unit/name"),
		money("unit_value", "tender/items/unit/value"),
		id("related_lot", "tender/items/relatedLot"),
		text("delivery_street_address", "tender/items/deliveryAddress/streetAddress"),
		text("delivery_locality", "tender/items/deliveryAddress/locality"),
		text("delivery_region", "tender/items/deliveryAddress/region"),
		text("delivery_location", "tender/items/deliveryLocation/description"),
		planned,
		code("main_procurement_category", "tender/mainProcurementCategory"),
	}, briefly, []fact{pointer.keyed()}),
}
