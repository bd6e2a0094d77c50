package publish

import (
	"fmt"
	"io"

	"terang/exporters"
	"terang/store"
)

// words is what the publisher says of itself, as files tell it.
func (x *export) words() *exporters.Words { return words(&x.version.Publication) }

func words(p *store.Publication) *exporters.Words {
	return &exporters.Words{Publisher: p.Publisher.Name, Scheme: p.Publisher.Scheme, UID: p.Publisher.UID, URI: p.Publisher.URI,
		License: p.License, Policy: p.Policy, Email: p.Contact.Email, ContactURL: p.Contact.URL,
		BaseURL: p.BaseURL, TimeZone: p.TimeZone, Trial: p.Trial}
}

// addDocuments writes what describes the other files: datapackage.json for programmes, README.md for people.
func (x *export) addDocuments(d *delta) error {
	text, err := exporters.DataPackage(x.manifest, x.words())
	if err != nil {
		return err
	}
	if err := x.plain("datapackage.json", "application/json", text); err != nil {
		return err
	}
	return x.plain("README.md", "text/markdown; charset=utf-8", exporters.Readme(x.manifest, d.counts(), x.words()))
}

// plain adds a small file that is not packed.
func (x *export) plain(path, mediaType string, text []byte) error {
	f, err := x.put(text)
	if err == nil {
		_, err = x.file(exporters.File{Path: path, MediaType: mediaType, Parts: []exporters.Part{exporters.Part(f)}, Rows: 1}, nil)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// about is what a workbook says of itself. It names no version, so that the workbook of an untouched year stays.
func (x *export) about(what, whatID string) *exporters.About {
	w := x.words()
	a := &exporters.About{Title: what + " of " + w.Publisher, TitleID: whatID + " " + w.Publisher,
		Publisher: w.Publisher, License: w.License, Email: w.Email, ContactURL: w.ContactURL, BaseURL: w.BaseURL}
	if w.Trial {
		a.Notice = "A trial: the publisher has no registered ocid prefix yet, so identifiers may still change."
		a.NoticeID = "Uji coba: penerbit belum memiliki prefiks ocid terdaftar, sehingga pengenal masih dapat berubah."
	}
	return a
}

// workbook writes the year's tables as one workbook.
func (y *year) workbook(sheets []*stream) (made, error) {
	about := y.about("Public procurement data", "Data pengadaan")
	about.Title, about.TitleID = fmt.Sprintf("%s, %d", about.Title, y.number), fmt.Sprintf("%s, %d", about.TitleID, y.number)
	return y.book(fmt.Sprintf("%sterang-%d.xlsx", y.folder, y.number), about, sheets)
}

// book writes tables as one workbook.
func (x *export) book(path string, about *exporters.About, sheets []*stream) (made, error) {
	all := make([]*exporters.Table, len(sheets))
	for i, s := range sheets {
		all[i] = s.table
	}
	var rows int64
	f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
		book, err := exporters.NewWorkbook(w, all, about)
		if err != nil {
			return err
		}
		defer book.Discard()
		for _, s := range sheets {
			rows += s.rows.Rows
			if err := s.rows.Each(book.Sheet(s.table).Write); err != nil {
				return err
			}
		}
		return book.Close()
	})
	if err != nil {
		return made{}, fmt.Errorf("write %s: %w", path, err)
	}
	return made{path: path, mediaType: mediaXLSX, part: f, rows: rows}, nil
}
