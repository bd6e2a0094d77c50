package report

import (
	"cmp"
	"html/template"
	"strings"

	"terang/schema"
)

// titleOf is what people call the field at a pointer without indices, after what they call the thing that it belongs
// to; empty where the standard does not name it.
func titleOf(pointer string) template.HTML {
	path := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for len(path) > 0 && (path[0] == "releases" || path[0] == "records" || path[0] == "compiledRelease") {
		path = path[1:]
	}
	if len(path) == 0 {
		return ""
	}
	f := fieldAt(path)
	if f == nil || f.Title == "" {
		return ""
	}
	english, indonesian := f.Title, cmp.Or(f.TitleID, f.Title)
	if parent := fieldAt(path[:len(path)-1]); len(path) > 1 && parent.Title != "" {
		english, indonesian = parent.Title+" › "+english, cmp.Or(parent.TitleID, parent.Title)+" › "+indonesian
	}
	return say(english, indonesian)
}

// fieldAt finds a field of the standard by the names that lead to it, past lists; nil where there is none.
func fieldAt(path []string) *schema.Field {
	f := schema.Default().Release()
	for _, name := range path {
		if f != nil && f.Items != nil {
			f = f.Items
		}
		if f == nil || f.Properties == nil {
			return nil
		}
		f = f.Properties[name]
	}
	return f
}
