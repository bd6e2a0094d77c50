package schema

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Encode writes the history as JSON on one line, to be kept with its record: the ids and dates of the releases, the
// stays as pairs of pointer and place of the release, the changes as objects without what is empty.
func (h *History) Encode() []byte {
	if h == nil {
		return nil
	}
	out := make([]byte, 0, 32+64*len(h.releases)+64*len(h.stood)+256*len(h.Changes))
	out = append(out, `{"releases":[`...)
	for _, r := range h.releases {
		out = appendText(append(comma(out), '['), r.ID)
		out = append(appendText(append(out, ','), r.DateText()), ']')
	}
	out = append(out, ']')
	if len(h.stood) > 0 {
		out = append(out, `,"stood":[`...)
		for _, s := range h.stood {
			out = appendText(append(comma(out), '['), s.pointer)
			out = append(strconv.AppendInt(append(out, ','), int64(s.release), 10), ']')
		}
		out = append(out, ']')
	}
	if len(h.Changes) > 0 {
		out = append(out, `,"changes":[`...)
		for i := range h.Changes {
			out = h.Changes[i].encode(comma(out))
		}
		out = append(out, ']')
	}
	return append(out, '}')
}

func (c *Change) encode(out []byte) []byte {
	out = strconv.AppendInt(append(out, `{"release":`...), int64(c.release), 10)
	for _, m := range [...]struct{ name, text string }{{`,"kind":`, string(c.Kind)}, {`,"path":`, c.Path}, {`,"thing":`, c.Thing},
		{`,"id":`, c.ThingID}, {`,"within":`, c.WithinID}, {`,"pointer":`, c.Pointer}} {
		if m.text != "" {
			out = appendText(append(out, m.name...), m.text)
		}
	}
	if c.From != nil {
		out = appendMember(out, `"from"`, c.From)
	}
	if c.To != nil {
		out = appendMember(out, `"to"`, c.To)
	}
	return append(out, '}')
}

// appendText appends a text as JSON.
func appendText(out []byte, s string) []byte {
	out, _ = jsontext.AppendQuote(out, s) // see quote
	return out
}

var errNoHistory = errors.New("it is not what was written")

// DecodeHistory reads what Encode wrote; nil of nothing. It shares the bytes.
func DecodeHistory(encoded []byte) (h *History, err error) {
	if len(encoded) == 0 {
		return nil, nil
	}
	unread := WithTree(encoded, func(tree *Value) { h, err = decodeHistory(tree) })
	if err = cmp.Or(unread, err); err != nil {
		return nil, fmt.Errorf("history of a process: %w; a new release of the process makes it anew", err)
	}
	return h, nil
}

func decodeHistory(tree *Value) (*History, error) {
	h := &History{}
	for _, one := range tree.Get("releases").Items() {
		id, date := one.pair()
		h.releases = append(h.releases, &Release{ID: id.Text(), rawDate: date.Raw()})
	}
	for _, one := range tree.Get("stood").Items() {
		pointer, release := one.pair()
		s := stay{pointer.Text(), h.place(release)}
		if s.release < 0 {
			return nil, errNoHistory
		}
		h.stood = append(h.stood, s)
	}
	for _, one := range tree.Get("changes").Items() {
		c := decodeChange(one)
		if c.release = h.place(one.Get("release")); c.release < 0 {
			return nil, errNoHistory
		}
		c.ReleaseID, c.Date = h.releases[c.release].ID, h.releases[c.release].DateText()
		h.Changes = append(h.Changes, c)
	}
	if !tree.Get("releases").IsList() {
		return nil, errNoHistory
	}
	return h, nil
}

func decodeChange(v *Value) Change {
	return Change{Path: v.Get("path").Text(), Thing: v.Get("thing").Text(), ThingID: v.Get("id").Text(),
		WithinID: v.Get("within").Text(), Pointer: v.Get("pointer").Text(), Kind: ChangeKind(v.Get("kind").Text()),
		From: v.Get("from").Raw(), To: v.Get("to").Raw()}
}

// pair gives the first two items of a list.
func (v *Value) pair() (first, second *Value) {
	if !v.IsList() || len(v.members) != 2 {
		return nil, nil
	}
	return &v.members[0].Value, &v.members[1].Value
}

// place reads a place among the releases, -1 where there is none.
func (h *History) place(v *Value) int {
	i, err := strconv.Atoi(string(v.Raw()))
	if err != nil || i < 0 || i >= len(h.releases) {
		return -1
	}
	return i
}
