package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Field is one place in the schema, with its references followed. What merging and judging need to know of a
// place beyond its type is read from here.
type Field struct {
	Types         []string          // JSON types that are valid here
	Properties    map[string]*Field // of an object
	Order         []string          // their names as the schema's file has them, then those that extensions add
	Items         *Field            // of a list
	Definition    string            // the schema's name for what stands here, such as Award; empty where it has none
	Title         string            // what people call it
	TitleID       string            // the same in Indonesian
	Description   string            // what the schema says of it
	DescriptionID string            // the same in Indonesian
	Format        string            // date-time, uri, email
	Codelist      string            // file name of the list that its codes come from
	Open          bool              // other codes than the list's may be used
	Deprecated    *Deprecated       // nil where it is not
	Required      bool              // of a member: its object must have it

	types     types // Types; none for any
	merge     mergeRule
	limits    limits
	unique    bool              // no two items of the list may be equal
	languages []languagePattern // members such as title_es
	patterns  []patternField    // of other members whose names have a form
	bare      bool              // an object of which the schema says nothing more
}

// Deprecated says since when a field is no longer to be used, and what instead.
type Deprecated struct{ Version, Reason, ReasonID string }

// patternField is what a schema says of members whose names have a form.
type patternField struct {
	name *regexp.Regexp
	*Field
}

// WholeList says whether a later list replaces an earlier one whole (OCDS 1.1, "Merging").
func (f *Field) WholeList() bool { return f.mergeRule() == mergeWhole }

// IsBare says whether the field is an object of which the schema names no member, nor a form of names: extensions are to
// add what stands in it, as in the details of a party.
func (f *Field) IsBare() bool { return f.bare }

// IsTranslation says whether a member of this name is a text of the field in another language, such as title_es.
func (f *Field) IsTranslation(name string) bool {
	return f != nil && slices.ContainsFunc(f.languages, func(p languagePattern) bool {
		return strings.HasPrefix(name, p.prefix) && p.name.MatchString(name)
	})
}

// TranslationOf is the member that a member of this name translates, such as title for title_es; nil where it is none.
func (f *Field) TranslationOf(name string) *Field {
	if f == nil {
		return nil
	}
	for _, p := range f.languages {
		if strings.HasPrefix(name, p.prefix) && p.name.MatchString(name) {
			return f.Properties[strings.TrimSuffix(p.prefix, "_")]
		}
	}
	return nil
}

// mergeRule is how a field's values of several releases become one (OCDS 1.1, "Merging").
type mergeRule string

const (
	mergeByPart mergeRule = ""          // member by member, list items by their id
	mergeOmit   mergeRule = "omit"      // left out of the compiled release
	mergeWhole  mergeRule = "wholeList" // the later list replaces the earlier
)

// languagePattern is one of the schema's patternProperties that are for translations of a text. They are kept away
// from gojsonschema, which compiles each pattern anew for every member it meets.
type languagePattern struct {
	prefix string // literal start of every name that can match, such as title_
	name   *regexp.Regexp
	types  []string
}

// property gives the field of a member, nil for a member that the schema does not name.
func (f *Field) property(name string) *Field {
	if f == nil {
		return nil
	}
	return f.Properties[name]
}

func (f *Field) items() *Field {
	if f == nil {
		return nil
	}
	return f.Items
}

func (f *Field) mergeRule() mergeRule {
	if f == nil {
		return mergeByPart
	}
	return f.merge
}

// newField reads a schema document.
func newField(doc map[string]any) (*Field, error) {
	f, _, err := readField(doc)
	return f, err
}

// readField says too whether the limits of its fields are all that the document has to say of what is valid.
func readField(doc map[string]any) (f *Field, whole bool, err error) {
	c := fieldCompiler{doc: doc, named: map[string]*Field{}}
	f, err = c.field(doc)
	for _, place := range c.places {
		place()
	}
	return f, !c.beyond, err
}

type fieldCompiler struct {
	doc    map[string]any
	named  map[string]*Field // by reference; also ends recursion
	places []func()          // of references, made when all that they refer to is complete
	beyond bool              // the schema has keywords that limits does not know
}

