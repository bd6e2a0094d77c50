package tables

import (
	"strconv"

	"terang/exporters"
	"terang/schema"
)

// An organization is its identifier: {scheme}-{id}, or, where it has none, the publisher's own id of the party; never
// its name (DESIGN.md, decision 11).

var organizationID = words{
	": ID", ": ID",
	"Which organization it is: scheme and number of its identifier, joined with a hyphen; where it has none, the publisher's own id for it. Never its name.",
	"Organisasi mana yang dimaksud: skema dan nomor pengenalnya, disambung tanda hubung; bila tidak ada, ID dari penerbit data. Bukan namanya.",
}

// organization is a reference to an organization: its id, and its name.
func organization(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: organizationColumns,
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) {
			party := r.party(v)
			since := len(r.text)
			r.appendOrganization(party)
			cells[0], cells[1] = r.made(since), nameOf(party, v)
		}}
}

func organizationColumns(f *fact, d *dictionary) []exporters.Column {
	id := f.column("_id", exporters.Text, 0, f.words.also(organizationID.title, organizationID.titleID, organizationID.description, organizationID.descriptionID))
	id.Sought = true
	name := d.part("parties/name")
	called := f.column("_name", exporters.Text, 0, f.words.also(": "+name.title, ": "+name.titleID, name.description, name.descriptionID))
	called.Pointer += "/name"
	id.Pointer += "/id"
	return []exporters.Column{id, called}
}

// organizations is a list of references: ids and names in the same order, joined with "; ", and how many they are.
func organizations(name, pointer string) fact {
	return fact{name: name, pointer: pointer, columns: organizationsColumns,
		fill: func(r *row, _ *filled, v *schema.Value, cells [][]byte) { r.fillOrganizations(v, cells) }}
}

func (r *row) fillOrganizations(list *schema.Value, cells [][]byte) {
	ids, known, count := len(r.text), false, 0
	for _, reference := range list.Items() {
		r.separate(&count)
		since := len(r.text)
		r.appendOrganization(r.party(reference))
		known = known || len(r.text) > since
	}
	if count == 0 {
		return
	}
	if known {
		cells[0] = r.made(ids)
	}
	cells[1], cells[2] = r.names(list), r.integer(count)
}

// names joins the names that references go by; where one has none its place stays empty, so that ids and names match.
func (r *row) names(list *schema.Value) []byte {
	since, known, count := len(r.text), false, 0
	for _, reference := range list.Items() {
		name := nameOf(r.party(reference), reference)
		r.separate(&count)
		r.text = append(r.text, name...)
		known = known || len(name) > 0
	}
	if !known {
		return nil
	}
	return r.made(since)
}

// separate counts an item, and sets it apart from one before it.
func (r *row) separate(count *int) {
	if *count++; *count > 1 {
		r.text = append(r.text, "; "...)
	}
}

func organizationsColumns(f *fact, d *dictionary) []exporters.Column {
	columns := organizationColumns(f, d)
	columns[0].Name, columns[1].Name = f.name+"_ids", f.name+"_names"
	columns[0].Description += " Several are joined with a semicolon."
	columns[0].DescriptionID += " Bila ada beberapa, dipisahkan titik koma."
	columns[1].Description += " Several are joined with a semicolon."
	columns[1].DescriptionID += " Bila ada beberapa, dipisahkan titik koma."
	count := f.column("_count", exporters.Integer, 0, f.words.also(" (how many)", " (banyaknya)",
		"How many organizations these are.", "Banyaknya organisasi tersebut."))
	return append(columns, count)
}

// appendOrganization appends an organization's id to the row's text; nothing where it has none.
func (r *row) appendOrganization(party *schema.Value) {
	identifier := party.Get("identifier")
	scheme, id := content(identifier.Get("scheme")), idOf(identifier.Get("id"))
	if len(scheme) == 0 || len(id) == 0 {
		r.text = append(r.text, idOf(party.Get("id"))...)
		return
	}
	r.text = append(append(append(r.text, scheme...), '-'), id...)
}

// nameOf is a party's name, else the name that it is referred to by.
func nameOf(party, reference *schema.Value) []byte {
	if name := content(party.Get("name")); len(name) > 0 {
		return name
	}
	return content(reference.Get("name"))
}

// integer is a count's cell.
func (r *row) integer(n int) []byte {
	since := len(r.text)
	r.text = strconv.AppendInt(r.text, int64(n), 10)
	return r.made(since)
}
