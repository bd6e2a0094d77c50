package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
)

// cells are a row of a table, by the names of its columns.
type cells map[string]string

// foundProcess is a process as the files of a version have it.
type foundProcess struct {
	ocid, year, line           string
	process                    cells
	awards, suppliers, tenders []cells
	contracts, items           []cells
	regions                    []string // Kemendagri codes of where things are delivered
	words                      map[string]bool
	flags                      []string // codes
	changed                    int      // the number of the version in which it last changed, from 0
}

// expected is what versions' files say, from which a test works out what a search must find.
type expected struct {
	ids      []string // of versions
	versions []map[string]*foundProcess
	zone     *time.Location
}

// readExpected reads the files of all versions.
func readExpected(t testing.TB, w *world) *expected {
	t.Helper()
	e := &expected{zone: publishtest.Must[*time.Location](t)(time.LoadLocation(w.Config.TimeZone))}
	var list struct{ Versions []struct{ ID string } }
	w.ok(t, "/api/v1/versions").value(t, &list)
	for n, v := range slices.Backward(list.Versions) {
		e.ids = append(e.ids, v.ID)
		all := map[string]*foundProcess{}
		for _, file := range w.manifest(t, v.ID).Files {
			if folder, ok := strings.CutSuffix(file.Path, "records.jsonl.gz"); ok && folder != "" {
				readYear(t, w, "/data/"+v.ID+"/"+folder, strings.Trim(folder, "year=/"), all)
			}
		}
		for _, row := range readRows(t, w.ok(t, "/data/"+v.ID+"/tables/flags.csv").body) {
			if p := all[row["ocid"]]; p != nil {
				p.flags = append(p.flags, row["indicator"])
			}
		}
		number := len(list.Versions) - 1 - n
		for ocid, p := range all {
			if p.changed = number; number > 0 {
				if before := e.versions[number-1][ocid]; before != nil && before.line == p.line {
					p.changed = before.changed
				}
			}
		}
		e.versions = append(e.versions, all)
	}
	return e
}

func readYear(t testing.TB, w *world, folder, year string, all map[string]*foundProcess) {
	t.Helper()
	for line := range bytes.Lines(w.ok(t, folder+"records.jsonl").body) {
		var record struct {
			OCID     string
			Compiled any `json:"compiledRelease"`
		}
		if err := json.Unmarshal(line, &record); err != nil {
			t.Fatal(err)
		}
		p := &foundProcess{ocid: record.OCID, year: year, line: string(line), words: map[string]bool{}}
		gather(record.Compiled, true, p.words)
		gazetteers(record.Compiled, p)
		all[record.OCID] = p
	}
	for name, take := range map[string]func(*foundProcess, cells){
		"processes": func(p *foundProcess, c cells) { p.process = c }, "awards": func(p *foundProcess, c cells) { p.awards = append(p.awards, c) },
		"suppliers": func(p *foundProcess, c cells) { p.suppliers = append(p.suppliers, c) },
		"tenders":   func(p *foundProcess, c cells) { p.tenders = append(p.tenders, c) },
		"contracts": func(p *foundProcess, c cells) { p.contracts = append(p.contracts, c) },
		"items":     func(p *foundProcess, c cells) { p.items = append(p.items, c) },
	} {
		for _, row := range readRows(t, w.ok(t, folder+"tables/"+name+".csv").body) {
			take(all[row["ocid"]], row)
		}
	}
}

