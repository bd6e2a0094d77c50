package importers

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestRegions(t *testing.T) {
	for sirup, want := range map[string]string{
		"14836": "3510 Kabupaten Banyuwangi", "14855": "3522 Kabupaten Bojonegoro", "14847": "3578 Kota Surabaya", "14932": "7308 Kabupaten Bone",
		"15051": "7503 Kabupaten Bone Bolango", "14944": "7324 Kabupaten Luwu Timur", "14663": "1275 Kota Binjai", "14765": "3273 Kota Bandung",
		"16007": "3217 Kabupaten Bandung Barat", "14773": "3204 Kabupaten Bandung", "14815": "3471 Kota Yogyakarta",
		"12": "32 Jawa Barat", "15": "35 Jawa Timur", "26": "73 Sulawesi Selatan", "14": "34 Daerah Istimewa Yogyakarta",
		"35": "93 Papua Selatan", "38": "96 Papua Barat Daya", "27007": "9508 Kabupaten Nduga",
		"14753":  "3101 Kabupaten Administrasi Kepulauan Seribu",
		"14963":  "7402 Kabupaten Konawe", // Kendari until 2004
		"16043":  "7402 Kabupaten Konawe",
		"14941":  "7601 Kabupaten Pasangkayu", // Mamuju Utara until 2018
		"268939": "7601 Kabupaten Pasangkayu",
		"14686":  "1303 Kabupaten Sijunjung", // Sawahlunto/Sijunjung until 2008, now shown as Sawahlunto; the city has 14676
		"14676":  "1373 Kota Sawahlunto",
		"268940": "", "268941": "", "3204": "", "99999": "", "": "",
	} {
		code, ok := regionOf(sirup)
		if got := strings.TrimSpace(code + " " + regionName(code)); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", sirup, got, ok, want)
		}
	}
	for code, want := range map[string]string{"32.04": "Kabupaten Bandung", "3204101": "", "320410": "Kabupaten Bandung", "99": "", "3299": "", "": ""} {
		if got := regionName(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestZones(t *testing.T) {
	zones := map[*time.Location]string{
		wib:  "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62 3204 32.04 32.04.01.2001",
		wita: "51 52 53 63 64 65 71 72 73 74 75 76 7308",
		wit:  "81 82 91 92 93 94 95 96 9471",
		nil:  "10 20 54 97 14773 x 3 - 99",
	}
	for zone, codes := range zones {
		for _, code := range strings.Fields(codes) {
			if got := zoneOf(code); got != zone {
				t.Errorf("%s: %v, want %v", code, got, zone)
			}
		}
	}
	if zoneOf("") != nil {
		t.Error("no region has a zone")
	}
}

// The rules of checks know the same codes.
func TestRegionsAreThoseOfChecks(t *testing.T) {
	known := map[string]bool{}
	for line := range strings.Lines(textOfConstant(t, "../checks/indonesia_regions.go", "regionCodes")) {
		parts := strings.Fields(line)
		known[parts[0]] = true
		for _, part := range parts[1:] {
			first, last, _ := strings.Cut(part, "-")
			for code := whole(first); code <= whole(last); code++ {
				known[parts[0]+strconv.Itoa(100 + code)[1:]] = true
			}
		}
	}
	for code := range known {
		if regionsByCode[code].code == "" {
			t.Errorf("%s is not in regions.csv", code)
		}
	}
	for code := range regionsByCode {
		if !known[code] {
			t.Errorf("checks do not know %s", code)
		}
	}
	if len(known) != 38+514 {
		t.Errorf("%d codes", len(known))
	}
	lines := strings.Count(regionTable, "\n") - 1
	if len(regionsByCode) != lines || len(regionsBySiRUP) != 38+517 {
		t.Errorf("%d lines, %d codes, %d of SiRUP: one stands twice", lines, len(regionsByCode), len(regionsBySiRUP))
	}
}

// textOfConstant reads a constant that another package keeps to itself.
func textOfConstant(t *testing.T, path, name string) (text string) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == name {
			if v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, spec.Values[0].(*ast.BasicLit).Value); err == nil {
				text = constant.StringVal(v.Value)
			}
		}
		return true
	})
	return text
}
