package api

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/indicators"
	"terang/reading"
	"terang/store"
	"terang/tables"
)

// judgedProcess is what indicators say of a process.
type judgedProcess struct {
	OCID     string            `json:"ocid"`
	Version  string            `json:"version"`
	Results  []json.RawMessage `json:"results"`           // as tables.ResultText writes them
	Relative []json.RawMessage `json:"relative,omitzero"` // missing where it is not kept
	Links    *judgedLinks      `json:"links"`
}

// judgedContract is a contract with what indicators say of it.
type judgedContract struct {
	OCID     string            `json:"ocid"`
	ID       string            `json:"id"`
	Version  string            `json:"version"`
	Contract json.RawMessage   `json:"contract"` // its row of tables/contracts
	Results  []json.RawMessage `json:"results"`
	Relative []json.RawMessage `json:"relative,omitzero"`
	Links    *judgedLinks      `json:"links"`
}

// judgedLinks lead from results to what they are about.
type judgedLinks struct {
	Self      string             `json:"self"`
	Record    string             `json:"record"`
	Changes   string             `json:"changes"`
	Search    string             `json:"search"`
	Results   string             `json:"results,omitempty"` // of the whole process
	Flags     string             `json:"flags"`
	Contracts []string           `json:"contracts,omitempty"`
	Buyer     *organizationLink  `json:"buyer,omitempty"`
	Suppliers []organizationLink `json:"suppliers,omitempty"`
}

// getRecordResults answers with all that indicators say of a process and its contracts.
func (v *server) getRecordResults(c echo.Context) error {
	version, judged, err := v.judge(c)
	if err != nil {
		return err
	}
	ocid, all := judged.Process.OCID, func(*indicators.Result) bool { return true }
	links := newJudgedLinks(version, judged.Process)
	links.Self = resultsURL(version, ocid)
	_, ids := contractRows(v.store.Kind("contracts"), judged.Process)
	for _, id := range ids {
		links.Contracts = append(links.Contracts, contractURL(version, ocid, id))
	}
	return answerValue(c, &judgedProcess{ocid, version.ID, resultTexts(judged.Results, all), relativeTexts(judged, all), links}, version.At)
}

// getSingleContract answers with a contract, which its id names only within its process.
func (v *server) getSingleContract(c echo.Context) error {
	version, judged, err := v.judge(c)
	if err != nil {
		return err
	}
	id, ocid, kind := param(c, "id"), judged.Process.OCID, v.store.Kind("contracts")
	rows, ids := contractRows(kind, judged.Process)
	at := slices.Index(ids, id)
	if at < 0 {
		return notFound("Process " + ocid + " has no contract " + id + " in version " + version.ID + ". /api/v1/records/" + url.PathEscape(ocid) + "/results lists its contracts.")
	}
	row := exporters.NewRows(rows.Width())
	row.Append(reading.CellsOf(rows, at))
	of := func(r *indicators.Result) bool {
		return r.Subject.Kind == indicators.OfContract && r.Subject.Contract == id
	}
	links := contractLinks(version, judged.Process, id, columnOf(kind.Table, row, "supplier_ids"))
	return answerValue(c, &judgedContract{ocid, id, version.ID, objects(kind.Table, row)[0], resultTexts(judged.Results, of), relativeTexts(judged, of), links}, version.At)
}

// judge reads the process that a request names, and asks the indicators about it. While flags of the version are kept,
// not even a pinned answer may be taken for one that stays: they go with the next version.
func (v *server) judge(c echo.Context) (*store.Version, *reading.Judged, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, nil, err
	}
	ctx, ocid := c.Request().Context(), param(c, "ocid")
	record, err := v.store.Record(ctx, version, ocid, store.WithHistory)
	if err != nil {
		return nil, nil, missing(err, "Version "+version.ID+" has no process "+ocid+". /api/v1/search finds processes, and /api/v1/contracts contracts.")
	}
	judged, err := v.store.Judge(ctx, version, record)
	if err == nil && judged.Kept {
		c.Response().Header().Set("Cache-Control", cacheMoving)
	}
	return version, judged, err
}

// resultTexts writes the results that are wanted; never nil.
func resultTexts(all []indicators.Result, wanted func(*indicators.Result) bool) []json.RawMessage {
	texts := []json.RawMessage{}
	for i := range all {
		if wanted(&all[i]) {
			texts = append(texts, tables.ResultText(&all[i]))
		}
	}
	return texts
}

// relativeTexts are nil where it is not known what rests on other processes.
func relativeTexts(j *reading.Judged, wanted func(*indicators.Result) bool) []json.RawMessage {
	if !j.Kept {
		return nil
	}
	return resultTexts(j.Relative, wanted)
}

// contractRows are the rows of a process's contracts, and their ids.
func contractRows(k *tables.Kind, p *tables.Process) (rows *exporters.Rows, ids []string) {
	rows = exporters.NewRows(len(k.Table.Columns))
	k.Rows(p, rows)
	at := slices.Index(columnNames(k.Table), "contract_id")
	for row := range rows.Len() {
		ids = append(ids, string(rows.Cell(row, at)))
	}
	return rows, ids
}

// columnOf is what the first row says in a column.
func columnOf(t *exporters.Table, rows *exporters.Rows, name string) string {
	return string(rows.Cell(0, slices.Index(columnNames(t), name)))
}

func newJudgedLinks(version *store.Version, p *tables.Process) *judgedLinks {
	base, pin := version.Publication.BaseURL, pinned(version)
	record := recordURL(base, p.OCID)
	l := &judgedLinks{Record: record + pin, Changes: record + "/changes" + pin,
		Search: base + "/api/v1/search?" + url.Values{"q": {p.OCID}, "version": {version.ID}}.Encode(),
		Flags:  base + "/api/v1/flags?" + url.Values{"ocid": {p.OCID}}.Encode()}
	l.Buyer, l.Suppliers = organizationsOf(base, p, pin)
	return l
}

// contractLinks lead from a contract; of the suppliers of its process to those that are its own.
func contractLinks(version *store.Version, p *tables.Process, id, supplierIDs string) *judgedLinks {
	l, own := newJudgedLinks(version, p), strings.Split(supplierIDs, "; ")
	l.Self, l.Results = contractURL(version, p.OCID, id), resultsURL(version, p.OCID)
	l.Suppliers = slices.DeleteFunc(l.Suppliers, func(s organizationLink) bool { return s.ID == "" || !slices.Contains(own, s.ID) })
	return l
}

func resultsURL(version *store.Version, ocid string) string {
	return recordURL(version.Publication.BaseURL, ocid) + "/results" + pinned(version)
}

func pinned(version *store.Version) string { return "?version=" + url.QueryEscape(version.ID) }

// contractURL is the address of a contract in a version.
func contractURL(version *store.Version, ocid, id string) string {
	return version.Publication.BaseURL + "/api/v1/contracts/" + url.PathEscape(ocid) + "/" + url.PathEscape(id) + pinned(version)
}
