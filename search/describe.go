package search

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"terang/exporters"
	"terang/schema"
	"terang/tables"
)

// Describer finds the facts of processes. They are what the tables for people say, so that a search and a file do not
// contradict each other.
type Describer struct {
	processes, tenders, awards, suppliers, contracts, items view
}

// NewDescriber returns one that reads the tables' rows.
func NewDescriber(kinds []*tables.Kind) *Describer {
	d := &Describer{}
	for _, k := range kinds {
		for name, v := range map[string]*view{"processes": &d.processes, "tenders": &d.tenders, "awards": &d.awards,
			"suppliers": &d.suppliers, "contracts": &d.contracts, "items": &d.items} {
			if k.Table.Name == "tables/"+name {
				*v = newView(k)
			}
		}
	}
	return d
}

// Describe gives the facts of a process. year is that of its partition. It may be called for several at once.
func (d *Describer) Describe(p *tables.Process, year int) *Facts {
	f := &Facts{Bidders: -1}
	t := &f.Process
	for row := range d.processes.rows(p) {
		d.process(f, row)
	}
	t.add(Code{Facet: Year, Value: strconv.Itoa(year)})
	for row := range d.tenders.rows(p) {
		t.moment(TenderStart, row.get("tender_period_start"))
		t.moment(TenderEnd, row.get("tender_period_end"))
	}
	for row := range d.awards.rows(p) {
		t.code(AwardStatus, row, "status")
		t.moment(AwardDate, row.get("date"))
	}
	for row := range d.suppliers.rows(p) {
		if stands(row.get("award_status")) && row.get("is_self_managed") != "true" {
			t.party(Supplier, row, "supplier")
		}
	}
	for row := range d.items.rows(p) {
		t.add(Code{Facet: Classification, Value: row.get("classification_id"), Label: row.get("classification_description")})
	}
	for row := range d.contracts.rows(p) {
		f.Contracts = append(f.Contracts, contract(t, row))
	}
	regions(t, p.Tree)
	return f
}

func (d *Describer) process(f *Facts, row row) {
	t := &f.Process
	t.moment(Date, row.get("date"))
	t.party(Buyer, row, "buyer")
	t.party(ProcuringEntity, row, "procuring_entity")
	t.code(Stage, row, "stage")
	t.code(ProcurementMethod, row, "procurement_method")
	t.add(Code{Facet: ProcurementMethodDetails, Value: row.get("procurement_method_details")})
	t.code(MainProcurementCategory, row, "main_procurement_category")
	t.code(TenderStatus, row, "tender_status")
	for _, name := range []string{"buyer_region", "buyer_locality"} {
		t.add(Code{Facet: Region, Value: row.get(name)})
	}
	for tag := range strings.SplitSeq(row.get("release_tags"), "; ") {
		t.add(Code{Facet: Tag, Value: tag})
	}
	t.add(Code{Facet: Plan, Value: row.get("is_plan")})
	t.add(Code{Facet: SelfManaged, Value: row.get("is_self_managed")})
	t.money(Budget, row, "budget")
	t.money(Tender, row, "tender_value")
	t.money(Awarded, row, "awarded")
	t.money(Contracted, row, "contracted")
	t.money(Paid, row, "paid")
	if n, err := strconv.Atoi(row.get("number_of_tenderers")); err == nil {
		f.Bidders = n
	} else if n, err := strconv.Atoi(row.get("bid_count")); err == nil && n > 0 {
		f.Bidders = n
	}
}

// contract is a row of contracts; what can be sought of it can be sought of its process too.
func contract(process *Thing, row row) Thing {
	var c Thing
	c.code(ContractStatus, row, "status")
	ids, names := strings.Split(row.get("supplier_ids"), "; "), strings.Split(row.get("supplier_names"), "; ")
	for i, id := range ids {
		supplier := Code{Facet: Supplier, Value: id}
		if len(names) == len(ids) { // else one of the names has a semicolon
			supplier.Label = names[i]
		}
		if row.get("is_self_managed") != "true" {
			c.add(supplier)
		}
	}
	c.moment(DateSigned, row.get("date_signed"))
	c.moment(Due, row.get("period_end"))
	c.money(Contracted, row, "value")
	process.Moments = append(process.Moments, c.Moments...)
	for _, code := range c.Codes {
		process.add(code)
	}
	return c
}

