package tables

var suppliers = &table{
	name:   "suppliers",
	title:  words{title: "Suppliers: one row for each supplier of an award", titleID: "Penyedia: satu baris untuk tiap penyedia dalam suatu penetapan"},
	places: []place{{"awards/suppliers", thing, false}, {"awards", award, false}},
	each: func(r *row) {
		r.each(r.Tree.Get("awards"), "/awards", func() {
			suppliers := r.at[thing].Get("suppliers")
			r.at[award], r.number, r.of = r.at[thing], 0, objects(suppliers)
			r.each(suppliers, "/suppliers", func() {
				r.number++
				r.at[party] = r.Process.party(r.at[thing])
				r.write()
			})
		})
	},
	facts: join(head, []fact{
		id("award_id", "awards/id"),
		organization("supplier", "awards/suppliers"),
		numbered("supplier_number", words{
			"Which of the suppliers", "Penyedia ke berapa",
			"1 for the first supplier of the award, 2 for the next (KSO). To add up values of awards, take the rows with 1 alone.",
			"1 untuk penyedia pertama dalam penetapan ini, 2 untuk berikutnya (KSO). Untuk menjumlahkan nilai penetapan, pakai hanya baris bernomor 1.",
		}),
		counted("supplier_count", words{
			"Number of suppliers", "Banyaknya penyedia",
			"How many suppliers share the award: more than one is a joint operation (KSO), whose value is theirs together.",
			"Banyaknya penyedia yang bersama-sama ditetapkan: lebih dari satu berarti KSO, dan nilainya milik bersama.",
		}),
		code("supplier_scale", "parties/details/scale").of(party, "awards/suppliers"),
	}, addressOf(party, "supplier", "awards/suppliers"), []fact{
		text("award_title", "awards/title"),
		code("award_status", "awards/status"),
		date("award_date", "awards/date"),
		money("award_value", "awards/value"),
		contractIDsOf(award),
		selfManaged,
	}, buying, procedure, []fact{
		integer("number_of_tenderers", "tender/numberOfTenderers"),
		pointer.keyed(),
	}),
}
