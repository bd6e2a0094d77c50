package flat

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"terang/exporters"
)

// Folder is what the names of all tables begin with. The tables rest and packages lie in a folder of their own within
// it, since flatten-tool reads every CSV file of a folder and must not read these.
const Folder = "flat/"

// Names of the tables that are no lists.
const (
	ReleasesTable = Folder + "releases"
	RestTable     = Folder + "rest/rest"
	PackagesTable = Folder + "rest/packages"
)

// Columns of the table rest, in their order.
const (
	restOCID = iota
	restID
	restPointer
	restJSON
	restWidth
)

// What the column form of the table packages says.
const (
	FormReleasePackage = "release package"
	FormRecordPackage  = "record package"
	FormReleases       = "releases" // that came in no package: alone, in a list, or as JSON Lines
)

// Columns of the table packages that come before a package's own words.
const (
	packagesNumber = iota
	packagesForm
	packagesReleases
	packagesFile
	packagesWords
)

// packageWords are the members of a package that the table packages has columns for, as headings. Lists are joined as
// everywhere.
var packageWords = []string{"uri", "version", "publishedDate", "publisher/name", "publisher/scheme", "publisher/uid", "publisher/uri",
	"license", "publicationPolicy", "extensions", "packages"}

// packageLists are those of them that are lists of texts.
var packageLists = map[string]bool{"extensions": true, "packages": true}

// Limits of the dialect. What is beyond them stands in rest.
const (
	// Longest is how many UTF-16 units a cell has at most, as in a workbook; in rest, how many bytes.
	Longest = 32_767

	longestKey     = 255 // bytes of an id by which rows are joined: rows repeat it
	longestName    = 255 // bytes of a member's name in a heading
	longestHeading = 255 // bytes
	longestTable   = 120 // bytes of a table's name
	deepestList    = 10  // tables above one another

	// Beyond those of the schema, which has fields for translations too, but names only what they translate:
	mostColumns    = 2_000 // of a table
	mostTables     = 1_000
	mostAdditional = 20_000 // columns of all tables
)

// Decimals: numbers of a column of the type number.
const (
	decimalScale   = 14 // digits after the point
	decimalInteger = 24 // digits before it; together as many as Parquet has
)

// fits says whether a member's name can be part of a heading: flatten-tool takes numbers for indices, strips brackets,
// and knows no escapes. What stands under another name stands in rest. (So no heading has an escape in it.)
func fits(name string) bool {
	if name == "" || len(name) > longestName || strings.ContainsAny(name, "/~") || strings.HasSuffix(name, "[") || strings.HasSuffix(name, "]") {
		return false
	}
	number := true
	for _, r := range name {
		if unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return false
		}
		number = number && (unicode.IsDigit(r) || unicode.IsSpace(r) || r == '_' || r == '+' || r == '-')
	}
	return !number && strings.TrimSpace(name) == name
}

// step is one member on the way from a release to a column's values.
type step struct {
	name string
	list bool // of objects, into whose items the way goes on
}

// steps reads a heading: awards/0/items/0/quantity is awards (a list), items (a list), quantity. It is false where the
// heading is none of the dialect.
func steps(heading string) (all []step, ok bool) {
	for part := range strings.SplitSeq(heading, "/") {
		switch {
		case part == "0" && len(all) > 0 && !all[len(all)-1].list:
			all[len(all)-1].list = true
		case !fits(part):
			return nil, false
		default:
			all = append(all, step{name: part})
		}
	}
	return all, len(all) > 0 && !all[len(all)-1].list
}

// headingOf is the heading of a member of what stands under the heading above, which is empty for a release.
func headingOf(above, name string) string {
	if above == "" {
		return name
	}
	return above + "/" + name
}

// generic is a heading without its indices, as Column.Pointer has it.
func generic(heading string) string { return strings.ReplaceAll(heading, "/0/", "/") }

// tableOf names the table of a list by the members that lead to it. taken, of names in lower case, keeps names apart
// that some disks and workbooks take for one; it is added to.
func tableOf(path []string, taken map[string]bool) string {
	parts := make([]string, len(path))
	for i, name := range path {
		parts[i] = strings.ReplaceAll(percented(name), "_", "__")
	}
	whole := strings.Join(parts, "_")
	name := whole
	for n := 0; len(name) > longestTable || taken[strings.ToLower(name)]; n++ {
		hash := fnv.New32a()
		fmt.Fprint(hash, strings.Join(path, "/"), n)
		name = fmt.Sprintf("%s~%08x", whole[:min(len(whole), longestTable-9)], hash.Sum32())
	}
	taken[strings.ToLower(name)] = true
	return name
}

// percented writes letters and digits of ASCII, _ and - as they are and everything else as in a URL.
func percented(name string) string {
	var b strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '-':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Rest is the table of what the others cannot carry.
func Rest() *exporters.Table {
	return &exporters.Table{Name: RestTable, Title: "What the tables cannot carry", TitleID: "Yang tidak termuat di tabel", Columns: []exporters.Column{
		restOCID: {Name: "ocid", Type: exporters.Text, Title: "Open Contracting ID", TitleID: "Open Contracting ID", Sought: true},
		restID:   {Name: "id", Type: exporters.Text, Title: "Release ID", TitleID: "ID rilis"},
		restPointer: {Name: "pointer", Type: exporters.Text, Title: "JSON Pointer", TitleID: "JSON Pointer",
			Description: "Where in the release the value stands", DescriptionID: "Letak nilai di dalam rilis"},
		restJSON: {Name: "json", Type: exporters.Text, Title: "Value", TitleID: "Nilai",
			Description: "The value as JSON; one that is not whole goes on in the next row", DescriptionID: "Nilai sebagai JSON; yang belum utuh bersambung di baris berikutnya"},
	}}
}

// Packages is the table of the packages that releases came in.
func Packages() *exporters.Table {
	t := &exporters.Table{Name: PackagesTable, Title: "Packages", TitleID: "Paket", Columns: []exporters.Column{
		packagesNumber: {Name: "package", Type: exporters.Integer, Key: true, Title: "Number of the package", TitleID: "Nomor paket"},
		packagesForm: {Name: "form", Type: exporters.Text, Title: "Form", TitleID: "Bentuk",
			Description: "release package, record package, or releases that came in no package", DescriptionID: "paket rilis, paket rekaman, atau rilis tanpa paket"},
		packagesReleases: {Name: "releases", Type: exporters.Integer, Title: "Releases", TitleID: "Rilis",
			Description: "How many of the next rows of the table releases the package has", DescriptionID: "Banyaknya baris berikut di tabel releases yang termasuk paket ini"},
		packagesFile: {Name: "file", Type: exporters.Text, Title: "File", TitleID: "Berkas"},
	}}
	for _, heading := range packageWords {
		t.Columns = append(t.Columns, exporters.Column{Name: heading, Type: exporters.Text, Pointer: heading})
	}
	return t
}
