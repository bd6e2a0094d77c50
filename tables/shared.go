package tables

import (
	"terang/exporters"
	"terang/schema"
)

// This file has the facts that rows of several tables say alike.

// head begins every row.
var head = []fact{
	id("ocid", "ocid").keyed().forSearch(),
	made("release_id", exporters.Text, thing, words{
		"Release", "Rilis",
		"The latest release of the process in which this stands: look there for the source.",
		"Rilis terakhir proses ini yang memuat hal tersebut; di situlah sumbernya.",
	}, (*row).releaseID),
}

func (r *row) releaseID() []byte {
	if r.History == nil {
		return nil
	}
	return shared(r.History.ReleaseOf(view(r.pointer)))
}

// pointer ends every row.
var pointer = made("pointer", exporters.Text, thing, words{
	"Place in the compiled release", "Letak dalam rilis gabungan",
	"JSON Pointer to what the row is about, in the compiled release of the process; empty where it is the whole release.",
	"JSON Pointer ke hal yang diterangkan baris ini, dalam rilis gabungan proses tersebut; kosong bila itu seluruh rilis.",
}, func(r *row) []byte { return r.pointer })

// buying says who buys, and where.
var buying = join(
	[]fact{organization("buyer", "buyer")},
	addressOf(buyer, "buyer", "buyer"),
	[]fact{organization("procuring_entity", "tender/procuringEntity")},
)

// briefly says the same of small things, of which there are many.
var briefly = []fact{
	organization("buyer", "buyer"),
	organization("procuring_entity", "tender/procuringEntity"),
	text("tender_title", "tender/title"),
	text("procurement_method_details", "tender/procurementMethodDetails"),
}

// addressOf says in which region and place a party is.
func addressOf(slot slot, name, owner string) []fact {
	return []fact{
		text(name+"_region", "parties/address/region").of(slot, owner),
		text(name+"_locality", "parties/address/locality").of(slot, owner),
	}
}

// procedure says what is procured, and how. The publisher's own words for the method stand beside its code.
var procedure = []fact{
	text("tender_title", "tender/title"),
	code("procurement_method", "tender/procurementMethod"),
	text("procurement_method_details", "tender/procurementMethodDetails"),
	code("main_procurement_category", "tender/mainProcurementCategory"),
}

var planned = made("is_plan", exporters.Boolean, release, words{
	"A plan, not a procurement", "Rencana, bukan pengadaan",
	"true where the process is an announced plan (RUP): a process of its own, to be left out where procurements are counted or added up.",
	"true bila proses ini rencana yang diumumkan (RUP): proses tersendiri, jangan ikut dihitung atau dijumlahkan sebagai pengadaan.",
}, func(r *row) []byte { return truth(r.isPlan()) })

var selfManaged = made("is_self_managed", exporters.Boolean, release, words{
	"Self-managed (swakelola)", "Swakelola",
	"true where the publisher's words for the method begin with Swakelola: an agency does the work itself and is its own supplier.",
	"true bila metode menurut penerbit data diawali kata Swakelola: instansi mengerjakan sendiri dan tercatat sebagai penyedianya.",
}, func(r *row) []byte { return truth(r.isSelfManaged()) })

// truth is a boolean's cell.
func truth(is bool) []byte {
	if is {
		return shared("true")
	}
	return shared("false")
}

// count says how many objects stand in a list.
func count(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: countColumns, fill: fillCount}
}

func fillCount(r *row, _ *filled, v *schema.Value, cells [][]byte) {
	cells[0] = r.integer(objects(v))
}

// objects counts those in a list.
func objects(list *schema.Value) (n int) {
	for _, item := range list.Items() {
		if item.IsObject() {
			n++
		}
	}
	return n
}

func countColumns(f *fact, _ *dictionary) []exporters.Column {
	c := f.column("", exporters.Integer, 0, f.words.also(" (how many)", " (banyaknya)",
		"How many are recorded; 0 where there is none.", "Banyaknya yang tercatat; 0 bila tidak ada."))
	return []exporters.Column{c}
}
