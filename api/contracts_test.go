package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"terang/api"
	"terang/indicators"
	"terang/publish/publishtest"
	"terang/sample"
	"terang/store"
	"terang/store/storetest"
)

func init() {
	onSample = append(onSample, []struct {
		name string
		test func(*testing.T, *world)
	}{{"results of processes", testProcessResults}, {"single contracts", testSingleContracts},
		{"faults of single contracts", testContractFaults}}...)
}

// judgedBody is an answer with results.
type judgedBody struct {
	OCID, ID, Version string
	Contract          map[string]any
	Results, Relative []indicated
	Links             struct {
		Self, Record, Changes, Search, Results, Flags string
		Contracts                                     []string
		Buyer                                         struct{ URL string }
		Suppliers                                     []struct{ URL string }
	}
}

func (w *world) judged(t testing.TB, address string) (j judgedBody) {
	t.Helper()
	w.ok(t, address).value(t, &j)
	return j
}

func resultsAt(ocid string) string { return at(ocid) + "/results" }

func contractAt(ocid, id string) string {
	return "/api/v1/contracts/" + url.PathEscape(ocid) + "/" + url.PathEscape(id)
}

// isFlag says whether a result is a row of tables/flags; of is about contracts' performance.
func isFlag(methods map[string]string, r *indicated) bool {
	return methods[r.Indicator] == "red_flag" && r.State == "flagged"
}

// kinds are the kinds of indicators by their codes.
func (w *world) kinds(t testing.TB) map[string]string {
	all := map[string]string{}
	for _, row := range w.table(t, "methods") {
		all[row["indicator"]] = row["kind"]
	}
	return all
}

// testProcessResults: what is computed when it is asked for is what the latest version's files have, row by row.
func testProcessResults(t *testing.T, w *world) {
	flags, performance, kinds := w.table(t, "flags"), w.table(t, "contractor_performance"), w.kinds(t)
	expected := rowsWith(performance, "indicator", "penalty_expected")
	performance = slices.DeleteFunc(performance, func(row map[string]string) bool { return indicators.Relative(row["indicator"]) })
	compared, related := 0, 0
	for _, row := range readRows(t, w.ok(t, "/data/"+w.latest(t)+"/tables/processes.csv").body) {
		ocid := row["ocid"]
		j := w.judged(t, resultsAt(ocid))
		var raised, performed, fined []indicated
		for _, r := range j.Results {
			if isFlag(kinds, &r) {
				raised = append(raised, r)
			}
			if kinds[r.Indicator] == "performance" && r.Subject.Kind == "contract" {
				performed = append(performed, r)
			}
		}
		for _, r := range j.Relative {
			if kinds[r.Indicator] == "red_flag" {
				raised = append(raised, r)
			} else {
				fined = append(fined, r)
			}
		}
		sameResults(t, ocid, fined, rowsWith(rowsWith(expected, "ocid", ocid), "state", "flagged"))
		sameResults(t, ocid, performed, rowsWith(performance, "ocid", ocid))
		sameResults(t, ocid, raised, rowsWith(flags, "ocid", ocid))
		compared, related = compared+len(performed), related+len(j.Relative)
	}
	if compared != len(performance) || compared < 100 {
		t.Errorf("%d results of %d", compared, len(performance))
	}
	t.Logf("%d of contracts, %d rest on other processes", compared, related)
}

// testSingleContracts: each contract of the list has its row, its share of the process's results, and links that lead on.
func testSingleContracts(t *testing.T, w *world) {
	rows := readRows(t, w.ok(t, "/data/"+w.latest(t)+"/tables/contracts.csv").body)
	for n, row := range rows {
		address := contractAt(row["ocid"], row["contract_id"])
		j := w.judged(t, address)
		if j.OCID != row["ocid"] || j.ID != row["contract_id"] || fmt.Sprint(j.Contract["contract_id"]) != row["contract_id"] || fmt.Sprint(j.Contract["pointer"]) != row["pointer"] {
			t.Errorf("%s: %+v", address, j.Contract)
		}
		of := w.judged(t, j.Links.Results)
		var want []string
		for _, r := range of.Results {
			if r.Subject.Contract == j.ID {
				want = append(want, fmt.Sprint(r.row()))
			}
		}
		var got []string
		for _, r := range j.Results {
			got = append(got, fmt.Sprint(r.row()))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d results, of the process %d are about it", address, len(got), len(want))
		}
		if !slices.Contains(of.Links.Contracts, j.Links.Self) {
			t.Errorf("%s is not among %v", j.Links.Self, of.Links.Contracts)
		}
		if n < 12 {
			w.followJudged(t, &j, row["supplier_ids"])
		}
	}
	if len(rows) < 10 {
		t.Errorf("only %d contracts", len(rows))
	}
}

