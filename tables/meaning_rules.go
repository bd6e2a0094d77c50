package tables

import "terang/schema"

// The rules. Of those about one field the more special stand first; one that finds all but a name is followed by one with
// the same code that does without.

var aboutDates = []meaning{
	{"tender_deadline_shortened", schema.Changed, "tender/tenderPeriod/endDate", sooner, sentences{
		"The tender deadline was shortened by {span}, from {before} to {after}.",
		"Batas akhir pemasukan penawaran dimajukan {span}, dari {before} menjadi {after}."}},
	{"tender_deadline_extended", schema.Changed, "tender/tenderPeriod/endDate", later, sentences{
		"The tender deadline was extended by {span}, from {before} to {after}.",
		"Batas akhir pemasukan penawaran diperpanjang {span}, dari {before} menjadi {after}."}},
	{"tender_start_moved", schema.Changed, "tender/tenderPeriod/startDate", sooner, sentences{
		"The start of the tender was brought forward by {span}, from {before} to {after}.",
		"Awal pemasukan penawaran dimajukan {span}, dari {before} menjadi {after}."}},
	{"tender_start_moved", schema.Changed, "tender/tenderPeriod/startDate", later, sentences{
		"The start of the tender was put back by {span}, from {before} to {after}.",
		"Awal pemasukan penawaran diundur {span}, dari {before} menjadi {after}."}},
	{"enquiry_deadline_shortened", schema.Changed, "tender/enquiryPeriod/endDate", sooner, sentences{
		"The deadline for questions was shortened by {span}, from {before} to {after}.",
		"Batas akhir pengajuan pertanyaan dimajukan {span}, dari {before} menjadi {after}."}},
	{"enquiry_deadline_extended", schema.Changed, "tender/enquiryPeriod/endDate", later, sentences{
		"The deadline for questions was extended by {span}, from {before} to {after}.",
		"Batas akhir pengajuan pertanyaan diperpanjang {span}, dari {before} menjadi {after}."}},
	{"end_date_shortened", schema.Changed, "contracts/period/endDate", sooner, sentences{
		"The term of {thing} was shortened by {span}: it ends on {after} instead of {before}.",
		"Masa {thing} dipersingkat {span}: berakhir {after}, semula {before}."}},
	{"end_date_extended", schema.Changed, "contracts/period/endDate", later, sentences{
		"The term of {thing} was extended by {span}: it ends on {after} instead of {before}.",
		"Masa {thing} diperpanjang {span}: berakhir {after}, semula {before}."}},
	{"planned_end_date_shortened", schema.Changed, "tender/contractPeriod/endDate", sooner, sentences{
		"The planned end of the contract was brought forward by {span}, from {before} to {after}.",
		"Rencana akhir kontrak dimajukan {span}, dari {before} menjadi {after}."}},
	{"planned_end_date_extended", schema.Changed, "tender/contractPeriod/endDate", later, sentences{
		"The planned end of the contract was put back by {span}, from {before} to {after}.",
		"Rencana akhir kontrak diundur {span}, dari {before} menjadi {after}."}},
	{"contract_signed", schema.Added, "contracts/dateSigned", nil, sentences{
		"{thing} was signed on {after}.", "{thing} ditandatangani pada {after}."}},
	{"date_signed_changed", schema.Changed, "contracts/dateSigned", nil, sentences{
		"The signing date of {thing} was changed from {before} to {after}.",
		"Tanggal tanda tangan {thing} diubah dari {before} menjadi {after}."}},
	{"work_ended", schema.Added, "contracts/implementation/endDate", nil, sentences{
		"The work under {thing} ended on {after}.", "Pekerjaan {thing} berakhir pada {after}."}},
	{"milestone_moved", schema.Changed, "*/milestones/dueDate", sooner, sentences{
		"The due date of {thing} was brought forward by {span}, from {before} to {after}.",
		"Tenggat {thing} dimajukan {span}, dari {before} menjadi {after}."}},
	{"milestone_moved", schema.Changed, "*/milestones/dueDate", later, sentences{
		"The due date of {thing} was put back by {span}, from {before} to {after}.",
		"Tenggat {thing} diundur {span}, dari {before} menjadi {after}."}},
}

