package publish

import (
	"strings"
	"testing"

	"terang/store"
)

func TestContacts(t *testing.T) {
	for _, c := range []struct {
		contact Contact
		want    string // what the error names; empty for none
	}{
		{Contact{}, ""},
		{Contact{Email: "ppid@contoh.go.id", URL: "https://contoh.go.id/ppid", Telephone: "+62 21 1234567"}, ""},
		{Contact{URL: "http://contoh.go.id"}, ""},
		{Contact{Telephone: "+62 (21) 123-4567"}, ""},
		{Contact{Email: "ppid"}, "email"},
		{Contact{Email: "PPID <ppid@contoh.go.id>"}, "email"},
		{Contact{Email: "a@contoh.go.id\nExpires: never"}, "email"},
		{Contact{URL: "contoh.go.id"}, "url"},
		{Contact{URL: "mailto:ppid@contoh.go.id"}, "url"},
		{Contact{Telephone: "021 1234567"}, "telephone"},
		{Contact{Telephone: "+62 ext"}, "telephone"},
	} {
		for key, put := range map[string]func(*Config){
			"contact":                 func(to *Config) { to.Contact = c.contact },
			"contacts.security":       func(to *Config) { to.Contacts.Security = c.contact },
			"contacts.dataProtection": func(to *Config) { to.Contacts.DataProtection = c.contact },
			"contacts.ppid":           func(to *Config) { to.Contacts.PPID = c.contact },
		} {
			config := Trial()
			put(&config)
			err := config.Check()
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), key+"."+c.want) {
				t.Errorf("%s: %+v: %v, want it to name %q", key, c.contact, err, c.want)
			}
		}
	}
}

// What is not said takes no room in a version, so that the manifests of those who say nothing stay the same.
func TestContactsArePublished(t *testing.T) {
	config := Trial()
	if p := config.Publication(); p.Contacts != (store.Contacts{}) {
		t.Errorf("%+v", p.Contacts)
	}
	config.Contacts.Security.Email, config.Contacts.PPID.Telephone = "aman@contoh.go.id", "+62 21 1234567"
	want := store.Contacts{Security: store.Contact{Email: "aman@contoh.go.id"}, PPID: store.Contact{Telephone: "+62 21 1234567"}}
	if p := config.Publication(); p.Contacts != want {
		t.Errorf("%+v", p.Contacts)
	}
}