func (c *fieldCompiler) field(node map[string]any) (*Field, error) {
	if ref, ok := node["$ref"].(string); ok {
		return c.reference(ref)
	}
	f := &Field{}
	return f, c.fill(f, node)
}

func (c *fieldCompiler) reference(ref string) (*Field, error) {
	if f, ok := c.named[ref]; ok {
		return f, nil
	}
	node, err := resolve(c.doc, ref)
	if err != nil {
		return nil, err
	}
	f := &Field{Definition: strings.TrimPrefix(ref, "#/definitions/")}
	c.named[ref] = f
	return f, c.fill(f, node)
}

func (c *fieldCompiler) fill(f *Field, node map[string]any) (err error) {
	f.Types = typesOf(node)
	f.types = typesNamed(f.Types)
	f.unique, _ = node["uniqueItems"].(bool)
	c.beyond = !f.limits.read(node) || c.beyond
	f.bare = isBare(f.Types, node)
	f.describe(node)
	if properties, ok := node["properties"].(map[string]any); ok {
		if err := c.properties(f, node, properties); err != nil {
			return err
		}
	}
	if items, ok := node["items"].(map[string]any); ok {
		if f.Items, err = c.field(items); err != nil {
			return err
		}
	}
	f.merge = ruleOf(f, node)
	if f.languages, err = languagePatterns(node); err != nil {
		return err
	}
	return c.patterns(f, node)
}

// patterns reads the patternProperties that are for no translations.
func (c *fieldCompiler) patterns(f *Field, node map[string]any) error {
	for text, schema := range at(node, "patternProperties") {
		child, ok := schema.(map[string]any)
		if _, types := translation(text, schema); types != nil || !ok {
			continue
		}
		name, err := compiled(text)
		if err != nil {
			return fmt.Errorf("patternProperties: %w", err)
		}
		field, err := c.field(child)
		if err != nil {
			return err
		}
		f.patterns = append(f.patterns, patternField{name, field})
	}
	return nil
}

func isBare(types []string, node map[string]any) bool {
	if !slices.Contains(types, "object") || slices.ContainsFunc(types, func(t string) bool { return t != "object" && t != "null" }) {
		return false
	}
	for _, keyword := range []string{"properties", "patternProperties", "additionalProperties", "oneOf", "anyOf", "allOf"} {
		if node[keyword] != nil {
			return false
		}
	}
	return true
}

// describe reads the keywords that say what a field is for.
func (f *Field) describe(node map[string]any) {
	f.Title, _ = node["title"].(string)
	f.TitleID, _ = node["x-title-id"].(string)
	f.Description, _ = node["description"].(string)
	f.DescriptionID, _ = node["x-description-id"].(string)
	f.Format, _ = node["format"].(string)
	f.Codelist, _ = node["codelist"].(string)
	f.Open, _ = node["openCodelist"].(bool)
	if d, ok := node["deprecated"].(map[string]any); ok {
		f.Deprecated = &Deprecated{}
		f.Deprecated.Version, _ = d["deprecatedVersion"].(string)
		f.Deprecated.Reason, _ = d["description"].(string)
		f.Deprecated.ReasonID, _ = d["x-description-id"].(string)
	}
}

func (c *fieldCompiler) properties(f *Field, node, properties map[string]any) error {
	f.Properties, f.Order = make(map[string]*Field, len(properties)), orderOf(node)
	required, _ := node["required"].([]any)
	for name, p := range properties {
		child, ok := p.(map[string]any)
		if !ok {
			return fmt.Errorf("property %s is not an object", name)
		}
		field, err := c.property(child)
		if err != nil {
			return err
		}
		field.Required = slices.Contains(required, any(name))
		f.Properties[name] = field
	}
	return nil
}

// property reads a member's schema. Keywords beside a $ref are void in draft 4, but OCDS puts its own merge
// keywords there, so they count.
func (c *fieldCompiler) property(node map[string]any) (*Field, error) {
	f, err := c.field(node)
	if err != nil || node["$ref"] == nil {
		return f, err
	}
	here := &Field{}
	c.places = append(c.places, func() { here.stand(f, node) })
	return here, nil
}