var aboutValues = []meaning{
	{"value_raised", schema.Changed, "*/amount", raised, sentences{
		"{value} was raised{by}, from {before} to {after}{once awarded}.",
		"{value} naik{by}, dari {before} menjadi {after}{once awarded}."}},
	{"value_lowered", schema.Changed, "*/amount", lowered, sentences{
		"{value} was lowered{by}, from {before} to {after}{once awarded}.",
		"{value} turun{by}, dari {before} menjadi {after}{once awarded}."}},
	{"final_value_stated", schema.Added, "contracts/implementation/finalValue/amount", nil, sentences{
		"The final value of {thing} was stated: {after}.", "Nilai akhir {thing} diumumkan: {after}."}},
	{"currency_changed", schema.Changed, "*/currency", nil, sentences{
		"The currency of {value} was changed from {before} to {after}.",
		"Mata uang {value} diubah dari {before} menjadi {after}."}},
	{"transaction_added", schema.Added, "contracts/implementation/transactions", nil, sentences{
		"A payment of {money} under {whole} was published.", "Pembayaran sebesar {money} untuk {whole} diumumkan."}},
	{"transaction_added", schema.Added, "contracts/implementation/transactions", nil, sentences{
		"{thing} under {whole} was published, without an amount.", "{thing} untuk {whole} diumumkan tanpa nilai."}},
	{"transaction_removed", schema.Removed, "contracts/implementation/transactions", nil, sentences{
		"{thing} was taken out of {whole}.", "{thing} dihapus dari {whole}."}},
	{"item_quantity_changed", schema.Changed, "*/items/quantity", nil, sentences{
		"The quantity of {thing} in {whole} was changed from {before} to {after}{unit}.",
		"Jumlah {thing} dalam {whole} diubah dari {before} menjadi {after}{unit}."}},
	{"bidder_count_changed", schema.Changed, "tender/numberOfTenderers", nil, sentences{
		"The number of bidders was changed from {before} to {after}.",
		"Jumlah peserta diubah dari {before} menjadi {after}."}},
}

var aboutStatuses = []meaning{
	{"tender_cancelled", schema.Changed, "tender/status", to("cancelled"), sentences{
		"The tender was cancelled{once awarded}.", "Tender dibatalkan{once awarded}."}},
	{"tender_unsuccessful", schema.Changed, "tender/status", to("unsuccessful"), sentences{
		"The tender was unsuccessful: it brought no usable bid.", "Tender gagal: tidak ada penawaran yang dapat diterima."}},
	{"tender_withdrawn", schema.Changed, "tender/status", to("withdrawn"), sentences{
		"The tender was withdrawn from publication.", "Tender ditarik dari publikasi."}},
	{"winner_set", schema.Changed, "awards/status", to("active"), sentences{
		"{suppliers} was set as the winner ({thing}).", "{suppliers} ditetapkan sebagai pemenang ({thing})."}},
	{"winner_set", schema.Changed, "awards/status", to("active"), sentences{
		"A winner was set ({thing}).", "Pemenang ditetapkan ({thing})."}},
	{"award_cancelled", schema.Changed, "awards/status", to("cancelled"), sentences{
		"{thing} was cancelled.", "{thing} dibatalkan."}},
	{"award_unsuccessful", schema.Changed, "awards/status", to("unsuccessful"), sentences{
		"{thing} came to nothing.", "{thing} gagal."}},
	{"contract_terminated", schema.Changed, "contracts/status", to("terminated"), sentences{
		"{thing} has ended, fulfilled or broken off: its status was changed from {before} to {after}.",
		"{thing} berakhir, karena selesai atau diputus: statusnya berubah dari {before} menjadi {after}."}},
	{"contract_cancelled", schema.Changed, "contracts/status", to("cancelled"), sentences{
		"{thing} was cancelled before it was signed.", "{thing} batal sebelum ditandatangani."}},
	{"milestone_met", schema.Changed, "*/milestones/status", to("met"), sentences{
		"{thing} was reached ({whole}).", "{thing} tercapai ({whole})."}},
	{"milestone_missed", schema.Changed, "*/milestones/status", to("notMet"), sentences{
		"{thing} was not reached ({whole}).", "{thing} belum tercapai ({whole})."}},
	{"bid_disqualified", schema.Changed, "bids/details/status", to("disqualified"), sentences{
		"The bid of {tenderers} was disqualified.", "Penawaran {tenderers} dinyatakan gugur."}},
	{"bid_withdrawn", schema.Changed, "bids/details/status", to("withdrawn"), sentences{
		"The bid of {tenderers} was withdrawn.", "Penawaran {tenderers} ditarik."}},
	{"implementation_status_changed", schema.Changed, "contracts/implementation/status", nil, sentences{
		"The progress of the work under {thing} was changed from {before} to {after}.",
		"Status pelaksanaan {thing} berubah dari {before} menjadi {after}."}},
	{"status_changed", schema.Changed, "tender/status awards/status contracts/status bids/details/status tender/lots/status */milestones/status", nil, sentences{
		"The status of {thing} was changed from {before} to {after}.",
		"Status {thing} berubah dari {before} menjadi {after}."}},
}

