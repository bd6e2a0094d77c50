package site

import (
	"cmp"
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"terang/exporters"
	"terang/store"
)

// folder is a folder of a version's files.
type folder struct {
	Path  string // empty of the version's own
	Count int
	Bytes int64
}

// Year is the one whose files the folder has; empty of none.
func (f folder) Year() string { return offered{File: exporters.File{Path: f.Path + "/"}}.Year() }

// Query asks for the folder's files.
func (f folder) Query() string { return "?" + url.Values{"folder": {f.Path}}.Encode() }

// folders are those of a version, with what lies in each itself, the newest year first.
func (s *fileset) folders() (all []folder) {
	at := map[string]int{}
	for _, f := range s.all {
		name := folderOf(f.Path)
		n, ok := at[name]
		if !ok {
			n = len(all)
			at[name] = n
			all = append(all, folder{Path: name})
		}
		all[n].Count++
		all[n].Bytes += f.Bytes
	}
	slices.SortStableFunc(all, compareFolders)
	return all
}

// compareFolders puts the whole files before those of years, and the newest year first.
func compareFolders(a, b folder) int {
	switch {
	case a.Year() == b.Year():
		return strings.Compare(a.Path, b.Path)
	case a.Year() == "":
		return -1
	case b.Year() == "":
		return 1
	}
	return strings.Compare(b.Year(), a.Year())
}

func folderOf(file string) string {
	if name := path.Dir(file); name != "." {
		return name
	}
	return ""
}

// foldersNamed are those of all years that have the name.
func (s *fileset) foldersNamed(name string) (found []folder) {
	for _, f := range s.folders() {
		if path.Base(f.Path) == name {
			found = append(found, f)
		}
	}
	return found
}

// versionPage is what a version is, and what it has.
type versionPage struct {
	Of           *store.Version
	IsLatest     bool
	Before, Next *store.Version // nil of none
	Changes      []tableChange
	Delta        []offered
	Folders      []folder
	Bytes        int64

	Folder  string // of which the files are shown, where Listed says so
	Listed  bool
	Files   []offered
	Further int // the file with which the next page begins; 0 of none
}

// tableChange is how many rows of a table are other than in the version before.
type tableChange struct {
	exporters.TableChanges
	Table *exporters.Table
	Slug  string
}

func (s *Site) versionPage(q *request) (*view, error) {
	v, err := s.read.Version(q.Context(), q.PathValue("version"))
	if err != nil {
		return nil, err
	}
	files, err := q.files(v)
	if err != nil {
		return nil, err
	}
	p := &versionPage{Of: v, IsLatest: v.N == q.latest.N, Delta: files.fitting("delta.*"), Folders: files.folders()}
	for _, f := range files.all {
		p.Bytes += f.Bytes
	}
	title := q.t("downloads.versionTitle", v.ID)
	if q.URL.Query().Has("folder") {
		title = q.t("downloads.folderTitle", cmp.Or(p.list(q, files), "/"), v.ID)
	}
	if p.Listed && len(p.Files) == 0 {
		return nil, errNoPage
	}
	if err := s.around(q, p, files); err != nil {
		return nil, err
	}
	return &view{template: "version", Title: title, Description: q.t("downloads.versionAbout", v.ID),
		JSON: "/api/v1/versions/" + v.ID, Feeds: q.newsFeeds(), Data: p}, nil
}

// mostFiles is how many files a page lists.
const mostFiles = 120

// list finds the files that the folder of the question has, from the one on that it names.
func (p *versionPage) list(q *request, files *fileset) string {
	p.Listed, p.Folder = true, q.URL.Query().Get("folder")
	from, _ := strconv.Atoi(q.URL.Query().Get("from")) // what is no number is the beginning
	n := 0
	for _, f := range files.all {
		if folderOf(f.Path) != p.Folder {
			continue
		}
		if n++; n-1 >= from && len(p.Files) < mostFiles {
			p.Files = append(p.Files, f)
		}
	}
	if end := max(from, 0) + len(p.Files); end < n {
		p.Further = end
	}
	return p.Folder
}

// around finds the versions before and after, and what changed.
func (s *Site) around(q *request, p *versionPage, files *fileset) (err error) {
	for n, into := range map[int64]**store.Version{p.Of.N - 1: &p.Before, p.Of.N + 1: &p.Next} {
		found, err := s.read.ByNumber(q.Context(), n)
		if err == nil {
			*into = found
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	p.Changes, err = s.changes(q, files)
	return err
}

// changes are those that the version's README.md tells, since they were counted when it was made.
func (s *Site) changes(q *request, files *fileset) (all []tableChange, err error) {
	f, ok := files.File("README.md")
	if !ok {
		return nil, nil
	}
	in := s.read.Open(q.Context(), f)
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, mostReadme))
	for _, c := range exporters.ReadmeChanges(text) {
		if t := files.Table(c.Table); t != nil {
			all = append(all, tableChange{c, t, slug(c.Table)})
		}
	}
	return all, err
}

// mostReadme is how many bytes of a README.md are read; they have some 7,000.
const mostReadme = 1 << 20

// mostDiffered is up to how many cells the API answers with what differs; beyond that there are the files alone.
const mostDiffered = 20_000

// DiffAnswers says whether the API answers with what differs from the version before.
func (p *versionPage) DiffAnswers() bool { return len(p.Delta) > 0 && p.Delta[0].Rows <= mostDiffered }

// NextFiles asks for the files after those that are listed.
func (p *versionPage) NextFiles() string {
	return "?" + url.Values{"folder": {p.Folder}, "from": {strconv.Itoa(p.Further)}}.Encode()
}

// CitedDay is the day of an instant in the publisher's zone, as the page's language writes it.
func (s shell) CitedDay(t time.Time) string { return s.q.lang.day(t.In(s.q.zone)) }

// versionList is a page of all versions.
type versionList struct {
	Versions []*store.Version
	Total    int64
	Further  int64 // the number before which the next page begins; 0 of none
}

const versionsAPage = 50

func (s *Site) versionList(q *request) (*view, error) {
	before, _ := strconv.ParseInt(q.URL.Query().Get("before"), 10, 64) // what is no number is the beginning
	all, err := s.read.Versions(q.Context(), max(before, 0), versionsAPage+1)
	if err != nil {
		return nil, err
	}
	l := &versionList{Versions: all[:min(len(all), versionsAPage)], Total: q.latest.N}
	if len(all) > versionsAPage {
		l.Further = all[versionsAPage-1].N
	}
	return &view{template: "versions", Title: q.t("downloads.versions"), Description: q.t("downloads.versionsAbout"), Plain: before > 0,
		JSON: "/api/v1/versions", Feeds: q.newsFeeds(), Data: l}, nil
}
