package tables

import "terang/schema"

const transaction = "contracts/implementation/transactions"

var transactions = &table{
	name:   "transactions",
	title:  words{title: "Payments under contracts: one row for each", titleID: "Pembayaran kontrak: satu baris untuk tiap pembayaran"},
	places: []place{{transaction, thing, false}, {"contracts", contract, false}, {"awards", award, false}},
	each: func(r *row) {
		r.each(r.Tree.Get("contracts"), "/contracts", func() {
			r.at[contract] = r.at[thing]
			r.at[award] = r.awards.find(idOf(r.at[thing].Get("awardID")))
			r.each(r.at[thing].Get("implementation", "transactions"), "/implementation/transactions", r.write)
		})
	},
	facts: join(head, []fact{
		id("contract_id", "contracts/id").keyed(),
		id("transaction_id", transaction+"/id").keyed(),
		date("date", transaction+"/date"),
		payment,
		organization("payer", transaction+"/payer"),
		organization("payee", transaction+"/payee"),
		text("document_number", transaction+"/documentNumber"),
		number("physical_progress", transaction+"/physicalProgress"),
		text("related_milestone", transaction+"/relatedImplementationMilestone/title"),
		text("source", transaction+"/source"),
		text("uri", transaction+"/uri"),
		id("award_id", "contracts/awardID"),
		text("contract_title", "contracts/title"),
		code("contract_status", "contracts/status"),
		money("contract_value", "contracts/value"),
		suppliersOf(contract),
	}, briefly, []fact{pointer}),
}

// payment is a transaction's value.
var payment = fact{name: "value", pointer: transaction + "/value", columns: moneyColumns,
	fill: func(r *row, _ *filled, _ *schema.Value, cells [][]byte) {
		v := paidIn(r.at[thing])
		cells[0], cells[1] = r.amount(v.Get("amount"), moneyScale), content(v.Get("currency"))
	}}
