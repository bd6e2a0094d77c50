package site

import (
	"terang/store"
)

// about is what the publisher says of itself and of its data.
type about struct {
	store.Publication
	Files  []offered // of the version
	Folder string
	Year   string // of publication
}

func (s *Site) about(q *request) (*view, error) {
	files, err := q.files(q.version)
	if err != nil {
		return nil, err
	}
	d := &about{Publication: q.version.Publication, Files: files.named("datapackage.json", "manifest.json"), Folder: q.folder(),
		Year: q.version.At.In(q.zone).Format("2006")}
	return &view{template: "about", Title: q.t("about.title", q.publisher()), Description: q.t("about.lead"), JSON: "/api/v1", Data: d}, nil
}
