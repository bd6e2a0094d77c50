package catalog

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"

	"terang/store"
)

// LinkSet is the media type of an API catalogue (RFC 9727, 4.2).
const LinkSet = `application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"`

// Security writes security.txt (RFC 9116): the contact for security, else the contact for all questions. It expires a year
// after its version was published, so that its bytes stay. ok is false where the publisher has no contact that may
// stand there.
func Security(v *store.Version) (text []byte, ok bool) {
	p := &v.Publication
	lines := contacts(p.Contacts.Security)
	if lines == nil {
		lines = contacts(p.Contact)
	}
	if lines == nil {
		return nil, false
	}
	lines = append(lines, "Expires: "+v.At.UTC().AddDate(1, 0, 0).Format(time.RFC3339), "Preferred-Languages: id, en")
	if strings.HasPrefix(p.BaseURL, "https://") {
		lines = append(lines, "Canonical: "+p.BaseURL+"/.well-known/security.txt")
	}
	return []byte(strings.Join(lines, "\n") + "\n"), true
}

// contacts writes a contact's lines. A web address must be https (RFC 9116, 2.5.3); nothing may break a line.
func contacts(c store.Contact) (lines []string) {
	var all []string
	if c.Email != "" {
		all = append(all, "mailto:"+c.Email)
	}
	if strings.HasPrefix(c.URL, "https://") {
		all = append(all, c.URL)
	}
	if c.Telephone != "" {
		all = append(all, telephone(c.Telephone))
	}
	for _, one := range all {
		if !strings.ContainsFunc(one, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
			lines = append(lines, "Contact: "+one)
		}
	}
	return lines
}

// telephone is a number as an address (RFC 3966).
func telephone(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
}

// Robots writes robots.txt (RFC 9309): everything may be read but what a walk through pages leads to without end.
func Robots(base string) []byte {
	return fmt.Appendf(nil, "User-agent: *\nDisallow: /*?cursor=\nDisallow: /*&cursor=\n\nSitemap: %s/sitemap.xml\n", base)
}

// linked is a link of a link set (RFC 9264, 4.2).
type linked struct {
	Href     string   `json:"href"`
	Type     string   `json:"type,omitempty"`
	HrefLang []string `json:"hreflang,omitempty"`
}

// APICatalog writes the API catalogue (RFC 9727): one API, with its contract, its reference page and its state.
func APICatalog(base string) ([]byte, error) {
	type set struct {
		Anchor      string   `json:"anchor"`
		Item        []linked `json:"item,omitempty"`
		Description []linked `json:"service-desc,omitempty"`
		Document    []linked `json:"service-doc,omitempty"`
		Meta        []linked `json:"service-meta,omitempty"`
		Status      []linked `json:"status,omitempty"`
	}
	api := base + "/"
	text, err := json.Marshal(map[string][]set{"linkset": {
		{Anchor: base + "/.well-known/api-catalog", Item: []linked{{Href: api}}},
		{Anchor: api, Description: []linked{{base + "/openapi.yaml", "application/yaml", nil}}, Document: []linked{{base + "/docs", "text/html", []string{"id", "en"}}},
			Meta: []linked{{base + "/catalog.jsonld", LinkedData, nil}}, Status: []linked{{base + "/readyz", "application/json", nil}}},
	}})
	if err != nil {
		return nil, fmt.Errorf("write the API catalogue: %w", err)
	}
	return text, nil
}
