package reference

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// sample is what stands for a parameter of an operation.
func (w *writer) sample(operation, name string) (value string, ok bool) {
	if value, ok = w.Samples[operation+"."+name]; !ok {
		value, ok = w.Samples[name]
	}
	if !ok && name == "version" {
		value, ok = w.Version, w.Version != ""
	}
	return value, ok
}

var blank = regexp.MustCompile(`\{([a-zA-Z]+)\}`)

// fill puts values into the blanks of an address; ok says that there was one for each.
func fill(address string, valueOf func(string) (string, bool)) (filled string, ok bool) {
	ok = true
	filled = blank.ReplaceAllStringFunc(address, func(text string) string {
		value, found := valueOf(text[1 : len(text)-1])
		ok = ok && found && value != ""
		parts := strings.Split(value, "/")
		for i, part := range parts {
			parts[i] = url.PathEscape(part)
		}
		if slices.Contains(wholePaths, text) {
			return strings.Join(parts, "/")
		}
		return url.PathEscape(value)
	})
	return filled, ok
}

// wholePaths are the blanks whose values keep their slashes.
var wholePaths = []string{"{path}", "{workbook}", "{table}", "{parquet}"}

// curl writes the line that asks for an address. What is no text goes into a file, and what never ends is shown as it
// comes.
func curl(address string, text, stream bool) string {
	switch quoted := "'" + strings.ReplaceAll(address, "'", "%27") + "'"; {
	case stream:
		return "curl -N " + quoted
	case text:
		return "curl " + quoted
	default:
		return "curl -O " + quoted
	}
}

// packed are the endings of files that no one reads as they lie.
var packed = []string{".gz", ".parquet", ".xlsx", ".zip", ".zst"}

func isText(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	return !slices.Contains(packed, path.Ext(address))
}

// streams says whether the answer is one that never ends.
func streams(o *openapi3.Operation) bool {
	ok := o.Responses.Value("200")
	return ok != nil && ok.Value.Content["text/event-stream"] != nil
}
