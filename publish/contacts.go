package publish

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"

	"terang/store"
)

// Contact is where to turn to: any of the three, in terang.yaml.
type Contact struct {
	Email     string `yaml:"email,omitempty"`
	URL       string `yaml:"url,omitempty"`
	Telephone string `yaml:"telephone,omitempty"` // in the international form, as +62 21 1234567
}

// Contacts are those for particular matters; where one is missing, Config.Contact stands for it.
type Contacts struct {
	Security       Contact `yaml:"security,omitempty"`       // of who finds a weakness of the server
	DataProtection Contact `yaml:"dataProtection,omitempty"` // of who finds data about themselves
	PPID           Contact `yaml:"ppid,omitempty"`           // the officer for public information (UU 14/2008)
}

func (c *Contacts) publication() store.Contacts {
	return store.Contacts{Security: store.Contact(c.Security), DataProtection: store.Contact(c.DataProtection), PPID: store.Contact(c.PPID)}
}

var telephoneForm = regexp.MustCompile(`^\+[1-9][0-9 ()-]{5,24}$`)

// contactFaults finds what is wrong with the contacts.
func (c *Config) contactFaults() (all []error) {
	for _, one := range []struct {
		key string
		Contact
	}{{"contact", c.Contact}, {"contacts.security", c.Contacts.Security}, {"contacts.dataProtection", c.Contacts.DataProtection}, {"contacts.ppid", c.Contacts.PPID}} {
		if a, err := mail.ParseAddress(one.Email); one.Email != "" && (err != nil || a.Address != one.Email) {
			all = append(all, fmt.Errorf("%s.email %q is not an address: write it as ppid@example.go.id", one.key, one.Email))
		}
		if u, err := url.Parse(one.URL); one.URL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			all = append(all, fmt.Errorf("%s.url %q is not a web address: write it as https://example.go.id/ppid", one.key, one.URL))
		}
		if one.Telephone != "" && !telephoneForm.MatchString(one.Telephone) {
			all = append(all, fmt.Errorf("%s.telephone %q is not in the international form: write it as +62 21 1234567", one.key, one.Telephone))
		}
	}
	return all
}
