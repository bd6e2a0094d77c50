package tables

import (
	"terang/exporters"
	"terang/schema"
)

// changeLabels are the kinds of changes in words.
var changeLabels = map[schema.ChangeKind]words{
	schema.Added:   {title: "Added", titleID: "Ditambahkan"},
	schema.Changed: {title: "Changed", titleID: "Diubah"},
	schema.Removed: {title: "Removed", titleID: "Dihapus"},
}

// changeColumn declares a column of changes.
func changeColumn(name string, t exporters.Type, w words) exporters.Column {
	c := exporters.Column{Name: name, Type: t, Title: w.title, TitleID: w.titleID, Description: w.description, DescriptionID: w.descriptionID}
	if t == exporters.Decimal {
		c.Scale = moneyScale
	}
	return c
}

func (w words) keyColumn(name string) exporters.Column {
	c := changeColumn(name, exporters.Text, w)
	c.Key = true
	return c
}

var changeColumns = []exporters.Column{
	sought(words{"Open Contracting ID", "ID Kontrak Terbuka (ocid)", "The contracting process that changed.",
		"Proses kontrak yang berubah."}.keyColumn("ocid")),
	words{"Release ID", "ID rilis", "The release that brought the change.", "Rilis yang membawa perubahan ini."}.keyColumn("release_id"),
	changeColumn("release_date", exporters.Timestamp, words{"Release date", "Tanggal rilis",
		"When that release was published. The instant in UTC.", "Kapan rilis itu diterbitkan. Saatnya dalam UTC."}),
	changeColumn("release_date_local", exporters.Date, words{"Release date (local day)", "Tanggal rilis (tanggal setempat)",
		"The day in local time: as the publisher wrote it, or, where it was written in UTC, in the publisher's time zone.",
		"Tanggal menurut waktu setempat: seperti ditulis penerbit data, atau, bila ditulis dalam UTC, menurut zona waktu penerbit data."}),
	changeColumn("thing", exporters.Text, words{"Thing", "Bagian",
		"What the field belongs to, as a path in a release, such as contracts or tender/items; empty for the process itself.",
		"Bagian pemilik isian ini, berupa jalur dalam rilis, misalnya contracts atau tender/items; kosong untuk proses itu sendiri."}),
	changeColumn("thing_id", exporters.Text, words{"Thing ID", "ID bagian", "The id of the thing, such as the contract's; empty where it has none.",
		"ID bagian tersebut, misalnya ID kontraknya; kosong bila tidak ada."}),
	changeColumn("within_id", exporters.Text, words{"Within ID", "ID induk",
		"The id of what the thing belongs to, such as the contract of a transaction.",
		"ID dari bagian yang memuatnya, misalnya kontrak dari suatu transaksi."}),
	changeColumn("field", exporters.Text, words{"Field", "Isian",
		"The changed field as a path in a release, such as contracts/value/amount. Where a whole thing was added or removed, the same as the thing.",
		"Isian yang berubah, berupa jalur dalam rilis, misalnya contracts/value/amount. Bila seluruh bagian ditambahkan atau dihapus, sama dengan bagiannya."}),
	changeColumn("field_title", exporters.Text, words{"Field (in English)", "Isian (bahasa Inggris)",
		"What the field is called in English.", "Nama isian tersebut dalam bahasa Inggris."}),
	changeColumn("field_title_id", exporters.Text, words{"Field (in Indonesian)", "Isian (bahasa Indonesia)",
		"What the field is called in Indonesian.", "Nama isian tersebut dalam bahasa Indonesia."}),
	changeColumn("change", exporters.Text, words{"Change", "Perubahan",
		"added, changed or removed. Where a whole thing was added, such as a contract, that is one row, and its first values stand in the release.",
		"added (ditambahkan), changed (diubah), atau removed (dihapus). Bila seluruh bagian ditambahkan, misalnya sebuah kontrak, itu satu baris, dan isi awalnya ada dalam rilisnya."}),
	changeColumn("change_label", exporters.Text, words{"Change (in English)", "Perubahan (bahasa Inggris)",
		"What happened, in English.", "Yang terjadi, dalam bahasa Inggris."}),
	changeColumn("change_label_id", exporters.Text, words{"Change (in Indonesian)", "Perubahan (bahasa Indonesia)",
		"What happened, in Indonesian.", "Yang terjadi, dalam bahasa Indonesia."}),
	changeColumn("before", exporters.Text, words{"Before", "Sebelum",
		"The value before; empty where there was none. Of a whole thing that was removed, all of it as JSON.",
		"Nilai sebelumnya; kosong bila belum ada. Untuk bagian yang dihapus, seluruh isinya sebagai JSON."}),
	changeColumn("after", exporters.Text, words{"After", "Sesudah",
		"The value after; empty where it was removed, and where a whole thing was added.",
		"Nilai sesudahnya; kosong bila dihapus, dan bila seluruh bagian ditambahkan."}),
	changeColumn("before_label", exporters.Text, words{"Before (in English)", "Sebelum (bahasa Inggris)",
		"What the code before means, in English; empty where it is no code of a list.",
		"Arti kode sebelumnya dalam bahasa Inggris; kosong bila bukan kode dari suatu daftar."}),
	changeColumn("before_label_id", exporters.Text, words{"Before (in Indonesian)", "Sebelum (bahasa Indonesia)",
		"What the code before means, in Indonesian; empty where it is no code of a list.",
		"Arti kode sebelumnya dalam bahasa Indonesia; kosong bila bukan kode dari suatu daftar."}),
	changeColumn("after_label", exporters.Text, words{"After (in English)", "Sesudah (bahasa Inggris)",
		"What the code after means, in English; empty where it is no code of a list.",
		"Arti kode sesudahnya dalam bahasa Inggris; kosong bila bukan kode dari suatu daftar."}),
	changeColumn("after_label_id", exporters.Text, words{"After (in Indonesian)", "Sesudah (bahasa Indonesia)",
		"What the code after means, in Indonesian; empty where it is no code of a list.",
		"Arti kode sesudahnya dalam bahasa Indonesia; kosong bila bukan kode dari suatu daftar."}),
	changeColumn("before_amount", exporters.Decimal, words{"Before (number)", "Sebelum (angka)",
		"The value before, where the field holds a number: of money, the amount.", "Nilai sebelumnya, bila isian berupa angka: untuk uang, jumlahnya."}),
	changeColumn("after_amount", exporters.Decimal, words{"After (number)", "Sesudah (angka)",
		"The value after, where the field holds a number: of money, the amount.", "Nilai sesudahnya, bila isian berupa angka: untuk uang, jumlahnya."}),
	changeColumn("currency", exporters.Text, words{"Currency", "Mata uang",
		"The currency of both amounts, where they are money. Empty where the same release changed the currency too: amounts before and after are then not to be compared.",
		"Mata uang kedua jumlah tersebut, bila berupa uang. Kosong bila rilis yang sama juga mengubah mata uangnya: jumlah sebelum dan sesudah tidak dapat dibandingkan."}),
	changeColumn("before_date", exporters.Timestamp, words{"Before (date)", "Sebelum (tanggal)",
		"The value before, where the field holds a date. The instant in UTC.", "Nilai sebelumnya, bila isian berupa tanggal. Saatnya dalam UTC."}),
	changeColumn("before_date_local", exporters.Date, words{"Before (local day)", "Sebelum (tanggal setempat)",
		"The same as a day in local time.", "Hal yang sama sebagai tanggal menurut waktu setempat."}),
	changeColumn("after_date", exporters.Timestamp, words{"After (date)", "Sesudah (tanggal)",
		"The value after, where the field holds a date. The instant in UTC.", "Nilai sesudahnya, bila isian berupa tanggal. Saatnya dalam UTC."}),
	changeColumn("after_date_local", exporters.Date, words{"After (local day)", "Sesudah (tanggal setempat)",
		"The same as a day in local time.", "Hal yang sama sebagai tanggal menurut waktu setempat."}),
	changeColumn("meaning", exporters.Text, words{"Meaning (code)", "Makna (kode)",
		"What the change means, as a code that stays, such as tender_deadline_shortened; empty where no rule says.",
		"Makna perubahan ini, berupa kode tetap, misalnya tender_deadline_shortened; kosong bila tidak ada aturan yang menyebutnya."}),
	changeColumn("meaning_en", exporters.Text, words{"Meaning (in English)", "Makna (bahasa Inggris)",
		"The same as a sentence in English, with local days and exact amounts.",
		"Hal yang sama sebagai kalimat bahasa Inggris, dengan tanggal setempat dan jumlah yang persis."}),
	changeColumn("meaning_id", exporters.Text, words{"Meaning (in Indonesian)", "Makna (bahasa Indonesia)",
		"The same as a sentence in Indonesian, with local days and exact amounts.",
		"Hal yang sama sebagai kalimat bahasa Indonesia, dengan tanggal setempat dan jumlah yang persis."}),
	words{"Place by IDs", "Letak menurut ID",
		"Where the field stands in the compiled release: a JSON Pointer with ids in place of indices, such as /contracts/C-1/value/amount.",
		"Letak isian dalam rilis terkompilasi: JSON Pointer dengan ID sebagai pengganti indeks, misalnya /contracts/C-1/value/amount."}.keyColumn("id_pointer"),
}

func sought(c exporters.Column) exporters.Column {
	c.Sought = true
	return c
}
