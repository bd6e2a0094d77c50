package checks

import "terang/schema"

// This file has the rules on whether tenders and processes can be told apart and found again.

var _ = datasetRule("unique_tender_id", schema.Warning, "Pelican unique.tender_id", Words{
	"%[1]s tenders have an id that another tender has as well, such as '%[2]s'. Give each tender an id of its own, or bring releases of one tender together under one ocid.",
	"%[1]s tender memakai id yang juga dipakai tender lain, misalnya '%[2]s'. Beri setiap tender id tersendiri, atau satukan rilis tender yang sama di bawah satu ocid."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		ids := d.seen.TenderIDs
		if len(ids.Kept) == 0 {
			return r.idle(0, nothingThere)
		}
		var tenders, alone int64
		var repeated []string
		for id, n := range ids.Kept {
			tenders += *n
			if *n == 1 {
				alone++
			} else {
				repeated = append(repeated, id)
			}
		}
		result := r.result(tenders)
		result.Measure = &Text{"share of tenders with an id of their own", "porsi tender dengan id tersendiri"}
		result.Value, result.Limit, result.Sampled = fraction(share(alone, tenders)), "= 1", ids.sampled()
		if len(repeated) == 0 {
			return result
		}
		result.Examples = firstOf(repeated)
		return result.holds(false, atLeast(tenders-alone, result.Sampled), result.Examples[0])
	})

var _ = datasetRule("url_availability", schema.Note, "Pelican misc.url_availability", Words{
	"Whether the documents' addresses answer is not tried. Try a sample of them by hand.",
	"Alamat dokumen tidak dicoba dibuka. Cobalah beberapa di antaranya secara manual."},
	func(_ *Dataset, _ *Options, r *Rule) *Result { return r.idle(0, neverOpened) })

var neverOpened = &Text{"Addresses found in data are never opened, since anyone could make this machine call any other.",
	"Alamat di dalam data tidak pernah dibuka, karena siapa pun dapat membuat mesin ini menghubungi mesin lain."}

var _ = datasetRule("ocid_lost", schema.Warning, "Pelican time.ocid, which allows 5%", Words{
	"%[1]s processes of the version before are no longer there, such as '%[2]s'. Publish them again; what was published should stay.",
	"%[1]s proses dari versi sebelumnya tidak ada lagi, misalnya '%[2]s'. Umumkan kembali; yang sudah diumumkan seharusnya tetap ada."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		b := d.seen.Before
		if b.Known == 0 {
			return r.idle(0, noneBefore)
		}
		result := r.result(b.Known)
		result.Measure = &Text{"share of the processes of the version before that are there", "porsi proses versi sebelumnya yang masih ada"}
		result.Value, result.Limit, result.Examples = fraction(share(b.Known-b.Lost, b.Known)), "= 1", b.Names
		example := ""
		if len(b.Names) > 0 {
			example = b.Names[0]
		}
		return result.holds(b.Lost == 0, count(b.Lost), example)
	})

var noneBefore = &Text{"No version was published before.", "Belum ada versi yang diumumkan sebelumnya."}