// stand makes the place of a reference: what it refers to, with what is said of it beside the reference.
func (f *Field) stand(target *Field, node map[string]any) {
	required, format := f.Required, target.Format
	*f = *target
	f.Required = required
	if f.describe(node); f.Format == "" {
		f.Format = format
	}
	if node["omitWhenMerged"] == true {
		f.merge = mergeOmit
	}
}

// ruleOf derives the merge rule (OCDS 1.1, "Merging", and its reference implementation's rules.py by description).
func ruleOf(f *Field, node map[string]any) mergeRule {
	if node["omitWhenMerged"] == true || node["mergeStrategy"] == "ocdsOmit" {
		return mergeOmit
	}
	if !slices.Contains(f.Types, "array") {
		return mergeByPart
	}
	if node["wholeListMerge"] == true || node["mergeStrategy"] == "ocdsVersion" {
		return mergeWhole
	}
	if f.Items == nil {
		return mergeByPart
	}
	for _, t := range f.Items.Types {
		if t != "object" {
			return mergeWhole
		}
	}
	if f.Items.Properties != nil && f.Items.Properties["id"] == nil {
		return mergeWhole
	}
	return mergeByPart
}

func languagePatterns(node map[string]any) ([]languagePattern, error) {
	patterns, _ := node["patternProperties"].(map[string]any)
	var all []languagePattern
	for text, p := range patterns {
		name, err := compiled(text)
		if err != nil {
			return nil, fmt.Errorf("patternProperties: %w", err)
		}
		if prefix, types := translation(text, p); types != nil {
			all = append(all, languagePattern{prefix, name, types})
		}
	}
	slices.SortFunc(all, func(a, b languagePattern) int { return strings.Compare(a.prefix, b.prefix) })
	return all, nil
}

// patterns are those compiled before: a schema has the same few at many places, and each extension has them again.
var patterns sync.Map

func compiled(text string) (*regexp.Regexp, error) {
	if known, ok := patterns.Load(text); ok {
		return known.(*regexp.Regexp), nil
	}
	pattern, err := regexp.Compile(text)
	if err == nil {
		patterns.Store(text, pattern)
	}
	return pattern, err
}

// translation recognises ^(title_(…))$ with the types of a text and no other keyword, and gives the literal start and
// the types. Any other pattern is left to gojsonschema, and gives no types.
func translation(pattern string, schema any) (prefix string, types []string) {
	node, _ := schema.(map[string]any)
	for keyword := range node {
		if keyword != "type" && keyword != "title" && keyword != "description" && !strings.HasPrefix(keyword, "x-") {
			return "", nil
		}
	}
	for _, t := range typesOf(node) {
		if t != "string" && t != "null" {
			return "", nil
		}
	}
	unanchored, anchored := strings.CutPrefix(pattern, "^(")
	if name, err := compiled("(" + unanchored); anchored && err == nil {
		prefix, _ = name.LiteralPrefix()
	}
	if !strings.HasSuffix(prefix, "_") {
		return "", nil
	}
	return prefix, typesOf(node)
}

func typesOf(node map[string]any) []string {
	switch t := node["type"].(type) {
	case string:
		return []string{t}
	case []any:
		var types []string
		for _, name := range t {
			if s, ok := name.(string); ok {
				types = append(types, s)
			}
		}
		return types
	}
	return nil
}

// resolve follows a reference within the document, to the end if it leads to another; references that leave the
// document are refused, so that none ever opens a socket or a file.
func resolve(doc map[string]any, ref string) (map[string]any, error) {
	const longest = 100 // of chains that are no circle
	for range longest {
		node, err := target(doc, ref)
		next, again := node["$ref"].(string)
		if err != nil || !again {
			return node, err
		}
		ref = next
	}
	return nil, fmt.Errorf("reference %q runs in a circle", ref)
}

func target(doc map[string]any, ref string) (map[string]any, error) {
	path, ok := strings.CutPrefix(ref, "#/")
	if !ok {
		return nil, fmt.Errorf("reference %q leaves the document: copy its target into the file", ref)
	}
	node := doc
	for _, key := range strings.Split(path, "/") {
		key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
		if node, ok = node[key].(map[string]any); !ok {
			return nil, fmt.Errorf("reference %q points nowhere", ref)
		}
	}
	return node, nil
}
