package tables

import "terang/exporters"

const oneMilestone = "contracts/implementation/milestones"

var milestones = &table{
	name:   "milestones",
	title:  words{title: "Milestones: one row for each", titleID: "Tonggak pekerjaan (milestone): satu baris untuk tiap tonggak"},
	places: []place{{oneMilestone, thing, true}},
	each:   func(r *row) { r.inSections("milestones", true, r.write) },
	facts: join(head, []fact{
		whose, ofContract,
		id("milestone_id", oneMilestone+"/id"),
		text("title", oneMilestone+"/title"),
		text("description", oneMilestone+"/description"),
		code("type", oneMilestone+"/type"),
		text("code", oneMilestone+"/code"),
		code("status", oneMilestone+"/status"),
		date("due_date", oneMilestone+"/dueDate"),
		date("date_met", oneMilestone+"/dateMet"),
		made("days_after_due", exporters.Integer, thing, words{
			"Days after the due date", "Selisih hari dari tenggat",
			"Local days from the due date to the date on which it was met; negative where it was met earlier. Empty where either is not known.",
			"Selisih tanggal setempat dari tenggat sampai terpenuhi; negatif bila lebih awal. Kosong bila salah satunya tidak diketahui.",
		}, func(r *row) []byte {
			if days, ok := r.days(r.at[thing].Get("dueDate"), r.at[thing].Get("dateMet")); ok {
				return r.integer(days)
			}
			return nil
		}),
		date("date_modified", oneMilestone+"/dateModified"),
		texts("related_lots", oneMilestone+"/relatedLots"),
		planned,
	}, briefly, []fact{pointer.keyed()}),
}
