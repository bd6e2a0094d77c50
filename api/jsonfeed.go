package api

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// jsonFeed is a feed (JSON Feed 1.1).
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	NextURL     string       `json:"next_url,omitempty"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Content   string   `json:"content_text"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified"`
	Tags      []string `json:"tags,omitempty"`
	Entry     change   `json:"_terang"` // the entry as the list has it
}

func (v *server) getJSONFeed(c echo.Context) error {
	f, err := v.feed(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(f.json()); err != nil {
		return err
	}
	return answerAs(c, jsonFeedType, b.Bytes(), f.version.At)
}

func (f *feed) json() *jsonFeed {
	p := f.version.Publication
	j := &jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.title, HomePageURL: p.BaseURL + "/", FeedURL: f.start,
		NextURL: f.next, Language: "id", Authors: []jsonAuthor{{p.Publisher.Name, p.Publisher.URI}}, Items: []jsonItem{}}
	told := make([]published, len(f.items))
	for i, one := range f.items {
		told[i] = one.published
	}
	for i, entry := range changesOf(f.span, told) {
		one, at := f.items[i], instant(f.items[i].version.At)
		j.Items = append(j.Items, jsonItem{ID: f.idOf(one.Entry), URL: first(entry.URL, f.entryURL(one.Entry)), Title: one.title,
			Content: one.summary.id + "\n" + one.summary.en, Published: at, Modified: at, Tags: entry.Tag, Entry: entry})
	}
	return j
}

// entryURL is the address of an entry in the list of changes.
func (s *span) entryURL(e store.Entry) string {
	return fmt.Sprintf("%s/api/v1/changes?since=%d&limit=1", s.version.Publication.BaseURL, e.Seq-1)
}
