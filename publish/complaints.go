package publish

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"terang/store"
)

// Complaint is a channel of the publisher's for reports and complaints about a process, in terang.yaml. Pages of processes
// fill in its address.
type Complaint struct {
	Name   string `yaml:"name"`             // as people know it: LAPOR!, WhatsApp Inspektorat
	NameEN string `yaml:"nameEN,omitempty"` // for pages in English; empty for the same
	URL    string `yaml:"url"`              // https:, mailto:, sms: or tel:, with placeholders
}

// complaintSchemes are those that a channel may have.
var complaintSchemes = []string{"https", "mailto", "sms", "tel"}

var (
	placeholderForm = regexp.MustCompile(`\{[^{}]*\}`)
	numberForm      = regexp.MustCompile(`^\+?[0-9][0-9().-]*$`)
)

func (c *Config) complaints() (all []store.Complaint) {
	for _, one := range c.Complaints {
		all = append(all, store.Complaint(one))
	}
	return all
}

// complaintFaults finds what is wrong with the channels for complaints.
func (c *Config) complaintFaults() (all []error) {
	for i, one := range c.Complaints {
		if strings.TrimSpace(one.Name) == "" {
			all = append(all, fmt.Errorf("complaints %d has no name: give the one that people know, as WhatsApp Inspektorat", i+1))
		}
		if err := one.fault(); err != nil {
			all = append(all, fmt.Errorf("complaints %d, url %q: %w", i+1, one.URL, err))
		}
	}
	return all
}

// fault is what is wrong with the address of a channel.
func (c *Complaint) fault() error {
	for _, name := range placeholderForm.FindAllString(c.URL, -1) {
		if !slices.Contains(store.ComplaintPlaceholders, name) {
			return fmt.Errorf("the placeholder %s is not known: there are %s", name, strings.Join(store.ComplaintPlaceholders, " "))
		}
	}
	bare := placeholderForm.ReplaceAllString(c.URL, "x")
	u, err := url.Parse(bare)
	if err != nil || strings.ContainsAny(bare, "{} \t\n") {
		return fmt.Errorf("it is not an address: write it as https://wa.me/6281234567890?text={text}, with blanks as %%20")
	}
	if !slices.Contains(complaintSchemes, u.Scheme) {
		return fmt.Errorf("it must begin with https:, mailto:, sms: or tel:, as https://wa.me/6281234567890?text={text} or sms:1708?body={text}")
	}
	to, _ := url.PathUnescape(u.Opaque)
	switch _, notAddress := mail.ParseAddress(to); {
	case u.Scheme == "https" && (u.Host == "" || placeholderForm.MatchString(beforePath(c.URL))):
		return fmt.Errorf("it has no host of its own: write it as https://lapor.example.go.id/?text={text}")
	case u.Scheme == "mailto" && notAddress != nil:
		return fmt.Errorf("it has no address: write it as mailto:inspektorat@example.go.id?subject={title}&body={text}")
	case (u.Scheme == "sms" || u.Scheme == "tel") && !numberForm.MatchString(to):
		return fmt.Errorf("it has no number: write it as sms:1708?body={text} or tel:+62211234567")
	}
	return nil
}

// beforePath is an address up to its path.
func beforePath(address string) string {
	_, rest, _ := strings.Cut(address, "//")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}
