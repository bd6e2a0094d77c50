package sheets

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// OpenShown gives cells as people see them, and says which are kept as numbers; Open gives them as the file has them.
func TestOpenShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	book := excelize.NewFile()
	defer book.Close()
	must(t, book.SetSheetRow("Sheet1", "A1", &[]any{"1.5", 1.5, time.Date(2025, 3, 31, 0, 0, 0, 0, time.UTC), true}))
	must(t, book.SetCellValue("Sheet1", "F1", 7))
	must(t, book.SaveAs(path))
	all, err := Open(path)
	must(t, err)
	defer all[0].Close()
	for name, c := range map[string]struct {
		open    func() (*Reader, error)
		cells   []string
		numbers []bool
	}{
		"as shown":   {all[0].Sheets[0].OpenShown, []string{"1.5", "1.5", "2025-03-31", "true", "", "7"}, []bool{false, true, false, false, false, true}},
		"as written": {all[0].Sheets[0].Open, []string{"1.5", "1.5", "45747", "1", "", "7"}, make([]bool, 6)},
	} {
		in, err := c.open()
		must(t, err)
		cells, _, err := in.Next()
		must(t, err)
		for i, want := range c.cells {
			if string(cells[i]) != want || in.IsNumber(i) != c.numbers[i] {
				t.Errorf("%s: cell %d is %s, a number: %v", name, i, cells[i], in.IsNumber(i))
			}
		}
		if in.IsNumber(6) {
			t.Errorf("%s: a cell beyond the row is a number", name)
		}
		must(t, in.Close())
	}
}