// regions are the Kemendagri codes of where things are delivered: in gazetteers, digits with or without points.
func regions(t *Thing, compiled *schema.Value) {
	tender := compiled.Get("tender")
	for _, list := range []*schema.Value{tender.Get("items"), tender.Get("lots")} {
		for _, item := range list.Items() {
			region(t, item.Get("deliveryLocation"))
			for _, location := range item.Get("deliveryLocations").Items() {
				region(t, location)
			}
		}
	}
	for _, party := range compiled.Get("parties").Items() {
		if id := party.Get("identifier"); strings.HasSuffix(id.Get("scheme").Text(), villageScheme) {
			t.add(Code{Facet: Region, Value: regionCode(id.Get("id").ID()), Label: party.Get("name").Text()})
		}
	}
}

// villageScheme ends the scheme of organizations that are known by their Kemendagri code: villages. No list of schemes
// has one for them.
const villageScheme = "ID-KEMENDAGRI"

func region(t *Thing, location *schema.Value) {
	name := location.Get("description").Text()
	for _, id := range location.Get("gazetteer", "identifiers").Items() {
		t.add(Code{Facet: Region, Value: regionCode(id.ID()), Label: name})
	}
}

// regionCode is a Kemendagri code as it is compared: without points.
func regionCode(text string) string {
	if bare := strings.ReplaceAll(text, ".", ""); bare != "" && onlyDigits(bare) {
		return bare
	}
	return text
}

// stands says whether an award of that status stands.
func stands(status string) bool {
	return status != "pending" && status != "cancelled" && status != "unsuccessful"
}

// add adds a code, unless it is empty or there.
func (t *Thing) add(c Code) {
	if c.Value != "" && !slices.Contains(t.Codes, c) {
		t.Codes = append(t.Codes, c)
	}
}

func (t *Thing) code(facet Facet, row row, column string) {
	t.add(Code{facet, row.get(column), row.get(column + "_label"), row.get(column + "_label_id")})
}

func (t *Thing) party(facet Facet, row row, column string) {
	t.add(Code{Facet: facet, Value: row.get(column + "_id"), Label: row.get(column + "_name")})
}

// The moments that fit into 32 bits of seconds.
const firstMoment, lastMoment = 0, 1<<32 - 1

func (t *Thing) moment(kind MomentKind, cell string) {
	at, err := time.Parse(time.RFC3339Nano, cell)
	if err == nil && at.Unix() >= firstMoment && at.Unix() <= lastMoment {
		t.Moments = append(t.Moments, Moment{kind, at.Unix()})
	}
}

func (t *Thing) money(kind MoneyKind, row row, column string) {
	amount, exact, ok := Hundredths(row.get(column + "_amount"))
	currency := row.get(column + "_currency")
	if ok && currency != "" {
		t.Moneys = append(t.Moneys, Money{kind, !exact, currency, amount})
	}
}

// Hundredths reads a decimal without exponent as hundredths, rounded half away from zero; exact says that nothing was
// rounded. It is not ok where the text is no decimal, or has more than 16 digits before the point.
func Hundredths(decimal string) (amount int64, exact, ok bool) {
	digits, negative := strings.CutPrefix(decimal, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	padded := fraction + "00"
	if whole == "" || len(whole) > 16 || !onlyDigits(whole+fraction) {
		return 0, false, false
	}
	amount, err := strconv.ParseInt(whole+padded[:2], 10, 64)
	if err != nil {
		return 0, false, false
	}
	rest := strings.TrimRight(padded[2:], "0")
	if rest != "" && rest[0] >= '5' {
		amount++
	}
	if negative {
		amount = -amount
	}
	return amount, rest == "", true
}

// view reads a table's rows by the names of its columns.
type view struct {
	kind    *tables.Kind
	columns map[string]int
}

func newView(k *tables.Kind) view {
	v := view{k, make(map[string]int, len(k.Table.Columns))}
	for i, c := range k.Table.Columns {
		v.columns[c.Name] = i
	}
	return v
}

// row is one row of a view.
type row struct {
	*view
	cells *exporters.Rows
	n     int
}

// rows passes the rows that a process has in the table.
func (v *view) rows(p *tables.Process) func(func(row) bool) {
	return func(yield func(row) bool) {
		cells := exporters.NewRows(len(v.kind.Table.Columns))
		v.kind.Rows(p, cells)
		for n := range cells.Len() {
			if !yield(row{v, cells, n}) {
				return
			}
		}
	}
}

// get is a cell; a column that the table has not is a fault of this programme.
func (r row) get(column string) string {
	i, ok := r.columns[column]
	if !ok {
		panic("search: the table " + r.kind.Table.Name + " has no column " + column)
	}
	return string(r.cells.Cell(r.n, i))
}
