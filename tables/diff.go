package tables

import (
	"bytes"
	"slices"
	"strings"

	"terang/exporters"
	"terang/schema"
)

// What became of a row from one version to another: the cells of the column change.
const (
	RowAdded     = "added"
	RowChanged   = "changed"
	RowWithdrawn = "withdrawn"
)

// The columns of Delta, by their places.
const (
	DeltaTable = iota
	DeltaOCID
	DeltaRow
	DeltaChange
	DeltaField
	DeltaBefore
	DeltaAfter
	DeltaRelease
	deltaWidth
)

// Delta is the table of what differs between two versions of a dataset, as Diff makes it.
var Delta = &exporters.Table{
	Name: "delta", Title: "Differences between two versions", TitleID: "Perbedaan antara dua versi",
	Columns: []exporters.Column{
		words{"Table", "Tabel", "The table in which the rows differ, such as contracts.",
			"Tabel yang barisnya berbeda, misalnya contracts."}.keyColumn("table"),
		sought(words{"Open Contracting ID", "ID Kontrak Terbuka (ocid)", "The contracting process that the row belongs to.",
			"Proses kontrak pemilik baris itu."}.keyColumn("ocid")),
		words{"Row", "Baris", "What names the row within its process: the cells of the table's other keys, joined with \" / \", with ids in place of indices; empty where a process has one row.",
			"Penanda baris di dalam prosesnya: isi kolom kunci lain dari tabel itu, dipisahkan \" / \", dengan ID sebagai pengganti indeks; kosong bila satu proses hanya punya satu baris."}.keyColumn("row"),
		changeColumn("change", exporters.Text, words{"Change", "Perubahan",
			"added: the version before had no such row; changed: it had another value; withdrawn: this version has the row no more.",
			"added: versi sebelumnya belum punya baris ini; changed: nilainya lain; withdrawn: versi ini tidak lagi punya baris itu."}),
		words{"Field", "Isian", "The column of the table.", "Kolom dari tabel tersebut."}.keyColumn("field"),
		changeColumn("before", exporters.Text, words{"Before", "Sebelum", "The cell in the version before; empty where it was empty.",
			"Isi sel pada versi sebelumnya; kosong bila selnya kosong."}),
		changeColumn("after", exporters.Text, words{"After", "Sesudah", "The cell in this version; empty where it is empty.",
			"Isi sel pada versi ini; kosong bila selnya kosong."}),
		changeColumn("release_id", exporters.Text, words{"Release ID", "ID rilis",
			"The latest release in which the row's thing stands; empty for a withdrawn row.",
			"Rilis terakhir yang memuat bagian dari baris ini; kosong untuk baris yang ditarik."}),
	},
}

// Diff adds a row of Delta for each cell in which the tables of a process differ between two versions. Rows with the same
// keys are one row. An added or withdrawn row gives a row for each cell that is not empty. before or after is nil where a
// version has not the process.
//
// Where a row comes from (release_id, pointer) is no change of it. The table of changes is left out: what it has more than
// before is what the other tables differ in.
func Diff(kinds []*Kind, before, after *Process, out *exporters.Rows) {
	ocid := ""
	for _, p := range []*Process{before, after} {
		if p != nil {
			ocid = p.OCID
		}
	}
	for _, k := range kinds {
		if k.Table.Name == changesName {
			continue
		}
		newComparison(k.Table, ocid, out).compare(rowsOf(k, before), rowsOf(k, after))
	}
}

// side is the rows that one version has of a process in a table.
type side struct {
	*Process
	*exporters.Rows
}

func rowsOf(k *Kind, p *Process) side {
	s := side{p, exporters.NewRows(len(k.Table.Columns))}
	if p != nil {
		k.Rows(p, s.Rows)
	}
	return s
}

// comparison is that of one table of one process.
type comparison struct {
	columns []exporters.Column
	release int // the column release_id, -1 where there is none
	out     *exporters.Rows
	cells   [deltaWidth][]byte
}

func newComparison(t *exporters.Table, ocid string, out *exporters.Rows) *comparison {
	c := &comparison{columns: t.Columns, out: out}
	c.release = slices.IndexFunc(t.Columns, func(c exporters.Column) bool { return c.Name == "release_id" })
	c.cells[DeltaTable], c.cells[DeltaOCID] = shared(baseName(t.Name)), shared(ocid)
	return c
}

// compare matches rows by their keys. Of rows with the same keys the first is matched with the first, and so on.
func (c *comparison) compare(before, after side) {
	former := make(map[string][]int, before.Len())
	keys := make([]string, before.Len())
	for i := range keys {
		keys[i] = c.key(before, i)
		former[keys[i]] = append(former[keys[i]], i)
	}
	for i := range after.Len() {
		key := c.key(after, i)
		if same := former[key]; len(same) > 0 {
			former[key] = same[1:]
			c.row(RowChanged, key, before.Rows, same[0], after.Rows, i)
		} else {
			c.row(RowAdded, key, nil, 0, after.Rows, i)
		}
	}
	for i, key := range keys {
		if left := former[key]; len(left) > 0 && i >= left[0] {
			c.row(RowWithdrawn, key, before.Rows, i, nil, 0)
		}
	}
}

// key names a row within its process. Where it is a pointer it has ids in place of indices, so that a thing stays the same
// when others come or go before it.
func (c *comparison) key(s side, row int) string {
	var parts []string
	for i, column := range c.columns {
		cell := string(s.Cell(row, i))
		switch {
		case !column.Key || column.Name == "ocid":
			continue
		case column.Name == "pointer":
			cell = schema.IDPointer(s.Tree, cell)
		}
		parts = append(parts, cell)
	}
	return strings.Join(parts, " / ")
}

// row adds what differs in a row; nil stands for a row that is not there.
func (c *comparison) row(change, key string, before *exporters.Rows, b int, after *exporters.Rows, a int) {
	c.cells[DeltaChange], c.cells[DeltaRow], c.cells[DeltaRelease] = shared(change), shared(key), nil
	if after != nil && c.release >= 0 {
		c.cells[DeltaRelease] = after.Cell(a, c.release)
	}
	for k, column := range c.columns {
		was, is := cellOf(before, b, k), cellOf(after, a, k)
		if column.Name == "ocid" || column.Name == "release_id" || column.Name == "pointer" || bytes.Equal(was, is) {
			continue
		}
		c.cells[DeltaField], c.cells[DeltaBefore], c.cells[DeltaAfter] = shared(column.Name), was, is
		c.out.Append(c.cells[:])
	}
}

func cellOf(rows *exporters.Rows, row, column int) []byte {
	if rows == nil {
		return nil
	}
	return rows.Cell(row, column)
}

// baseName is a table's name without its folder.
func baseName(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
