package tables

import "terang/exporters"

var bids = &table{
	name:   "bids",
	title:  words{title: "Bids: one row for each", titleID: "Penawaran: satu baris untuk tiap penawaran"},
	places: []place{{"bids/details", thing, false}, {"awards", award, false}},
	each: func(r *row) {
		r.each(r.Tree.Get("bids", "details"), "/bids/details", func() {
			r.at[award] = r.awardsByBid.find(idOf(r.at[thing].Get("id")))
			r.write()
		})
	},
	facts: join(head, []fact{
		id("bid_id", "bids/details/id").keyed(),
		date("date", "bids/details/date"),
		code("status", "bids/details/status"),
		organizations("tenderer", "bids/details/tenderers"),
		money("value", "bids/details/value"),
		money("corrected_value", "bids/details/correctedValue"),
		money("negotiated_value", "bids/details/negotiatedValue"),
		scores,
		texts("related_lots", "bids/details/relatedLots"),
		made("award_id", exporters.Text, award, words{
			"Award", "Penetapan",
			"ID of the award that names this bid as the one it follows from; empty where none does.",
			"ID penetapan yang menyebut penawaran ini sebagai dasarnya; kosong bila tidak ada.",
		}, func(r *row) []byte { return idOf(r.at[award].Get("id")) }),
		code("award_status", "awards/status"),
	}, buying, procedure, []fact{
		code("tender_status", "tender/status"),
		money("tender_value", "tender/value"),
		integer("number_of_tenderers", "tender/numberOfTenderers"),
		pointer,
	}),
}

// scores are all of a bid's, each with its name.
var scores = made("scores", exporters.Text, thing, words{
	"Scores", "Skor penilaian",
	"The scores from the evaluation, each with its name, joined with a semicolon.",
	"Skor hasil evaluasi, masing-masing dengan namanya, dipisahkan titik koma.",
}, func(r *row) []byte {
	since := len(r.text)
	for _, score := range r.at[thing].Get("scores").Items() {
		name := content(score.Get("name"))
		if len(name) == 0 {
			name = idOf(score.Get("id"))
		}
		if value := score.Get("value"); value.IsNumber() {
			r.join(since, name)
			r.text = append(append(r.text, ": "...), value.Raw()...)
		}
	}
	return r.made(since)
})
