package api

import (
	"encoding/json"
	"net/url"

	"github.com/labstack/echo/v4"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// organization is a buyer or supplier as readers get it.
type organization struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Party   json.RawMessage   `json:"party,omitempty"` // as the newest process has it: a row of tables/parties
	Sums    []json.RawMessage `json:"sums"`            // a row of the list for each currency
	Years   []json.RawMessage `json:"years"`           // the same by year
	Links   map[string]string `json:"links"`
}

func (v *server) getBuyer(c echo.Context) error    { return v.organization(c, search.Buyer) }
func (v *server) getSupplier(c echo.Context) error { return v.organization(c, search.Supplier) }

// organization answers with what is known of an organization in a role.
func (v *server) organization(c echo.Context, role search.Facet) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	f, result, code, err := v.findOrganization(c, version, role)
	if err != nil {
		return err
	}
	id := code.Value // as the data writes it
	o := &organization{ID: id, Name: code.Label, Version: version.ID, Years: []json.RawMessage{}}
	if err := v.sumsOf(c, f, role, o); err != nil {
		return err
	}
	if o.Party, err = v.party(c, f, result.Page(nil, 1), id); err != nil {
		return err
	}
	o.Links = organizationLinks(f, role, id)
	return answerValue(c, o, version.At)
}

// findOrganization finds the processes of the organization that the address names in a role, and what it is called.
func (v *server) findOrganization(c echo.Context, version *store.Version, role search.Facet) (*reading.Sought, *search.Found, search.Code, error) {
	ctx, id := c.Request().Context(), param(c, "id")
	f, err := v.store.SeekValue(ctx, version, role, id)
	if err != nil {
		return nil, nil, search.Code{}, err
	}
	result, err := f.Find(ctx)
	if err != nil {
		return nil, nil, search.Code{}, err
	}
	code, ok := result.Code(role, id)
	if !ok {
		return nil, nil, search.Code{}, notFound("Version " + version.ID + " has no " + string(role) + " " + id + ". /api/v1/" + string(role) + "s lists all.")
	}
	return f, result, code, nil
}

// sumsOf adds up the organization's processes, and those of each year.
func (v *server) sumsOf(c echo.Context, f *reading.Sought, role search.Facet, o *organization) error {
	groups, err := f.Groups(c.Request().Context(), role)
	if err != nil {
		return err
	}
	t := groupsTable("sums")
	for i := range groups { // a process may have several suppliers
		if groups[i].Value == o.ID {
			o.Sums = objects(t, groupRows(t, groups[i:i+1]))
		}
	}
	if o.Sums == nil {
		o.Sums = []json.RawMessage{} // plans alone
	}
	years, err := f.Groups(c.Request().Context(), search.Year)
	if err != nil {
		return err
	}
	if role == search.Buyer { // of a supplier, a year's sums would be those of its processes with all their suppliers
		o.Years = append(o.Years, objects(t, groupRows(t, years))...)
	}
	return nil
}

// party is the organization's row among the parties of its newest process.
func (v *server) party(c echo.Context, f *reading.Sought, keys []search.Key, id string) (json.RawMessage, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	t, one, err := v.store.Party(c.Request().Context(), f.Version, keys[0], id)
	if err != nil || one.Len() == 0 {
		return nil, err
	}
	return objects(t, one)[0], nil
}

func organizationLinks(f *reading.Sought, role search.Facet, id string) map[string]string {
	base := f.Version.Publication.BaseURL
	query := url.Values{string(role): {id}}.Encode()
	pinned := query + "&version=" + url.QueryEscape(f.Version.ID)
	performance, flags := resultLinks(base, role, id)
	return map[string]string{
		"performance": performance, "flags": flags,
		"self":      base + "/api/v1/" + string(role) + "s/" + url.PathEscape(id),
		"processes": base + "/api/v1/search?" + pinned, "records": base + "/api/v1/records?" + pinned,
		"contracts": base + "/api/v1/contracts?" + pinned, "statistics": base + "/api/v1/statistics?" + pinned,
		"atom": base + "/api/v1/changes.atom?" + query, "json": base + "/api/v1/changes.json?" + query,
	}
}
