// Package reference makes the page on which people read the contract of the public API: every operation with its
// parameters, answers and a line for the command line, every error with its remedy, and guides. The page needs
// nothing but itself: no script, no font, no picture.
package reference

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:embed page.tmpl
var pageText string

//go:embed page.css
var style string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"style": func() template.CSS { return template.CSS(style) }}).Parse(pageText))

// Policy is the Content-Security-Policy under which the page is whole: its own style, and nothing else.
func Policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// Setting is what the examples of a page are made with, so that each works as it is printed.
type Setting struct {
	Base      string            // of the server, without a slash at its end
	Publisher string            // name; empty before anything is published
	Version   string            // id of the version that examples ask for
	Samples   map[string]string // values for parameters, by name or by operationId.name; empty, as for an operationId alone, where there is none
}

// Language is one that the page is written in.
type Language string

// The languages of the page.
const (
	English    Language = "en"
	Indonesian Language = "id"
)

// Contract is a contract that is read for people.
type Contract struct {
	doc      *openapi3.T
	guides   []guide
	problems map[string]problem
}

// New reads what the page needs beside the contract's own members: x-guides and components.x-problems.
func New(doc *openapi3.T) (*Contract, error) {
	c := &Contract{doc: doc}
	if err := extension(doc.Extensions, "x-guides", &c.guides); err != nil {
		return nil, err
	}
	if doc.Components == nil {
		return c, nil
	}
	return c, extension(doc.Components.Extensions, "x-problems", &c.problems)
}

// Page writes the page.
func (c *Contract) Page(lang Language, s *Setting) ([]byte, error) {
	var b bytes.Buffer
	if err := page.Execute(&b, c.view(&writer{lang, s})); err != nil {
		return nil, fmt.Errorf("write the reference page: %w", err)
	}
	return b.Bytes(), nil
}
