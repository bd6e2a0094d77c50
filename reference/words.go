package reference

import (
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// words is a text in both languages.
type words struct{ En, ID string }

// guide is how to begin, for readers of one kind.
type guide struct {
	ID    string
	Title words
	Steps []struct {
		En, ID  string
		Address string // from the server's root, with {name} where a sample goes
		Curl    bool   // shown as a line for the command line, else as a link
	}
}

// problem is an error of the API.
type problem struct{ Title, Remedy words }

// extension reads a member of the contract that is ours.
func extension(members map[string]any, name string, into any) error {
	text, err := json.Marshal(members[name])
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fmt.Errorf("read %s of the contract: %w", name, err)
	}
	return nil
}

// writer writes in one language, for one server.
type writer struct {
	Lang Language
	*Setting
}

// ID says whether it is Indonesian.
func (w *writer) ID() bool { return w.Lang == Indonesian }

func (w *writer) pick(t words) string {
	if w.Lang == Indonesian {
		return t.ID
	}
	return t.En
}

// said is a text of the contract and the language that it is in: English, where nobody has translated it.
type said struct {
	Text string
	Lang Language
}

// text picks a member's text: the contract's own in English, x-NAME-id in Indonesian.
func (w *writer) text(english string, members map[string]any, name string) said {
	if indonesian, ok := members["x-"+name+"-id"].(string); ok && w.Lang == Indonesian {
		return said{indonesian, Indonesian}
	}
	return said{english, English}
}

// Line is the text in one paragraph.
func (s said) Line() template.HTML { return marked(strings.Join(strings.Fields(s.Text), " ")) }

// Paragraphs are what empty lines part.
func (s said) Paragraphs() (all []template.HTML) {
	for _, part := range blankLine.Split(strings.TrimSpace(s.Text), -1) {
		if part != "" {
			all = append(all, marked(strings.Join(strings.Fields(part), " ")))
		}
	}
	return all
}

var blankLine = regexp.MustCompile(`\n\s*\n`)

// marked makes the two signs of Markdown that the contract uses: `code` and **strong**.
func marked(text string) template.HTML {
	text = template.HTMLEscapeString(text)
	text = codeSign.ReplaceAllString(text, "<code>$1</code>")
	return template.HTML(strongSign.ReplaceAllString(text, "<strong>$1</strong>")) // escaped above
}

var (
	codeSign   = regexp.MustCompile("`([^`]+)`")
	strongSign = regexp.MustCompile(`\*\*([^*]+)\*\*`)
)
