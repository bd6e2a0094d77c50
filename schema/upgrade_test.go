package schema

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// Ids that organizations without one get: MD5 of "A", of "B", and of "L-S-1-L-", which are name and identifier.
const (
	idOfA  = `"7fc56270e7a70fa81a5935b72eacbe29"`
	idOfB  = `"9d5ed678fe57bcca610140957afab571"`
	idOfL  = `"5dd6b7fce6c4b2deb046954ca76eb83c"`
	refToA = `{"id":` + idOfA + `,"name":"A"}`
)

// partyA is the party of an organization named A without more.
func partyA(roles string) string { return `{"id":` + idOfA + `,"roles":[` + roles + `],"name":"A"}` }

// upgrades are releases and what they become; nothing where they stay.
var upgrades = []struct{ name, line, want string }{
	{"a buyer", `{"ocid":"o","id":"1","date":"d","tag":[],"initiationType":"tender","buyer":{"name":"A"},"x":1}`,
		`{"ocid":"o","id":"1","date":"d","tag":[],"initiationType":"tender","parties":[` + partyA(`"buyer"`) + `],"buyer":` + refToA + `,"x":1}`},
	{"all roles of one organization", `{"buyer":{"name":"A"},"tender":{"procuringEntity":{"name":"A"},"tenderers":[{"name":"A"},{"name":"A"}]},"awards":[{"suppliers":[{"name":"A"}]}]}`,
		`{"parties":[` + partyA(`"buyer","procuringEntity","tenderer","supplier"`) + `],"buyer":` + refToA + `,"tender":{"procuringEntity":` + refToA +
			`,"tenderers":[` + refToA + `,` + refToA + `]},"awards":[{"suppliers":[` + refToA + `]}]}`},
	{"bytes stay", `{"o\u0063id":"\u006f","n":[1.50,1E3,12345678901234567890.10],"buyer":{"name":"\u0041","x\u0079":1.0},"z":"\/"}`,
		`{"o\u0063id":"\u006f","parties":[{"id":` + idOfA + `,"roles":["buyer"],"name":"\u0041","x\u0079":1.0}],"n":[1.50,1E3,12345678901234567890.10],` +
			`"buyer":{"id":` + idOfA + `,"name":"\u0041"},"z":"\/"}`},
	{"an id and unknown members", `{"ocid":"o","buyer":{"name":"A","id":"X","address":{"region":"r"},"details":{"scale":1.0}}}`,
		`{"ocid":"o","parties":[{"id":"X","roles":["buyer"],"name":"A","address":{"region":"r"},"details":{"scale":1.0}}],"buyer":{"id":"X","name":"A"}}`},
	{"numbers as ids", `{"buyer":{"id":5,"name":"A"},"tender":{"procuringEntity":{"id":"5","name":"A"}}}`,
		`{"parties":[{"id":"5","roles":["buyer","procuringEntity"],"name":"A"}],"buyer":{"id":"5","name":"A"},"tender":{"procuringEntity":{"id":"5","name":"A"}}}`},
	{"ids that are none", `{"buyer":{"id":null,"name":"A"},"tender":{"procuringEntity":{"id":" ","name":"B"}}}`,
		`{"parties":[` + partyA(`"buyer"`) + `,{"id":` + idOfB + `,"roles":["procuringEntity"],"name":"B"}],"buyer":` + refToA +
			`,"tender":{"procuringEntity":{"id":` + idOfB + `,"name":"B"}}}`},
	{"an id that cannot be one", `{"buyer":{"id":{"a":1},"name":"A"},"tender":{"procuringEntity":{"id":true,"name":"A"}}}`, ``},
	{"only unknown members", `{"awards":[{"suppliers":[{"kind":"x"},{"kind":"y"}]}]}`,
		`{"parties":[{"id":"ea7ea3819bedfd23e2f342a36147e4e6","roles":["supplier"],"kind":"x"},{"id":"f703040e5f3dbc4284d1d4e113d793de","roles":["supplier"],"kind":"y"}],` +
			`"awards":[{"suppliers":[{"id":"ea7ea3819bedfd23e2f342a36147e4e6"},{"id":"f703040e5f3dbc4284d1d4e113d793de"}]}]}`},
	{"an identifier that is a text", `{"buyer":{"name":"A","identifier":"1"},"tender":{"procuringEntity":{"name":"A","identifier":null}}}`,
		`{"parties":[{"id":"44cd4242f4e60762eedb063bfe4ceb3c","roles":["buyer"],"name":"A","identifier":"1"},{"id":` + idOfA +
			`,"roles":["procuringEntity"],"name":"A","identifier":null}],"buyer":{"id":"44cd4242f4e60762eedb063bfe4ceb3c","name":"A"},"tender":{"procuringEntity":` + refToA + `}}`},
	{"roles of its own", `{"buyer":{"name":"A","roles":["x","buyer"]},"tender":{"procuringEntity":{"name":"A","roles":"y"}}}`,
		`{"parties":[` + partyA(`"x","buyer","y","procuringEntity"`) + `],"buyer":` + refToA + `,"tender":{"procuringEntity":` + refToA + `}}`},
	{"one id, and details later", `{"buyer":{"id":"X","name":"A"},"tender":{"procuringEntity":{"id":"X","name":"A","address":{"region":"r"}}}}`,
		`{"parties":[{"id":"X","roles":["buyer","procuringEntity"],"name":"A","address":{"region":"r"}}],"buyer":{"id":"X","name":"A"},"tender":{"procuringEntity":{"id":"X","name":"A"}}}`},
	{"one id, told differently", `{"buyer":{"id":"X","name":"A","address":{"region":"r","locality":"l"}},"tender":{"procuringEntity":{"id":"X","name":"B","address":{"region":"q"}},` +
		`"tenderers":[{"id":"X","address":{"locality":"l"}}]}}`,
		`{"parties":[{"id":"X","roles":["buyer","procuringEntity","tenderer"],"name":"A","address":{"region":"r","locality":"l"}}],"buyer":{"id":"X","name":"A"},` +
			`"tender":{"procuringEntity":{"id":"X","name":"B","address":{"region":"q"}},"tenderers":[{"id":"X"}]}}`},
	{"one id, two organizations", `{"buyer":{"id":"X","identifier":{"scheme":"S","id":"1"}},"awards":[{"suppliers":[{"id":"X","identifier":{"scheme":"S","id":"2"}},{"id":"X","identifier":{"scheme":"T","id":"2"}}]}]}`,
		`{"parties":[{"id":"X","roles":["buyer","supplier"],"identifier":{"scheme":"S","id":"1"}},{"id":"X-15150fcad68269a69ef89821772be2de","roles":["supplier"],"identifier":{"scheme":"S","id":"2"}}],` +
			`"buyer":{"id":"X"},"awards":[{"suppliers":[{"id":"X-15150fcad68269a69ef89821772be2de"},{"id":"X","identifier":{"scheme":"T","id":"2"}}]}]}`},
	{"nothing said", `{"buyer":{},"tender":{"procuringEntity":{"name":"","identifier":{"id":null},"additionalIdentifiers":[]},"tenderers":[]},"awards":[{"suppliers":null}],"contracts":null}`, ``},
	{"no objects", `{"buyer":"A","tender":{"procuringEntity":null,"tenderers":[5,null,["A"]]},"awards":"none","contracts":[null,[],{"implementation":{"transactions":[1]}}]}`, ``},
	{"no release", `[{"buyer":{"name":"A"}}]`, ``},
	{"one object for a list", `{"tender":{"tenderers":{"name":"A"}},"awards":{"suppliers":{"name":"A"}}}`,
		`{"parties":[` + partyA(`"tenderer","supplier"`) + `],"tender":{"tenderers":` + refToA + `},"awards":{"suppliers":` + refToA + `}}`},
	{"parties that are there", `{"parties":[{"id":"X","n\u0061me":"A"},7,{"name":"Q"},{"id":"Y","roles":["supplier"]}],"buyer":{"id":"X","name":"A","address":{"region":"r"}},` +
		`"awards":[{"suppliers":[{"name":"Y","id":"Y"},{"name":"A"}]}]}`,
		`{"parties":[{"id":"X","n\u0061me":"A","address":{"region":"r"},"roles":["buyer"]},7,{"name":"Q"},{"id":"Y","roles":["supplier"],"name":"Y"},` + partyA(`"supplier"`) +
			`],"buyer":{"id":"X","name":"A"},"awards":[{"suppliers":[{"name":"Y","id":"Y"},` + refToA + `]}]}`},
	{"parties of a number", `{"parties":[{"id":5}],"buyer":{"id":"5","name":"A"}}`, `{"parties":[{"id":5,"name":"A","roles":["buyer"]}],"buyer":{"id":5,"name":"A"}}`},
	{"empty parties", `{"parties":[],"buyer":{"name":"A"}}`, `{"parties":[` + partyA(`"buyer"`) + `],"buyer":` + refToA + `}`},
	{"parties null", `{"x":1,"parties":null,"buyer":{"name":"A"}}`, `{"x":1,"parties":[` + partyA(`"buyer"`) + `],"buyer":` + refToA + `}`},
	{"parties of another kind", `{"parties":{},"buyer":{"name":"A"},"contracts":[{"implementation":{"transactions":[{"providerOrganization":{"id":"1"}}]}}]}`, ``},

	{"amendments", `{"tender":{"a":1,"amendment":{"changes":[{"former_value":1.0}]},"b":2},"awards":[{"amendment":{}}],"contracts":[{"amendment":{"x":1}}]}`,
		`{"tender":{"a":1,"amendments":[{"changes":[{"former_value":1.0}]}],"b":2},"awards":[{"amendments":[{}]}],"contracts":[{"amendments":[{"x":1}]}]}`},
	{"beside amendments", `{"awards":[{"amendment":{"a":1},"amendments":[{"a":1}]},{"x":1,"amendments":[{"a":1}],"amendment":{"a":2}},{"amendment":{"a":2},"y":0,"amendments":[]},{"amendments":null,"amendment":{"a":1}}]}`,
		`{"awards":[{"amendments":[{"a":1}]},{"x":1,"amendments":[{"a":1},{"a":2}]},{"y":0,"amendments":[{"a":2}]},{"amendments":[{"a":1}]}]}`},
	{"a list of amendments", `{"awards":[{"amendment":[{"a":1},{"a":2}]},{"amendment":[{"a":1},{"a":2}],"amendments":[{"a":2}]}]}`,
		`{"awards":[{"amendments":[{"a":1},{"a":2}]},{"amendments":[{"a":2},{"a":1}]}]}`},
	{"no amendments", `{"tender":{"amendment":null},"awards":[{"amendment":"x"},{"amendment":{"a":1},"amendments":"x"}]}`, ``},

	{"a transaction", `{"ocid":"o","contracts":[{"implementation":{"transactions":[{"id":"t","amount":{"amount":1.10},"providerOrganization":{"scheme":"S","id":"1","legalName":"L"},"receiverOrganization":{"scheme":"S","id":"2"}}]}}]}`,
		`{"ocid":"o","parties":[{"id":` + idOfL + `,"roles":["payer"],"identifier":{"scheme":"S","id":"1","legalName":"L"},"name":"L"},{"id":"15150fcad68269a69ef89821772be2de","roles":["payee"],"identifier":{"scheme":"S","id":"2"}}],` +
			`"contracts":[{"implementation":{"transactions":[{"id":"t","value":{"amount":1.10},"payer":{"id":` + idOfL + `,"name":"L"},"payee":{"id":"15150fcad68269a69ef89821772be2de"}}]}}]}`},
	{"a payer identified elsewhere", `{"contracts":[{"implementation":{"transactions":[{"providerOrganization":{"scheme":"S","id":"1","legalName":"L"}},{"providerOrganization":{"scheme":"S","id":"1","uri":"u"}}]}}],` +
		`"buyer":{"id":"X","name":"A","identifier":{"scheme":"S","id":"1","legalName":"L"}}}`,
		`{"parties":[{"id":"X","roles":["buyer","payer"],"name":"A","identifier":{"scheme":"S","id":"1","legalName":"L"}}],` +
			`"contracts":[{"implementation":{"transactions":[{"payer":{"id":"X","name":"L"}},{"payer":{"id":"X","identifier":{"scheme":"S","id":"1","uri":"u"}}}]}}],"buyer":{"id":"X","name":"A"}}`},
	{"a transaction of both versions", `{"contracts":[{"implementation":{"transactions":[{"amount":1,"value":2,"payer":{"id":"q"},"providerOrganization":{"id":"1"}}]}}]}`, ``},
	{"a transaction of neither", `{"contracts":[{"implementation":{"transactions":[{"id":"t","providerOrganization":"Bank","receiverOrganization":{"legalName":""}}]}}]}`, ``},
	{"what has no successor", `{"planning":{"budget":{"source":"s"}},"tender":{"milestones":[{"documents":[{"id":"1"}]}]}}`, ``},
}

