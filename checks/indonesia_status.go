package checks

import (
	"strconv"

	"terang/schema"
)

// This file holds what a process has come to against what it says of itself.

var _ = idnRule("idn_status_tag", schema.Warning, Words{
	"The tender is '%[1]s', but '%[2]s' has what still stands. Set the tender's status to complete, or correct the status of what followed.",
	"Status tender '%[1]s', tetapi '%[2]s' memuat isi yang masih berlaku. Ubah status tender menjadi complete, atau perbaiki status tahap berikutnya."},
	func(p *Process, r *Rule) {
		status := p.Get("tender", "status")
		switch {
		case is(status, "planning"), is(status, "planned"):
			p.noneStands(r, status, "awards", "contracts")
		case is(status, "unsuccessful"), is(status, "cancelled"), is(status, "withdrawn"):
			p.noneStands(r, status, "contracts")
		}
	})

// noneStands judges whether all in the lists was given up again, if there ever was anything.
func (p *Process) noneStands(r *Rule, status *schema.Value, lists ...string) {
	for _, list := range lists {
		for one := range p.each(list) {
			if standing(one) {
				p.judge(r, false, status, status.Text(), list)
				return
			}
		}
	}
	p.judge(r, true, status)
}

var _ = idnRule("idn_award_supplier", schema.Warning, Words{
	"The award is active, but names no supplier. Add the winner; for swakelola, the unit that does the work.",
	"Penetapan sudah berlaku, tetapi tidak menyebutkan penyedia. Tambahkan pemenangnya; untuk swakelola, unit pelaksananya."},
	(*Process).awardsSupplied)

var _ = idnRule("idn_award_count", schema.Warning, Words{
	"The process has %[1]s awards, more than one procurement has. Check whether several procurements were put under one ocid.",
	"Proses ini memiliki %[1]s penetapan, terlalu banyak untuk satu pengadaan. Periksa apakah beberapa pengadaan digabung dalam satu ocid."},
	func(p *Process, r *Rule) {
		const most = 20
		awards := p.Get("awards")
		if awards.Len() > 0 && !p.isOwnWork() && p.source() != 'p' { // of which each realization is an award
			p.judge(r, awards.Len() <= most, awards, strconv.Itoa(awards.Len()))
		}
	})

var _ = idnRule("idn_tenderers", schema.Warning, Words{
	"numberOfTenderers is %[1]s, but the number of bids with a price is %[2]s. Count those who bid a price, not those who registered.",
	"numberOfTenderers berisi %[1]s, tetapi penawaran yang memuat harga berjumlah %[2]s. Hitung yang memasukkan harga penawaran, bukan yang mendaftar."},
	func(p *Process, r *Rule) {
		stated, bids := p.Get("tender", "numberOfTenderers"), p.Get("bids", "details")
		if !stated.IsNumber() || bids.Len() == 0 {
			return
		}
		count := 0
		for bid := range each(bids) {
			if bid.Get("value", "amount").IsNumber() {
				count++
			}
		}
		priced := strconv.Itoa(count)
		p.judge(r, string(stated.Raw()) == priced, stated, stated.ID(), priced)
	})
