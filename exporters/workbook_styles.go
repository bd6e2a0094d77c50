package exporters

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The styles of cells: excelize numbers them in the order in which addStyles makes them.
const (
	styleNone = iota
	styleHeading
	styleInteger
	styleDecimal
	styleDate
	styleTimestamp
	styleFraction // an instant with a part of a second
	styleDigits   // a number as text
	styleBoolean
	styleTitle
	styleWrapped
	styleLink
	styleCount
)

const fontName, fontSize = "Calibri", 11 // as excelize has them where no style says more

// addStyles makes the styles in the order of their numbers.
func addStyles(book *excelize.File) error {
	decimals, days, instants, fractions := "#,##0.00##", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.000"
	booleans := `"TRUE";"TRUE";"FALSE"` // without which LibreOffice shows 1 and 0
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for number, style := range [styleCount]*excelize.Style{
		styleHeading: {Font: &excelize.Font{Bold: true, Family: fontName, Size: fontSize}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F1"}},
			Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "1F4E78"}}},
		styleInteger:   {NumFmt: 1},
		styleDecimal:   {CustomNumFmt: &decimals},
		styleDate:      {CustomNumFmt: &days},
		styleTimestamp: {CustomNumFmt: &instants},
		styleFraction:  {CustomNumFmt: &fractions},
		styleDigits:    {NumFmt: 49, Alignment: &excelize.Alignment{Horizontal: "right", ShrinkToFit: true}}, // all of them are seen
		styleBoolean:   {CustomNumFmt: &booleans},
		styleTitle:     {Font: &excelize.Font{Bold: true, Family: fontName, Size: 16}, Alignment: &excelize.Alignment{Vertical: "center"}},
		styleWrapped:   {Alignment: top},
		styleLink:      {Font: &excelize.Font{Color: "1F4E78", Underline: "single", Family: fontName, Size: fontSize}, Alignment: top},
	} {
		if style == nil {
			continue
		}
		if got, err := book.NewStyle(style); err != nil || got != number {
			return fmt.Errorf("style %d: is %d: %w", number, got, err)
		}
	}
	return nil
}
