package tables

import (
	"slices"

	"terang/exporters"
	"terang/schema"
)

var processes = &table{
	name:  "processes",
	title: words{title: "Contracting processes: one row for each", titleID: "Proses pengadaan: satu baris untuk tiap proses"},
	each:  func(r *row) { r.pointer = r.pointer[:0]; r.write() },
	facts: join(head, []fact{
		date("date", "date"),
		text("title", "title"),
		staged(release, words{
			"Stage reached", "Tahap yang dicapai",
			"The furthest stage of which something is known: planning, tender, award, contract or implementation.",
			"Tahap terjauh yang sudah ada datanya: planning, tender, award, contract, atau implementation.",
		}, (*row).reached),
		planned, selfManaged,
		made("release_tags", exporters.Text, release, words{
			"Tags of the releases", "Tag rilis",
			"What the releases of the process were about, each once, joined with a semicolon.",
			"Hal yang disampaikan rilis-rilis proses ini, masing-masing disebut sekali, dipisahkan titik koma.",
		}, (*row).tags),
	}, buying, procedure, []fact{
		code("tender_status", "tender/status"),
		money("budget", "planning/budget/amount"),
		text("budget_project", "planning/budget/project"),
		text("budget_source", "planning/budget/description"),
		money("tender_value", "tender/value"),
		integer("number_of_tenderers", "tender/numberOfTenderers"),
		count("bid_count", "bids/details"),
		count("award_count", "awards"),
		total("awarded", release, words{
			"Awarded", "Nilai penetapan",
			"Sum of the awards, without those that are pending, cancelled or unsuccessful. Empty where one has no value, or where they are in several currencies.",
			"Jumlah nilai penetapan, tanpa yang masih menunggu, batal, atau gagal. Kosong bila ada yang tanpa nilai atau mata uangnya berlainan.",
		}, func(r *row, s *sum) { r.addStanding(s, "awards") }),
		count("contract_count", "contracts"),
		total("contracted", release, words{
			"Contracted", "Nilai kontrak",
			"Sum of the contracts, without those that are pending or cancelled. Empty where one has no value, or where they are in several currencies.",
			"Jumlah nilai kontrak, tanpa yang masih menunggu atau batal. Kosong bila ada yang tanpa nilai atau mata uangnya berlainan.",
		}, func(r *row, s *sum) { r.addStanding(s, "contracts") }),
		total("paid", release, words{
			"Paid", "Telah dibayar",
			"Sum of the transactions of all contracts. Empty where there are none, where one has no amount, or where they are in several currencies.",
			"Jumlah transaksi seluruh kontrak. Kosong bila tidak ada transaksi, bila ada yang tanpa nilai, atau bila mata uangnya berlainan.",
		}, func(r *row, s *sum) {
			for _, c := range r.Tree.Get("contracts").Items() {
				s.addPayments(c)
			}
		}),
		related("plan_ocids", true, words{
			"Plans", "Rencana (RUP)",
			"The processes that are the plans of this one, joined with a semicolon.",
			"Proses yang merupakan rencana dari proses ini, dipisahkan titik koma.",
		}),
		related("other_related_processes", false, words{
			"Other related processes", "Proses lain yang terkait",
			"Identifiers of other related processes, each with how it is related, joined with a semicolon.",
			"Pengenal proses lain yang terkait, masing-masing dengan hubungannya, dipisahkan titik koma.",
		}),
		sourceSystems,
		pointer,
	}),
}

func (r *row) tags() []byte {
	since := len(r.text)
	for i, tag := range r.Tags {
		if slices.Index(r.Tags, tag) == i {
			r.join(since, shared(tag))
		}
	}
	return r.made(since)
}

// addStanding adds up awards or contracts that stand: those of which the status says so, or which have none.
func (r *row) addStanding(s *sum, list string) {
	for _, item := range r.Tree.Get(list).Items() {
		switch string(content(item.Get("status"))) {
		case "pending", "cancelled", "unsuccessful":
		default:
			s.add(item.Get("value"))
		}
	}
}

// related are identifiers of related processes: plans, or all others.
func related(name string, plans bool, w words) fact {
	return made(name, exporters.Text, release, w, func(r *row) []byte {
		since := len(r.text)
		for _, p := range r.Tree.Get("relatedProcesses").Items() {
			isPlan, relationship := relationshipOf(p)
			if identifier := idOf(p.Get("identifier")); isPlan == plans && len(identifier) > 0 {
				if r.join(since, identifier); !plans && len(relationship) > 0 {
					r.text = append(append(append(r.text, " ("...), relationship...), ')')
				}
			}
		}
		return r.made(since)
	})
}

// relationshipOf is the first relationship that a related process has, and whether one of them is planning.
func relationshipOf(process *schema.Value) (isPlan bool, first []byte) {
	for _, code := range process.Get("relationship").Items() {
		if text := content(code); first == nil {
			first = text
		}
		isPlan = isPlan || string(content(code)) == "planning"
	}
	return isPlan, first
}

var sourceSystems = made("source_systems", exporters.Text, release, words{
	"Source systems", "Sistem asal data",
	"Names of the systems that the data comes from, joined with a semicolon.",
	"Nama sistem asal data, dipisahkan titik koma.",
}, func(r *row) []byte {
	since := len(r.text)
	for _, source := range r.Tree.Get("sources").Items() {
		name := content(source.Get("name"))
		if len(name) == 0 {
			name = idOf(source.Get("id"))
		}
		r.join(since, name)
	}
	return r.made(since)
})
