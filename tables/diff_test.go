package tables

import (
	"slices"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

// differences are the rows of Delta, but for the ocid.
func differences(before, after *Process) (all []string) {
	rows := exporters.NewRows(len(Delta.Columns))
	Diff(All(schema.Default()), before, after, rows)
	for i := range rows.Len() {
		cell := func(column int) string { return string(rows.Cell(i, column)) }
		all = append(all, strings.Join([]string{cell(DeltaTable), cell(DeltaRow), cell(DeltaChange), cell(DeltaField),
			cell(DeltaBefore) + ">" + cell(DeltaAfter), cell(DeltaRelease)}, "|"))
	}
	return all
}

// of keeps the differences of one table.
func of(table string, all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(line string) bool { return !strings.HasPrefix(line, table+"|") })
}

func TestDiff(t *testing.T) {
	const first, second = `"awards":[{"id":"A","title":"a"}],"tender":{"id":"T","items":[{"id":"x","description":"d"},{"id":"y","description":"e"}]}`,
		`"awards":[{"id":"A","title":"b"},{"id":"B","title":"c"}]`
	before, after := merged(t, first), merged(t, first, second)
	for _, c := range []struct {
		name, table   string
		before, after *Process
		want          []string
	}{
		{"nothing differs", "awards", before, before, nil},
		{"a changed row and an added one", "awards", before, after, []string{"awards|A|changed|title|a>b|2",
			"awards|B|added|award_id|>B|2", "awards|B|added|title|>c|2"}},
		{"the other way round", "awards", after, before, []string{"awards|A|changed|title|b>a|1",
			"awards|B|withdrawn|award_id|B>|", "awards|B|withdrawn|title|c>|"}},
		{"a process that was not there", "items", nil, before, []string{"items|/tender/items/x|added|item_id|>x|1"}},
		{"a process that is not there any more", "items", before, nil, []string{"items|/tender/items/x|withdrawn|item_id|x>|"}},
		{"changes themselves are left out", "changes", before, after, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := of(c.table, differences(c.before, c.after))
			if len(c.want) == 0 && len(got) > 0 {
				t.Errorf("%q", got)
			}
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("no %s in %s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
	if got := of("items", differences(before, after)); len(got) > 0 {
		t.Errorf("only awards differ: %q", got)
	}
}

// A thing is the same although another before it went: no row of the others differs.
func TestDiffKnowsThingsByTheirIDs(t *testing.T) {
	const two = `"tender":{"id":"T","documents":[{"id":"x","title":"a"},{"id":"y","title":"b"}]}`
	one := `"tender":{"id":"T","documents":[{"id":"y","title":"b"}]}`
	for _, line := range of("documents", differences(merged(t, two), merged(t, one))) {
		if !strings.HasPrefix(line, "documents|/tender/documents/x|withdrawn|") {
			t.Error(line)
		}
	}
	if got := of("documents", differences(merged(t, one), merged(t, two))); len(got) == 0 || !strings.HasPrefix(got[0], "documents|/tender/documents/x|added|") {
		t.Errorf("%q", got)
	}
}

func TestDiffOfRowsWithTheSameKey(t *testing.T) {
	const three = `"tender":{"id":"T","documents":[{"id":"x","title":"a"},{"id":"x","title":"b"}]}`
	doubled := merged(t, three)
	doubled.Tree, _ = schema.Parse([]byte(`{"ocid":"ocds-contoh-1","tender":{"documents":[{"id":"x","title":"a"},{"id":"x","title":"b"}]}}`))
	single := merged(t, three)
	single.Tree, _ = schema.Parse([]byte(`{"ocid":"ocds-contoh-1","tender":{"documents":[{"id":"x","title":"c"}]}}`))
	got := of("documents", differences(doubled, single))
	if !slices.Contains(got, "documents|/tender/documents/x|changed|title|a>c|1") || !slices.Contains(got, "documents|/tender/documents/x|withdrawn|title|b>|") {
		t.Errorf("%q", got)
	}
}
