package api

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/store"
	"terang/tables"
)

// recordLinks lead from a process to all that belongs to it.
type recordLinks struct {
	links
	Record    string             `json:"record"`
	Releases  []releaseLink      `json:"releases,omitempty"` // on the first page
	Files     []string           `json:"files"`
	Plans     []planLink         `json:"plans,omitempty"`
	Buyer     *organizationLink  `json:"buyer,omitempty"`
	Suppliers []organizationLink `json:"suppliers,omitempty"`
}

// planLink names a plan; the URL is missing where the version has no such process.
type planLink struct {
	OCID string `json:"ocid"`
	URL  string `json:"url,omitempty"`
}

// organizationLink names an organization; one without an id has no address, nor has a supplier that nobody chose.
type organizationLink struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// recordURL is the address of a process in a version.
func recordURL(base, ocid string) string { return base + "/api/v1/records/" + url.PathEscape(ocid) }

// recordHeaders say in the headers of a record what leads on from it (RFC 5829, RFC 8288; related is what
// indicators flag in it as of the latest version): the package stays OCDS alone.
func recordHeaders(c echo.Context, version *store.Version, ocid string) {
	base := version.Publication.BaseURL
	record := recordURL(base, ocid)
	history := record + "/changes"
	if pin := c.QueryParam("version"); pin != "" {
		history += "?version=" + url.QueryEscape(pin)
	}
	c.Response().Header().Set("Link", fmt.Sprintf(`<%s>; rel="version-history", <%s>; rel="latest-version", <%s/api/v1/flags?%s>; rel="related", <%s/openapi.yaml>; rel="describedby"`,
		history, record, base, url.Values{"ocid": {ocid}}.Encode(), base))
}

func (v *server) recordLinks(c echo.Context, p *page, r *store.Record, process *tables.Process) (l *recordLinks, err error) {
	base, pin := p.version.Publication.BaseURL, "?version="+p.version.ID
	l = &recordLinks{Record: recordURL(base, r.OCID) + pin}
	if p.cursor == nil {
		for _, one := range r.Releases {
			l.Releases = append(l.Releases, releaseLink{one.ID, one.Date, exporters.ReleaseURL(base, r.OCID, one.ID)})
		}
	}
	if l.Files, err = v.filesOf(c, p.version, r.Year); err != nil {
		return nil, err
	}
	if l.Plans, err = v.plans(c, p.version, process, pin); err != nil {
		return nil, err
	}
	l.Buyer, l.Suppliers = organizationsOf(base, process, pin)
	return l, nil
}

// organizationsOf lead to a process's buyer, nil where it has none, and to its suppliers.
func organizationsOf(base string, process *tables.Process, pin string) (buyer *organizationLink, suppliers []organizationLink) {
	if o, ok := tables.Buyer(process); ok {
		link := newOrganizationLink(base+"/api/v1/buyers/", o, pin)
		buyer = &link
	}
	for _, supplier := range tables.Suppliers(process) {
		link := newOrganizationLink(base+"/api/v1/suppliers/", supplier.Organization, pin)
		if !supplier.Chosen {
			link.URL = ""
		}
		suppliers = append(suppliers, link)
	}
	return buyer, suppliers
}

func newOrganizationLink(folder string, o tables.Organization, pin string) organizationLink {
	link := organizationLink{ID: o.ID, Name: o.Name}
	if o.ID != "" {
		link.URL = folder + url.PathEscape(o.ID) + pin
	}
	return link
}

// filesOf are the tables of a year, in which the process has its rows.
func (v *server) filesOf(c echo.Context, version *store.Version, year int) ([]string, error) {
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return nil, err
	}
	files := []string{}
	for _, f := range m.Files {
		if strings.HasPrefix(f.Path, fmt.Sprintf("year=%04d/tables/", year)) {
			files = append(files, version.Publication.BaseURL+"/data/"+version.ID+"/"+f.Path)
		}
	}
	return files, nil
}

// mostPlans is of how many plans it is sought whether the version has them.
const mostPlans = 20

func (v *server) plans(c echo.Context, version *store.Version, process *tables.Process, pin string) (all []planLink, err error) {
	for i, ocid := range tables.Plans(process) {
		link := planLink{OCID: ocid}
		if i < mostPlans {
			_, err := v.store.Record(c.Request().Context(), version, ocid)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			if err == nil {
				link.URL = recordURL(version.Publication.BaseURL, ocid) + pin
			}
		}
		all = append(all, link)
	}
	return all, nil
}
