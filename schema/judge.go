package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/xeipuuv/gojsonschema"
)

// judge finds everything in which a document breaks one JSON Schema (draft 4).
//
// The verdict stands before the others: what it accepts is not judged further. What it does not, explain.go explains
// from the fields, where they know all that the schema demands. A schema with more keywords is gojsonschema's to
// explain, but for what that is slow or lax about: strict.go checks on the same tree patternProperties for translations
// (compiled anew for each member: nine tenths of its time), uniqueItems (slow on long lists, panics on huge numbers) and
// whole numbers (takes 3.0); the formats date-time (takes days and times of day alone) and uri (takes spaces) are our own.
type judge struct {
	verdict   *verdict
	fields    *Field
	whole     bool                                 // the fields know all that the schema demands
	explainer func() (*gojsonschema.Schema, error) // compiled when it is first asked

	list  string // of a package: the member that holds its releases or records, which are judged one by one
	least int    // entries that it must have
}

func init() {
	// The library's formats are global to the process; they are set once, before any schema is compiled.
	gojsonschema.FormatCheckers.Add("date-time", dateTimeFormat{})
	gojsonschema.FormatCheckers.Add("uri", uriFormat{})
}

type uriFormat struct{}

// IsFormat implements gojsonschema.FormatChecker.
func (uriFormat) IsFormat(input any) bool {
	s, ok := input.(string)
	return !ok || isURI([]byte(s))
}

type dateTimeFormat struct{}

// IsFormat implements gojsonschema.FormatChecker.
func (dateTimeFormat) IsFormat(input any) bool {
	s, ok := input.(string)
	if !ok {
		return true
	}
	_, err := ParseDate(s)
	return err == nil
}

func newJudge(doc map[string]any) (*judge, error) {
	fields, whole, err := readField(doc)
	if err != nil {
		return nil, err
	}
	lighter := reduced(doc)
	if err := checkReferences(doc, lighter); err != nil {
		return nil, err
	}
	explainer := sync.OnceValues(func() (*gojsonschema.Schema, error) {
		return gojsonschema.NewSchema(gojsonschema.NewGoLoader(lighter))
	})
	return &judge{verdict: newVerdict(doc), fields: fields, whole: whole, explainer: explainer}, nil
}

// reduced copies a schema for the library: without what strict.go checks, and without ids at any depth, since the
// library would take them for the base of references and fetch from there.
func reduced(node any) any {
	switch n := node.(type) {
	case map[string]any:
		out := make(map[string]any, len(n))
		for keyword, v := range n {
			if v, kept := reducedKeyword(keyword, v); kept {
				out[keyword] = v
			}
		}
		return out
	case []any:
		out := make([]any, len(n))
		for i, v := range n {
			out[i] = reduced(v)
		}
		return out
	}
	return node
}

func reducedKeyword(keyword string, v any) (_ any, kept bool) {
	switch keyword {
	case "uniqueItems":
		return nil, false
	case "id", "$id":
		_, isText := v.(string)
		return v, !isText
	case "enum", "default":
		return v, true
	case "properties", "patternProperties", "definitions", "dependencies":
		named, ok := v.(map[string]any) // by names that are no keywords
		if !ok {
			return v, true
		}
		out := make(map[string]any, len(named))
		for name, schema := range named {
			if _, types := translation(name, schema); keyword != "patternProperties" || types == nil {
				out[name] = reduced(schema)
			}
		}
		return out, true
	}
	return reduced(v), true
}

