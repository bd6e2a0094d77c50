package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"terang/exporters"
	"terang/store"
)

// offered is a file of a version, and where it is.
type offered struct {
	exporters.File
	Address string // on this server
}

// Name is the file's name in its folder.
func (o offered) Name() string { return path.Base(o.Path) }

// Year is the one whose processes the file has; empty where it has all.
func (o offered) Year() string {
	folder, _, _ := strings.Cut(o.Path, "/")
	year, _ := strings.CutPrefix(folder, "year=")
	if year == folder {
		return ""
	}
	return year
}

// reasons are why files have their bytes, as manifests say it, by their names in the catalogue of words.
var reasons = map[string]string{"first version of the file": "first", "new releases": "data", "another builder or schema": "builder",
	"another terang.yaml": "config", "a column used for the first time": "column"}

// Why is the name of the reason for which the file has its bytes; empty of others than those known.
func (o offered) Why() string { return reasons[o.Reason] }

// fileAddress is where a version's file is, on this server. It is the one address that no other version answers at.
func fileAddress(version, file string) string {
	u := url.URL{Path: "/data/" + version + "/" + file}
	return u.EscapedPath()
}

// fileset are the files of a version, to choose from.
type fileset struct {
	*exporters.Manifest
	all []offered
}

func newFileset(m *exporters.Manifest) *fileset {
	s := &fileset{Manifest: m}
	for _, f := range m.Files {
		s.all = append(s.all, offered{f, fileAddress(m.Version, f.Path)})
	}
	return s
}

// fitting are the files that a pattern of package path fits, those of the newest year first.
func (s *fileset) fitting(pattern string) (found []offered) {
	for _, f := range s.all {
		if ok, _ := path.Match(pattern, f.Path); ok { // the patterns are ours
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b offered) int { return strings.Compare(b.Year(), a.Year()) })
	return found
}

// files fetches a version's manifest.
func (q *request) files(v *store.Version) (*fileset, error) {
	m, err := q.site.read.Manifest(q.Context(), v)
	if err != nil {
		return nil, err
	}
	s := newFileset(m.Manifest)
	s.all = append(s.all, // the two that cannot name themselves
		offered{exporters.File{Path: "manifest.json", Bytes: int64(len(m.Text)), SHA256: v.Manifest}, fileAddress(v.ID, "manifest.json")},
		offered{exporters.File{Path: "SHA256SUMS", Bytes: int64(len(m.Sums(v.Manifest)))}, fileAddress(v.ID, "SHA256SUMS")})
	return s, nil
}

// downloads is what can be had of a version.
type downloads struct {
	Files       *fileset
	Workbooks   []offered // one for each year
	Performance []offered
	People      []tableFiles // the tables for people
	Indicated   []tableFiles // what indicators say
	Lossless    []tableFiles // releases as tables
	Others      []tableFiles
	JSON        []offered // of all years
	Packages    []folder
	Delta       []offered
	Described   []offered // what says what the files are
	Quality     []offered
	Snippets    []snippet
	Versions    []*store.Version // the latest ones
	Total       int64            // of versions
	Folder      string           // absolute, with a slash at its end
}

// shownVersions is how many versions are listed beside a version's files; a page of their own has all.
const shownVersions = 5

func (s *Site) downloads(q *request) (*view, error) {
	files, err := q.files(q.version)
	if err != nil {
		return nil, err
	}
	d := &downloads{Files: files, Total: q.latest.N, Folder: q.folder(),
		Workbooks: files.fitting("year=*/*.xlsx"), Performance: files.fitting("performance.xlsx"),
		Delta: files.fitting("delta.*"), Packages: files.foldersNamed("packages")}
	d.JSON = files.named("compiled.jsonl.gz", "records.jsonl.gz", "releases.jsonl.gz")
	d.Described = files.named("datapackage.json", "README.md", "manifest.json", "SHA256SUMS")
	d.Quality = files.named("findings.csv.gz", "rules.csv.gz", "coverage.csv.gz", "quality.json.gz")
	d.sortTables(s.tableFiles(files))
	for _, t := range slices.Concat(d.People, d.Indicated) {
		if t.Slug == "contracts" || len(d.Snippets) == 0 {
			d.Snippets = t.snippets(files, d.Folder)
		}
	}
	if d.Versions, err = s.read.Versions(q.Context(), 0, shownVersions); err != nil {
		return nil, err
	}
	return &view{template: "downloads", Title: q.t("downloads.title"), Description: q.t("downloads.about"),
		JSON: "/api/v1/versions/" + q.version.ID, Feeds: q.newsFeeds(), Data: d}, nil
}

// folder is the absolute address of the version's files.
func (q *request) folder() string {
	return q.version.Publication.BaseURL + "/data/" + q.version.ID + "/"
}

// newsFeeds are those of everything that is published.
func (q *request) newsFeeds() []feed {
	return []feed{{"application/atom+xml", q.t("downloads.feed"), "/api/v1/changes.atom"},
		{"application/feed+json", q.t("downloads.feed"), "/api/v1/changes.json"}}
}

// named are the files of these paths that there are.
func (s *fileset) named(paths ...string) (found []offered) {
	for _, p := range paths {
		found = append(found, s.fitting(p)...)
	}
	return found
}

// sortTables puts tables where the page shows them.
func (d *downloads) sortTables(all []tableFiles) {
	for _, t := range all {
		into := &d.Others
		switch {
		case t.ForPeople:
			into = &d.People
		case strings.HasPrefix(t.Table.Name, "tables/"):
			into = &d.Indicated
		case strings.HasPrefix(t.Table.Name, "flat/"):
			into = &d.Lossless
		}
		*into = append(*into, t)
	}
}
