package importers

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var fenced = regexp.MustCompile("(?s)```(csv|yaml|console)\n(.*?)```")

// TestDocumentation does what docs/import.md shows.
func TestDocumentation(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "import.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, block := range fenced.FindAllStringSubmatch(string(text), -1) {
		shown[block[1]] = block[2]
	}
	for name := range conversions {
		if !strings.Contains(string(text), "`"+name) {
			t.Errorf("docs/import.md does not tell of the conversion %s", name)
		}
	}
	profiles, err := Profiles()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range profiles {
		if !strings.Contains(string(text), "`"+p.Name+"`") {
			t.Errorf("docs/import.md does not tell of the profile %s", p.Name)
		}
	}
	p, err := ParseProfile("mapping.yaml", []byte(shown["yaml"]))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("data.csv", []byte(shown["csv"]), 0o644); err != nil {
		t.Fatal(err)
	}
	made, result := importPaths(t, p, testOptions(), "data.csv")
	if got := len(judge(t, made, result)); got != 3 {
		t.Errorf("%d releases", got)
	}
	var report strings.Builder
	if err := result.WriteText(&report, "en"); err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(shown["console"], "\n")
	if report.String() != want {
		t.Errorf("the report is\n%s", report.String())
	}
	for _, part := range []string{`"amount":480500000,`, `"ID-DJP-0010000001999000"`, `ocds-contoh-r-50000002`, `"procurementMethod":"direct"`} {
		if !strings.Contains(string(made), part) {
			t.Errorf("%s is missing in %s", part, made)
		}
	}
}
