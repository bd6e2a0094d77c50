package tables

import "terang/exporters"

const document = "tender/documents"

var documents = &table{
	name:   "documents",
	title:  words{title: "Documents: one row for each", titleID: "Dokumen: satu baris untuk tiap dokumen"},
	places: []place{{document, thing, true}},
	each:   (*row).eachDocument,
	facts: join(head, []fact{
		whose, ofAward, ofContract,
		made("bid_id", exporters.Text, bid, words{
			"Bid ID", "ID penawaran",
			"The bid that the document belongs to; empty where it belongs to none.",
			"Penawaran yang memuat dokumen ini; kosong bila tidak ada.",
		}, func(r *row) []byte { return idOf(r.at[bid].Get("id")) }),
		made("milestone_id", exporters.Text, milestone, words{
			"Milestone ID", "ID tonggak pekerjaan",
			"The milestone that the document belongs to; empty where it belongs to none.",
			"Tonggak pekerjaan yang memuat dokumen ini; kosong bila tidak ada.",
		}, func(r *row) []byte { return idOf(r.at[milestone].Get("id")) }),
		id("document_id", document+"/id"),
		code("document_type", document+"/documentType"),
		text("title", document+"/title"),
		text("description", document+"/description"),
		text("url", document+"/url"),
		date("date_published", document+"/datePublished"),
		date("date_modified", document+"/dateModified"),
		text("format", document+"/format"),
		text("language", document+"/language"),
		texts("related_lots", document+"/relatedLots"),
		planned,
	}, briefly, []fact{pointer.keyed()}),
}

// eachDocument writes the documents of all sections, then those of bids, then those of milestones.
func (r *row) eachDocument() {
	r.inSections("documents", true, r.write)
	r.stage = inBid
	r.each(r.Tree.Get("bids", "details"), "/bids/details", func() {
		r.at[bid] = r.at[thing]
		r.each(r.at[thing].Get("documents"), "/documents", r.write)
	})
	r.at[bid] = nil
	r.inSections("milestones", true, func() {
		r.at[milestone] = r.at[thing]
		r.each(r.at[thing].Get("documents"), "/documents", r.write)
	})
	r.at[milestone] = nil
}
