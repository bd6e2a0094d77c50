package tables

import "terang/exporters"

// one makes the column of a fact that has only one.
func one(t exporters.Type, scale int) func(*fact, *dictionary) []exporters.Column {
	return func(f *fact, _ *dictionary) []exporters.Column {
		return []exporters.Column{f.column("", t, scale, f.words)}
	}
}

// column makes a column of a fact.
func (f *fact) column(suffix string, t exporters.Type, scale int, w words) exporters.Column {
	return exporters.Column{
		Name: f.name + suffix, Type: t, Scale: scale, Pointer: f.pointer,
		Title: w.title, TitleID: w.titleID, Description: w.description, DescriptionID: w.descriptionID,
	}
}

// also is the words with more behind the title, and another description.
func (w words) also(title, titleID, description, descriptionID string) words {
	return words{w.title + title, w.titleID + titleID, description, descriptionID}
}

// then is the words with a sentence more in the description.
func (w words) then(description, descriptionID string) words {
	w.description += " " + description
	w.descriptionID += " " + descriptionID
	return w
}

func codeColumns(f *fact, _ *dictionary) []exporters.Column {
	english := f.words.also(" (in English)", " (bahasa Inggris)",
		"What the code means, in English; empty where no codelist has the code.",
		"Arti kodenya dalam bahasa Inggris; kosong bila kode itu tidak ada dalam daftar kode.")
	indonesian := f.words.also(" (in Indonesian)", " (bahasa Indonesia)",
		"What the code means, in Indonesian; empty where no codelist has the code.",
		"Arti kodenya dalam bahasa Indonesia; kosong bila kode itu tidak ada dalam daftar kode.")
	return []exporters.Column{
		f.column("", exporters.Text, 0, f.words),
		f.column("_label", exporters.Text, 0, english),
		f.column("_label_id", exporters.Text, 0, indonesian),
	}
}

func dateColumns(f *fact, _ *dictionary) []exporters.Column {
	local := f.words.also(" (local day)", " (tanggal setempat)",
		"The day in local time: as the publisher wrote it, or, where it was written in UTC, in the publisher's time zone.",
		"Tanggal menurut waktu setempat: seperti ditulis penerbit data, atau, bila ditulis dalam UTC, menurut zona waktu penerbit data.")
	return []exporters.Column{
		f.column("", exporters.Timestamp, 0, f.words.then("The instant in UTC.", "Saatnya dalam UTC.")),
		f.column("_local", exporters.Date, 0, local),
	}
}

func moneyColumns(f *fact, d *dictionary) []exporters.Column {
	columns := totalColumns(f, d)
	columns[0].Pointer += "/amount"
	columns[1].Pointer += "/currency"
	return columns
}

// totalColumns are an amount and its currency, with the schema's words for the two.
func totalColumns(f *fact, d *dictionary) []exporters.Column {
	amount, currency := d.part("tender/value/amount"), d.part("tender/value/currency")
	return []exporters.Column{
		f.column("_amount", exporters.Decimal, moneyScale,
			f.words.also(": "+amount.title, ": "+amount.titleID, f.words.description, f.words.descriptionID)),
		f.column("_currency", exporters.Text, 0,
			f.words.also(": "+currency.title, ": "+currency.titleID, currency.description, currency.descriptionID)),
	}
}
