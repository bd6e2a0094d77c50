package site

import (
	"cmp"
	"html/template"
	"net/url"
	"strings"
)

// encoded is a text within an address.
func encoded(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// channel is where reports and complaints go.
type channel struct {
	Name string
	URL  template.URL
}

// lapor is the nation's own channel, which takes reports about any government.
const lapor = "https://www.lapor.go.id"

// ChannelsNamed says whether the publisher named channels of its own.
func (p *process) ChannelsNamed() bool { return len(p.q.version.Publication.Complaints) > 0 }

// Channels are the publisher's, with this process filled in; else the nation's.
func (p *process) Channels() (all []channel) {
	if !p.ChannelsNamed() {
		return []channel{{"LAPOR!", lapor}}
	}
	tender := ""
	if p.Tender != nil {
		tender = p.Tender["tender_id"]
	}
	fill := strings.NewReplacer("{ocid}", encoded(p.record.OCID), "{title}", encoded(p.Title(160)),
		"{tenderID}", encoded(tender), "{link}", encoded(p.address()), "{text}", encoded(p.Complaint()))
	for _, c := range p.q.version.Publication.Complaints {
		address := fill.Replace(c.URL)
		if u, err := url.Parse(address); err == nil && complaintScheme[u.Scheme] {
			all = append(all, channel{cmp.Or(p.q.local(c.NameEN, c.Name), c.Name), template.URL(address)})
		}
	}
	return all
}

var complaintScheme = map[string]bool{"https": true, "mailto": true, "sms": true, "tel": true}

// Complaint is a text ready to be sent.
func (p *process) Complaint() string { return p.q.t("process.complaint.text", p.facts()) }