func TestUpgrade(t *testing.T) {
	for _, c := range upgrades {
		t.Run(c.name, func(t *testing.T) {
			got, changed := Upgrade([]byte(c.line))
			want := c.want
			if want == "" {
				want = c.line
			}
			if string(got) != want || changed != (c.want != "") {
				t.Errorf("\ngot  %s\nwant %s", got, want)
			}
			keepsAll(t, []byte(c.line), got)
		})
	}
}

// keepsAll checks what holds of every upgrade.
func keepsAll(t *testing.T, line, upgraded []byte) {
	t.Helper()
	if !jsontext.Value(upgraded).IsValid() {
		t.Fatalf("%s became %s", line, upgraded)
	}
	isOneLine(t, upgraded)
	if again, changed := Upgrade(upgraded); changed {
		t.Fatalf("%s became %s, and upgraded again %s", line, upgraded, again)
	}
	before, after := scalars(line), scalars(upgraded)
	for s := range before {
		if !after[s] {
			t.Fatalf("%s is lost of %s in %s", s, line, upgraded)
		}
	}
	organizationsKept(t, line, upgraded)
}

// scalars are the texts of the scalars in a line, but for null and blank text.
func scalars(line []byte) map[string]bool {
	found := map[string]bool{}
	var visit func(v *Value)
	visit = func(v *Value) {
		if !v.IsObject() && !v.IsList() && !v.Empty() {
			found[text(v.Raw())] = true
		}
		for i := range v.members {
			visit(&v.members[i].Value)
		}
	}
	v, _ := Parse(line)
	visit(v)
	return found
}

