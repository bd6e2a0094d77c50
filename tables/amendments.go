package tables

const amendment = "contracts/amendments"

var amendments = &table{
	name:   "amendments",
	title:  words{title: "Amendments of tenders, awards and contracts: one row for each", titleID: "Perubahan (adendum) tender, penetapan, dan kontrak: satu baris untuk tiap perubahan"},
	places: []place{{amendment, thing, true}},
	each:   func(r *row) { r.inSections("amendments", false, r.write) },
	facts: join(head, []fact{
		whose, ofAward, ofContract,
		id("amendment_id", amendment+"/id"),
		date("date", amendment+"/date"),
		text("rationale", amendment+"/rationale"),
		text("description", amendment+"/description"),
		id("release_id_before", amendment+"/amendsReleaseID"),
		id("release_id_after", amendment+"/releaseID"),
		planned,
	}, briefly, []fact{pointer.keyed()}),
}