// followJudged follows all links of a contract.
func (w *world) followJudged(t *testing.T, j *judgedBody, suppliers string) {
	t.Helper()
	for _, link := range []string{j.Links.Self, j.Links.Record, j.Links.Changes, j.Links.Results, j.Links.Flags} {
		w.ok(t, link)
	}
	if j.Contract["buyer_id"] != nil {
		w.ok(t, j.Links.Buyer.URL)
	}
	var found struct{ Results []struct{ OCID string } }
	w.ok(t, j.Links.Search).value(t, &found)
	if len(found.Results) == 0 || found.Results[0].OCID != j.OCID {
		t.Errorf("%s does not find the process: %+v", j.Links.Search, found)
	}
	if want := strings.Count(suppliers, ";") + 1; suppliers != "" && len(j.Links.Suppliers) != want {
		t.Errorf("%d suppliers of %s", len(j.Links.Suppliers), suppliers)
	}
	for _, s := range j.Links.Suppliers {
		if fmt.Sprint(j.Contract["is_self_managed"]) != "true" { // who works for itself is in no list of suppliers
			w.ok(t, s.URL)
		}
	}
}

var daysOfPenalty = regexp.MustCompile(`Denda (\d+) hari keterlambatan`)

// checkFates: contracts that the sample made late, or broke off, come out so, with evidence that is there.
func (w *world) checkFates(t *testing.T) {
	t.Helper()
	seqs := map[string]int64{}
	for _, p := range w.followed(t, "/api/v1/changes?since=0") {
		for _, c := range p.Changes {
			seqs[c.OCID+" "+c.ID] = c.Seq
		}
	}
	late, broken := 0, 0
	for _, row := range readRows(t, w.ok(t, "/data/"+w.latest(t)+"/tables/contracts.csv").body) {
		j := w.judged(t, contractAt(row["ocid"], row["contract_id"]))
		var p pageBody
		w.ok(t, j.Links.Record).value(t, &p)
		contract := fmt.Sprint(string(publishtest.Must[[]byte](t)(json.Marshal(thingAt(t, p.Records[0].CompiledRelease, row["pointer"])))))
		if days := daysOfPenalty.FindStringSubmatch(contract); days != nil {
			late++
			w.checkFate(t, &j, "days_late", "computed", days[1], p.Records[0].CompiledRelease, seqs)
		}
		if strings.Contains(contract, "Pemutusan Kontrak karena kesalahan penyedia") {
			broken++
			w.checkFate(t, &j, "terminated", "flagged", "", p.Records[0].CompiledRelease, seqs)
		}
	}
	if late == 0 || broken == 0 {
		t.Errorf("%d late, %d broken off: the sample has become another", late, broken)
	}
	t.Logf("%d late, %d broken off", late, broken)
}

func (w *world) checkFate(t *testing.T, j *judgedBody, indicator, state, value string, compiled []byte, seqs map[string]int64) {
	t.Helper()
	i := slices.IndexFunc(j.Results, func(r indicated) bool { return r.Indicator == indicator && r.Variant != "original" })
	if i < 0 || j.Results[i].State != state || value != "" && j.Results[i].Value != value {
		t.Errorf("%s: %s is not %s %s: %+v", j.Links.Self, indicator, state, value, j.Results)
		return
	}
	var evidence []struct {
		OCID, Release, Pointer string
		Seq                    int64
	}
	if err := json.Unmarshal(j.Results[i].Evidence, &evidence); err != nil || len(evidence) == 0 {
		t.Errorf("%s: evidence of %s: %v", j.Links.Self, indicator, err)
	}
	for _, e := range evidence {
		if want := seqs[e.OCID+" "+e.Release]; want == 0 || e.Seq != want || e.OCID != j.OCID || thingAt(t, compiled, e.Pointer) == nil {
			t.Errorf("%s: %+v, want entry %d", j.Links.Self, e, want)
		}
	}
}

// thingAt is what a JSON Pointer leads to; nil where it leads nowhere.
func thingAt(t testing.TB, text []byte, pointer string) (v any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(pointer, "/")[1:] {
		switch around := v.(type) {
		case map[string]any:
			v = around[strings.NewReplacer("~1", "/", "~0", "~").Replace(part)]
		case []any:
			n, err := strconv.Atoi(part)
			if err != nil || n >= len(around) {
				return nil
			}
			v = around[n]
		default:
			return nil
		}
	}
	return v
}