var aboutThings = []meaning{
	{"winner_set", schema.Added, "awards", has("status", "active"), sentences{
		"{suppliers} was set as the winner ({thing}, {money}).", "{suppliers} ditetapkan sebagai pemenang ({thing}, {money})."}},
	{"winner_set", schema.Added, "awards", has("status", "active"), sentences{
		"{suppliers} was set as the winner ({thing}).", "{suppliers} ditetapkan sebagai pemenang ({thing})."}},
	{"winner_set", schema.Added, "awards", has("status", "active"), sentences{
		"A winner was set ({thing}).", "Pemenang ditetapkan ({thing})."}},
	{"award_added", schema.Added, "awards", nil, sentences{
		"{thing} was published.", "{thing} diumumkan."}},
	{"award_removed", schema.Removed, "awards", nil, sentences{
		"{thing} was removed.", "{thing} dihapus."}},
	{"contract_added", schema.Added, "contracts", nil, sentences{
		"{thing} of {money} was published.", "{thing} senilai {money} diumumkan."}},
	{"contract_added", schema.Added, "contracts", nil, sentences{
		"{thing} was published.", "{thing} diumumkan."}},
	{"contract_removed", schema.Removed, "contracts", nil, sentences{
		"{thing} was removed.", "{thing} dihapus."}},
	{"document_added", schema.Added, "*/documents", nil, sentences{
		"{thing} was added to {whole}.", "{thing} ditambahkan pada {whole}."}},
	{"document_removed", schema.Removed, "*/documents", nil, sentences{
		"{thing} was removed from {whole}.", "{thing} dihapus dari {whole}."}},
	{"document_replaced", schema.Changed, "*/documents/url", nil, sentences{
		"{thing} of {whole} was replaced by a file at another address.", "{thing} pada {whole} diganti dengan berkas di alamat lain."}},
	{"document_modified", schema.Changed, "*/documents/dateModified", later, sentences{
		"{thing} of {whole} was modified on {after}.", "{thing} pada {whole} diubah pada {after}."}},
	{"amendment_added", schema.Added, "tender/amendments awards/amendments contracts/amendments", nil, sentences{
		"An amendment of {whole} was published: {reason}.", "Perubahan (adendum) atas {whole} diumumkan: {reason}."}},
	{"amendment_added", schema.Added, "tender/amendments awards/amendments contracts/amendments", nil, sentences{
		"An amendment of {whole} was published, without a reason.", "Perubahan (adendum) atas {whole} diumumkan tanpa alasan."}},
	{"item_added", schema.Added, "tender/items awards/items contracts/items", nil, sentences{
		"{thing} was added to {whole}.", "{thing} ditambahkan pada {whole}."}},
	{"item_removed", schema.Removed, "tender/items awards/items contracts/items", nil, sentences{
		"{thing} was removed from {whole}.", "{thing} dihapus dari {whole}."}},
	{"milestone_added", schema.Added, "*/milestones", nil, sentences{
		"{thing} was added to {whole}.", "{thing} ditambahkan pada {whole}."}},
	{"milestone_removed", schema.Removed, "*/milestones", nil, sentences{
		"{thing} was removed from {whole}.", "{thing} dihapus dari {whole}."}},
	{"performance_failure_added", schema.Added, "contracts/implementation/performanceFailures", nil, sentences{
		"A failure to perform under {whole} was recorded.", "Kegagalan kinerja dalam {whole} dicatat."}},
}