// standing is an organization where a release has it.
type standing struct {
	role  string
	value *Value
}

// organizations lists those of a release of either version, in the same order.
func organizations(line []byte) (release *Value, all []standing) {
	release, _ = Parse(line)
	add := func(role string, v *Value) { all = append(all, standing{role, v}) }
	add("buyer", release.Get("buyer"))
	add("procuringEntity", release.Get("tender", "procuringEntity"))
	for _, v := range listed(release.Get("tender", "tenderers")) {
		add("tenderer", v)
	}
	for _, award := range listed(release.Get("awards")) {
		for _, v := range listed(award.Get("suppliers")) {
			add("supplier", v)
		}
	}
	for _, contract := range listed(release.Get("contracts")) {
		for _, t := range listed(contract.Get("implementation", "transactions")) {
			add("providerOrganization", t.Get("providerOrganization"))
			add("payer", t.Get("payer"))
			add("receiverOrganization", t.Get("receiverOrganization"))
			add("payee", t.Get("payee"))
		}
	}
	return release, all
}

func listed(v *Value) []*Value {
	if !v.IsList() {
		return []*Value{v}
	}
	var all []*Value
	for _, item := range v.Items() {
		all = append(all, item)
	}
	return all
}

// organizationsKept checks that each organization's reference leads to one party with its role, and that party and
// reference together tell all that the organization told.
func organizationsKept(t *testing.T, line, upgraded []byte) {
	t.Helper()
	_, before := organizations(line)
	release, after := organizations(upgraded)
	if len(before) != len(after) {
		t.Fatalf("%d organizations of %s became %d in %s", len(before), line, len(after), upgraded)
	}
	for i := range before {
		told, role, reference := decoded(before[i].value), before[i].role, after[i].value
		if next := min(i+1, len(after)-1); strings.HasSuffix(role, "Organization") && reference == nil && before[i].value != nil {
			told, role, reference = map[string]any{"identifier": told}, after[next].role, after[next].value
		} else if before[i].value == nil || bytes.Equal(before[i].value.Raw(), reference.Raw()) {
			continue // nothing there, or it stays
		}
		party := partyOf(t, release, reference.Get("id"))
		if !slices.Contains(itemsOf(party["roles"]), any(role)) {
			t.Fatalf("%s misses the role %s of %s", party, role, line)
		}
		for name, value := range told.(map[string]any) {
			if name == "id" || name == "roles" {
				continue // checked with the scalars
			}
			if !within(decoded(reference.Get(name)), value) && !within(party[name], value) {
				t.Fatalf("%s of %s is lost in %s", name, line, upgraded)
			}
		}
	}
}

