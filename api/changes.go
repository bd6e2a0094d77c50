package api

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/schema"
	"terang/store"
)

// pollAfter is how long who has caught up with the changes should wait before asking again; caches keep the answer
// as long.
const pollAfter = 30 * time.Second

// changesBody is a page of changes.
type changesBody struct {
	Since     int64      `json:"since"`
	Next      int64      `json:"next"` // the since of the next page
	Latest    int64      `json:"latest"`
	Version   string     `json:"version"`
	Changes   []change   `json:"changes"`
	Skipped   [][2]int64 `json:"skipped,omitempty"` // by the filter: from, to
	PollAfter int64      `json:"pollAfterSeconds,omitempty"`
	Links     *links     `json:"links,omitempty"`
}

// change is an entry of the ledger as readers get it.
type change struct {
	Seq     int64           `json:"seq"`
	Type    store.EntryType `json:"type"`
	At      time.Time       `json:"at"`
	OCID    string          `json:"ocid,omitempty"`
	ID      string          `json:"id"`
	SHA256  string          `json:"sha256"`
	URL     string          `json:"url,omitempty"`
	Tag     []string        `json:"tag,omitempty"`
	Date    string          `json:"date,omitempty"`
	Version string          `json:"version"` // that published it first
	Release json.RawMessage `json:"release,omitempty"`
}

// listChanges answers with the entries of the ledger after since, without gap: what is not on the page lies in a
// skipped range or after next.
func (v *server) listChanges(c echo.Context) error {
	s, err := v.span(c)
	if err != nil {
		return err
	}
	since, err := sequence(c, "since", 0)
	if err != nil {
		return err
	}
	found, told, err := v.changesAfter(c.Request().Context(), s, since)
	if err != nil {
		return err
	}
	body := changesBody{Since: since, Next: found.last, Latest: s.version.Seq, Version: s.version.ID, Skipped: found.skipped,
		Changes: changesOf(s, told)}
	switch h := c.Response().Header(); {
	case found.last < s.version.Seq:
		body.Links = &links{Next: s.url("since", found.last)}
		h.Set("Link", "<"+body.Links.Next+`>; rel="next"`)
	case !s.pinned:
		seconds := int64(pollAfter / time.Second)
		body.PollAfter = seconds
		h.Set("Cache-Control", "public, max-age="+strconv.FormatInt(seconds, 10))
	}
	return answerValue(c, body, s.version.At)
}

// changesOf writes entries as readers get them.
func changesOf(s *span, told []published) []change {
	all := make([]change, len(told))
	for i, p := range told {
		all[i] = change{Seq: p.Seq, Type: p.Type, At: p.At, OCID: p.OCID, ID: p.ID, SHA256: p.SHA256, URL: s.urlOf(p.Entry), Version: p.version.ID}
		if p.line == nil {
			continue
		}
		release := schema.NewRelease(p.line)
		all[i].Tag, all[i].Date = release.Tags, release.DateText()
		if s.whole {
			all[i].Release = p.line
		}
	}
	return all
}

// urlOf is where an entry can be read; empty where nothing shows it.
func (s *span) urlOf(e store.Entry) string {
	base := s.version.Publication.BaseURL
	switch e.Type {
	case store.ReleaseEntry, store.WithdrawalEntry:
		return exporters.ReleaseURL(base, e.OCID, e.ID)
	case store.VersionEntry:
		return base + "/api/v1/versions/" + e.ID
	}
	return ""
}

// sequence reads a parameter that is the number of an entry; the contract has checked that it is a whole number.
func sequence(c echo.Context, name string, otherwise int64) (int64, error) {
	return sequenceIn(name, c.QueryParam(name), otherwise)
}

func sequenceIn(name, text string, otherwise int64) (int64, error) {
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, invalid(fault{name, "invalid", "give the seq of an entry, a whole number from 0"})
	}
	return n, nil
}

// isHead says whether only the headers are asked for.
func isHead(c echo.Context) bool { return c.Request().Method == http.MethodHead }
