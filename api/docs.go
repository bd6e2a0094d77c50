package api

import (
	"context"
	"errors"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"terang/catalog"
	"terang/exporters"
	"terang/reading"
	"terang/reference"
	"terang/store"
	"terang/tables"
)

// docs keeps the reference page of the latest version, in both languages.
type docs struct {
	contract *reference.Contract

	sync.Mutex
	setting *reference.Setting
	written map[reference.Language][]byte
}

// getDocs answers with the contract as a page for people. Its examples ask for what the latest version has, so the page
// is written anew with each version.
func (v *server) getDocs(c echo.Context) error {
	lang := reference.Language(c.QueryParam("lang"))
	if lang == "" {
		lang = reference.Indonesian
	}
	latest, err := v.version(c, "")
	modified := v.started
	switch p := (*problem)(nil); {
	case errors.As(err, &p): // nothing is published yet; the page is of use all the same
		latest = nil
	case err != nil:
		return err
	case latest.At.After(modified):
		modified = latest.At
	}
	body, err := v.docsPage(c, latest, lang)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Cache-Control", cacheMoving)
	h.Set("Content-Security-Policy", reference.Policy())
	h.Set("Content-Language", string(lang))
	return answerAs(c, "text/html; charset=utf-8", body, modified.Truncate(time.Second))
}

// docsPage gives the page for a version, nil where there is none; it is written once.
func (v *server) docsPage(c echo.Context, latest *store.Version, lang reference.Language) ([]byte, error) {
	d := &v.docs
	d.Lock()
	defer d.Unlock()
	if d.setting == nil || latest != nil && (d.setting.Version != latest.ID || d.setting.Base != latest.Publication.BaseURL) {
		setting, err := v.setting(c, latest)
		if err != nil {
			return nil, err
		}
		d.setting, d.written = setting, map[reference.Language][]byte{}
	}
	if d.written[lang] == nil {
		text, err := d.contract.Page(lang, d.setting)
		if err != nil {
			return nil, err
		}
		d.written[lang] = text
	}
	return d.written[lang], nil
}

// setting finds what the examples of the page ask for. What an operation's example needs beside it is one more sample
// here, named operationId.parameter.
func (v *server) setting(c echo.Context, latest *store.Version) (*reference.Setting, error) {
	s := &reference.Setting{Base: v.store.TrialURL(), Samples: map[string]string{}}
	if latest == nil {
		return s, nil
	}
	s.Base, s.Publisher, s.Version = latest.Publication.BaseURL, latest.Publication.Publisher.Name, latest.ID
	m, err := v.store.Manifest(c.Request().Context(), latest)
	if err != nil {
		return nil, err
	}
	sampleFiles(s, m)
	if latest.N == 1 { // nothing to compare with
		s.Samples["getDiff"] = ""
	}
	if _, ok := catalog.Security(latest); !ok {
		s.Samples["getSecurity"] = ""
	}
	return s, v.sampleRelease(c.Request().Context(), s, latest)
}

// sampled is how many releases are looked at for one that shows something.
const sampled = 200

// sampleRelease names the last release of the process that has the most, among the last that came in.
func (v *server) sampleRelease(ctx context.Context, s *reference.Setting, latest *store.Version) error {
	releases, err := v.store.Releases(ctx, latest, max(0, latest.Entries()-sampled), sampled)
	if err != nil {
		return err
	}
	count, most := map[string]int{}, 0
	for _, r := range releases {
		count[r.OCID]++
		if count[r.OCID] > most {
			most = count[r.OCID]
			s.Samples["ocid"], s.Samples["getRelease.id"] = r.OCID, r.ID
		}
	}
	if most == 0 {
		return nil
	}
	return v.sampleOrganizations(ctx, s, latest)
}

// sampleOrganizations names the buyer and a supplier of the process, empty where it has none.
func (v *server) sampleOrganizations(ctx context.Context, s *reference.Setting, latest *store.Version) error {
	record, err := v.store.Record(ctx, latest, s.Samples["ocid"])
	if err != nil {
		return err
	}
	p, err := v.store.Process(record, time.UTC)
	if err != nil {
		return err
	}
	s.Samples["getBuyer.id"] = firstCell(v.store.Kind("buyers"), p, "buyer_id")
	s.Samples["getSupplier.id"] = firstCell(v.store.Kind("suppliers"), p, "supplier_id")
	s.Samples["getSingleContract.id"] = firstCell(v.store.Kind("contracts"), p, "contract_id")
	s.Samples["getBuyerPerformance.id"], s.Samples["getSupplierPerformance.id"] = s.Samples["getBuyer.id"], s.Samples["getSupplier.id"]
	return nil
}

// firstCell is what the first row that a process has in a table says in a column; empty where it says nothing.
func firstCell(k *tables.Kind, p *tables.Process, column string) string {
	rows := exporters.NewRows(len(k.Table.Columns))
	k.Rows(p, rows)
	for i, c := range k.Table.Columns {
		if c.Name == column && rows.Len() > 0 {
			return string(rows.Cell(0, i))
		}
	}
	return ""
}

// sampleFiles names a file of each kind that guides speak of, where the version has one.
func sampleFiles(s *reference.Setting, m *reading.Manifest) {
	for _, f := range m.Files {
		inTables := strings.HasPrefix(f.Path, "tables/") || strings.Contains(f.Path, "/tables/")
		switch base := path.Base(f.Path); {
		case f.Path == "releases.jsonl.gz":
			s.Samples["getFile.path"] = f.Path
		case path.Ext(base) == ".xlsx" && strings.HasPrefix(f.Path, "year="): // of the last year, since they come in their order
			s.Samples["workbook"] = f.Path
		case inTables && base == "contracts.parquet":
			s.Samples["parquet"] = f.Path
		case f.Path == "tables/contracts.csv.gz":
			s.Samples["table"] = strings.TrimSuffix(f.Path, ".gz")
		}
	}
}
