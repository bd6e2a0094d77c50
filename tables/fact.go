package tables

import (
	"terang/exporters"
	"terang/schema"
)

// fact is something that a row says: one column or several side by side, and how their cells are filled. It is declared
// once; columns, dictionary and cells all follow from it.
type fact struct {
	name    string // heading of the column, or what the headings of several begin with
	pointer string // where in a release the value stands; empty for what is made of several values
	words   words  // of what is made; empty for a field, of which the schema has them
	slot    slot   // for what is made: of the value that fill is given
	here    bool   // the slot has the very value that the pointer leads to
	owner   string // pointer to what a party is to the row, where the row's own slot is the party's
	key     bool
	sought  bool

	columns func(f *fact, d *dictionary) []exporters.Column
	fill    func(r *row, f *filled, v *schema.Value, cells [][]byte)
}

// words are a title and a description in both languages.
type words struct{ title, titleID, description, descriptionID string }

// filled is a fact that is bound to a schema and to the slots of a table.
type filled struct {
	fact
	columns    []exporters.Column
	first, end int // of its cells in the row
	slot       slot
	path       []string // from what is in the slot

	codelist string
	list     *schema.Codelist // where the process's own schema has none
}

// keyed marks the columns as those that name the row.
func (f fact) keyed() fact { f.key = true; return f }

// forSearch marks the columns as those that rows are looked up by.
func (f fact) forSearch() fact { f.sought = true; return f }

// of says that a fact of a party is one of the party in the slot, which is what the pointer says to the row.
func (f fact) of(slot slot, owner string) fact { f.slot, f.owner = slot, owner; return f }

// text is a field that holds words.
func text(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: one(exporters.Text, 0), fill: fillText}
}

func fillText(_ *row, _ *filled, v *schema.Value, cells [][]byte) { cells[0] = content(v) }

// id is a field that holds an identifier, text or a number.
func id(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: one(exporters.Text, 0), fill: fillID}
}

func fillID(_ *row, _ *filled, v *schema.Value, cells [][]byte) { cells[0] = idOf(v) }

// texts is a list of words or identifiers, joined with "; ".
func texts(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: one(exporters.Text, 0), fill: fillTexts}
}

func fillTexts(r *row, _ *filled, v *schema.Value, cells [][]byte) {
	since := len(r.text)
	for _, item := range v.Items() {
		r.join(since, idOf(item))
	}
	cells[0] = r.made(since)
}

// join appends to the list that the row's text has since a length; nothing where there is nothing to append.
func (r *row) join(since int, text []byte) {
	if len(text) == 0 {
		return
	}
	if len(r.text) > since {
		r.text = append(r.text, "; "...)
	}
	r.text = append(r.text, text...)
}

// integer is a field that holds a whole number.
func integer(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: one(exporters.Integer, 0), fill: fillInteger}
}

func fillInteger(r *row, _ *filled, v *schema.Value, cells [][]byte) {
	const most = 18 // digits that surely fit in 64 bits
	if text, exact, ok := r.decimal(v, 0); ok && exact && len(text) <= most {
		cells[0] = text
	}
}

// number is a field that holds a number which is no money.
func number(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: one(exporters.Decimal, numberScale),
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) { cells[0] = r.amount(v, numberScale) }}
}

// money is a Value: an amount, and its currency.
func money(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: moneyColumns,
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) {
			cells[0], cells[1] = r.amount(v.Get("amount"), moneyScale), content(v.Get("currency"))
		}}
}

// amount is the cell of a number. That it was rounded, or left out as too large, is noted.
func (r *row) amount(v *schema.Value, scale int) []byte {
	text, exact, ok := r.decimal(v, scale)
	if v.IsNumber() && !(ok && exact) {
		r.rounded = true
	}
	return text
}

// decimal is a number's text in the form of a cell.
func (r *row) decimal(v *schema.Value, scale int) (text []byte, exact, ok bool) {
	if !v.IsNumber() {
		return nil, false, false
	}
	if isPlain(v.Raw(), scale) {
		return v.Raw(), true, true
	}
	since := len(r.text)
	r.text, exact, ok = appendDecimal(r.text, v.Raw(), scale)
	return r.made(since), exact, ok
}

// date is a date-time: the instant in UTC, and the local day.
func date(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: dateColumns,
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) {
			at, ok := instant(v)
			if !ok {
				return
			}
			since := len(r.text)
			r.text = appendInstant(r.text, at)
			cells[0] = r.made(since)
			since = len(r.text)
			r.text = localDay(r.text, v, at, r.Zone)
			cells[1] = r.made(since)
		}}
}

// code is a field that holds a code, with its label in English and in Indonesian. A code that no list has stays without.
func code(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: codeColumns,
		fill: func(r *row, f *filled, v *schema.Value, cells [][]byte) {
			if cells[0] = content(v); len(cells[0]) > 0 {
				cells[1], cells[2] = r.labels(f, cells[0])
			}
		}}
}

// labels are those of the schema that the process was merged under; where it has none, those of the tables' own.
func (r *row) labels(f *filled, code []byte) (english, indonesian []byte) {
	if r.Schema != nil {
		if c := r.Schema.Codelist(f.codelist).Find(string(code)); c != nil {
			english, indonesian = shared(c.Title), shared(c.TitleID)
		}
	}
	if len(english) > 0 && len(indonesian) > 0 {
		return english, indonesian
	}
	if c := f.list.Find(string(code)); c != nil {
		if len(english) == 0 {
			english = shared(c.Title)
		}
		if len(indonesian) == 0 {
			indonesian = shared(c.TitleID)
		}
	}
	return english, indonesian
}

// period is a span of time: its start and its end.
func period(name, pointer string) []fact {
	return []fact{
		date(name+"_start", pointer+"/startDate"),
		date(name+"_end", pointer+"/endDate"),
	}
}

// made is a fact that is made of several values, in one column. fill gives the cell.
func made(name string, t exporters.Type, slot slot, w words, fill func(r *row) []byte) fact {
	return fact{name: name, words: w, slot: slot, columns: one(t, 0),
		fill: func(r *row, _ *filled, _ *schema.Value, cells [][]byte) { cells[0] = fill(r) }}
}

// total is a sum of money that is made of several values. add gives the sum each of them.
func total(name string, slot slot, w words, add func(r *row, s *sum)) fact {
	return fact{name: name, words: w, slot: slot, columns: totalColumns,
		fill: func(r *row, _ *filled, _ *schema.Value, cells [][]byte) {
			r.sum.reset()
			add(r, &r.sum)
			since := len(r.text)
			r.text, cells[1] = r.sum.append(r.text)
			cells[0] = r.made(since)
			r.rounded = r.rounded || r.sum.rounded
		}}
}
