package exporters

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

const lineHeight, highestRow = 15, 405 // in points; Excel has no rows above 409

// bookPage writes a sheet of the book by rows, and keeps the first error.
type bookPage struct {
	book   *excelize.File
	sheet  string
	widths []int // of the columns, in characters
	row    int
	err    error
}

func (p *bookPage) try(err error) {
	if p.err == nil {
		p.err = err
	}
}

// printed fits the sheet to the width of A4 pages lying down.
func (p *bookPage) printed() {
	yes, landscape, a4, width, height := true, "landscape", 9, 1, 0
	p.try(p.book.SetSheetProps(p.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	p.try(p.book.SetPageLayout(p.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &width, FitToHeight: &height}))
}

// add writes a row of texts, as high as the longest of them needs; empty ones stay empty cells.
func (p *bookPage) add(style int, cells ...string) {
	p.row++
	lines := 1
	for i, text := range cells {
		at := p.cell(i)
		p.try(p.book.SetCellStyle(p.sheet, at, at, style))
		if text != "" {
			p.try(p.book.SetCellStr(p.sheet, at, text))
			lines = max(lines, linesOf(text, p.widths[i]))
		}
	}
	if style == styleWrapped {
		p.try(p.book.SetRowHeight(p.sheet, p.row, float64(min(lines*lineHeight, highestRow))))
	}
}

// cell names the row's cell in a column, counted from 0.
func (p *bookPage) cell(column int) string {
	name, _ := excelize.CoordinatesToCellName(column+1, p.row) // it fails for no row and column that there is
	return name
}

// linesOf is about how many lines a text takes in a column: not every program reckons it when it opens a workbook.
func linesOf(text string, width int) (n int) {
	for line := range strings.Lines(text) {
		n += 1 + utf16Length([]byte(line))*21/20/width // words do not fill lines
	}
	return n
}

func (p *bookPage) setWidths(widths ...int) {
	p.widths = widths
	for i, w := range widths {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		p.try(p.book.SetColWidth(p.sheet, letter, letter, float64(w)))
	}
}

// link leads from the row's first cell to a sheet.
func (p *bookPage) link(sheet string) {
	at := p.cell(0)
	p.try(p.book.SetCellHyperLink(p.sheet, at, "'"+sheet+"'!A1", "Location"))
	p.try(p.book.SetCellStyle(p.sheet, at, at, styleLink))
}