// readRows reads a CSV file with its heading.
func readRows(t testing.TB, text []byte) (rows []cells) {
	t.Helper()
	lines := publishtest.Must[[][]string](t)(csv.NewReader(bytes.NewReader(text)).ReadAll())
	if len(lines) == 0 {
		t.Fatal("CSV without a heading")
	}
	for _, line := range lines[1:] {
		row := cells{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

var (
	notWord  = regexp.MustCompile(`[^\pL\pN]+`)
	saidIn   = regexp.MustCompile(`^(title|description|name|legalName|procurementMethodDetails|statusDetails|project)$`)
	knownBy  = regexp.MustCompile(`^(ocid|id|identifier|contractNumber|awardID|budgetLine|projectID)$`)
	numbered = regexp.MustCompile(`^(documents|milestones|transactions|items|amendments|unit|classification|additionalClassifications|unsuccessfulBids|publisher|sources)$`)
	fourOf   = regexp.MustCompile(`\d.*\d.*\d.*\d`)
)

// gather finds the words of a compiled release, and its identifiers after a #.
func gather(v any, identified bool, words map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			gather(one, identified, words)
		}
	case map[string]any:
		for name, one := range v {
			switch one := one.(type) {
			case string:
				if saidIn.MatchString(name) {
					for _, word := range notWord.Split(strings.ToLower(one), -1) {
						words[word] = true
					}
				} else if identified && knownBy.MatchString(name) && fourOf.MatchString(one) {
					words["#"+notWord.ReplaceAllString(strings.ToLower(one), "")] = true
				}
			default:
				gather(one, identified && !numbered.MatchString(name), words)
			}
		}
	}
	delete(words, "")
}

// gazetteers finds the codes of the places of items and lots, and villages among the parties.
func gazetteers(compiled any, p *foundProcess) {
	type location struct {
		Gazetteer struct{ Identifiers []string }
	}
	type item struct {
		DeliveryLocation  location
		DeliveryLocations []location
	}
	var release struct {
		Tender  struct{ Items, Lots []item }
		Parties []struct {
			Identifier struct{ Scheme, ID string }
		}
	}
	text, _ := json.Marshal(compiled)
	_ = json.Unmarshal(text, &release)
	for _, i := range slices.Concat(release.Tender.Items, release.Tender.Lots) {
		for _, l := range append(i.DeliveryLocations, i.DeliveryLocation) {
			for _, id := range l.Gazetteer.Identifiers {
				p.regions = append(p.regions, strings.ReplaceAll(id, ".", ""))
			}
		}
	}
	for _, one := range release.Parties {
		if one.Identifier.Scheme == "ID-KEMENDAGRI" {
			p.regions = append(p.regions, strings.ReplaceAll(one.Identifier.ID, ".", ""))
		}
	}
}

// values are those of a facet that the process has.
func (p *foundProcess) values(facet string) (values []string) {
	column := map[string]string{"buyer": "buyer_id", "procuringEntity": "procuring_entity_id", "stage": "stage", "procurementMethod": "procurement_method",
		"procurementMethodDetails": "procurement_method_details", "mainProcurementCategory": "main_procurement_category", "tenderStatus": "tender_status",
		"plan": "is_plan", "selfManaged": "is_self_managed"}
	each := func(rows []cells, column string) {
		for _, row := range rows {
			values = append(values, row[column])
		}
	}
	switch facet {
	case "year":
		return []string{p.year}
	case "flag":
		values = slices.Clone(p.flags)
	case "tag":
		values = strings.Split(p.process["release_tags"], "; ")
	case "awardStatus":
		each(p.awards, "status")
	case "contractStatus":
		each(p.contracts, "status")
	case "classification":
		each(p.items, "classification_id")
	case "region":
		values = append(slices.Clone(p.regions), p.process["buyer_region"], p.process["buyer_locality"])
	case "supplier":
		for _, row := range p.suppliers {
			if row["is_self_managed"] != "true" && !slices.Contains([]string{"pending", "cancelled", "unsuccessful"}, row["award_status"]) {
				values = append(values, row["supplier_id"])
			}
		}
		for _, row := range p.contracts {
			values = append(values, suppliersOf(row)...)
		}
	default:
		values = []string{p.process[column[facet]]}
	}
	slices.Sort(values)
	return slices.DeleteFunc(slices.Compact(values), func(value string) bool { return value == "" })
}

// suppliersOf are the ids of a contract's suppliers; of self-managed work there are none.
func suppliersOf(contract cells) []string {
	if contract["is_self_managed"] == "true" {
		return nil
	}
	return slices.DeleteFunc(strings.Split(contract["supplier_ids"], "; "), func(id string) bool { return id == "" })
}

// moments are the instants of a kind, in seconds.
func (p *foundProcess) moments(kind string) (all []int64) {
	rows, column := []cells{p.process}, "date"
	switch kind {
	case "tender":
		rows, column = p.tenders, "tender_period_start"
	case "closing":
		rows, column = p.tenders, "tender_period_end"
	case "award":
		rows, column = p.awards, "date"
	case "signed":
		rows, column = p.contracts, "date_signed"
	case "due":
		rows, column = p.contracts, "period_end"
	}
	for _, row := range rows {
		if at, err := time.Parse(time.RFC3339Nano, row[column]); err == nil {
			all = append(all, at.Unix())
		}
	}
	return all
}

// money is an amount and its currency; nil where there is none.
func (c cells) money(column string) (*big.Rat, string) {
	amount, ok := new(big.Rat).SetString(c[column+"_amount"])
	if !ok || c[column+"_currency"] == "" {
		return nil, ""
	}
	return amount, c[column+"_currency"]
}

// value is the amount of the furthest stage that has one.
func (p *foundProcess) value() (*big.Rat, string) {
	for _, column := range []string{"contracted", "awarded", "tender_value", "budget"} {
		if amount, currency := p.process.money(column); amount != nil {
			return amount, currency
		}
	}
	return nil, ""
}
