package tables

import (
	"terang/exporters"
	"terang/schema"
)

var contracts = &table{
	name:   "contracts",
	title:  words{title: "Contracts: one row for each", titleID: "Kontrak: satu baris untuk tiap kontrak"},
	places: []place{{"contracts", thing, false}, {"awards", award, false}},
	each: func(r *row) {
		r.each(r.Tree.Get("contracts"), "/contracts", func() {
			r.at[award] = r.awards.find(idOf(r.at[thing].Get("awardID")))
			r.write()
		})
	},
	facts: join(head, []fact{
		id("contract_id", "contracts/id").keyed(),
		id("award_id", "contracts/awardID"),
		text("contract_number", "contracts/contractNumber"),
		text("title", "contracts/title"),
		text("description", "contracts/description"),
		code("status", "contracts/status"),
		text("status_details", "contracts/statusDetails"),
		money("value", "contracts/value"),
		date("date_signed", "contracts/dateSigned"),
	}, period("period", "contracts/period"), []fact{
		duration("duration_days", "contracts/period"),
	}, buying, []fact{
		selfManaged,
		suppliersOf(thing),
		money("award_value", "awards/value"),
	}, procedure, []fact{
		code("implementation_status", "contracts/implementation/status"),
		date("completion_date", "contracts/implementation/endDate"),
		text("completion_details", "contracts/implementation/endDateDetails"),
		money("final_value", "contracts/implementation/finalValue"),
		count("transaction_count", "contracts/implementation/transactions"),
		total("paid", thing, words{
			"Paid", "Telah dibayar",
			"Sum of the contract's transactions. Empty where there are none, where one has no amount, or where they are in several currencies.",
			"Jumlah seluruh transaksi kontrak ini. Kosong bila tidak ada transaksi, bila ada yang tanpa nilai, atau bila mata uangnya berlainan.",
		}, func(r *row, s *sum) { s.addPayments(r.at[thing]) }),
		money("domestic_content_value", "contracts/domesticContentValue"),
		money("micro_small_enterprise_value", "contracts/microSmallEnterpriseValue"),
		total("penalty", thing, words{
			"Penalties", "Denda",
			"Sum of the penalties that are recorded as money. Empty where none is recorded, which does not mean that there was none.",
			"Jumlah denda yang tercatat sebagai uang. Kosong bila tidak ada yang tercatat; belum tentu berarti tidak ada denda.",
		}, (*row).addPenalties),
		made("penalty_details", exporters.Text, thing, words{
			"Penalties in words", "Keterangan denda",
			"The penalties imposed, in the publisher's words, joined with a semicolon.",
			"Denda yang dikenakan menurut penerbit data, dipisahkan titik koma.",
		}, (*row).penaltiesImposed),
		count("amendment_count", "contracts/amendments"),
		pointer,
	}),
}

// suppliersOf are those that the contract in a slot names itself (an extension), else those of its award.
func suppliersOf(slot slot) fact {
	return fact{name: "supplier", pointer: "awards/suppliers", columns: organizationsColumns,
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) {
			if own := r.at[slot].Get("suppliers"); own.IsList() && own.Len() > 0 {
				v = own
			}
			r.fillOrganizations(v, cells)
		}}
}

// addPayments adds up a contract's transactions.
func (s *sum) addPayments(contract *schema.Value) {
	for _, t := range contract.Get("implementation", "transactions").Items() {
		s.add(paidIn(t))
	}
}

// paidIn is a transaction's value, which OCDS 1.0 called amount.
func paidIn(transaction *schema.Value) *schema.Value {
	if v := transaction.Get("value"); v != nil {
		return v
	}
	return transaction.Get("amount")
}

func (r *row) addPenalties(s *sum) {
	for _, failure := range r.at[thing].Get("implementation", "performanceFailures").Items() {
		if penalty := failure.Get("penaltyValue"); penalty != nil {
			s.add(penalty)
		}
	}
}

func (r *row) penaltiesImposed() []byte {
	since := len(r.text)
	for _, failure := range r.at[thing].Get("implementation", "performanceFailures").Items() {
		r.join(since, content(failure.Get("penaltyImposed")))
	}
	return r.made(since)
}

// duration is a period's length in days, as it is given, or else counted from its ends.
func duration(name, pointer string) fact {
	columns := func(f *fact, d *dictionary) []exporters.Column {
		w := d.part(pointer + "/durationInDays")
		return []exporters.Column{f.column("", exporters.Integer, 0, f.words.also(": "+w.title, ": "+w.titleID,
			"Length in days as published; where that is absent, counted from the local days of start and end, both included.",
			"Lamanya dalam hari seperti dipublikasikan; bila tidak ada, dihitung dari tanggal mulai sampai tanggal selesai setempat, keduanya termasuk."))}
	}
	return fact{name: name, pointer: pointer, columns: columns,
		fill: func(r *row, f *filled, v *schema.Value, cells [][]byte) {
			if fillInteger(r, f, v.Get("durationInDays"), cells); cells[0] == nil {
				if days, ok := r.days(v.Get("startDate"), v.Get("endDate")); ok && days >= 0 {
					cells[0] = r.integer(days + 1)
				}
			}
		}}
}

// days counts from one local day to another.
func (r *row) days(from, to *schema.Value) (days int, ok bool) {
	a, okA := instant(from)
	b, okB := instant(to)
	if !okA || !okB {
		return 0, false
	}
	since := len(r.text)
	r.text = localDay(r.text, from, a, r.Zone)
	middle := len(r.text)
	r.text = localDay(r.text, to, b, r.Zone)
	days, ok = daysBetween(r.text[since:middle], r.text[middle:])
	r.text = r.text[:since]
	return days, ok
}
