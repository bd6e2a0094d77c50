package importers

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"terang/schema"
)

// Profile says what becomes of the columns of a system's exports.
type Profile struct {
	Name       string
	Title      Words
	Help       Words    // what to hand in, and where it comes from
	Source     Source   // written to each release
	Extensions []string // ids of bundled extensions that its fields are of
	Stages     []string // releases of a process, in their order
	Parties    map[string]*partyRule
	Codes      map[string]*codes
	Tables     []*Table
	Steps      []string // what a table cannot say, by name (see steps.go)

	repairs []repair // instead of tables, of what is OCDS nearly (see repair.go)
}

// Words are a text in both languages.
type Words struct {
	EN string `yaml:"en" json:"en"`
	ID string `yaml:"id" json:"id"`
}

// In gives the text in a language, "id" or "en".
func (w Words) In(lang string) string {
	if lang == "id" {
		return w.ID
	}
	return w.EN
}

// Source is a system that data came from.
type Source struct {
	ID   string `yaml:"id" json:"id"`
	Name string `yaml:"name" json:"name"`
}

// Table says what becomes of the rows of one kind of file.
type Table struct {
	Name    string
	Files   []string    // any of which is a part of the file's or sheet's name, in any case
	Columns []string    // that it has for certain
	Process *expression // a name without prefix, or an ocid
	Zone    *expression // a region whose times the rows have; nil for the publisher's
	Keys    map[string]*template
	Ignore  []string // columns in which two rows of one fact may differ
	Skip    []skipRule
	Release []*stageRule
}

// skipRule passes rows over, saying why.
type skipRule struct {
	when   []*condition
	reason Words
}

// stageRule is what a row adds to the release of one stage.
type stageRule struct {
	stage *template
	date  *expression
	tags  []string // the stage, where they are not said
	group *group
}

//go:embed profiles/*.yaml
var bundled embed.FS

// Profiles are those that come with terang, by name.
func Profiles() ([]*Profile, error) {
	names, err := fs.Glob(bundled, "profiles/*.yaml")
	if err != nil {
		return nil, err
	}
	all := make([]*Profile, len(names))
	for i, name := range names {
		text, err := bundled.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if all[i], err = ParseProfile(path.Base(name), text); err != nil {
			return nil, err
		}
	}
	return append(all, &birms), nil
}

// FindProfile gives the profile of a name; nil where there is none.
func FindProfile(name string) (*Profile, error) {
	all, err := Profiles()
	if i := slices.IndexFunc(all, func(p *Profile) bool { return p.Name == name }); err == nil && i >= 0 {
		return all[i], nil
	}
	return nil, err
}

// ProfileText is a profile that comes with terang, as it is written; false where there is no such file.
func ProfileText(name string) ([]byte, bool) {
	text, err := bundled.ReadFile("profiles/" + name + ".yaml")
	return text, err == nil
}

// profileText is a profile as it is written.
type profileText struct {
	Profile    string                `yaml:"profile"`
	Title      Words                 `yaml:"title"`
	Help       Words                 `yaml:"help"`
	Source     Source                `yaml:"source"`
	Extensions []string              `yaml:"extensions"`
	Stages     []string              `yaml:"stages"`
	Parties    map[string]*partyText `yaml:"parties"`
	Codes      map[string]yaml.Node  `yaml:"codes"`
	Tables     yaml.Node             `yaml:"tables"`
	Steps      []string              `yaml:"steps"`
}

type tableText struct {
	Files   []string          `yaml:"files"`
	Columns []string          `yaml:"columns"`
	Process string            `yaml:"process"`
	Zone    string            `yaml:"zone"`
	Keys    map[string]string `yaml:"keys"`
	Ignore  []string          `yaml:"ignore"`
	Skip    []struct {
		When   yaml.Node `yaml:"when"`
		Reason Words     `yaml:"reason"`
	} `yaml:"skip"`
	Releases yaml.Node `yaml:"releases"`
}

