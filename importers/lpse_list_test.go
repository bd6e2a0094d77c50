package importers

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/schema"
)

func TestLPSEList(t *testing.T) { checkGolden(t, "lpse-list") }

func TestPortalOf(t *testing.T) {
	for number, want := range map[string]string{"995252": "252", "12482010": "10", "571010": "10", "1000": "", "999": "", "10011868000": "", "12a456": ""} {
		got, ok := portalOf(number)
		if got != want || ok != (want != "") {
			t.Errorf("portal of %s is %q, %v", number, got, ok)
		}
	}
}

func TestYearOf(t *testing.T) {
	for text, want := range map[string]string{"2014": "2014", "0": "", "null": "", "1999": "", "20145": ""} {
		if got := yearOf(text); got != want {
			t.Errorf("year of %s is %q", text, got)
		}
	}
}

// TestLPSELists counts what became of all lists against their rows.
func TestLPSELists(t *testing.T) {
	folders := []string{shared(t, "data/indonesia-lpse-2012-2013"), shared(t, "data/indonesia-lpse-2020"), shared(t, "data/indonesia-opentender-2024")}
	made, result := importFolder(t, "lpse-list", testOptions(), folders...)
	releases := judge(t, made, result)
	processes, want := map[string]bool{}, map[string]int{}
	portals := listedPortals(t, folders[1], processes, want)
	years := listedYears(t, folders[0], processes, want)
	for _, row := range csvRows(t, filepath.Join(folders[2], "ocds_2024_tender_upload_sample_ready.csv")) {
		processes["t-10-"+row["tender_id"]] = true
		want["award"]++
	}
	want["tender"] = len(processes)
	for tag, n := range want {
		if result.Releases[tag] != n {
			t.Errorf("%s: %d releases were made, and the rows give %d", tag, result.Releases[tag], n)
		}
	}
	if result.Processes != len(processes) || portals != 13720 || years != 3136 {
		t.Errorf("%d processes, %d rows of portals, %d of years", result.Processes, portals, years)
	}
	holdMoney(t, releases)
}

// listedPortals counts the rows of the lists of SPSE 4; each file holds as many as it says.
func listedPortals(t *testing.T, folder string, processes map[string]bool, want map[string]int) (rows int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json.gz"))
	if err != nil || len(files) != 6 {
		t.Fatal(files, err)
	}
	codes := map[string]string{"kota-bandung": "260", "prov-diy": "13", "prov-papua-barat": "641", "kota-surabaya-2018": "10", "kota-surabaya-2012": "10", "kota-mataram": "396"}
	for _, name := range files {
		var list struct {
			RecordsTotal int
			Data         [][]*string
		}
		readPacked(t, name, &list)
		if len(list.Data) != list.RecordsTotal {
			t.Errorf("%s says %d rows and has %d", name, list.RecordsTotal, len(list.Data))
		}
		portal, _, _ := strings.Cut(filepath.Base(name), ".")
		for _, row := range list.Data {
			rows++
			processes["t-"+codes[portal]+"-"+*row[0]] = true
			want["contract"] += when(strings.HasPrefix(*row[10], "Rp"))
		}
	}
	return rows
}

// listedYears counts the rows of 2012 and 2013, of which each tells its portal.
func listedYears(t *testing.T, folder string, processes map[string]bool, want map[string]int) (rows int) {
	t.Helper()
	for _, year := range []string{"2012", "2013"} {
		for _, row := range csvRows(t, filepath.Join(folder, "lpse-procurement-"+year+".csv")) {
			rows++
			if portal, ok := portalOf(row["kd_lelang"]); !ok || portal != row["kd_lpse"] {
				t.Errorf("the number %s is of portal %s, not %s", row["kd_lelang"], row["kd_lpse"], portal)
			}
			processes["t-"+row["kd_lpse"]+"-"+row["kd_lelang"]] = true
			want["award"] += when(row["nama_pemenang"] != "")
		}
	}
	return rows
}

// holdMoney holds that no amount was made of a rounded one.
func holdMoney(t *testing.T, releases []*schema.Release) {
	t.Helper()
	for _, r := range releases {
		tree, err := schema.Parse(r.Line)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Get("tender", "statusDetails").Text() != "" && tree.Get("tender", "value") != nil && tree.Get("tender", "tenderPeriod") == nil {
			t.Errorf("%s has an amount that its list rounds", r.OCID)
		}
	}
}

func csvRows(t *testing.T, path string) (rows []map[string]string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func readPacked(t *testing.T, path string, into any) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err == nil {
		err = json.NewDecoder(unpacked).Decode(into)
	}
	if err != nil {
		t.Fatal(path, err)
	}
}
