package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/publish"
	"terang/schema"
)

func upgraded(t *testing.T, in publish.Input) string {
	t.Helper()
	var b strings.Builder
	if err := publish.Upgrade(in, &b, func(f schema.Finding) { t.Errorf("%+v", f) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is of 1.1 comes out as it went in; what is of 1.0 comes out as 1.1, wherever it stands, and stays so.
func TestUpgrade(t *testing.T) {
	const (
		now = `{"ocid":"o","id":"1","tag":["award"],"parties":[{"id":"a","name":"A"}],"awards":[{"id":"1","suppliers":[{"id":"a"}]}]}`
		old = `{"ocid":"o","id":"2","tag":["tender"],"buyer":{"name":"B","identifier":{"id":"1"}}}`
	)
	for text, want := range map[string]string{
		now: "",
		`{"releases":[` + now + `],"version":"1.1","uri":"x"}`: "",
		`{"releases":[],"version":"1.2"}`:                      "",
		`{"records":[{"releases":[` + now + `,` + now + `],"compiledRelease":` + now + `,"ocid":"o"},{"releases":[],"ocid":"p"}],"version":"1.1"}`: "",
		`{"version":"1.0","releases":[` + old + `]}`: `"roles":["buyer"]`,
		`{"records":[{"ocid":"o","compiledRelease":` + old + `,"releases":[{"url":"https://a.example","date":"2015-01-01T00:00:00Z"}]}]}`: `"roles":["buyer"]`,
		old: `"roles":["buyer"]`,
	} {
		got := upgraded(t, input("in", text))
		if want == "" && !schema.Equal([]byte(got), []byte(text)) || !strings.Contains(got, want) {
			t.Errorf("%s\nof %s", got, text)
		}
		if want != "" && !strings.HasPrefix(text, `{"ocid"`) && !strings.Contains(got, `"version":"1.1"`) {
			t.Errorf("no version in %s", got)
		}
		if again := upgraded(t, input("in", got)); again != got {
			t.Errorf("%s\nbecomes %s", got, again)
		}
	}
}

// The standard's own packages are of 1.1.
func TestUpgradeOfTheStandardsExamples(t *testing.T) {
	files, _ := filepath.Glob("../../shared/ocds/examples/fictional-example-1.1/*.json")
	more, _ := filepath.Glob("../../shared/ocds/examples/fictional-example-1.1/record/*.json")
	if len(files) == 0 {
		t.Skip("../shared/ocds/examples is not here: this test reads official files that the project does not contain")
	}
	for _, path := range append(files, more...) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := upgraded(t, input(path, string(text))); !schema.Equal([]byte(got), text) {
			t.Errorf("%s is changed", path)
		}
	}
}
