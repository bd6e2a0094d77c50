package tables

import (
	"terang/exporters"
	"terang/schema"
)

var buyers = &table{
	name:  "buyers",
	title: words{title: "Buyers: one row for each buyer of a process", titleID: "Pembeli: satu baris untuk tiap pembeli dalam suatu proses"},
	each:  func(r *row) { r.eachBuyer() },
	facts: join(head, []fact{
		organizationHere("buyer", "buyer", thing),
		numbered("buyer_number", words{
			"Which of the buyers", "Pembeli ke berapa",
			"1 for the first buyer of the process, 2 for the next. To add up what is the process's, take the rows with 1 alone.",
			"1 untuk pembeli pertama dalam proses ini, 2 untuk berikutnya. Untuk menjumlahkan nilai milik proses, pakai hanya baris bernomor 1.",
		}),
		counted("buyer_count", words{
			"Number of buyers", "Banyaknya pembeli",
			"How many buyers the process has.",
			"Banyaknya pembeli dalam proses ini.",
		}),
	}, addressOf(party, "buyer", "buyer"), []fact{
		organization("procuring_entity", "tender/procuringEntity"),
		planned, selfManaged,
	}, procedure, []fact{
		code("tender_status", "tender/status"),
		money("process_budget", "planning/budget/amount"),
		money("process_tender_value", "tender/value"),
		count("process_award_count", "awards"),
		count("process_contract_count", "contracts"),
		total("process_contracted", release, words{
			"Contracted in the process", "Nilai kontrak dalam proses",
			"Sum of the process's contracts, without those that are pending or cancelled; the same in the rows of all its buyers.",
			"Jumlah nilai kontrak dalam proses, tanpa yang masih menunggu atau batal; sama pada baris semua pembelinya.",
		}, func(r *row, s *sum) { r.addStanding(s, "contracts") }),
		pointer.keyed(),
	}),
}

// eachBuyer writes the process's buyer, and then the parties that are buyers beside it.
func (r *row) eachBuyer() {
	main := r.Tree.Get("buyer")
	r.number, r.of = 0, 0
	r.otherBuyers(main, func() { r.of++ })
	if main.IsObject() && main.Len() > 0 {
		r.of++
		r.number, r.at[thing], r.at[party] = 1, main, r.buyer
		r.pointer = append(r.pointer[:0], "/buyer"...)
		r.write()
	}
	r.pointer = r.pointer[:0]
	r.otherBuyers(main, func() {
		r.number++
		r.at[party] = r.at[thing]
		r.write()
	})
}

// otherBuyers passes the parties with the role of a buyer that are not the main one.
func (r *row) otherBuyers(main *schema.Value, pass func()) {
	r.each(r.Tree.Get("parties"), "/parties", func() {
		if hasRole(r.at[thing], "buyer") && !r.isSame(r.at[thing], main) {
			pass()
		}
	})
}

// isSame says whether a party is the one that a reference means: both are one organization, or, within this process,
// neither has an id and both have the same name.
func (r *row) isSame(party, reference *schema.Value) bool {
	if len(idOf(party.Get("id"))) == 0 && len(idOf(reference.Get("id"))) == 0 {
		return string(content(party.Get("name"))) == string(content(reference.Get("name")))
	}
	since := len(r.text)
	r.appendOrganization(party)
	middle := len(r.text)
	r.appendOrganization(r.party(reference))
	same := string(r.text[since:middle]) == string(r.text[middle:])
	r.text = r.text[:since]
	return same
}

func hasRole(party *schema.Value, role string) bool {
	for _, r := range party.Get("roles").Items() {
		if string(content(r)) == role {
			return true
		}
	}
	return false
}

// organizationHere is the organization that the row is about, in the words of a field that refers to it.
func organizationHere(name, words string, slot slot) fact {
	f := organization(name, words)
	f.slot, f.here = slot, true
	return f
}

// numbered says which of those that share a fact the row is about.
func numbered(name string, w words) fact {
	return made(name, exporters.Integer, thing, w, func(r *row) []byte { return r.integer(r.number) })
}

// counted says how many share it.
func counted(name string, w words) fact {
	return made(name, exporters.Integer, thing, w, func(r *row) []byte { return r.integer(r.of) })
}
