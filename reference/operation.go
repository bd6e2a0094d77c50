package reference

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation is one address of the API.
type operation struct {
	ID, Path   string
	Summary    said
	About      said
	Parameters []parameter
	Filtered   bool     // it takes the filters too
	Lines      []string // for the command line
	Answers    []answer
}

type parameter struct {
	*writer
	Name, Values string
	About        said
	InPath       bool
	Required     bool
	Example      string
}

// answer is what one status, or several in a row, mean.
type answer struct {
	Status  []string
	About   said
	Types   []string
	Headers []string
	Example string
}

func (w *writer) operation(path string, o *openapi3.Operation) operation {
	return operation{ID: o.OperationID, Path: path, Summary: w.text(o.Summary, o.Extensions, "summary"),
		About: w.text(o.Description, o.Extensions, "description"), Parameters: w.parameters(o.OperationID, o.Parameters), Lines: w.lines(path, o), Answers: w.answers(o)}
}

func (w *writer) parameters(operation string, list openapi3.Parameters) (all []parameter) {
	for _, ref := range list {
		p := ref.Value
		example, ok := w.sample(operation, p.Name)
		if !ok && p.Example != nil {
			example = fmt.Sprint(p.Example)
		}
		all = append(all, parameter{w, p.Name, w.values(p.Schema), w.text(p.Description, p.Extensions, "description"), p.In == openapi3.ParameterInPath, p.Required, example})
	}
	return all
}

// values says which values a parameter takes.
func (w *writer) values(ref *openapi3.SchemaRef) string {
	if ref == nil || ref.Value == nil {
		return ""
	}
	var parts []string
	s := ref.Value
	if len(s.Enum) > 1 { // a single value the description names
		for _, one := range s.Enum {
			parts = append(parts, fmt.Sprint(one))
		}
	}
	if s.Min != nil && s.Max != nil {
		parts = append(parts, fmt.Sprintf("%g … %g", *s.Min, *s.Max))
	}
	text := strings.Join(parts, " | ")
	if s.Default != nil {
		text += fmt.Sprintf(w.pick(words{"; without it %v", "; bila kosong %v"}), s.Default)
	}
	return strings.TrimPrefix(text, "; ")
}

// lines are those for the command line: the plain address, then what the contract's x-try adds to it.
func (w *writer) lines(path string, o *openapi3.Operation) (all []string) {
	if value, ok := w.Samples[o.OperationID]; ok && value == "" { // it would answer that there is none
		return nil
	}
	var tries []string
	_ = extension(o.Extensions, "x-try", &tries) // where there is none, the plain address alone
	for _, query := range append([]string{""}, tries...) {
		address := path
		if query != "" {
			address += "?" + query
		}
		address, ok := fill(address, func(name string) (string, bool) { return w.value(o, name) })
		if ok {
			all = append(all, curl(w.Base+address, isText(address), streams(o)))
		}
	}
	return all
}

// value is what stands in an example for a parameter: a sample, else the contract's example.
func (w *writer) value(o *openapi3.Operation, name string) (string, bool) {
	if value, ok := w.sample(o.OperationID, name); ok {
		return value, true
	}
	for _, p := range o.Parameters {
		if p.Value.Name == name && p.Value.Example != nil {
			return fmt.Sprint(p.Value.Example), true
		}
	}
	return "", false
}

// answers are by status; that of every other status is the last.
func (w *writer) answers(o *openapi3.Operation) (all []answer) {
	for _, status := range slices.Sorted(maps.Keys(o.Responses.Map())) {
		r := o.Responses.Value(status).Value
		about := said{}
		if r.Description != nil {
			about = w.text(*r.Description, r.Extensions, "description")
		}
		if last := len(all) - 1; last >= 0 && all[last].About == about { // errors are told once
			all[last].Status = append(all[last].Status, status)
			continue
		}
		a := answer{Status: []string{status}, About: about, Types: slices.Sorted(maps.Keys(r.Content)), Headers: slices.Sorted(maps.Keys(r.Headers))}
		if status[0] == '2' {
			a.Example = example(r.Content, a.Types)
		}
		all = append(all, a)
	}
	return all
}

// example is that of the first type that has one.
func example(content openapi3.Content, types []string) string {
	for _, name := range types {
		switch value := exampleOf(content[name]).(type) {
		case nil:
		case string:
			return value
		default:
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if e.Encode(value) == nil {
				return strings.TrimSpace(b.String())
			}
		}
	}
	return ""
}