var aboutOrganizations = []meaning{
	{"supplier_changed", schema.Changed, "awards/suppliers/name contracts/suppliers/name", nil, sentences{
		"The name of a supplier of {whole} was changed from {before} to {after}.",
		"Nama penyedia pada {whole} diubah dari {before} menjadi {after}."}},
	{"supplier_added", schema.Added, "awards/suppliers contracts/suppliers", nil, sentences{
		"{organization} was added to the suppliers of {whole}.", "{organization} ditambahkan sebagai penyedia pada {whole}."}},
	{"supplier_removed", schema.Removed, "awards/suppliers contracts/suppliers", nil, sentences{
		"{organization} was removed from the suppliers of {whole}.", "{organization} dihapus dari penyedia pada {whole}."}},
	{"bidder_added", schema.Added, "tender/tenderers", nil, sentences{
		"{organization} was added to the bidders.", "{organization} ditambahkan sebagai peserta."}},
	{"bidder_removed", schema.Removed, "tender/tenderers", nil, sentences{
		"{organization} was removed from the bidders.", "{organization} dihapus dari daftar peserta."}},
	{"bidder_added", schema.Added, "bids/details", nil, sentences{
		"The bid of {tenderers} was published.", "Penawaran {tenderers} diumumkan."}},
	{"bidder_removed", schema.Removed, "bids/details", nil, sentences{
		"The bid of {tenderers} was removed.", "Penawaran {tenderers} dihapus."}},
	{"bids_published", schema.Added, "bids", nil, sentences{
		"The bids were published.", "Penawaran yang masuk diumumkan."}},
	{"bids_removed", schema.Removed, "bids", nil, sentences{
		"The bids were removed.", "Penawaran yang masuk dihapus."}},
	{"buyer_changed", schema.Changed, "buyer/id", nil, buyerChanged},
	{"buyer_changed", schema.Changed, "buyer/id", nil, sentences{
		"The id of the buyer was changed from {before} to {after}.", "ID pembeli diubah dari {before} menjadi {after}."}},
	{"buyer_changed", schema.Changed, "buyer/name", alongside("id"), buyerChanged},
	{"procuring_entity_changed", schema.Changed, "tender/procuringEntity/id", nil, entityChanged},
	{"procuring_entity_changed", schema.Changed, "tender/procuringEntity/id", nil, sentences{
		"The id of the procuring entity was changed from {before} to {after}.", "ID pelaksana pengadaan diubah dari {before} menjadi {after}."}},
	{"procuring_entity_changed", schema.Changed, "tender/procuringEntity/name", alongside("id"), entityChanged},
	{"organization_identifier_changed", schema.Changed, "parties/identifier/id parties/identifier/scheme", nil, sentences{
		"The identifier of {thing} was changed from {before} to {after}.", "Pengenal {thing} diubah dari {before} menjadi {after}."}},
	{"organization_renamed", schema.Changed, "parties/name buyer/name tender/procuringEntity/name */tenderers/name", nil, sentences{
		"The name of an organization was changed from {before} to {after}.",
		"Nama organisasi diubah dari {before} menjadi {after}."}},
}

var (
	buyerChanged = sentences{"The buyer was changed from {former} to {present}.",
		"Pembeli berubah dari {former} menjadi {present}."}
	entityChanged = sentences{"The procuring entity was changed from {former} to {present}.",
		"Pelaksana pengadaan berubah dari {former} menjadi {present}."}
)

var aboutFields = []meaning{
	{"title_changed", schema.Changed, "title tender/title awards/title contracts/title", nil, sentences{
		"The title of {thing} was changed from {before} to {after}.", "Judul {thing} diubah dari {before} menjadi {after}."}},
	{"title_changed", schema.Changed, "title tender/title awards/title contracts/title", nil, sentences{
		"The title of {thing} was changed.", "Judul {thing} diubah."}},
	{"description_changed", schema.Changed, "description tender/description awards/description contracts/description", nil, sentences{
		"The description of {thing} was changed.", "Uraian {thing} diubah."}},
	{"procurement_method_changed", schema.Changed, "tender/procurementMethod tender/procurementMethodDetails", nil, sentences{
		"The procurement method was changed from {before} to {after}.", "Metode pengadaan diubah dari {before} menjadi {after}."}},
	{"procurement_method_changed", schema.Changed, "tender/procurementMethodDetails", nil, sentences{
		"The procurement method was changed.", "Metode pengadaan diubah."}},
	{"category_changed", schema.Changed, "tender/mainProcurementCategory", nil, sentences{
		"The main category was changed from {before} to {after}.", "Kategori utama diubah dari {before} menjadi {after}."}},
	{"award_criteria_changed", schema.Changed, "tender/awardCriteria tender/awardCriteriaDetails", nil, sentences{
		"The criteria for choosing the winner were changed from {before} to {after}{once awarded}.",
		"Kriteria pemilihan pemenang diubah dari {before} menjadi {after}{once awarded}."}},
	{"award_criteria_changed", schema.Changed, "tender/awardCriteriaDetails", nil, sentences{
		"The criteria for choosing the winner were changed{once awarded}.", "Kriteria pemilihan pemenang diubah{once awarded}."}},
	{"eligibility_changed", schema.Changed, "tender/eligibilityCriteria", nil, sentences{
		"The conditions for taking part were changed{once awarded}.", "Syarat peserta diubah{once awarded}."}},
}
