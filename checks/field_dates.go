package checks

import (
	"strconv"

	"terang/schema"
)

var _ = fieldRule("date_out_of_range", schema.Warning,
	"OCDS 1.1, Date; Pelican date_time", Words{
		"'%[1]s' lies outside the years 1990 to 2049: likely a slip, or a stand-in for a date that is not known. Correct it, or leave the field out.",
		"'%[1]s' berada di luar tahun 1990 sampai 2049: mungkin salah ketik, atau pengganti tanggal yang tidak diketahui. Perbaiki, atau hapus kolomnya."},
	func(p *Place) bool { return p.Format == "date-time" },
	func(_ *Place, v *schema.Value) Outcome {
		day, known := writtenDay(v)
		if !known {
			return skip
		}
		year, _ := strconv.Atoi(string(day[:4]))
		return pass(year >= 1990 && year <= 2049)
	})

var _ = fieldRule("date_in_future", schema.Warning,
	"OCDS 1.1, Date; Pelican date_time", Words{
		"'%[1]s' is later than today (%[2]s), but this date tells what has happened. Correct it; put what is only planned into a period or a due date.",
		"'%[1]s' lebih baru dari hari ini (%[2]s), padahal tanggal ini mencatat hal yang sudah terjadi. Perbaiki; rencana ditulis sebagai jangka waktu atau tenggat."},
	func(p *Place) bool {
		switch p.Name {
		case "date", "dateMet", "dateModified", "datePublished", "dateSigned":
			return p.Format == "date-time" && p.today != ""
		}
		return false
	},
	func(p *Place, v *schema.Value) Outcome {
		day, known := writtenDay(v)
		if !known {
			return skip
		}
		if string(day) <= p.today {
			return pass(true)
		}
		return pass(false, p.today)
	})

// writtenDay is the day of a date-time as it was written, YYYY-MM-DD. Dates that cannot be read are the schema's to
// tell, so that it is enough to look at their form.
func writtenDay(v *schema.Value) (day []byte, known bool) {
	const form = `"dddd-dd-ddT`
	raw := v.Raw()
	if len(raw) < len(form) || !v.IsText() {
		return nil, false
	}
	for i := range len(form) {
		if c := raw[i] | 0x20; form[i] == 'd' && !isDigit(raw[i]) || form[i] == '-' && raw[i] != '-' || form[i] == 'T' && c != 't' {
			return nil, false
		}
	}
	return raw[1:11], true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
