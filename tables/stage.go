package tables

import (
	"terang/exporters"
	"terang/schema"
)

// stage is a section of a contracting process.
type stage struct{ code, title, titleID string }

// The stages, in the order in which a process goes through them.
var (
	inPlanning       = &stage{"planning", "Planning", "Perencanaan"}
	inTender         = &stage{"tender", "Tender", "Pemilihan penyedia"}
	inBid            = &stage{"bid", "Bid", "Penawaran"}
	inAward          = &stage{"award", "Award", "Penetapan pemenang"}
	inContract       = &stage{"contract", "Contract", "Kontrak"}
	inImplementation = &stage{"implementation", "Implementation", "Pelaksanaan kontrak"}
)

// staged says to which stage a row's thing belongs.
func staged(slot slot, w words, of func(*row) *stage) fact {
	return fact{name: "stage", words: w, slot: slot, columns: codeColumns,
		fill: func(r *row, _ *filled, _ *schema.Value, cells [][]byte) {
			if s := of(r); s != nil {
				cells[0], cells[1], cells[2] = shared(s.code), shared(s.title), shared(s.titleID)
			}
		}}
}

// whose says in which section the thing stands.
var whose = staged(thing, words{
	"Stage", "Tahap",
	"The section of the process in which this stands: planning, tender, bid, award, contract or implementation.",
	"Bagian proses tempat hal ini tercatat: planning, tender, bid, award, contract, atau implementation.",
}, func(r *row) *stage { return r.stage })

// reached is the furthest stage of which something is known.
func (r *row) reached() *stage {
	contracts := r.Tree.Get("contracts")
	for _, c := range contracts.Items() {
		if c.Get("implementation").Len() > 0 {
			return inImplementation
		}
	}
	switch {
	case contracts.Len() > 0:
		return inContract
	case r.Tree.Get("awards").Len() > 0:
		return inAward
	case r.isPlan():
		return inPlanning
	case r.tender.Len() > 0:
		return inTender
	case r.planning.Len() > 0:
		return inPlanning
	}
	return nil
}

// ofAward and ofContract are the ids of what the thing belongs to.
var (
	ofAward = made("award_id", exporters.Text, award, words{
		"Award ID", "ID penetapan",
		"The award that this belongs to; empty where it belongs to none.",
		"Penetapan pemenang yang memuat hal ini; kosong bila tidak ada.",
	}, func(r *row) []byte { return idOf(r.at[award].Get("id")) })
	ofContract = made("contract_id", exporters.Text, contract, words{
		"Contract ID", "ID kontrak",
		"The contract that this belongs to; empty where it belongs to none.",
		"Kontrak yang memuat hal ini; kosong bila tidak ada.",
	}, func(r *row) []byte { return idOf(r.at[contract].Get("id")) })
)

// inSections passes the objects of a list of that name in the tender, the awards and the contracts, and, where asked,
// in planning and in the contracts' implementation.
func (r *row) inSections(list string, everywhere bool, pass func()) {
	r.pointer = r.pointer[:0]
	if r.stage = inPlanning; everywhere {
		r.each(r.planning.Get(list), "/planning/"+list, pass)
	}
	r.stage = inTender
	r.each(r.tender.Get(list), "/tender/"+list, pass)
	r.each(r.Tree.Get("awards"), "/awards", func() {
		r.stage, r.at[award] = inAward, r.at[thing]
		r.each(r.at[thing].Get(list), "/"+list, pass)
	})
	r.at[award] = nil
	r.each(r.Tree.Get("contracts"), "/contracts", func() {
		c := r.at[thing]
		r.stage, r.at[contract] = inContract, c
		r.each(c.Get(list), "/"+list, pass)
		if r.stage = inImplementation; everywhere {
			r.each(c.Get("implementation", list), "/implementation/"+list, pass)
		}
	})
	r.at[contract] = nil
}
