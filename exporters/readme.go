package exporters

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// Words is what a publisher says of itself and of its data, as files tell it.
type Words struct {
	Publisher   string // name
	Scheme, UID string // of the publisher's identifier
	URI         string // of the publisher
	License     string // address of the licence, or its name
	Policy      string // address of the publication policy
	Email       string // for readers' questions
	ContactURL  string
	BaseURL     string // without a slash at its end
	TimeZone    string // IANA name
	Trial       bool   // no registered ocid prefix yet
}

// folder is the address of the version's files, with a slash at its end.
func (w *Words) folder(m *Manifest) string { return w.BaseURL + "/data/" + m.Version + "/" }

// TableChanges counts the rows of a table that are other than in the version before.
type TableChanges struct {
	Table                     string // name in the manifest
	Added, Changed, Withdrawn int64
}

//go:embed readme.tmpl
var readmeText string

var readmeTemplate = template.Must(template.New("README.md").Funcs(template.FuncMap{
	"plain": plainText,
	"en":    func(n int64) string { return grouped(n, ",") },
	"id":    func(n int64) string { return grouped(n, ".") },
}).Parse(readmeText))

// readme is what the template tells.
type readme struct {
	*Words
	Manifest *Manifest
	Changes  []TableChanges
	Folder   string
	Year     string // that with the most processes, empty where there is none
	Years    string
	Day      time.Time
}

// Readme writes the version's README.md, first in Indonesian, then in English. It speaks of the kinds of files that m
// has, so m must have all but README.md itself. changes are those since the version before, in the order in which they
// are told; none where they were not counted.
func Readme(m *Manifest, changes []TableChanges, w *Words) []byte {
	zone, err := time.LoadLocation(w.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	r := &readme{Words: w, Manifest: m, Changes: changes, Folder: w.folder(m), Day: m.Published.In(zone)}
	if years := m.Years(); len(years) > 0 {
		r.Year = m.fullestOf(years)
		r.Years = years[0]
		if last := years[len(years)-1]; last != years[0] {
			r.Years += "–" + last
		}
	}
	var b bytes.Buffer
	if err := readmeTemplate.Execute(&b, r); err != nil {
		panic(err) // the template asks for nothing that is not there
	}
	return emptyLines.ReplaceAll(b.Bytes(), []byte("\n\n"))
}

var emptyLines = regexp.MustCompile("\n{3,}") // where nothing is said

// Years are those that the version has files of, oldest first.
func (m *Manifest) Years() (years []string) {
	for _, f := range m.Files {
		if folder, _, ok := strings.Cut(f.Path, "/"); ok && strings.HasPrefix(folder, "year=") {
			years = append(years, strings.TrimPrefix(folder, "year="))
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// fullestOf is the year with the most processes, the later of two: examples should lead to data.
func (m *Manifest) fullestOf(years []string) (fullest string) {
	most := int64(-1)
	for _, year := range years {
		if f, _ := m.File("year=" + year + "/compiled.jsonl.gz"); f.Rows >= most {
			fullest, most = year, f.Rows
		}
	}
	return fullest
}

// File is the first file that fits: a path in the version's folder, in which YEAR stands for the year of examples and * for
// any name. It is empty where there is none.
func (r *readme) File(pattern string) string {
	name := strings.NewReplacer(`\*`, "[^/]+", "YEAR", r.Year).Replace(regexp.QuoteMeta(pattern))
	fits := regexp.MustCompile("^" + name + "$")
	for _, f := range r.Manifest.Files {
		if fits.MatchString(f.Path) {
			return f.Path
		}
	}
	return ""
}

// Parquet is the file that the example reads: the contracts of the year of examples, or another table of it.
func (r *readme) Parquet() string {
	if path := r.File("year=YEAR/tables/contracts.parquet"); path != "" {
		return path
	}
	return r.File("year=YEAR/tables/*.parquet")
}

// DayEN is the day of publication, on the publisher's calendar.
func (r *readme) DayEN() string { return r.Day.Format("2 January 2006") }

var months = strings.Fields("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember")

// DayID is the same in Indonesian.
func (r *readme) DayID() string {
	return fmt.Sprintf("%d %s %d", r.Day.Day(), months[r.Day.Month()-1], r.Day.Year())
}

// plainText is the text on one line, with nothing in it that Markdown takes for a sign of its own.
func plainText(text string) string {
	return markdownSigns.Replace(strings.Join(strings.Fields(text), " "))
}

var markdownSigns = strings.NewReplacer(`\`, `\\`, "<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "|", `\|`, "#", `\#`)

// grouped writes a number with a sign between thousands.
func grouped(n int64, sign string) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + sign + digits[i:]
	}
	return digits
}
