package exporters

import (
	"regexp"
	"strconv"
	"strings"
)

// changedRow is a row of the table that Readme writes of what changed.
var changedRow = regexp.MustCompile(`(?m)^\| ([^ |]+) \| (-?[0-9.]+) \| (-?[0-9.]+) \| (-?[0-9.]+) \|$`)

// ReadmeChanges reads from a version's README.md how many rows of each table are other than in the version before, as
// Readme told it in Indonesian: so what was counted while the version was made need not be counted again, however much it
// is. There is nothing where nothing was counted.
func ReadmeChanges(text []byte) (all []TableChanges) {
	indonesian, _, _ := strings.Cut(string(text), `<a id="english">`)
	for _, found := range changedRow.FindAllStringSubmatch(indonesian, -1) {
		c := TableChanges{Table: strings.ReplaceAll(found[1], `\`, "")}
		for i, n := range []*int64{&c.Added, &c.Changed, &c.Withdrawn} {
			*n, _ = strconv.ParseInt(strings.ReplaceAll(found[i+2], ".", ""), 10, 64) // nothing but digits
		}
		all = append(all, c)
	}
	return all
}
