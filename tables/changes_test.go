package tables

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/exporters"
	"terang/schema"
)

// merged makes the process of releases whose other members are given; the n-th has the id n and is of the n-th of
// February, 20:00 UTC.
func merged(t testing.TB, members ...string) *Process {
	t.Helper()
	var releases []*schema.Release
	for i, text := range members {
		releases = append(releases, schema.NewRelease(fmt.Appendf(nil,
			`{"ocid":"ocds-contoh-1","id":"%d","date":"2025-02-%02dT20:00:00Z","tag":["tender"],%s}`, i+1, i+1, text)))
	}
	record, err := schema.Default().Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	history, err := schema.DecodeHistory(record.History().Encode())
	if err != nil {
		t.Fatal(err)
	}
	tree, err := schema.Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	return &Process{OCID: "ocds-contoh-1", Tree: tree, History: history, Schema: schema.Default(), Zone: time.FixedZone("WIB", 7*3600)}
}

// filledCells gives a row's cells that are not empty, as name=cell.
func filledCells(table *exporters.Table, rows *exporters.Rows, row int) (all []string) {
	for i, c := range table.Columns {
		if cell := rows.Cell(row, i); len(cell) > 0 {
			all = append(all, c.Name+"="+string(cell))
		}
	}
	return all
}

func TestChangesOfAProcess(t *testing.T) {
	kind := changes()
	for _, c := range []struct {
		name, before, after string
		want                string // cells from thing to before the pointer, but for labels of the kind
		rounded             int
	}{
		{"an amount", `"contracts":[{"id":"C/1","value":{"amount":1.5e3}}]`, `"contracts":[{"id":"C/1","value":{"amount":-0.12345}}]`,
			`thing=contracts thing_id=C/1 field=contracts/value/amount field_title=Contract value: Amount field_title_id=Nilai kontrak: Jumlah change=changed before=1.5e3 after=-0.12345 before_amount=1500 after_amount=-0.1235 meaning=value_lowered`, 1},
		{"an amount with its currency", `"tender":{"value":{"amount":1,"currency":"IDR"}}`, `"tender":{"value":{"amount":2}}`,
			`thing=tender field=tender/value/amount field_title=Estimated value: Amount field_title_id=Nilai perkiraan: Jumlah change=changed before=1 after=2 before_amount=1 after_amount=2 currency=IDR meaning=value_raised`, 0},
		{"a code", `"tender":{"status":"active"}`, `"tender":{"status":"cancelled"}`,
			`thing=tender field=tender/status field_title=Tender status field_title_id=Status tender change=changed before=active after=cancelled before_label=Open now before_label_id=Sedang berlangsung after_label=Cancelled after_label_id=Dibatalkan meaning=tender_cancelled`, 0},
		{"a number that was not there", `"contracts":[{"id":"C"}]`, `"contracts":[{"id":"C","value":{"amount":7}}]`,
			`thing=contracts thing_id=C field=contracts/value/amount field_title=Contract value: Amount field_title_id=Nilai kontrak: Jumlah change=added after=7 after_amount=7`, 0},
		{"a number that was a text", `"x":"7"`, `"x":8`, `field=x field_title=x field_title_id=x change=changed before=7 after=8`, 0},
		{"a date", `"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-01T23:00:00Z"}}`, `"tender":{"id":"T","tenderPeriod":{"endDate":"2025-03-05T01:00:00+09:00"}}`,
			`thing=tender thing_id=T field=tender/tenderPeriod/endDate field_title=Bidding period: End date field_title_id=Masa pemasukan penawaran: Tanggal selesai change=changed before=2025-03-01T23:00:00Z after=2025-03-05T01:00:00+09:00 before_date=2025-03-01T23:00:00Z before_date_local=2025-03-02 after_date=2025-03-04T16:00:00Z after_date_local=2025-03-05 meaning=tender_deadline_extended`, 0},
		{"a list of words", `"parties":[{"id":"P","roles":["buyer"]}]`, `"parties":[{"id":"P","roles":["buyer","payer"]}]`,
			`thing=parties thing_id=P field=parties/roles field_title=Roles field_title_id=Peran change=changed before=buyer after=buyer; payer`, 0},
		{"a thing within another", `"contracts":[{"id":"C"}]`, `"contracts":[{"id":"C","implementation":{"transactions":[{"id":"X"}]}}]`,
			`thing=contracts/implementation/transactions thing_id=X within_id=C field=contracts/implementation/transactions field_title=Payments field_title_id=Pembayaran change=added meaning=transaction_added`, 0},
		{"a thing that went", `"buyer":{"name":"a"}`, `"buyer":null`, `thing=buyer field=buyer field_title=Buyer field_title_id=Pembeli change=removed before={"name":"a"}`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := exporters.NewRows(len(kind.Table.Columns))
			rounded := kind.Rows(merged(t, c.before, c.after), rows)
			if rows.Len() != 1 || rounded != c.rounded {
				t.Fatalf("%d rows, %d rounded", rows.Len(), rounded)
			}
			cells := filledCells(kind.Table, rows, 0)
			if got := strings.Join(cells[:4], " "); got != "ocid=ocds-contoh-1 release_id=2 release_date=2025-02-02T20:00:00Z release_date_local=2025-02-03" {
				t.Errorf("head: %s", got)
			}
			if last := cells[len(cells)-1]; !strings.HasPrefix(last, "id_pointer=/") {
				t.Errorf("end: %s", last)
			}
			body := slices.DeleteFunc(cells[4:len(cells)-1], func(cell string) bool {
				return strings.HasPrefix(cell, "change_label") || strings.HasPrefix(cell, "meaning_")
			})
			if got := strings.Join(body, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestChangesHaveLabelsAndPlaces(t *testing.T) {
	kind := changes()
	rows := exporters.NewRows(len(kind.Table.Columns))
	kind.Rows(merged(t, `"awards":[{"id":"A/1"}]`, `"awards":[{"id":"A/1","title":"x"}]`, `"awards":[{"id":"A/1","title":null}]`), rows)
	var got []string
	for i := range rows.Len() {
		got = append(got, slices.DeleteFunc(filledCells(kind.Table, rows, i), func(cell string) bool {
			return !strings.HasPrefix(cell, "change_label") && !strings.HasPrefix(cell, "id_pointer")
		})...)
	}
	want := []string{"change_label=Added", "change_label_id=Ditambahkan", "id_pointer=/awards/A~11/title",
		"change_label=Removed", "change_label_id=Dihapus", "id_pointer=/awards/A~11/title"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	none := exporters.NewRows(len(kind.Table.Columns))
	if kind.Rows(&Process{OCID: "x"}, none); none.Len() != 0 {
		t.Errorf("%d rows of a process without history", none.Len())
	}
}
