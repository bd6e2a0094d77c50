package sheets

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// book is a workbook (ISO/IEC 29500-1, SpreadsheetML). Its sheets are read straight from the zip, cell by cell, so that
// one of any size takes no more memory or disk than its longest row; only texts that cells share are kept.
type book struct {
	parts    map[string]*zip.File
	file     string
	from1904 bool // days are counted from 1904
	styles   []dayFormat
	texts    *sharedTexts
	textPart string
}

// smallPart is how large the parts that are held as a whole may be.
const smallPart = 64 << 20

var errBook = errors.New("its parts do not belong together")

// addWorkbook adds the sheets of a workbook, hidden ones too.
func (s *Source) addWorkbook(z *zip.Reader, file string) error {
	b := &book{parts: map[string]*zip.File{}, file: file}
	for _, entry := range z.File {
		b.parts[partName(entry.Name)] = entry
	}
	sheets, err := b.sheets()
	if err == nil {
		err = b.readStyles()
	}
	if err != nil {
		return unreadable(CodeWorkbook, file, 0, err.Error())
	}
	if len(sheets) == 0 {
		return unreadable(CodeNoTables, file, 0, "XLSX", "XLSX")
	}
	s.Sheets = append(s.Sheets, sheets...)
	s.closer = append(s.closer, b)
	if b.parts["xl/vbaproject.bin"] != nil {
		s.found = append(s.found, finding(CodeMacros, file, 0))
	}
	return nil
}

// partName is the name by which a part is found: writers disagree about case and slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// sheets lists the sheets in the order of the workbook; what is no sheet of cells (a chart) is left out.
func (b *book) sheets() (all []*Sheet, err error) {
	var w struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string     `xml:"name,attr"`
			All  []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode("xl/workbook.xml", &w); err != nil {
		return nil, err
	}
	b.from1904 = w.Properties.From1904 == "1" || strings.EqualFold(w.Properties.From1904, "true")
	targets, err := b.targets()
	if err != nil {
		return nil, err
	}
	for _, sheet := range w.Sheets {
		id := ""
		for _, a := range sheet.All {
			if a.Name.Local == "id" && a.Name.Space != "" {
				id = a.Value
			}
		}
		target := targets[id]
		if target.kind != "worksheet" {
			continue
		}
		if b.parts[target.part] == nil {
			return nil, fmt.Errorf("%w: %s", errBook, sheet.Name)
		}
		all = append(all, &Sheet{Name: sheet.Name, File: b.file + "#" + sheet.Name, Kind: Workbook, book: b, part: target.part})
	}
	return all, nil
}

// target is what a relationship of the workbook leads to.
type target struct{ kind, part string }

func (b *book) targets() (map[string]target, error) {
	var r struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := b.decode("xl/_rels/workbook.xml.rels", &r); err != nil {
		return nil, err
	}
	all := map[string]target{}
	for _, one := range r.All {
		part := one.Target
		if !strings.HasPrefix(part, "/") {
			part = path.Join("xl", part)
		}
		t := target{path.Base(one.Type), partName(part)}
		if all[one.ID] = t; t.kind == "sharedStrings" {
			b.textPart = t.part
		}
	}
	return all, nil
}

// part opens a part of the workbook as text.
func (b *book) part(name string) (*text, error) {
	entry := b.parts[name]
	if entry == nil {
		return nil, fmt.Errorf("%w: %s", errBook, name)
	}
	in, err := entry.Open()
	if err != nil {
		return nil, err
	}
	return textOf(in)
}

// decode reads a small part.
func (b *book) decode(name string, into any) error {
	t, err := b.part(name)
	if err != nil {
		return err
	}
	defer t.Close()
	in := &io.LimitedReader{R: t, N: smallPart}
	d := xml.NewDecoder(in)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	err = d.Decode(into)
	if in.N == 0 {
		return &tooLarge{fmt.Sprintf("%s > %d MB", name, smallPart>>20)}
	}
	return err
}

// Close gives up the texts.
func (b *book) Close() error {
	if b.texts == nil {
		return nil
	}
	return b.texts.close()
}

// open begins to read a sheet.
func (b *book) open(s *Sheet, days bool) (rowReader, error) {
	if b.texts == nil {
		if err := b.readTexts(); err != nil {
			return nil, err
		}
	}
	t, err := b.part(s.part)
	if err != nil {
		return nil, err
	}
	return &workbookReader{xml: newScanner(t), book: b, sheet: s, shut: t.Close, days: days}, nil
}
