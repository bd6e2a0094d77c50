package importers

import (
	"compress/gzip"
	"encoding/json"
	"index/suffixarray"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"terang/schema"
)

// exported reads an export of the real extract of Kabupaten Bandung, on its own, without the room sheets.
func exported(t *testing.T, name string) (rows []map[string]any) {
	t.Helper()
	f, err := os.Open(filepath.Join(shared(t, "data/indonesia-isb-kab-bandung-2025"), name+".json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(unpacked)
	d.UseNumber()
	if err := d.Decode(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// distinct counts the different values of a column, of the rows that fit.
func distinct(rows []map[string]any, column string, fits func(map[string]any) bool) int {
	seen := map[string]bool{}
	for _, r := range rows {
		if value, _ := json.Marshal(r[column]); r[column] != nil && (fits == nil || fits(r)) {
			seen[string(value)] = true
		}
	}
	return len(seen)
}

func is(column string, values ...string) func(map[string]any) bool {
	return func(r map[string]any) bool {
		text, _ := r[column].(string)
		for _, v := range values {
			if v == text {
				return true
			}
		}
		return false
	}
}

func TestKabBandung(t *testing.T) {
	folder := shared(t, "data/indonesia-isb-kab-bandung-2025")
	made, result := importFolder(t, "spse", testOptions(), folder)
	releases := judge(t, made, result)
	byTag := map[string]map[string]bool{} // source and tag: ocids
	for _, r := range releases {
		kind := strings.Split(r.OCID, "-")[2]
		for _, tag := range r.Tags {
			if byTag[kind+" "+tag] == nil {
				byTag[kind+" "+tag] = map[string]bool{}
			}
			byTag[kind+" "+tag][r.OCID] = true
		}
	}
	count := func(column string, fits func(map[string]any) bool, names ...string) int {
		var all []map[string]any
		for _, name := range names {
			all = append(all, exported(t, name)...)
		}
		return distinct(all, column, fits)
	}
	priced := func(r map[string]any) bool { return r["nilai_penawaran"] != nil }
	for _, c := range []struct {
		what string
		want int
	}{
		{"t tender", count("kd_tender", nil, "SPSE-TenderPengumuman")},
		{"t tenderCancellation", count("kd_tender", is("status_tender", "Gagal/Batal"), "SPSE-TenderPengumuman")},
		{"t award", count("kd_tender", func(r map[string]any) bool {
			return is("status_tender", "Selesai")(r) || priced(r) && r["status_tender"] == nil && r["kd_peserta"] == nil
		}, "SPSE-TenderSelesai", "SPSE-TenderSelesaiNilai")},
		{"t awardUpdate", count("kd_tender", nil, "SPSE-TenderEkontrak-1SPPBJ")},
		{"t contract", count("kd_tender", nil, "SPSE-TenderEkontrak-2Kontrak", "SPSE-TenderEkontrak-3SPMKSPP")},
		{"n tender", count("kd_nontender", nil, "SPSE-NonTenderPengumuman")},
		{"n tenderCancellation", count("kd_nontender", is("status_nontender", "Gagal/Batal"), "SPSE-NonTenderPengumuman")},
		{"n award", count("kd_nontender", nil, "SPSE-NonTenderSelesai")},
		{"n awardUpdate", count("kd_nontender", nil, "SPSE-NonTenderEkontrak-1SPPBJ")},
		{"n implementation", count("kd_nontender", nil, "SPSE-NonTenderEkontrak-4BAPBAST")},
		{"n contractTermination", count("kd_nontender", is("status_kontrak", "Kontrak Selesai"), "SPSE-NonTenderEkontrak-2Kontrak")},
		{"p tender", count("kd_nontender_pct", is("status_nontender_pct", "Aktif"), "SPSE-PencatatanNonTender")},
		{"p implementation", count("kd_nontender_pct", nil, "SPSE-PencatatanNonTenderRealisasi")},
		{"w contract", count("kd_swakelola_pct", is("status_swakelola_pct", "Aktif"), "SPSE-PencatatanSwakelola")},
	} {
		if got := len(byTag[c.what]); got != c.want || c.want == 0 {
			t.Errorf("%s: %d processes, and %d in the source", c.what, got, c.want)
		}
	}
	t.Run("contracts", func(t *testing.T) { kabBandungContracts(t, releases) })
	t.Run("leaks", func(t *testing.T) { noLeaks(t, made, result) })
}

// kabBandungContracts holds starts, hand-overs and payments of non-tender contracts against what was counted in the source
// before (960 starts; 303 with a hand-over, of which 292 on time and 11 late by up to 6 days; the payments of 286 within 1 %).
func kabBandungContracts(t *testing.T, releases []*schema.Release) {
	type contract struct {
		started     bool
		end, handed time.Time
		value, paid *big.Rat
	}
	all := map[string]*contract{}
	for _, r := range releases {
		if !strings.Contains(r.OCID, "-n-") {
			continue
		}
		tree, err := schema.Parse(r.Line)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range tree.Get("contracts").Items() {
			id := r.OCID + c.Get("id").Text()
			if all[id] == nil {
				all[id] = &contract{}
			}
			k := all[id]
			if end, ok := c.Get("period", "endDate").Date(); ok {
				k.started, k.end = true, end
			}
			if v := c.Get("value", "amount").Number(); v != nil {
				k.value = v
			}
			for _, m := range c.Get("implementation", "milestones").Items() {
				if met, ok := m.Get("dateMet").Date(); ok && met.After(k.handed) {
					k.handed = met
				}
			}
			for _, paid := range c.Get("implementation", "transactions").Items() {
				if k.paid == nil {
					k.paid = new(big.Rat)
				}
				k.paid.Add(k.paid, paid.Get("value", "amount").Number())
			}
		}
	}
	var started, handed, onTime, paid, complete int
	longest := 0
	for _, k := range all {
		if k.started {
			started++
		}
		if k.started && !k.handed.IsZero() {
			handed++
			if days := int(k.handed.Sub(k.end).Hours()/24) + 1; k.handed.Before(k.end) {
				onTime++
			} else {
				longest = max(longest, days)
			}
		}
		if k.paid != nil {
			paid++
			share := new(big.Rat).Quo(k.paid, k.value)
			if share.Cmp(big.NewRat(99, 100)) >= 0 && share.Cmp(big.NewRat(101, 100)) <= 0 {
				complete++
			}
		}
	}
	got := [...]int{started, handed, onTime, handed - onTime, longest, paid, complete}
	if want := [...]int{960, 303, 292, 11, 6, 303, 286}; got != want {
		t.Errorf("started, handed over, on time, late, days late at most, with payments, paid within 1 %%: %v, not %v", got, want)
	}
}

// noLeaks looks for everything that private columns of the extract hold in what was made, report included.
func noLeaks(t *testing.T, made []byte, result *Result) {
	var report strings.Builder
	if err := result.WriteText(&report, "id"); err != nil {
		t.Fatal(err)
	}
	text, secrets := suffixarray.New(append([]byte(report.String()), made...)), map[string]bool{}
	files, err := filepath.Glob(filepath.Join(shared(t, "data/indonesia-isb-kab-bandung-2025"), "SPSE-*.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for _, row := range exported(t, strings.TrimSuffix(filepath.Base(file), ".json.gz")) {
			for column, value := range row {
				secret, _ := value.(string)
				private := columnRule(column) != "" && column != "nama_rek_bank" || strings.HasPrefix(secret, "PERORANGAN ") ||
					strings.HasPrefix(column, "npwp") && isPersonNumber(secret)
				if private && len(secret) > 5 && !secrets[secret] {
					secrets[secret] = true
					if text.Lookup([]byte(secret), 1) != nil {
						t.Errorf("%s: the private %s of a row got out: %s", filepath.Base(file), column, secret)
					}
				}
			}
		}
	}
	if len(secrets) < 2000 {
		t.Errorf("only %d private values were looked for", len(secrets))
	}
}
