// Package catalog describes a published dataset so that it is found: for portals (DCAT), for search engines
// (schema.org, sitemaps), and for programmes that look at well-known addresses. Each document is made of a version,
// its publication and its manifest alone, so that the same version gives the same bytes.
package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"terang/exporters"
	"terang/store"
)

// Dataset is what is described: a version, with what it has.
type Dataset struct {
	Version  *store.Version
	Earlier  []*store.Version // versions before it, newest first; not necessarily all
	Manifest *exporters.Manifest
}

// LinkedData is the media type of JSON-LD.
const LinkedData = "application/ld+json"

// node is a thing in JSON-LD. Its members are written by name, so that the same thing gives the same bytes.
type node map[string]any

// encode writes a document of JSON-LD.
func (n node) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(n); err != nil {
		return nil, fmt.Errorf("write JSON-LD: %w", err)
	}
	return b.Bytes(), nil
}

// put adds a member unless it says nothing.
func (n node) put(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case node:
		if len(v) == 0 {
			return
		}
	}
	n[name] = value
}

// base is the server's address, without a slash at its end.
func (d *Dataset) base() string { return d.Version.Publication.BaseURL }

// file is the address of a file of the version.
func (d *Dataset) file(path string) string { return d.base() + "/data/" + d.Version.ID + "/" + path }

func (d *Dataset) title() string {
	return "Open contracting data of " + d.Version.Publication.Publisher.Name
}

func (d *Dataset) titleID() string {
	return "Data pengadaan terbuka " + d.Version.Publication.Publisher.Name
}

// description says in a few sentences what there is.
func (d *Dataset) description() string {
	text := fmt.Sprintf("Public procurement of %s as open data in the Open Contracting Data Standard (OCDS) 1.1: %d contracting processes%s, "+
		"from plan to payment, with every release of each. Free to read without registration; every version stays available and can be cited and checked.",
		d.Version.Publication.Publisher.Name, d.Version.Records, d.span(" that began in "))
	if d.Version.Publication.Trial {
		text += " This is a trial: the publisher has no registered ocid prefix yet, so identifiers may still change."
	}
	return text
}

func (d *Dataset) descriptionID() string {
	text := fmt.Sprintf("Data pengadaan barang/jasa %s sebagai data terbuka menurut Open Contracting Data Standard (OCDS) 1.1: %d proses pengadaan%s, "+
		"dari rencana sampai pembayaran, dengan semua rilisnya. Bebas dibaca tanpa pendaftaran; setiap versi tetap tersedia, dapat dikutip, dan dapat diperiksa.",
		d.Version.Publication.Publisher.Name, d.Version.Records, d.span(" yang dimulai tahun "))
	if d.Version.Publication.Trial {
		text += " Ini uji coba: penerbit belum memiliki prefiks ocid terdaftar, sehingga pengenal masih dapat berubah."
	}
	return text
}

// years are the first and last year in which processes began; empty where there is no process.
func (d *Dataset) years() (first, last string) {
	years := d.Manifest.Years()
	if len(years) == 0 {
		return "", ""
	}
	return years[0], years[len(years)-1]
}

// span words the years, after what leads to them.
func (d *Dataset) span(lead string) string {
	first, last := d.years()
	switch first {
	case "":
		return ""
	case last:
		return lead + first
	}
	return lead + first + "–" + last
}

var keywords = []string{"ocds", "open contracting", "procurement", "pengadaan", "kontrak", "tender"}

// isWebAddress says whether a publisher's words are an address, and not a name.
func isWebAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}
