package tables

import (
	"fmt"
	"strings"

	"terang/schema"
)

// extensions are those that columns of their own are for, by their repositories.
var extensions = []string{
	"open-contracting-extensions/ocds_bid_extension",
	"open-contracting-extensions/ocds_contract_completion_extension",
	"open-contracting-extensions/ocds_contract_suppliers_extension",
	"contratacionesabiertas/ocds_implementationStatus_extension",
	"open-contracting-extensions/ocds_location_extension",
	"open-contracting-extensions/ocds_lots_extension",
	"open-contracting-extensions/ocds_metrics_extension", // the milestones of transactions need it
	"open-contracting-extensions/ocds_organizationClassification_extension",
	"open-contracting-extensions/ocds_partyDetails_scale_extension",
	"open-contracting-extensions/ocds_performance_failures_extension",
	"open-contracting-extensions/ocds_process_title_extension",
	"open-contracting-extensions/ocds_transactions_relatedMilestone_extension",
	"terang/indonesia",
}

// dictionary says what columns mean: in the words of a schema, or, where it has none, of the embedded one with the
// bundled extensions.
type dictionary struct{ own, bundled *schema.Schema }

func newDictionary(s *schema.Schema) *dictionary {
	var urls []string
	for _, repository := range extensions {
		urls = append(urls, "https://extensions.invalid/"+repository+"/extension.json") // known by the repository alone
	}
	return &dictionary{s, schema.Default().With(urls).Schema}
}

// bind gives a fact its columns, and finds where its value stands.
func (d *dictionary) bind(f fact, places []place) *filled {
	b := &filled{fact: f, slot: f.slot}
	elsewhere := f.owner != ""
	if f.pointer != "" {
		from := placeOf(f.pointer, places)
		if !f.here {
			b.path = from.path(f.pointer)
			if f.owner == "" {
				b.slot, elsewhere = from.slot, from.several
			}
		}
		b.words = d.words(&f, from)
		b.codelist = d.codelist(f.pointer)
		b.list = d.bundled.Codelist(b.codelist)
	}
	b.columns = f.columns(&b.fact, d)
	for i := range b.columns {
		c := &b.columns[i]
		c.Key, c.Sought = f.key, c.Sought || f.sought
		if elsewhere {
			c.Pointer = ""
		}
	}
	return b
}

// placeOf finds the place that a pointer begins with, the longest where it begins with several.
func placeOf(pointer string, places []place) (found place) {
	for _, p := range places {
		if strings.HasPrefix(pointer+"/", p.pointer+"/") && len(p.pointer) > len(found.pointer) {
			found = p
		}
	}
	return found // or the release itself, which every pointer begins with
}

// path leads from a place to where a pointer ends.
func (p place) path(pointer string) []string {
	rest := strings.TrimPrefix(strings.TrimPrefix(pointer, p.pointer), "/")
	if rest == "" {
		return nil
	}
	return strings.Split(rest, "/")
}

// words are those of the field at the pointer's end, its title behind that of what it is a part of within the row's own
// thing. A party's come behind what the party is to the row.
func (d *dictionary) words(f *fact, from place) words {
	fields := d.fields(f.pointer)
	if fields == nil {
		panic(fmt.Sprintf("column %s: no schema has %s", f.name, f.pointer)) // the tables are compiled in and tested
	}
	w, whole := fields[len(fields)-1], words{}
	switch {
	case f.owner != "":
		whole = d.part(f.owner)
	case len(from.path(f.pointer)) > 1:
		whole = fields[len(fields)-2]
	}
	if whole.title != "" {
		w.title, w.titleID = whole.title+": "+w.title, whole.titleID+": "+w.titleID
	}
	return w
}

// part is what the schema says of a field alone.
func (d *dictionary) part(pointer string) words {
	fields := d.fields(pointer)
	return fields[len(fields)-1]
}

// fields are the words of the fields along a pointer; nil where no schema has all of them.
func (d *dictionary) fields(pointer string) (all []words) {
	own := fieldsAt(d.own, pointer)
	for i, bundled := range fieldsAt(d.bundled, pointer) {
		w := words{bundled.Title, bundled.TitleID, bundled.Description, bundled.DescriptionID}
		if i < len(own) {
			w = words{either(own[i].Title, w.title), either(own[i].TitleID, w.titleID),
				either(own[i].Description, w.description), either(own[i].DescriptionID, w.descriptionID)}
		}
		all = append(all, w)
	}
	if len(all) != strings.Count(pointer, "/")+1 {
		return nil
	}
	return all
}

// fieldsAt are the fields along a pointer without indices, as many as the schema names.
func fieldsAt(s *schema.Schema, pointer string) (fields []*schema.Field) {
	f := s.Release()
	for name := range strings.SplitSeq(pointer, "/") {
		if f.Items != nil {
			f = f.Items
		}
		if f = f.Properties[name]; f == nil {
			return fields
		}
		fields = append(fields, f)
	}
	return fields
}

// codelist is the list that the codes at a pointer come from; empty where they come from none.
func (d *dictionary) codelist(pointer string) string {
	fields := fieldsAt(d.bundled, pointer)
	return fields[len(fields)-1].Codelist
}

// either is the first text, or the second where that is empty.
func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}
