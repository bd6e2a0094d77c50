package site

import (
	"fmt"
	"path"
	"strings"

	"terang/exporters"
)

// snippet is how a table is read with a tool: text that works as it stands.
type snippet struct {
	Tool   string // its name in the catalogue of words
	Blocks []block
	Sheet  string    // of Excel: the workbook's sheet, and
	Books  []offered // the workbooks that have it; none where the CSV for Excel is what there is
	CSV    *offered
}

// block is text for one programme.
type block struct{ Language, Code string }

// snippets say how to read a table whose version's files lie in a folder. Each is run by a test.
func (t *tableFiles) snippets(files *fileset, folder string) (all []snippet) {
	all = append(all, t.excel(files))
	if len(t.Parquet) > 0 {
		all = append(all, snippet{Tool: "duckdb", Blocks: t.duckdb(folder)}, snippet{Tool: "pandas", Blocks: t.pandas(folder)})
	}
	if t.CSV() != nil {
		all = append(all, snippet{Tool: "r", Blocks: t.r(folder)})
	}
	if t.Whole != nil {
		all = append(all, snippet{Tool: "curl", Blocks: t.curl(folder)})
	}
	return all
}

// excel is the workbook's sheet of the table, or, where no workbook has it, the CSV for Excel.
func (t *tableFiles) excel(files *fileset) snippet {
	s := snippet{Tool: "excel", Sheet: t.Slug, CSV: t.CSV()}
	switch {
	case t.ForPeople:
		s.Books = files.fitting("year=*/*.xlsx")
	case strings.HasPrefix(t.Table.Name, "tables/"):
		s.Books = files.fitting("performance.xlsx")
	}
	return s
}

// localName is the name that a Parquet file has once it is fetched: those of years must not be one.
func (t *tableFiles) localName(f offered) string {
	name := strings.TrimSuffix(f.Name(), ".parquet")
	if year := f.Year(); year != "" {
		name += "-" + year
	}
	return name + ".parquet"
}

// duckdb fetches the Parquet files and asks them. (To read them in place DuckDB must first fetch an extension itself.)
func (t *tableFiles) duckdb(folder string) []block {
	var fetch strings.Builder
	pattern := ""
	for _, f := range t.Parquet {
		pattern = t.localName(f)
		fmt.Fprintf(&fetch, "curl -o %s %s\n", pattern, folder+f.Path)
	}
	if len(t.Parquet) > 1 {
		pattern = strings.TrimSuffix(t.Parquet[0].Name(), ".parquet") + "-*.parquet"
	}
	question := "SELECT *\nFROM '" + pattern + "'\nLIMIT 10;"
	if t.Table.Name == "tables/contracts" {
		question = "SELECT buyer_name, value_currency, count(*) AS contracts, sum(value_amount) AS total\nFROM '" + pattern +
			"'\nGROUP BY buyer_name, value_currency\nORDER BY total DESC\nLIMIT 10;"
	}
	return []block{{"sh", strings.TrimSpace(fetch.String())}, {"sql", question}}
}

func (t *tableFiles) pandas(folder string) []block {
	var b strings.Builder
	b.WriteString("import pandas as pd\n\nfolder = \"" + folder + "\"\n")
	if len(t.Parquet) == 1 {
		b.WriteString("data = pd.read_parquet(folder + \"" + t.Parquet[0].Path + "\")\n")
	} else {
		years := make([]string, len(t.Parquet))
		for i, f := range t.Parquet {
			years[i] = f.Year()
		}
		_, rest, _ := strings.Cut(t.Parquet[0].Path, "/")
		fmt.Fprintf(&b, "data = pd.concat(pd.read_parquet(f\"{folder}year={year}/%s\") for year in [%s])\n", rest, strings.Join(years, ", "))
	}
	b.WriteString("print(data.shape)")
	return []block{{"python", b.String()}}
}

// r reads CSV with base R alone, at its address without .gz: R's gzcon takes the first of several packed parts for the
// whole. Numbers are made from text where they are wanted, so that codes keep their leading zeros.
func (t *tableFiles) r(folder string) []block {
	code := fmt.Sprintf("data <- read.csv(url(%q, encoding = \"UTF-8\"),\n  colClasses = \"character\", na.strings = \"\", check.names = FALSE)",
		folder+strings.TrimSuffix(t.Whole.Path, ".gz"))
	for _, c := range t.Table.Columns {
		if c.Type == exporters.Decimal || c.Type == exporters.Integer {
			code += fmt.Sprintf("\ndata[[%q]] <- as.numeric(data[[%q]])", c.Name, c.Name)
			break
		}
	}
	return []block{{"r", code + "\ndim(data)"}}
}

// curl fetches a file into the folder that SHA256SUMS names, and checks it.
func (t *tableFiles) curl(folder string) []block {
	fetch := "curl --create-dirs -o " + t.Whole.Path + " " + folder + t.Whole.Path
	if path.Dir(t.Whole.Path) == "." {
		fetch = "curl -O " + folder + t.Whole.Path
	}
	return []block{{"sh", fetch + "\ncurl -O " + folder + "SHA256SUMS\nsha256sum --ignore-missing -c SHA256SUMS"}}
}
