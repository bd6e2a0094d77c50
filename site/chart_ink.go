package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// inked makes of what the library drew what a page may have: no style of its own but classes, which know dark from
// light, the page's fonts, and a name and a description for who does not see it. What is not known here is refused, so
// that a new release of the library brings nothing in unseen.
func inked(drawn []byte, id, title, description string) (template.HTML, error) {
	var b strings.Builder
	in := xml.NewDecoder(bytes.NewReader(drawn))
	for {
		token, err := in.Token()
		if err == io.EOF {
			return template.HTML(b.String()), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			err = ink(&b, token, id, title, description)
		case xml.EndElement:
			if token.Name.Local != "path" && token.Name.Local != "circle" {
				b.WriteString("</" + token.Name.Local + ">")
			}
		case xml.CharData:
			b.WriteString(template.HTMLEscapeString(string(token)))
		default:
			err = fmt.Errorf("the library drew a %T", token)
		}
		if err != nil {
			return "", err
		}
	}
}

func ink(b *strings.Builder, e xml.StartElement, id, title, description string) error {
	given := map[string]string{}
	for _, a := range e.Attr {
		given[a.Name.Local] = strings.ReplaceAll(a.Value, "\n", "")
	}
	s := template.HTMLEscapeString
	switch e.Name.Local {
	case "svg":
		fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" role="img" aria-labelledby="%s-title %[2]s-about">`, s(given["viewBox"]), s(id))
		fmt.Fprintf(b, `<title id="%s-title">%s</title><desc id="%[1]s-about">%s</desc>`, s(id), s(title), s(description))
		return nil
	case "path", "circle", "text":
	default:
		return fmt.Errorf("the library drew an element %s", e.Name.Local)
	}
	class, err := classOf(given["style"], e.Name.Local)
	if err != nil {
		return err
	}
	b.WriteString("<" + e.Name.Local)
	for _, name := range []string{"d", "cx", "cy", "r", "x", "y"} {
		if value, ok := given[name]; ok {
			b.WriteString(" " + name + `="` + s(value) + `"`)
		}
	}
	b.WriteString(` class="` + class + `"`)
	if e.Name.Local == "text" {
		fmt.Fprintf(b, ` font-size="%d"`, textHigh)
	}
	if e.Name.Local != "text" {
		b.WriteString("/")
	}
	b.WriteString(">")
	return nil
}

// classOf are the classes for the colours of a style: what is stroked alone is a line, and what has no colour is not
// seen.
func classOf(style, element string) (string, error) {
	stroke, fill := "none", "none"
	for property := range strings.SplitSeq(style, ";") {
		switch name, value, _ := strings.Cut(property, ":"); name {
		case "stroke":
			stroke = value
		case "fill":
			fill = value
		}
	}
	color, class := fill, ""
	switch {
	case fill != "none":
	case stroke == "none":
		return "none", nil
	default:
		color, class = stroke, " line"
	}
	for name, c := range inkOf {
		if c.String() != color {
			continue
		}
		if name == "rule" || element == "text" {
			class = ""
		}
		return name + class, nil
	}
	return "", fmt.Errorf("the library drew in %s, which stands for no class", color)
}
