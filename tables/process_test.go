package tables

import (
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

// Plans are no procurements (rulings on the data, 2).
func TestPlans(t *testing.T) {
	for _, c := range []struct {
		name, members string
		tags          []string
		plan          string
		stage         string
	}{
		{"planning alone", `"planning":{"budget":{"id":"1"}}`, nil, "true", "planning"},
		{"a planned tender", `"planning":{"rationale":"x"},"tender":{"id":"1","status":"planned"}`, nil, "true", "planning"},
		{"a plan that was cancelled, by its tags", `"planning":{"rationale":"x"},"tender":{"id":"1","status":"cancelled"}`, []string{"planning", "planningUpdate"}, "true", "planning"},
		{"a tender that was cancelled, by its tags", `"planning":{"rationale":"x"},"tender":{"id":"1","status":"cancelled"}`, []string{"planning", "tender"}, "false", "tender"},
		{"a tender that was cancelled", `"tender":{"id":"1","status":"cancelled"}`, nil, "false", "tender"},
		{"a tender without status", `"planning":{"rationale":"x"},"tender":{"id":"1"}`, nil, "false", "tender"},
		{"an award", `"planning":{"rationale":"x"},"tender":{"id":"1","status":"planned"},"awards":[{"id":"1"}]`, nil, "false", "award"},
		{"a contract", `"planning":{"rationale":"x"},"contracts":[{"id":"1"}]`, []string{"planning"}, "false", "contract"},
		{"work", `"contracts":[{"id":"1"},{"id":"2","implementation":{"status":"x"}}]`, nil, "false", "implementation"},
		{"nothing", `"language":"id"`, nil, "false", ""},
	} {
		p := plain(t, `{"ocid":"x",`+c.members+`}`)
		p.Tags = c.tags
		rows, _ := rowsIn(t, "processes", p)
		if rows[0]["is_plan"] != c.plan || rows[0]["stage"] != c.stage {
			t.Errorf("%s: plan %q at %q, want %q at %q", c.name, rows[0]["is_plan"], rows[0]["stage"], c.plan, c.stage)
		}
	}
}

func TestSelfManaged(t *testing.T) {
	for details, want := range map[string]string{`"Swakelola Tipe I"`: "true", `"SWAKELOLA"`: "true", `"Tender, bukan swakelola"`: "false", `"Swa"`: "false", `7`: "false"} {
		rows, _ := rowsIn(t, "processes", plain(t, `{"ocid":"x","tender":{"procurementMethodDetails":`+details+`}}`))
		if rows[0]["is_self_managed"] != want {
			t.Errorf("%s: %q", details, rows[0]["is_self_managed"])
		}
	}
}

// What is known by an identifier goes by it, else by the publisher's own id, never by a name (decision 11).
func TestOrganizations(t *testing.T) {
	const parties = `"parties":[{"id":"a","name":"A","identifier":{"scheme":"S","id":7}},{"id":"b","name":"B","identifier":{"id":"9"}},{"id":3}]`
	for reference, want := range map[string][2]string{
		`{"id":"a","name":"as it was called"}`:            {"S-7", "A"},
		`{"id":"b"}`:                                      {"b", "B"},
		`{"id":"3","name":"C"}`:                           {"3", "C"},
		`{"id":"d","name":"D"}`:                           {"d", "D"},
		`{"id":"d","identifier":{"scheme":"S","id":"8"}}`: {"S-8", ""},
		`{"name":"E"}`:                                    {"", "E"},
		`"a"`:                                             {"", ""},
	} {
		rows, _ := rowsIn(t, "processes", plain(t, `{"ocid":"x",`+parties+`,"buyer":`+reference+`}`))
		if got := [2]string{rows[0]["buyer_id"], rows[0]["buyer_name"]}; got != want {
			t.Errorf("%s: %q, want %q", reference, got, want)
		}
	}
	rows, _ := rowsIn(t, "awards", plain(t, `{"ocid":"x",`+parties+`,"awards":[{"suppliers":[{"id":"a"},{"name":"N"},{"id":"b"}]},{"suppliers":[]},{}]}`))
	if rows[0]["supplier_ids"] != "S-7; ; b" || rows[0]["supplier_names"] != "A; N; B" || rows[0]["supplier_count"] != "3" || rows[1]["supplier_count"] != "" {
		t.Errorf("suppliers: %v", rows)
	}
}

// A buyer that stands twice in a process, as itself and among the parties, is one.
func TestBuyersCountOnce(t *testing.T) {
	for _, c := range []struct{ name, members, want string }{
		{"by id", `"buyer":{"id":"a"},"parties":[{"id":"a","name":"A","roles":["buyer"]}]`, "/buyer 1/1"},
		{"by identifier", `"buyer":{"id":"a"},"parties":[{"id":"a","roles":["buyer"],"identifier":{"scheme":"S","id":"1"}},{"id":"b","roles":["buyer"],"identifier":{"scheme":"S","id":"1"}}]`, "/buyer 1/1"},
		{"without ids", `"buyer":{"name":"A"},"parties":[{"name":"A","roles":["buyer"]}]`, "/buyer 1/1"},
		{"two", `"buyer":{"id":"a"},"parties":[{"id":"a","roles":["buyer"]},{"id":"c","roles":["supplier"]},{"id":"b","roles":["payer","buyer"]}]`, "/buyer 1/2 /parties/2 2/2"},
		{"among the parties alone", `"parties":[{"id":"c"},{"id":"a","roles":["buyer"]},{"id":"b","roles":["buyer"]}]`, "/parties/1 1/2 /parties/2 2/2"},
		{"none", `"buyer":null,"parties":[{"roles":"buyer"}]`, ""},
	} {
		rows, _ := rowsIn(t, "buyers", plain(t, `{"ocid":"x",`+c.members+`}`))
		var got []string
		for _, r := range rows {
			got = append(got, r["pointer"], r["buyer_number"]+"/"+r["buyer_count"])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// The labels are those of the schema that the process was merged under; unknown codes have none.
func TestLabels(t *testing.T) {
	for code, want := range map[string][2]string{"works": {"Works", "Pekerjaan konstruksi"}, "x_lain": {"", ""}, "": {"", ""}} {
		for _, s := range []*schema.Schema{nil, schema.Default()} {
			p := plain(t, `{"ocid":"x","tender":{"mainProcurementCategory":"`+code+`"}}`)
			p.Schema = s
			rows, _ := rowsIn(t, "tenders", p)
			got := [2]string{rows[0]["main_procurement_category_label"], rows[0]["main_procurement_category_label_id"]}
			if got != want || rows[0]["main_procurement_category"] != code {
				t.Errorf("%q: %q, want %q", code, got, want)
			}
		}
	}
}

// Values that have not the type that they should have are null; nothing is guessed, and nothing breaks.
func TestHostileValues(t *testing.T) {
	strange := []string{`null`, `true`, `"5"`, `"Rp 1.000"`, `5`, `[]`, `{}`, `[null,5,"x",{},[]]`, `{"amount":"5","currency":7,"id":{},"startDate":5}`, `{"amount":{},"items":{}}`, `"\u0000\ud83d\ude00"`}
	members := []string{"parties", "buyer", "planning", "tender", "bids", "awards", "contracts", "relatedProcesses", "sources", "date", "title"}
	below := []string{"items", "documents", "milestones", "amendments", "suppliers", "value", "period", "implementation", "details", "status", "id", "transactions", "roles", "identifier", "budget", "lots"}
	for _, v := range strange {
		for _, m := range members {
			everyTable(t, `{"ocid":"x","`+m+`":`+v+`}`)
			for _, b := range below {
				everyTable(t, `{"ocid":"x","`+m+`":{"`+b+`":`+v+`}}`)
				everyTable(t, `{"ocid":"x","`+m+`":[{"id":"1","`+b+`":`+v+`,"implementation":{"`+b+`":[`+v+`]}}]}`)
			}
		}
	}
	rows, rounded := rowsIn(t, "contracts", plain(t, `{"contracts":[{"value":{"amount":"5","currency":"IDR"}},{"value":{"amount":1e40,"currency":"IDR"}},null,7,{"value":5,"title":["x"]}]}`))
	if len(rows) != 3 || rounded != 1 || rows[0]["value_amount"] != "" || rows[1]["value_amount"] != "" || rows[2]["title"] != "" || rows[2]["pointer"] != "/contracts/4" {
		t.Errorf("%d rounded: %v", rounded, rows)
	}
}

// everyTable makes all rows of a compiled release, and holds every cell to its type.
func everyTable(t *testing.T, compiled string) {
	t.Helper()
	p := plain(t, compiled)
	for _, k := range all {
		out := exporters.NewRows(len(k.Table.Columns))
		if rounded := k.Rows(p, out); rounded > out.Len() {
			t.Errorf("%s: %d of %d rows rounded", compiled, rounded, out.Len())
		}
		for row := range out.Len() {
			for i, c := range k.Table.Columns {
				if cell := string(out.Cell(row, i)); cell != "" && !forms[c.Type].MatchString(cell) {
					t.Errorf("%s: %s %s is %q", compiled, k.Table.Name, c.Name, cell)
				}
			}
		}
	}
}

var all = All(schema.Default())

// Rows of one process may be made by several at once, and rows of many.
func TestRowsAreTheSameWhoeverMakesThem(t *testing.T) {
	processes, _ := sampled(t, 20)
	kind := all[4]
	once := exporters.NewRows(len(kind.Table.Columns))
	for _, p := range processes {
		kind.Rows(p, once)
	}
	done := make(chan *exporters.Rows)
	for range 4 {
		go func() {
			out := exporters.NewRows(len(kind.Table.Columns))
			for _, p := range processes {
				kind.Rows(p, out)
			}
			done <- out
		}()
	}
	for range 4 {
		if got := <-done; golden(kind, got, 0) != golden(kind, once, 0) {
			t.Error("rows differ")
		}
	}
}

// What is paid under contracts is the sum of the transactions, and pointers lead to what rows are about.
func TestRowsOfTheSampleAgree(t *testing.T) {
	processes, _ := sampled(t, 60)
	seen := 0
	for _, p := range processes {
		contracts, _ := rowsIn(t, "contracts", p)
		transactions, _ := rowsIn(t, "transactions", p)
		var paid, parts sum
		for _, c := range contracts {
			if c["paid_amount"] != "" {
				paid.add(value(t, c["paid_amount"]))
			}
			if c["duration_days"] == "" || c["release_id"] == "" {
				t.Errorf("%s: a contract without length or release: %v", p.OCID, c)
			}
		}
		for _, x := range transactions {
			parts.add(value(t, x["value_amount"]))
			if id := at(p.Tree, x["pointer"]+"/id"); id.Text() != x["transaction_id"] {
				t.Errorf("%s: %s leads to %s", p.OCID, x["pointer"], id.Raw())
			}
			seen++
		}
		if paid.total.Cmp(&parts.total) != 0 {
			t.Errorf("%s: %s paid, %s in transactions", p.OCID, &paid.total, &parts.total)
		}
	}
	if seen == 0 {
		t.Error("the sample has no transactions")
	}
}

func value(t *testing.T, amount string) *schema.Value {
	t.Helper()
	v, err := schema.Parse([]byte(`{"amount":` + amount + `,"currency":"IDR"}`))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// at follows a JSON Pointer.
func at(v *schema.Value, pointer string) *schema.Value {
	for _, key := range strings.Split(pointer, "/")[1:] {
		if !v.IsList() {
			v = v.Get(key)
			continue
		}
		for i, item := range v.Items() {
			if key == string(rune('0'+i)) {
				v = item
				break
			}
		}
	}
	return v
}
