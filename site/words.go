package site

import (
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed words
var wordFiles embed.FS

// catalogue has the texts of one language, by section and name: `search.title`.
type catalogue map[string]string

// catalogues are those of all languages. A text that is in one and not in the other, or that nobody uses, fails a test.
var catalogues = readCatalogues()

func readCatalogues() map[language]catalogue {
	all := map[language]catalogue{}
	for _, l := range languages {
		text, err := wordFiles.ReadFile("words/" + string(l) + ".yaml")
		if err == nil {
			all[l], err = decodeCatalogue(text)
		}
		if err != nil {
			panic("site: words in " + string(l) + ": " + err.Error()) // built in, and read in every test
		}
	}
	return all
}

func decodeCatalogue(text []byte) (catalogue, error) {
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	c := catalogue{}
	return c, c.add("", tree)
}

func (c catalogue) add(before string, tree map[string]any) error {
	for name, value := range tree {
		switch value := value.(type) {
		case string:
			c[before+name] = value
		case map[string]any:
			if err := c.add(before+name+".", value); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s%s is not a text", before, name)
		}
	}
	return nil
}

// text is a text, in which arguments stand for its verbs.
func (c catalogue) text(key string, arguments ...any) string {
	text, ok := c[key]
	if !ok {
		panic("site: there is no text " + key)
	}
	if len(arguments) == 0 {
		return text
	}
	return fmt.Sprintf(text, arguments...)
}
