package report

import (
	"fmt"
	"io"
	"strings"

	"terang/checks"
)

const worstRules = 5 // named in the text

// writeQuality sums the quality up: the rules that fail most often, how full the useful fields are, and what all
// processes together failed.
func writeQuality(w io.Writer, q *checks.Quality, lang string) error {
	l := language(lang)
	say := func(words [2]string, args ...any) string { return fmt.Sprintf(words[l], args...) }
	lines := []string{"", say([2]string{"%d processes.", "%d proses."}, q.Processes)}
	if worst := failing(q); len(worst) > 0 {
		lines = append(lines, say([2]string{"Rules failed most often, of the times they applied:", "Aturan yang paling sering tidak terpenuhi, dari jumlah pemeriksaan:"}))
		for _, r := range worst[:min(len(worst), worstRules)] {
			lines = append(lines, say([2]string{"  %5s  %s (%d of %d)", "  %5s  %s (%d dari %d)"}, share(r.Failed(), r.Applied), r.Code, r.Failed(), r.Applied))
		}
	}
	if q.Processes > 0 {
		lines = append(lines, say([2]string{"Useful fields, filled:", "Kolom yang berguna, terisi:"}))
	}
	for _, f := range useful(q) {
		if q.Processes == 0 {
			break
		}
		lines = append(lines, say([2]string{"  %5s  %s (%d of %d)", "  %5s  %s (%d dari %d)"}, share(f.Filled, f.Of), f.Path, f.Filled, f.Of))
	}
	for _, r := range q.Dataset {
		if f, failed := r.Finding(); failed {
			lines = append(lines, say([2]string{"All processes together: %s", "Seluruh proses: %s"}, f.Text(lang)))
		}
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}
