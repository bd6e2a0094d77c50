package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
)

// dataset is what a file holds: the members of its package beside the releases, and the releases.
type dataset struct {
	head     []member
	releases []parts
}

// member is one member of an object, in the order and with the text of its publisher.
type member struct {
	name  string
	value json.RawMessage
}

// text is the member as it stands in an object.
func (m member) text() []byte {
	name, _ := json.Marshal(m.name) // text always can be
	return append(append(name, ':'), m.value...)
}

// parts is the text of a release, apart where a repetition puts its number.
type parts [][]byte

// load reads a dataset. Releases outside of a package get an invented one.
func load(path string) (*dataset, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if magic, _ := in.Peek(2); string(magic) == "\x1f\x8b" {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		in = bufio.NewReader(unpacked)
	}
	set := &dataset{head: []member{
		{"uri", []byte(`"https://example.org/"`)}, {"version", []byte(`"1.1"`)},
		{"publishedDate", []byte(`"2025-01-01T00:00:00Z"`)}, {"publisher", []byte(`{"name":"Example"}`)},
	}}
	for d := json.NewDecoder(in); ; {
		var value json.RawMessage
		if err := d.Decode(&value); err == io.EOF && len(set.releases) > 0 {
			return set, nil
		} else if err != nil {
			return nil, err
		}
		if err := set.add(value); err != nil {
			return nil, err
		}
	}
}

// add takes in a release package or a release.
func (s *dataset) add(value json.RawMessage) error {
	all, err := members(value)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(m member) bool { return m.name == "releases" })
	if at < 0 {
		s.releases = append(s.releases, split(all))
		return nil
	}
	var releases []json.RawMessage
	if err := json.Unmarshal(all[at].value, &releases); err != nil {
		return err
	}
	for _, release := range releases {
		inner, err := members(release)
		if err != nil {
			return err
		}
		s.releases = append(s.releases, split(inner))
	}
	s.head = slices.Delete(all, at, at+1)
	return nil
}

// members takes an object apart, and the white space out.
func members(object json.RawMessage) (all []member, err error) {
	var text bytes.Buffer
	if err := json.Compact(&text, object); err != nil {
		return nil, err
	}
	d := json.NewDecoder(&text)
	if opening, err := d.Token(); err != nil || opening != json.Delim('{') {
		return nil, errors.Join(errors.New("not an object"), err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: name.(string)}
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// split cuts a release behind its ocid and its id. An id that is a number stays whole: a new ocid is enough.
func split(release []member) (text parts) {
	part := []byte("{")
	for i, m := range release {
		if i > 0 {
			part = append(part, ',')
		}
		part = append(part, m.text()...)
		if (m.name == "ocid" || m.name == "id") && m.value[0] == '"' {
			text = append(text, part[:len(part)-1])
			part = []byte(`"`)
		}
	}
	return append(text, append(part, '}'))
}

// strip leaves out what sends other tools to the network, or back to OCDS 1.0.
func (s *dataset) strip() {
	s.head = slices.DeleteFunc(s.head, func(m member) bool { return m.name == "extensions" || m.name == "version" })
	s.head = append(s.head, member{"version", []byte(`"1.1"`)})
}

// write writes so many bytes, and what it takes to end the last release: a release a line, in a package or alone.
func (s *dataset) write(to io.Writer, size int, lines bool) error {
	w := bufio.NewWriter(to)
	before, between, after := "", "\n", "\n"
	if !lines {
		before, between, after = s.opening(), ",\n", "\n]}\n"
	}
	written, _ := w.WriteString(before)
	for n := 0; written < size; n++ {
		release := s.releases[n%len(s.releases)]
		number := ""
		if round := n / len(s.releases); round > 0 {
			number = "-" + strconv.Itoa(round+1)
		}
		if n > 0 {
			_, _ = w.WriteString(between)
		}
		part, _ := w.Write(bytes.Join(release, []byte(number)))
		written += len(between) + part
	}
	_, _ = w.WriteString(after)
	return w.Flush() // which says what went wrong before
}

// opening is the text of the package before its first release.
func (s *dataset) opening() string {
	text := []byte("{")
	for _, m := range s.head {
		text = append(append(text, m.text()...), ',')
	}
	return string(text) + "\"releases\":[\n"
}
