package indicators

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// This test sets the non-tender contracts of Kabupaten Bandung in 2025 (as extracted from its systems, where that data
// lies beside the project) against what was counted there by other means: 960 contracts with a start order, 303 handed
// over, 292 of them on time and 11 late by 1 to 6 days; 304 paid, 287 within 1 per cent, 4 above and 13 below. One of the 287 has no hand-over, so that
// its payments are not asked about (rulings on the data, 6): here they are 286.

type isbRow map[string]any

func isb(t *testing.T, name string) (rows []isbRow) {
	t.Helper()
	f, err := os.Open(filepath.Join(shared(t, "data/indonesia-isb-kab-bandung-2025"), "SPSE-NonTenderEkontrak-"+name+".json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err == nil {
		d := json.NewDecoder(unpacked)
		d.UseNumber()
		err = d.Decode(&rows)
	}
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func (r isbRow) text(column string) string {
	if r[column] == nil {
		return ""
	}
	return fmt.Sprint(r[column])
}

// day reads a day in either of the two forms that the extract has, which are local whatever they say.
func (r isbRow) day(column string) string {
	text := r.text(column)
	if at, err := time.Parse("Jan 2, 2006, 03:04:05PM", text); err == nil {
		return at.Format(time.DateOnly)
	}
	if len(text) >= len(time.DateOnly) {
		return text[:len(time.DateOnly)]
	}
	return ""
}

// isbContract is what the extract's tables say of one contract.
type isbContract struct {
	value, start, end string
	handOvers         []string
	payments          []string
}

// isbContracts brings the tables together. Rows that are equal but for when they were extracted are one.
func isbContracts(t *testing.T) map[string]*isbContract {
	all := map[string]*isbContract{}
	of := func(r isbRow) *isbContract {
		id := r.text("kd_nontender")
		if all[id] == nil {
			all[id] = &isbContract{}
		}
		return all[id]
	}
	for _, r := range isb(t, "3SPMKSPP") {
		of(r).start, of(r).end = r.day("tgl_mulai_pekerjaan"), r.day("tgl_selesai_pekerjaan")
	}
	for _, r := range isb(t, "2Kontrak") {
		of(r).value = r.text("nilai_kontrak")
	}
	for n, r := range isb(t, "4BAPBAST") {
		k := of(r)
		if day := r.day("tgl_bast"); day != "" {
			k.handOvers = append(k.handOvers, fmt.Sprintf(`{"id":"%d","type":"delivery","dueDate":"%[2]sT00:00:00+07:00","dateMet":"%[2]sT00:00:00+07:00"}`, n, day))
		}
		delete(r, "_event_date")
		delete(r, "_inserted_date")
		if amount := r.text("besar_pembayaran"); amount != "" {
			rest, _ := json.Marshal(r)
			k.payments = append(k.payments, fmt.Sprintf(`{"id":"%d","documentNumber":%s,"value":{"amount":%s,"currency":"IDR"}}`, n, strconv.Quote(string(rest)), amount))
		}
	}
	return all
}

func (k *isbContract) ocds(id string) string {
	period, value := "", ""
	if k.start != "" && k.end != "" {
		period = `"period":{"startDate":"` + k.start + `T00:00:00+07:00","endDate":"` + k.end + `T23:59:59+07:00"},`
	}
	if k.value != "" {
		value = `"value":{"amount":` + k.value + `,"currency":"IDR"},`
	}
	return `{"ocid":"isb-` + id + `","contracts":[{"id":"` + id + `",` + value + period + `"implementation":{"milestones":[` +
		strings.Join(k.handOvers, ",") + `],"transactions":[` + strings.Join(k.payments, ",") + `]}}]}`
}

func TestBandung(t *testing.T) {
	started := 0
	var processes []*Process
	for id, k := range isbContracts(t) {
		if k.end != "" {
			started++
		}
		processes = append(processes, process(t, k.ocds(id)))
	}
	c := Defaults(today)
	c.Only = []string{"days_late", "paid"}
	results, _ := ask(c, processes...)
	var late []string
	handedOver, full, above, below := 0, 0, 0, 0
	for _, r := range results {
		value, _ := strconv.ParseFloat(r.Value, 64)
		switch {
		case r.State != Computed || r.Subject.Kind != OfContract:
		case r.Indicator == "days_late":
			if handedOver++; r.Value != "0" {
				late = append(late, r.Value)
			}
		case value > 1.01:
			above++
		case value < 0.99:
			below++
		default:
			full++
		}
	}
	slices.Sort(late)
	got := fmt.Sprintf("%d started, %d handed over, late %s; paid %d, %d above, %d below", started, handedOver, strings.Join(late, " "), full, above, below)
	if want := "960 started, 303 handed over, late 1 1 1 1 1 2 3 4 4 6 6; paid 286, 4 above, 13 below"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