// ParseProfile reads a profile. Errors name the line, what is wrong there, and what would be right.
func ParseProfile(name string, text []byte) (*Profile, error) {
	p, err := parseProfile(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

func parseProfile(text []byte) (*Profile, error) {
	var t profileText
	if err := strict(text, &t); err != nil {
		return nil, err
	}
	p := &Profile{Name: t.Profile, Title: t.Title, Help: t.Help, Source: t.Source, Extensions: t.Extensions, Stages: t.Stages,
		Parties: map[string]*partyRule{}, Codes: map[string]*codes{}, Steps: t.Steps}
	if p.Name == "" || p.Source.ID == "" || len(p.Stages) == 0 {
		return nil, fmt.Errorf("a profile has `profile:` (its name), `source:` with an id, and `stages:` (the releases of a process, in their order)")
	}
	for name, rule := range t.Parties {
		var err error
		if p.Parties[name], err = rule.parse(); err != nil {
			return nil, fmt.Errorf("parties: %s: %w", name, err)
		}
	}
	for name, node := range t.Codes {
		var err error
		if p.Codes[name], err = parseCodes(&node); err != nil {
			return nil, fmt.Errorf("codes: %s: %w", name, err)
		}
	}
	for name, node := range pairs(&t.Tables) {
		table, err := p.parseTable(name.Value, node)
		if err != nil {
			return nil, fmt.Errorf("tables: %s: %w", name.Value, err)
		}
		p.Tables = append(p.Tables, table)
	}
	return p, p.check()
}

// strict reads YAML of which every key must be known.
func strict(text []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && err != io.EOF {
		return err
	}
	return nil
}

func (p *Profile) parseTable(name string, node *yaml.Node) (*Table, error) {
	var t tableText
	if err := decode(node, &t, "files", "columns", "process", "zone", "keys", "ignore", "skip", "releases"); err != nil {
		return nil, err
	}
	table := &Table{Name: name, Files: t.Files, Columns: t.Columns, Ignore: append(t.Ignore, alwaysIgnored...), Keys: map[string]*template{}}
	var err error
	if t.Process != "" {
		if table.Process, err = parseExpression(t.Process); err != nil {
			return nil, fmt.Errorf("process: %w", err)
		}
	}
	if t.Zone != "" {
		if table.Zone, err = parseExpression(t.Zone); err != nil {
			return nil, fmt.Errorf("zone: %w", err)
		}
	}
	for key, text := range t.Keys {
		if table.Keys[key], err = parseTemplate(text); err != nil {
			return nil, fmt.Errorf("keys: %s: %w", key, err)
		}
	}
	for _, s := range t.Skip {
		when, err := parseConditions(&s.When)
		if err != nil {
			return nil, fmt.Errorf("skip: %w", err)
		}
		table.Skip = append(table.Skip, skipRule{when, s.Reason})
	}
	for stage, node := range pairs(&t.Releases) {
		rule, err := parseStage(stage.Value, node)
		if err != nil {
			return nil, fmt.Errorf("releases: %s: %w", stage.Value, err)
		}
		table.Release = append(table.Release, rule)
	}
	return table, nil
}

// alwaysIgnored are columns that say when a row was fetched, in whatever export.
var alwaysIgnored = []string{"_event_date", "_inserted_date"}

func parseStage(name string, node *yaml.Node) (*stageRule, error) {
	r := &stageRule{}
	var err error
	if r.stage, err = parseTemplate(name); err != nil {
		return nil, err
	}
	rest := *node
	rest.Content = nil
	for key, value := range pairs(node) {
		switch key.Value {
		case "date":
			if r.date, err = parseExpression(value.Value); err != nil {
				return nil, fmt.Errorf("date: %w", err)
			}
		case "tag":
			r.tags = splitList(value.Value)
		default:
			rest.Content = append(rest.Content, key, value)
		}
	}
	r.group, err = parseGroup(&rest)
	return r, err
}

// check holds what a profile names against what there is.
func (p *Profile) check() error {
	for _, id := range p.Extensions {
		if !slices.Contains(schema.BundledExtensions(), id) {
			return fmt.Errorf("extensions: there is none named %s; there are %s", id, strings.Join(schema.BundledExtensions(), ", "))
		}
	}
	for _, step := range p.Steps {
		if steps[step] == nil {
			return fmt.Errorf("steps: there is none named %s; there are %s", step, stepNames())
		}
	}
	for _, t := range p.Tables {
		if len(t.Files) == 0 && len(t.Columns) == 0 {
			return fmt.Errorf("tables: %s: say by `files:` or `columns:` how it is known", t.Name)
		}
		if t.Process == nil && len(t.Release) > 0 {
			return fmt.Errorf("tables: %s: say by `process:` which process a row belongs to", t.Name)
		}
		for _, r := range t.Release {
			if !slices.Contains(p.Stages, stageName(r.stage.text)) {
				return fmt.Errorf("tables: %s: releases: %s is not among `stages:`", t.Name, r.stage.text)
			}
			if err := r.group.check(p); err != nil {
				return fmt.Errorf("tables: %s: releases: %s: %w", t.Name, r.stage.text, err)
			}
		}
		if err := t.checkExpressions(p); err != nil {
			return fmt.Errorf("tables: %s: %w", t.Name, err)
		}
	}
	return nil
}

// checkExpressions holds what expressions name, wherever they stand: in conditions, ids of items, and parties too.
func (t *Table) checkExpressions(p *Profile) (err error) {
	t.visit(p, func(e *expression) {
		if err == nil {
			err = e.check(p)
		}
	})
	return err
}

// stageName is a stage without what tells several of its releases apart: contractAmendment of "contractAmendment {nomor}".
func stageName(text string) string {
	name, _, _ := strings.Cut(text, " ")
	return name
}