// partyOf is the first party of an id; a second may be there only if it came so.
func partyOf(t *testing.T, release, id *Value) map[string]any {
	t.Helper()
	for _, party := range release.Get("parties").Items() {
		if party.IsObject() && party.Get("id") != nil && bytes.Equal(party.Get("id").Raw(), id.Raw()) {
			return decoded(party).(map[string]any)
		}
	}
	t.Fatalf("no party %s in %s", id.Raw(), release.Raw())
	return nil
}

func decoded(v *Value) (tree any) {
	if v == nil {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(v.Raw()))
	d.UseNumber()
	_ = d.Decode(&tree) // the text is valid
	return tree
}

func itemsOf(v any) []any {
	items, _ := v.([]any)
	return items
}

// within says whether all of part is in whole.
func within(whole, part any) bool {
	w, ok := whole.(map[string]any)
	p, both := part.(map[string]any)
	if !ok || !both {
		return reflect.DeepEqual(whole, part)
	}
	for name := range p {
		if value, there := w[name]; !there || !within(value, p[name]) {
			return false
		}
	}
	return true
}

func TestUpgradeGivesTheLineItself(t *testing.T) {
	line := []byte(`{"ocid":"o","buyer":{"id":"X"},"parties":[{"id":"X","roles":["buyer"]}]}`)
	got, changed := Upgrade(line)
	if changed || &got[0] != &line[0] {
		t.Errorf("%v %s", changed, got)
	}
}

