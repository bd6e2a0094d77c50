package site

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What asks for texts: t and rich in templates, .t in code, and the beginning of a key that a template or code completes.
var (
	asked     = regexp.MustCompile(`\b(?:t|rich) "([a-zA-Z.]+)"|\.(?:t|text|markup)\("([a-zA-Z.]+)"`)
	verbs     = regexp.MustCompile(`%[a-z]`)
	completed = regexp.MustCompile(`"([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)"`)
)

// sources are the room's templates and code, without tests.
func sources(t *testing.T) (all []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if ending := filepath.Ext(path); err == nil && !strings.HasSuffix(path, "_test.go") && (ending == ".go" || ending == ".html") {
			text, err := os.ReadFile(path)
			all = append(all, string(text))
			return err
		}
		return err
	})
	if err != nil || len(all) < 10 {
		t.Fatal(len(all), err)
	}
	return all
}

func TestEveryTextIsThereAndUsed(t *testing.T) {
	used, prefixes := map[string]bool{}, map[string]bool{}
	for _, text := range sources(t) {
		for _, m := range asked.FindAllStringSubmatch(text, -1) {
			if key := m[1] + m[2]; strings.HasSuffix(key, ".") {
				prefixes[key] = true
			} else {
				used[key] = true
			}
		}
		for _, m := range completed.FindAllStringSubmatch(text, -1) {
			prefixes[m[1]] = true
		}
	}
	for _, l := range languages {
		for key := range used {
			if _, ok := catalogues[l][key]; !ok {
				t.Errorf("%s: %s is missing", l, key)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(catalogues[l])) {
			begins := func(prefix string) bool { return strings.HasPrefix(key, prefix) }
			if !used[key] && !slices.ContainsFunc(slices.Collect(maps.Keys(prefixes)), begins) {
				t.Errorf("%s: nobody uses %s", l, key)
			}
			other, ok := catalogues[l.other()][key]
			if !ok {
				t.Errorf("%s: %s is missing", l.other(), key)
			}
			if a, b := verbs.FindAllString(catalogues[l][key], -1), verbs.FindAllString(other, -1); !slices.Equal(a, b) {
				t.Errorf("%s takes %v in %s and %v in %s", key, a, l, b, l.other())
			}
		}
	}
}
