package site

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"terang/store"
)

func jsonOf(text string) []byte {
	encoded, _ := json.Marshal(text) // a string always encodes
	return encoded
}

// proof is where a release stands in the ledger.
type proof struct {
	store.Link
	Day    string
	SHA256 string
	Tags   string
}

// Releases are the releases of the process, the newest first, with their digests.
func (p *process) Releases() cut[proof] {
	digests := map[string]string{}
	for _, l := range p.Lines {
		digests[l.ID] = l.SHA256
	}
	var all []proof
	for _, l := range slices.Backward(p.record.Releases) {
		all = append(all, proof{l, p.dayOf(l.Date), digests[l.ID], strings.Join(l.Tags(), ", ")})
	}
	const most = 30
	return firstOf(all, most)
}

// address is this page for ever: of its version.
func (p *process) address() string {
	return p.q.version.Publication.BaseURL + link(p.q.lang, p.q.version.ID, "processes", p.record.OCID)
}

// Citation is how the page is cited in a text.
func (p *process) Citation() string {
	return p.q.t("process.cite.text", p.q.publisher(), p.q.version.At.In(p.q.zone).Year(), p.Title(300), p.record.OCID, p.q.version.ID, p.address())
}

var notBibTeX = strings.NewReplacer(`\`, "", "{", "", "}", "", "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`, "~", " ", "^", " ")

// BibTeX is how the page is cited in LaTeX.
func (p *process) BibTeX() string {
	v := p.q.version
	return fmt.Sprintf("@misc{%s,\n  author = {{%s}},\n  title = {%s},\n  year = {%d},\n  version = {%s},\n  howpublished = {%s},\n  url = {%s}\n}",
		bibKey(p.record.OCID+"-"+v.ID), notBibTeX.Replace(plain(p.q.publisher())), notBibTeX.Replace(p.Title(300)),
		v.At.In(p.q.zone).Year(), v.ID, notBibTeX.Replace("OCDS, ocid "+plain(p.record.OCID)), p.address())
}

// bibKey leaves letters, digits and hyphens.
func bibKey(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '-'
	}, text)
}

// source is a page in the system that the data come from.
type source struct {
	System, URL string
	Title       string
}

// systems are known by what stands in the host of their addresses.
var systems = []struct{ name, part string }{
	{"SiRUP", "sirup"}, {"SPSE", "spse"}, {"LPSE", "lpse"}, {"e-Katalog", "katalog"}, {"INAPROC", "inaproc"},
}

// Sources are pages in the systems that the data come from, as the data name them: nothing is guessed. Of each system
// the first page counts.
func (p *process) Sources() (all []source) {
	seen := map[string]bool{}
	add := func(address, title string) {
		u, ok := webAddress(address)
		for _, s := range systems {
			if ok && strings.Contains(strings.ToLower(u.Host), s.part) && !seen[s.name] {
				seen[s.name], all = true, append(all, source{s.name, u.String(), title})
				return
			}
		}
	}
	for _, one := range p.Plans {
		for _, d := range one.parts["documents"] {
			add(d["url"], d["title"])
		}
	}
	for _, d := range p.Parts["documents"] {
		add(d["url"], d["title"])
	}
	tree := p.judged.Process.Tree
	for _, list := range []string{"sources", "relatedProcesses"} {
		for _, one := range tree.Get(list).Items() {
			add(one.Get("url").Text(), one.Get("name").Text())
			add(one.Get("uri").Text(), one.Get("title").Text())
		}
	}
	return all
}

// webAddress reads an address that a page may lead to.
func webAddress(text string) (*url.URL, bool) {
	u, err := url.Parse(strings.TrimSpace(text))
	ok := err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil
	return u, ok
}

// Web is an address of the data where a page may lead there, else empty.
func (p *process) Web(text string) string {
	if u, ok := webAddress(text); ok {
		return u.String()
	}
	return ""
}

// Codes are the numbers by which the process is found in other systems.
func (p *process) Codes() (all []code) {
	add := func(name, value string) {
		if value != "" && value != p.record.OCID {
			all = append(all, code{name, value})
		}
	}
	if p.IsPlan() {
		add("rup", p.Tender["tender_id"])
		return all
	}
	if p.competes() {
		add("tender", p.Tender["tender_id"])
	} else {
		add("package", p.Tender["tender_id"])
	}
	for _, one := range p.Plans {
		if t := one.parts["tenders"]; len(t) > 0 {
			add("rup", t[0]["tender_id"])
		}
	}
	return all
}

// code is a number in another system: tender, package or rup.
type code struct{ Name, Value string }