// testContractFaults: what is not there is told with what to do, and names of all kinds reach their process.
func testContractFaults(t *testing.T, w *world) {
	row := readRows(t, w.ok(t, "/data/"+w.latest(t)+"/tables/contracts.csv").body)[0]
	for address, want := range map[string]string{
		contractAt(row["ocid"], "none"):                  "results lists its contracts",
		contractAt("none", row["contract_id"]):           "/api/v1/contracts contracts",
		resultsAt("none"):                                "/api/v1/search finds processes",
		resultsAt(row["ocid"]) + "?version=2001-01-01.1": "/api/v1/versions lists all",
		"/api/v1/contracts/" + row["contract_id"]:        "",
		resultsAt(row["ocid"]) + "?version=2001-01-01":   "nor one before that day",
	} {
		a := w.get(t, address)
		if a.status != http.StatusNotFound || !strings.Contains(string(a.body), want) {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
	if got := strings.Join(w.get(t, resultsAt(row["ocid"])+"?limit=3").faults(t), ", "); got != "limit unknown" {
		t.Errorf("an unknown parameter: %s", got)
	}
	for _, name := range awkward {
		if j := w.judged(t, resultsAt("ocds-contoh-"+name)); j.OCID != "ocds-contoh-"+name {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

// TestResultsStay: what a version said it says for ever, under its thresholds and as of its day, whatever was published
// and configured since. What rests on other processes goes with the next version.
func TestResultsStay(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w, before := newWorld(t, location), map[string]*answer{}
		var ids []string
		for i, thresholds := range []string{"{titleLength: 500}", "{}", "{minimumFence: 4}"} {
			var text bytes.Buffer
			if err := sample.Write(&text, sample.Options{Seed: 32, Processes: 20}, i); err != nil {
				t.Fatal(err)
			}
			if err := yaml.Unmarshal([]byte(thresholds), &w.Config.Thresholds); err != nil {
				t.Fatal(err)
			}
			v := w.Publish(t, sample.HandInDate(i), text.Bytes(), contests(fmt.Sprint(i), 101, 102, 103, 104, 106, 900))
			ids = append(ids, v.ID)
			for _, r := range publishtest.Must[[]store.Record](t)(w.Reader.Records(ctx, v, 0, 100)) {
				address := resultsAt(r.OCID) + "?version=" + v.ID
				before[address] = w.ok(t, address)
			}
		}
		w.handler = w.serve(t, api.Options{})
		short, related := map[string]int{}, 0
		for address, a := range before {
			var was, is judgedBody
			a.value(t, &was)
			now := w.ok(t, address)
			now.value(t, &is)
			latest := was.Version == ids[2]
			if fmt.Sprint(rowsOfResults(was.Results)) != fmt.Sprint(rowsOfResults(is.Results)) || (is.Relative == nil) == latest || was.Relative == nil {
				t.Errorf("%s has changed: %s\nwas %s", address, now.body, a.body)
			}
			if immutable := strings.Contains(now.header.Get("Cache-Control"), "immutable"); immutable == latest {
				t.Errorf("%s: %s", address, now.header.Get("Cache-Control"))
			}
			related += len(is.Relative)
			for _, r := range is.Results {
				if r.AsOf != is.Version[:len("2006-01-02")] {
					t.Errorf("%s: as of %s", address, r.AsOf)
				}
				if r.Indicator == "short_title" && r.State == "flagged" {
					short[is.Version]++
				}
			}
		}
		if short[ids[0]] == 0 || short[ids[1]] >= short[ids[0]] {
			t.Errorf("titles that are short by each version's thresholds: %v", short)
		}
		if related == 0 {
			t.Error("no flag rests on other processes")
		}
		w.checkFates(t)
	})
}

// contests are processes in which the winner bid 100, and the second so much.
func contests(name string, seconds ...int) []byte {
	offer := func(id string, amount int) string {
		return fmt.Sprintf(`{"id":%q,"status":"valid","tenderers":[{"id":%q}],"value":{"amount":%d,"currency":"IDR"}}`, id, id, amount)
	}
	var all []string
	for _, second := range seconds {
		all = append(all, release(fmt.Sprintf("ocds-contoh-%s-%d", name, second), "1", "2025-09-01T10:00:00+07:00",
			`,"tender":{"id":"1","status":"complete","procurementMethod":"open"},"bids":{"details":[`, offer("A", 100), ",", offer("B", second), `]}`,
			`,"awards":[{"id":"1","status":"active","suppliers":[{"id":"A"}]}]`))
	}
	return lines(all...)
}

func rowsOfResults(all []indicated) (rows []map[string]string) {
	for i := range all {
		rows = append(rows, all[i].row())
	}
	return rows
}

// anyContract is the address of a contract.
func (w *world) anyContract(t testing.TB) string {
	t.Helper()
	row := readRows(t, w.ok(t, "/data/"+w.latest(t)+"/tables/contracts.csv").body)[0]
	return contractAt(row["ocid"], row["contract_id"])
}
