package api_test

import (
	"slices"
	"strings"
	"testing"

	"terang"
	"terang/api"
	"terang/store/storetest"
)

// testOperations asks for every operation of the contract; that each answer keeps the contract is checked by ask.
func testOperations(t *testing.T, w *world) {
	latest := w.latest(t)
	ocid, id := w.anyRelease(t)
	addresses := map[string]string{
		"getIndex":     "/api/v1",
		"listReleases": "/api/v1/releases",
		"getRelease":   "/api/v1/releases/" + ocid + "/" + id,
		"listRecords":  "/api/v1/records?limit=3&include=versioned",
		"getRecord":    "/api/v1/records/" + ocid + "?include=versioned",
		"search":       "/api/v1/search?q=jalan", "exportSearch": "/api/v1/search.csv?q=jalan&profile=excel",
		"exportRecords": "/api/v1/records.jsonl?stage=contract", "exportReleases": "/api/v1/releases.parquet?tag=award",
		"listContracts": "/api/v1/contracts?sort=-value&fields=ocid,title", "exportContracts": "/api/v1/contracts.xlsx",
		"listBuyers": "/api/v1/buyers", "exportBuyers": "/api/v1/buyers.csv", "getBuyer": "/api/v1/buyers/" + w.first(t, "buyers"),
		"listSuppliers": "/api/v1/suppliers?limit=2", "exportSuppliers": "/api/v1/suppliers.jsonl", "getSupplier": "/api/v1/suppliers/" + w.first(t, "suppliers"),
		"getStatistics": "/api/v1/statistics?by=procurementMethodDetails", "exportStatistics": "/api/v1/statistics.csv",
		"listFlags": "/api/v1/flags?limit=5", "exportFlags": "/api/v1/flags.csv?fields=indicator,ocid", "listIndicators": "/api/v1/indicators",
		"getBuyerPerformance":    "/api/v1/buyers/" + w.first(t, "buyers") + "/performance",
		"getSupplierPerformance": "/api/v1/suppliers/" + w.first(t, "suppliers") + "/performance",
		"getRecordResults":       "/api/v1/records/" + ocid + "/results",
		"getSingleContract":      w.anyContract(t),

		"listRecordChanges": "/api/v1/records/" + ocid + "/changes",
		"listVersions":      "/api/v1/versions",
		"getVersion":        "/api/v1/versions/" + latest,
		"getDiff":           "/api/v1/versions/" + latest + "/diff",
		"getLatest":         "/data/latest.json",
		"getFile":           "/data/" + latest + "/year=2025/releases.jsonl.gz",
		"getContract":       "/openapi.yaml",
		"getHealth":         "/healthz",
		"getReadiness":      "/readyz",

		"getDocs":        "/docs?lang=en",
		"getCatalog":     "/catalog.jsonld",
		"getDataset":     "/dataset.jsonld",
		"getSitemap":     "/sitemap.xml",
		"getSitemapPage": "/sitemap/1.xml",
		"getRobots":      "/robots.txt",
		"getSecurity":    "/.well-known/security.txt",
		"getAPICatalog":  "/.well-known/api-catalog",
		"getSchema":      "/api/v1/schema",
		"listCodelists":  "/api/v1/codelists",
		"getCodelist":    "/api/v1/codelists/method",
		"getExtension":   "/extensions/indonesia/v1/extension.json",
		"getQuality":     "/api/v1/quality",

		"listChanges":   "/api/v1/changes?limit=3",
		"getAtomFeed":   "/api/v1/changes.atom?limit=3",
		"getJSONFeed":   "/api/v1/changes.json?limit=3",
		"streamChanges": "/api/v1/changes/stream?since=0",
	}
	for _, item := range contract().Paths.Map() {
		operation := item.Get.OperationID
		address, ok := addresses[operation]
		if !ok {
			t.Errorf("%s is not tested", operation)
			continue
		}
		delete(addresses, operation)
		a := w.ok(t, address)
		if route := routeOf(strings.Split(address, "?")[0]); route.Operation.OperationID != operation {
			t.Errorf("%s is of %s", address, route.Operation.OperationID)
		}
		isData := !slices.Contains([]string{"getContract", "getHealth", "getReadiness", "getExtension"}, operation)
		hasDate := a.header.Get("Last-Modified") != "" || operation == "streamChanges"
		if isData && (a.header.Get("Dataset-Version") != latest || a.header.Get("Ledger-Seq") == "" || !hasDate) {
			t.Errorf("%s: %v", operation, a.header)
		}
	}
	if len(addresses) > 0 {
		t.Errorf("not in the contract: %v", addresses)
	}
	if a := w.ok(t, "/openapi.yaml"); string(a.body) != string(terang.Contract) {
		t.Error("/openapi.yaml is another contract")
	}
}

// first is the id of the first organization of a list.
func (w *world) first(t testing.TB, list string) string {
	t.Helper()
	var body struct{ Results []struct{ Value string } }
	w.ok(t, "/api/v1/"+list).value(t, &body)
	return body.Results[0].Value
}

// latest is the id of the latest version.
func (w *world) latest(t testing.TB) string {
	t.Helper()
	var body struct{ ID string }
	w.ok(t, "/data/latest.json").value(t, &body)
	return body.ID
}

// anyRelease names a release of the sample.
func (w *world) anyRelease(t testing.TB) (ocid, id string) {
	t.Helper()
	var body struct{ Releases []struct{ OCID, ID string } }
	w.ok(t, "/api/v1/releases?limit=1").value(t, &body)
	return body.Releases[0].OCID, body.Releases[0].ID
}

// testLinks follows what the index and the versions link to.
func testLinks(t *testing.T, w *world) {
	var index struct{ Links map[string]string }
	w.ok(t, "/api/v1").value(t, &index)
	if len(index.Links) < 6 {
		t.Errorf("%v", index.Links)
	}
	for _, address := range index.Links {
		w.ok(t, address)
	}
	var list struct {
		Versions []struct{ Manifest, Sums string }
	}
	w.ok(t, "/api/v1/versions").value(t, &list)
	for _, v := range list.Versions {
		w.ok(t, v.Manifest)
		w.ok(t, v.Sums)
	}
}

func TestNewHoldsTheContract(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	text := string(terang.Contract)
	cases := []struct{ name, contract, want string }{
		{"an operation without a handler", strings.Replace(text, "operationId: getHealth", "operationId: getWealth", 1), "getWealth"},
		{"a handler without an operation", text[:strings.Index(text, "  /readyz:\n")] + text[strings.Index(text, "components:\n"):], "getReadiness"},
		{"an operation that writes", strings.Replace(text, "  /healthz:\n    get:", "  /healthz:\n    post:", 1), "POST /healthz"},
		{"no operation id", strings.Replace(text, "operationId: getHealth", "description: x", 1), "/healthz"},
		{"an unknown reference", strings.Replace(text, "#/components/parameters/limit", "#/components/parameters/limits", 1), "limits"},
		{"an invalid contract", strings.Replace(text, "  title: terang\n", "", 1), "title"},
		{"no YAML", "{", "read contract"},
		{"nothing", "", "contract"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := api.New(ctx, []byte(c.contract), w.reading(), api.Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want one with %q", err, c.want)
			}
		})
	}
}
