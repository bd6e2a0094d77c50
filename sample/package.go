package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// head is what a release package says beside its releases.
type head struct {
	URI               string    `json:"uri"`
	Version           string    `json:"version"`
	Extensions        []string  `json:"extensions"`
	PublishedDate     string    `json:"publishedDate"`
	License           string    `json:"license"`
	PublicationPolicy string    `json:"publicationPolicy"`
	Publisher         publisher `json:"publisher"`
}

type publisher struct {
	Name   string `json:"name"`
	Scheme string `json:"scheme"`
	UID    string `json:"uid"`
	URI    string `json:"uri"`
}

// extensions are those whose fields the releases use.
var extensions = []string{
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_location_extension/v1.1.5/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_contract_completion_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_performance_failures_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_metrics_extension/1.1/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_partyDetails_scale_extension/master/extension.json",
	"https://raw.githubusercontent.com/contratacionesabiertas/ocds_guarantees_extension/master/extension.json",
}

func packageHead(name string, published time.Time) head {
	return head{
		URI:               "https://data.example.id/ocds/" + name + ".json",
		Version:           "1.1",
		Extensions:        extensions,
		PublishedDate:     stamp(published),
		License:           "https://creativecommons.org/licenses/by/4.0/",
		PublicationPolicy: "https://data.example.id/kebijakan-publikasi",
		Publisher: publisher{
			Name:   Publisher,
			Scheme: scheme,
			UID:    "CONTOH-0000",
			URI:    "https://data.example.id/",
		},
	}
}

// writePackage writes the releases dated after one instant and until another: a release a line, procurement by
// procurement, the releases of a process in the order of their dates.
func writePackage(w io.Writer, o Options, name string, after, until time.Time) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.Write(bytes.TrimSuffix(encode(packageHead(name, until.Add(8*time.Hour))), []byte("}")))
	out.WriteString(`,"releases":[`)
	separator := "\n"
	for number := range o.Processes {
		for _, process := range invent(o.Seed, number) {
			for _, release := range process.published {
				if !release.date.After(after) || release.date.After(until) {
					continue
				}
				out.WriteString(separator)
				out.Write(release.line)
				separator = ",\n"
			}
		}
	}
	out.WriteString("\n]}\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	return nil
}

// encode gives a value as one line of JSON, with < and & as they are.
func encode(value any) []byte {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // texts and whole numbers always encode
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n"))
}
