package api

import (
	"encoding/json"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// changeList is a page of what became of a process.
type changeList struct {
	OCID    string       `json:"ocid"`
	Version string       `json:"version"`
	Known   bool         `json:"known"` // false of a process that was merged before histories were kept
	Total   int64        `json:"total"`
	Changes []changeBody `json:"changes"`
	Links   *recordLinks `json:"links"`
}

// changeBody is a change as readers get it.
type changeBody struct {
	Number   int64           `json:"number"` // among the process's changes, from 1
	Date     string          `json:"date"`
	Release  releaseLink     `json:"release"`
	Kind     string          `json:"kind"`
	Path     string          `json:"path"`
	Pointer  string          `json:"pointer"`
	Title    bilingual       `json:"title"`
	Thing    string          `json:"thing,omitempty"`
	ThingID  string          `json:"thingId,omitempty"`
	WithinID string          `json:"withinId,omitempty"`
	Before   json.RawMessage `json:"before"`
	After    json.RawMessage `json:"after"`
	Currency string          `json:"currency,omitempty"`
	Meaning  *meaningBody    `json:"meaning"`
}

// releaseLink leads to a release.
type releaseLink struct {
	ID   string `json:"id"`
	Date string `json:"date,omitempty"`
	URL  string `json:"url"`
}

// bilingual is a text in both languages.
type bilingual struct {
	English    string `json:"en"`
	Indonesian string `json:"id"`
}

type meaningBody struct {
	Code string `json:"code"`
	bilingual
}

// listRecordChanges answers with what the releases after the first one changed in a process, in their order.
func (v *server) listRecordChanges(c echo.Context) error {
	p, err := v.page(c)
	if err != nil {
		return err
	}
	ocid := param(c, "ocid")
	record, err := v.store.Record(c.Request().Context(), p.version, ocid, store.WithHistory)
	if err != nil {
		return missing(err, "Version "+p.version.ID+" has no process "+ocid+".")
	}
	process, err := v.store.ProcessIn(record, p.version)
	if err != nil {
		return err
	}
	list := &changeList{OCID: ocid, Version: p.version.ID, Known: process.History != nil, Changes: []changeBody{}}
	if list.Known {
		p.total = int64(len(process.History.Changes))
	}
	list.Total = p.total
	list.fill(p, process)
	last := p.after() + int64(len(list.Changes))
	if list.Links, err = v.recordLinks(c, p, record, process); err != nil {
		return err
	}
	list.Links.links = *p.links(c, last < p.total, last)
	return answerValue(c, list, p.version.At)
}

// fill adds the changes of the page. It ends early where they are large.
func (l *changeList) fill(p *page, process *tables.Process) {
	teller, size := tables.NewTeller(process), 0
	for i := p.after(); i < min(p.after()+int64(p.limit), p.total) && size < maxPage; i++ {
		change := &process.History.Changes[i]
		l.Changes = append(l.Changes, newChangeBody(i+1, change, teller.Tell(int(i)), p.version.Publication.BaseURL, l.OCID))
		size += len(change.From) + len(change.To)
	}
}

func newChangeBody(number int64, c *schema.Change, told tables.Told, base, ocid string) changeBody {
	b := changeBody{
		Number: number, Date: c.Date, Release: releaseLink{ID: c.ReleaseID, URL: exporters.ReleaseURL(base, ocid, c.ReleaseID)},
		Kind: string(c.Kind), Path: c.Path, Pointer: c.Pointer, Thing: c.Thing, ThingID: c.ThingID, WithinID: c.WithinID,
		Title: bilingual{told.Title, told.TitleID}, Before: c.From, After: c.To, Currency: told.Currency,
	}
	if m := told.Meaning; m != nil {
		b.Meaning = &meaningBody{m.Code, bilingual{m.English, m.Indonesian}}
	}
	return b
}
