package flat

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook: it is unpacked into memory up to the first, and beyond it into temporary files.
const (
	workbookMemory = 16 << 20
	workbookMost   = 8 << 30
)

// openWorkbook opens an XLSX workbook, each sheet of which is a table. closed is what closing it as a zip came to.
func openWorkbook(file string, closed error) (*Source, error) {
	book, err := excelize.OpenFile(file, excelize.Options{UnzipXMLSizeLimit: workbookMemory, UnzipSizeLimit: workbookMost, RawCellValue: true})
	if err = errors.Join(closed, err); err != nil {
		return nil, unreadable(codeWorkbook, file, 0, err.Error())
	}
	s := &Source{Name: file, closer: book}
	for _, name := range book.GetSheetList() {
		at := file + "#" + name
		s.sheets = append(s.sheets, &sheet{name: name, file: at, workbook: true, open: func() (rowReader, error) {
			rows, err := book.Rows(name)
			if err != nil {
				return nil, unreadable(codeWorkbook, at, 0, err.Error())
			}
			return &workbookReader{rows: rows}, nil
		}})
	}
	if len(s.sheets) == 0 {
		return nil, errors.Join(unreadable(codeNoTables, file, 0), book.Close())
	}
	return s, nil
}

// workbookReader reads the rows of a sheet. A number's text is the one in the file, whatever its format shows.
type workbookReader struct {
	rows  *excelize.Rows
	row   int
	cells [][]byte
}

func (r *workbookReader) close() error { return r.rows.Close() }

func (r *workbookReader) next() ([][]byte, int, error) {
	r.row++
	if !r.rows.Next() {
		if err := r.rows.Error(); err != nil {
			return nil, r.row, err
		}
		return nil, r.row, io.EOF
	}
	texts, err := r.rows.Columns(excelize.Options{RawCellValue: true})
	r.cells = r.cells[:0]
	for _, text := range texts {
		r.cells = append(r.cells, []byte(text))
	}
	return r.cells, r.row, err
}
