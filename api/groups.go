package api

import (
	"context"
	"encoding/json"
	"math/big"
	"strconv"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/search"
)

// groupsTable is how sums are told: one row for each value and currency.
func groupsTable(name string) *exporters.Table {
	column := func(name string, t exporters.Type, scale int, title, titleID, description, descriptionID string) exporters.Column {
		return exporters.Column{Name: name, Type: t, Scale: scale, Title: title, TitleID: titleID, Description: description, DescriptionID: descriptionID}
	}
	columns := []exporters.Column{
		column("value", exporters.Text, 0, "Value", "Nilai", "What the row is about: a year, a code, an organization's id.", "Pokok baris ini: tahun, kode, atau ID organisasi."),
		column("label", exporters.Text, 0, "Label", "Label", "Its name, or what the code means in English.", "Namanya, atau arti kodenya dalam bahasa Inggris."),
		column("label_id", exporters.Text, 0, "Label (in Indonesian)", "Label (bahasa Indonesia)", "What the code means in Indonesian.", "Arti kodenya dalam bahasa Indonesia."),
		column("process_count", exporters.Integer, 0, "Processes", "Proses pengadaan", "Contracting processes, without plans.", "Proses pengadaan, tanpa rencana (RUP)."),
		column("contract_count", exporters.Integer, 0, "Contracts", "Kontrak", "Contracts; of a supplier, its own.", "Kontrak; untuk penyedia, kontraknya sendiri."),
		column("bidders_known", exporters.Integer, 0, "Processes with a known number of bidders", "Proses yang jumlah penawarnya diketahui", "Of how many processes the number of bidders is known and not 0.", "Banyaknya proses yang jumlah penawarnya diketahui dan bukan 0."),
		column("single_bidder", exporters.Integer, 0, "Processes with a single bidder", "Proses dengan satu penawar", "How many of those had one bidder alone.", "Banyaknya di antaranya yang hanya mempunyai satu penawar."),
		column("single_bidder_share", exporters.Decimal, 4, "Share with a single bidder", "Bagian dengan satu penawar", "single_bidder / bidders_known, rounded to four digits.", "single_bidder / bidders_known, dibulatkan empat angka."),
		column("currency", exporters.Text, 0, "Currency", "Mata uang", "Of the amounts in this row.", "Mata uang nilai dalam baris ini."),
	}
	for _, m := range moneyColumns {
		columns = append(columns,
			column(m.name+"_amount", exporters.Decimal, 2, m.title, m.titleID, "Sum.", "Jumlah."),
			column(m.name+"_count", exporters.Integer, 0, m.title+": how many", m.titleID+": banyaknya", "How many amounts the sum has.", "Banyaknya nilai dalam jumlah itu."))
	}
	columns = append(columns,
		column("contracted_median", exporters.Decimal, 2, "Median contracted", "Median nilai kontrak", "The middle one of the amounts that were contracted.", "Nilai tengah dari nilai kontrak."),
		column("rounded_count", exporters.Integer, 0, "Rounded amounts", "Nilai yang dibulatkan", "Amounts with more than two digits after the point, which were rounded before adding.", "Nilai dengan lebih dari dua angka desimal, dibulatkan sebelum dijumlahkan."))
	return &exporters.Table{Name: name, Title: "Sums", TitleID: "Rekapitulasi", Columns: columns}
}

// moneyColumns are the amounts that are added up, in the order of search.MoneyKind.
var moneyColumns = []struct{ name, title, titleID string }{
	search.Budget: {"budget", "Budget", "Pagu"}, search.Tender: {"tender_value", "Estimated value", "Nilai perkiraan (HPS)"},
	search.Awarded: {"awarded", "Awarded", "Nilai penetapan"}, search.Contracted: {"contracted", "Contracted", "Nilai kontrak"},
	search.Paid: {"paid", "Paid", "Telah dibayar"},
}

// groupRows are the rows of groups.
func groupRows(t *exporters.Table, groups []search.Group) *exporters.Rows {
	rows := exporters.NewRows(len(t.Columns))
	for i := range groups {
		g := &groups[i]
		sums := g.Sums
		if len(sums) == 0 {
			sums = []search.Sums{{}}
		}
		for k := range sums {
			rows.Append(groupCells(g, &sums[k]))
		}
	}
	return rows
}

func groupCells(g *search.Group, s *search.Sums) (cells [][]byte) {
	add := func(text string) { cells = append(cells, []byte(text)) }
	count := func(n int) { add(strconv.Itoa(n)) }
	add(g.Value)
	add(g.Label)
	add(g.LabelID)
	count(g.Processes)
	count(g.Contracts)
	count(g.Bidders.Known)
	count(g.Bidders.Single)
	add(share(g.Bidders.Single, g.Bidders.Known))
	add(s.Currency)
	rounded := 0
	for kind := range s.Of {
		if rounded += s.Of[kind].Rounded; s.Of[kind].N == 0 {
			add("")
		} else {
			add(s.Of[kind].Decimal())
		}
		count(s.Of[kind].N)
	}
	if s.Median == nil {
		add("")
	} else {
		add(search.Decimal(*s.Median))
	}
	count(rounded)
	return cells
}

// share is part / whole, rounded to four digits; empty where there is no whole.
func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return big.NewRat(int64(part), int64(whole)).FloatString(4)
}

// groupList is the groups that a request asks for, all of them.
type groupList struct {
	Version string            `json:"version"`
	By      string            `json:"by,omitempty"`
	Total   int               `json:"total"`
	Results []json.RawMessage `json:"results"`
	Files   map[string]string `json:"files,omitempty"`
	Links   *links            `json:"links"`
}

func (v *server) getStatistics(c echo.Context) error {
	by := search.Facet(c.QueryParam("by"))
	if by == "" {
		by = search.Year
	}
	return v.listGroups(c, by, groupsTable("statistics"), string(by))
}

func (v *server) listBuyers(c echo.Context) error {
	return v.listGroups(c, search.Buyer, groupsTable("buyers"), "")
}

func (v *server) listSuppliers(c echo.Context) error {
	return v.listGroups(c, search.Supplier, groupsTable("suppliers"), "")
}

// listGroups answers with what the found processes add up to, value by value: years and codes in their order, and
// organizations by what was contracted, the largest first.
func (v *server) listGroups(c echo.Context, by search.Facet, t *exporters.Table, name string) error {
	f, err := v.seek(c)
	if err != nil {
		return err
	}
	groups, err := f.Groups(c.Request().Context(), by)
	if err != nil {
		return err
	}
	if format := acceptedFormat(c); format != "json" {
		return v.export(c, f, t, format, len(groups), func(_ context.Context, pass func(*exporters.Rows) error) error {
			return pass(groupRows(t, groups))
		})
	}
	p, err := v.pageIn(c, f.Version, 1)
	if err != nil {
		return err
	}
	names, err := fieldsOf(c, columnNames(t))
	if err != nil {
		return err
	}
	first := int(min(p.after(), int64(len(groups)))) // of a list that the version and the query decide
	end := min(first+p.limit, len(groups))
	p.total = int64(len(groups))
	list := &groupList{Version: f.Version.ID, By: name, Total: len(groups), Files: p.formats()}
	list.Results = objects(narrowed(t, names, groupRows(t, groups[first:end])))
	list.Links = p.links(c, end < len(groups), int64(end))
	return answerValue(c, list, f.Version.At)
}
