package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// secondOpinion judges by another library than the judge does. The two formats that the schemas have are asked of that
// library too; where it differs from us for a reason that we know, ours counts.
type secondOpinion struct {
	schema *jsonschema.Schema
	odd    []string // texts about which the two differ without such a reason
}

// difference is one between the other library's formats and ours, with its reason and a text that shows it.
type difference struct {
	name, format, text string
	ours               bool // what we say of such texts; the other says the opposite
	reason             string
	is                 func(text string) bool
}

var knownDifferences = []difference{
	{"leap second", "date-time", "2025-03-31T12:00:60Z", true,
		"which minutes had a leap second is in no grammar: second 60 is read as 59 in any, while the other knows 23:59 of UTC alone",
		func(s string) bool { return s[17:19] == "60" }},
	{"sign within a time", "date-time", "2025-03-31T+9:00:00Z", false,
		"RFC 3339 has two digits; the other reads a number, which may have a sign",
		regexp.MustCompile(`[Tt:+-][+-]\d`).MatchString},
	{"no character of a URI", "uri", "https://contoh.example/a b", false,
		"RFC 3986 has spaces, letters beyond ASCII and some signs written with %; the other takes them as they are",
		func(s string) bool {
			return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 || !inAddress[byte(r)] })
		}},
	{"% without two digits", "uri", "https://contoh.example/?%", false,
		"% begins an octet (RFC 3986, 2.1); the other does not look into the query",
		func(s string) bool { _, err := url.PathUnescape(s); return err != nil }},
	{"# twice", "uri", "https://contoh.example/#a#b", false,
		"a fragment holds no # (RFC 3986, 3.5)",
		func(s string) bool { return strings.Count(s, "#") > 1 }},
	{"brackets", "uri", "https://contoh.example/[a]", false,
		"[ and ] stand around an IP address alone (RFC 3986, 3.2.2)",
		func(s string) bool { return strings.ContainsAny(s, "[]") }},
}

// wholeNumbers says whether all that the judge finds are numbers such as 1.0 or 1e2 where a whole one must stand. To
// draft 4 they are not whole (JSON Schema draft 4, core, 3.5), which the other library does not see.
func wholeNumbers(findings []Finding) bool {
	return len(findings) > 0 && !slices.ContainsFunc(findings, func(f Finding) bool {
		return f.Code != CodeType || !isWhole(f.Value)
	})
}

func isWhole(number string) bool {
	r, ok := new(big.Rat).SetString(number)
	return ok && strings.ContainsAny(number, ".eE") && r.IsInt()
}

// formatOf gives the other library's own judge of a format.
func formatOf(name string) *jsonschema.Schema {
	s, err := compileElsewhere(map[string]any{"format": name}, nil)
	if err != nil {
		panic(err)
	}
	return s
}

var theirFormats = sync.OnceValue(func() map[string]*jsonschema.Schema {
	return map[string]*jsonschema.Schema{"date-time": formatOf("date-time"), "uri": formatOf("uri")}
})

func ourFormat(name, text string) bool {
	if name == "uri" {
		return isURI([]byte(text))
	}
	return dateTimeFormat{}.IsFormat(text)
}

// newSecondOpinion compiles a document as newJudge is given it.
func newSecondOpinion(doc map[string]any) (*secondOpinion, error) {
	o := &secondOpinion{}
	var err error
	o.schema, err = compileElsewhere(doc, o.format)
	return o, err
}

// closed opens nothing.
type closed struct{}

// Load implements jsonschema.URLLoader.
func (closed) Load(url string) (any, error) { return nil, errors.New("not to be opened: " + url) }

func compileElsewhere(doc map[string]any, format func(name string, v any) error) (*jsonschema.Schema, error) {
	text, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if object, ok := plain.(map[string]any); ok && len(textsOf(object["required"])) == 0 {
		delete(object, "required") // the extension pagination has an empty list, which draft 4 forbids and the other heeds
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft4)
	c.AssertFormat()
	c.UseLoader(closed{})
	for _, name := range []string{"date-time", "uri"} {
		if format != nil {
			c.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(v any) error { return format(name, v) }})
		}
	}
	const address = "https://contoh.example/schema.json"
	if err := c.AddResource(address, plain); err != nil {
		return nil, err
	}
	return c.Compile(address)
}

func (o *secondOpinion) format(name string, v any) error {
	text, isText := v.(string)
	if !isText {
		return nil
	}
	err := theirFormats()[name].Validate(text)
	ours := ourFormat(name, text)
	if ours == (err == nil) {
		return err
	}
	if knownDifference(name, text, ours) == "" {
		o.odd = append(o.odd, fmt.Sprintf("%s %q: ours %v", name, text, ours))
	}
	if ours {
		return nil
	}
	return errors.New("not of the format")
}

// knownDifference names the first that explains why we say ours of a text, and the other library the opposite.
func knownDifference(format, text string, ours bool) string {
	for _, d := range knownDifferences {
		if d.format == format && d.ours == ours && d.is(text) {
			return d.name
		}
	}
	return ""
}

// valid judges a line; odd are the texts that need a reason.
func (o *secondOpinion) valid(line []byte) (valid bool, odd []string) {
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		return false, []string{err.Error()}
	}
	o.odd = nil
	return o.schema.Validate(tree) == nil, o.odd
}

// Each known difference is one, and is explained by its own line of the table.
func TestKnownDifferences(t *testing.T) {
	for _, d := range knownDifferences {
		theirs := theirFormats()[d.format].Validate(d.text) == nil
		if ours := ourFormat(d.format, d.text); ours != d.ours || theirs == d.ours {
			t.Errorf("%s: ours %v, theirs %v; %s", d.name, ours, theirs, d.reason)
		}
		if name := knownDifference(d.format, d.text, d.ours); name != d.name {
			t.Errorf("%s is explained by %q", d.text, name)
		}
	}
	for format, all := range map[string][]string{"date-time": oddDates, "uri": oddAddresses} {
		for _, text := range all {
			ours, theirs := ourFormat(format, text), theirFormats()[format].Validate(text) == nil
			if ours != theirs && knownDifference(format, text, ours) == "" {
				t.Errorf("%q: ours %v, theirs %v", text, ours, theirs)
			}
		}
	}
}
