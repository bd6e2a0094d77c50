package publish

import (
	"slices"
	"strings"
	"testing"

	"terang/store"
)

func TestComplaints(t *testing.T) {
	for _, c := range []struct {
		complaint Complaint
		want      string // what the error names; empty for none
	}{
		{Complaint{Name: "LAPOR!", URL: "https://www.lapor.go.id"}, ""},
		{Complaint{Name: "WhatsApp", URL: "https://wa.me/6281234567890?text={text}"}, ""},
		{Complaint{Name: "Formulir", URL: "https://aduan.contoh.go.id/{ocid}?judul={title}&kode={tenderID}&tautan={link}"}, ""},
		{Complaint{Name: "Surel", URL: "mailto:inspektorat@contoh.go.id?subject={title}&body={text}"}, ""},
		{Complaint{Name: "SMS", URL: "sms:1708?body={text}"}, ""},
		{Complaint{Name: "SMS", URL: "sms:+6281234567890?body={text}"}, ""},
		{Complaint{Name: "Telepon", URL: "tel:+62-21-1234567"}, ""},
		{Complaint{Name: " ", URL: "sms:1708"}, "has no name"},
		{Complaint{Name: "a"}, "must begin with"},
		{Complaint{Name: "a", URL: "http://aduan.contoh.go.id"}, "must begin with"},
		{Complaint{Name: "a", URL: "javascript:alert(1)"}, "must begin with"},
		{Complaint{Name: "a", URL: "https:///x"}, "no host"},
		{Complaint{Name: "a", URL: "https://{title}/x"}, "no host"},
		{Complaint{Name: "a", URL: "https://contoh.go.id/{nama}"}, "{nama} is not known: there are {ocid}"},
		{Complaint{Name: "a", URL: "https://contoh.go.id/{ocid"}, "not an address"},
		{Complaint{Name: "a", URL: "sms:1708?body=halo {ocid}"}, "%20"},
		{Complaint{Name: "a", URL: "mailto:inspektorat"}, "no address"},
		{Complaint{Name: "a", URL: "sms:?body={text}"}, "no number"},
		{Complaint{Name: "a", URL: "tel:satu"}, "no number"},
	} {
		config := Trial()
		config.Complaints = []Complaint{{Name: "LAPOR!", URL: "https://www.lapor.go.id"}, c.complaint}
		err := config.Check()
		if (err == nil) != (c.want == "") || err != nil && !(strings.Contains(err.Error(), c.want) && strings.Contains(err.Error(), "complaints 2")) {
			t.Errorf("%+v: %v, want it to say %q", c.complaint, err, c.want)
		}
	}
}

// Channels for complaints are kept with a version, and stand in none of its files: another channel writes none anew.
func TestComplaintsArePublished(t *testing.T) {
	config := Trial()
	without := config.Publication()
	if without.Complaints != nil {
		t.Errorf("%+v", without.Complaints)
	}
	config.Complaints = []Complaint{{Name: "Aduan", NameEN: "Complaints", URL: "sms:1708?body={text}"}}
	with := config.Publication()
	if want := []store.Complaint{{Name: "Aduan", NameEN: "Complaints", URL: "sms:1708?body={text}"}}; !slices.Equal(with.Complaints, want) {
		t.Errorf("%+v", with.Complaints)
	}
	if !samePublication(without, with) {
		t.Error("another channel for complaints writes files anew")
	}
	with.Contacts.PPID.Email = "ppid@contoh.go.id"
	if samePublication(without, with) {
		t.Error("another contact is not noticed")
	}
}