func TestUpgradeOfOtherText(t *testing.T) {
	for _, s := range []string{``, ` `, `{`, `{"buyer":{"name":"A"}`, `{"buyer" {"name":"A"}}`, `null`, "\xff", `{"buyer":{"name":"A"}}x`} {
		if got, changed := Upgrade([]byte(s)); changed || string(got) != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestOfOldShape(t *testing.T) {
	cases := []struct {
		name, line string
		want       bool
	}{
		{"a whole buyer", `{"buyer":{"name":"A","identifier":{"id":"1"}}}`, true},
		{"a whole buyer with an id", `{"buyer":{"id":"X","name":"A","contactPoint":{}}}`, true},
		{"a whole procuring entity", `{"tender":{"procuringEntity":{"address":{}}}}`, true},
		{"a whole tenderer", `{"tender":{"tenderers":[{"name":"A"},{"additionalIdentifiers":[]}]}}`, true},
		{"a whole supplier", `{"awards":[{},{"suppliers":[{"identifier":"1"}]}]}`, true},
		{"parties too", `{"parties":[],"buyer":{"name":"A","identifier":{"id":"1"}}}`, false},
		{"a reference too", `{"buyer":{"id":"X","name":"A"},"awards":[{"suppliers":[{"identifier":"1"}]}]}`, false},
		{"only references", `{"buyer":{"id":"X","name":"A"}}`, false},
		{"only names", `{"buyer":{"name":"A"},"tender":{"procuringEntity":{"name":"A"}}}`, false},
		{"an amendment", `{"buyer":{"name":"A"},"tender":{"amendment":{}}}`, true},
		{"an amendment of an award", `{"awards":[{"amendment":{}}]}`, true},
		{"an amendment of a contract", `{"contracts":[{"amendment":{}}]}`, true},
		{"amendments too", `{"awards":[{"amendment":{},"amendments":[]}]}`, false},
		{"a transaction", `{"contracts":[{"implementation":{"transactions":[{"amount":{}}]}}]}`, true},
		{"a transaction's payer too", `{"contracts":[{"implementation":{"transactions":[{"amount":{},"payer":{}}]}}]}`, false},
		{"a category too", `{"tender":{"amendment":{},"mainProcurementCategory":"goods"}}`, false},
		{"related processes too", `{"relatedProcesses":[],"tender":{"amendment":{}}}`, false},
		{"nothing", `{"ocid":"o","planning":{"budget":{}}}`, false},
		{"no release", `[{"buyer":{"identifier":{}}}]`, false},
	}
	for _, c := range cases {
		v, err := Parse([]byte(c.line))
		if got := OfOldShape(v); err != nil || got != c.want {
			t.Errorf("%s: %v %v", c.name, got, err)
		}
	}
	if OfOldShape(nil) {
		t.Error("nothing at all is of 1.0")
	}
}

// TestUpgradeRealData upgrades releases as publishers of 1.0 and 1.1 made them. Not every release of 1.0 shows it: Canada's
// organizations have only names, Paraguay's plans and contracts have none, and seven of Australia's (whose packages name
// their version) have amendments as 1.1 does.
func TestUpgradeRealData(t *testing.T) {
	for _, c := range []struct {
		files              string
		releases, old, new int // read; of old shape; with parties
	}{
		{"australia-nsw/releases/*", 10, 3, 0},
		{"canada-buyandsell/*", 5513, 0, 0},
		{"canada-montreal/releases/*", 20, 10, 10},
		{"mexico-cdmx-sefin/drafts/*", 59, 59, 0},
		{"mexico-gacm/releases/*", 312, 302, 10},
		{"moldova-etenders/releases*/*", 51, 0, 51},
		{"moldova-etenders/*.json", 183, 183, 0},
		{"nigeria-bpp/releases/*", 12, 0, 12},
		{"paraguay-dncp/releases/*", 70, 11, 20},
		{"taiwan-2014/releases/*", 11, 11, 0},
		{"uganda-ppda/releases/*", 10, 0, 10},
		{"uk-contracts-finder/releases-2016/*", 21, 10, 11},
	} {
		t.Run(c.files, func(t *testing.T) {
			paths, _ := filepath.Glob(filepath.Join(shared(t, "data"), c.files))
			releases, old, new := 0, 0, 0
			for _, path := range paths {
				read, err := readFile(t, path)
				if err != nil {
					t.Fatalf("%s: %v", path, err)
				}
				for _, r := range read.releases {
					v, _ := Parse(r.Line)
					releases++
					old += count(OfOldShape(v))
					new += count(v.Get("parties") != nil)
					upgraded, _ := Upgrade(r.Line)
					keepsAll(t, r.Line, upgraded)
				}
			}
			if releases != c.releases || old != c.old || new != c.new {
				t.Errorf("%d releases, %d of old shape, %d with parties", releases, old, new)
			}
		})
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestUpgradeOfVastIDs gives one organization a vast id, and has many transactions refer to it by its identifier.
func TestUpgradeOfVastIDs(t *testing.T) {
	transactions := strings.Repeat(`{"providerOrganization":{"scheme":"S","id":"1"}},`, 1000) + `{}`
	line := `{"buyer":{"id":"` + strings.Repeat("x", 1<<20) + `","identifier":{"scheme":"S","id":"1"}},"contracts":[{"implementation":{"transactions":[` + transactions + `]}}]}`
	upgraded, _ := Upgrade([]byte(line))
	if len(upgraded) > 3*len(line) {
		t.Errorf("%d bytes became %d", len(line), len(upgraded))
	}
	keepsAll(t, []byte(line), upgraded)
}

// FuzzUpgrade upgrades arbitrary objects, and anything else without a panic.
func FuzzUpgrade(f *testing.F) {
	for _, c := range upgrades {
		f.Add(c.line)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !isSafeObject(s) {
			_, _ = Upgrade([]byte(s))
			return
		}
		line := compacted(s)
		came := bytes.Clone(line)
		upgraded, changed := Upgrade(line)
		if !bytes.Equal(line, came) || changed == bytes.Equal(line, upgraded) {
			t.Fatalf("%s became %s, changed %v", came, upgraded, changed)
		}
		keepsAll(t, came, upgraded)
	})
}