// checkReferences makes sure before the library sees them that all references stay within the document.
func checkReferences(doc map[string]any, node any) error {
	switch n := node.(type) {
	case map[string]any:
		if ref, ok := n["$ref"].(string); ok {
			if _, err := resolve(doc, ref); err != nil {
				return err
			}
		}
		for _, v := range n {
			if err := checkReferences(doc, v); err != nil {
				return err
			}
		}
	case []any:
		for _, v := range n {
			if err := checkReferences(doc, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// findings judges one line of JSON, with pointers relative to it, in the order of their pointers.
func (j *judge) findings(line []byte) []Finding {
	t := &lineTree{line: line}
	defer t.done()
	return j.of(t)
}

// of is the same where there may be a tree of the line already.
func (j *judge) of(t *lineTree) []Finding {
	if tree, err := t.any(); err == nil && j.verdict.accepts(tree) {
		return nil
	}
	return j.explain(t)
}

// explain finds what is wrong, if anything is.
func (j *judge) explain(t *lineTree) []Finding {
	if !j.whole {
		return j.explainSlowly(t.line)
	}
	tree, err := t.get()
	if err != nil {
		return []Finding{{Code: CodeSyntax, Severity: Error, Args: []string{err.Error()}}}
	}
	x := explanation{}
	x.value(j.fields, tree)
	sortFindings(x.all)
	return x.all
}

// explainSlowly asks the library.
func (j *judge) explainSlowly(line []byte) (all []Finding) {
	defer func() {
		if fault := recover(); fault != nil { // the library panics on input it did not foresee
			all = append(all, Finding{Code: CodeSchema, Severity: Error, Args: []string{fmt.Sprint(fault)}})
		}
	}()
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return []Finding{{Code: CodeSyntax, Severity: Error, Args: []string{err.Error()}}}
	}
	explainer, err := j.explainer()
	if err != nil {
		return []Finding{{Code: CodeSchema, Severity: Error, Args: []string{err.Error()}}}
	}
	result, err := explainer.Validate(gojsonschema.NewRawLoader(tree))
	if err != nil {
		return []Finding{{Code: CodeSchema, Severity: Error, Args: []string{err.Error()}}}
	}
	for _, e := range result.Errors() {
		all = append(all, translate(e))
	}
	j.fields.check(tree, nil, &all)
	sortFindings(all)
	return all
}

func sortFindings(all []Finding) {
	slices.SortStableFunc(all, func(a, b Finding) int { return comparePointers(a.Pointer, b.Pointer) })
}

// translate turns an error of the library into a finding in our words.
func translate(e gojsonschema.ResultError) Finding {
	const separator = "\x00" // stands in no member name, since NUL is refused
	path := strings.Split(e.Context().String(separator), separator)[1:]
	f := Finding{Severity: Error, Pointer: pointerOf(path), Value: valueText(e.Value())}
	name := fieldName(path)
	d := func(key string) string { return fmt.Sprint(e.Details()[key]) }
	switch e.Type() {
	case "required":
		f.Code, f.Value = CodeRequired, ""
		f.Args = required(d("property"), name)
	case "invalid_type":
		f.Code, f.Args = CodeType, typeArgs(name, strings.Split(strings.Trim(d("expected"), "[]"), ","), e.Value())
	case "enum":
		f.Code, f.Args = CodeEnum, []string{plain(e.Value()), codes(d("allowed"))}
	case "format":
		f.Code, f.Args = CodeFormat, []string{plain(e.Value()), d("format")}
		switch d("format") {
		case "date-time":
			f.Code = CodeDate
		case "uri":
			f.Code = CodeURI
		}
	case "array_min_items":
		f.Code, f.Args = CodeMinItems, []string{d("min")}
	case "string_gte":
		f.Code = CodeMinLength
	case "number_gte":
		f.Code, f.Args = CodeMinimum, []string{plain(e.Value()), d("min")}
	case "array_min_properties":
		f.Code, f.Args = CodeMinProperties, []string{d("min")}
	case "pattern":
		f.Code, f.Args = CodePattern, []string{plain(e.Value()), d("pattern")}
	default:
		f.Code, f.Args = CodeSchema, []string{e.Description()}
	}
	return f
}

func required(property, parent string) []string {
	if parent == "" {
		return []string{property, "", ""}
	}
	return []string{property, " within '" + parent + "'", " di dalam '" + parent + "'"}
}

// codes shortens a closed list for a message.
func codes(allowed string) string {
	const most = 20
	list := strings.Split(strings.ReplaceAll(allowed, `"`, ""), ", ")
	if len(list) > most {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" … (%d)", len(list))
	}
	return strings.Join(list, ", ")
}

// plain is a value as a message shows it.
func plain(v any) string {
	if s, ok := v.(string); ok {
		return cut(s)
	}
	return valueText(v)
}

// valueText is a value as JSON text, cut.
func valueText(v any) string {
	if v == nil {
		return "null"
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return ""
	}
	return cut(strings.TrimSpace(b.String()))
}
