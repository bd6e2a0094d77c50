package reading

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"terang/indicators"
	"terang/store"
	"terang/tables"
)

// Judged is what indicators say of one process, as a version has it.
type Judged struct {
	Process  *tables.Process
	Results  []indicators.Result // what follows from the process alone, of every version, in the order of the methods
	Relative []indicators.Result // what is flagged and rests on other processes, too
	Kept     bool                // whether Relative is known: the store keeps it of the latest version alone
}

// Judge asks the indicators about a record that was read with its history, under the thresholds of the version and as
// seen from its day.
func (r *Reader) Judge(ctx context.Context, v *store.Version, of *store.Record) (*Judged, error) {
	j, err := r.judgeAlone(v, of)
	if err != nil {
		return nil, err
	}
	flags, err := r.Reader.Results(ctx, v, store.About{OCID: of.OCID}, 0, mostFlags)
	switch {
	case errors.Is(err, store.ErrNotKept):
		return j, nil
	case err == nil:
		j.Kept = true
		err = j.relate(flags)
	}
	return j, err
}

// judgeAlone is Judge without what rests on other processes.
func (r *Reader) judgeAlone(v *store.Version, of *store.Record) (*Judged, error) {
	p, err := r.ProcessIn(of, v)
	if err != nil {
		return nil, err
	}
	j := &Judged{Process: p}
	j.Results, err = resultsOf(p, of, v)
	return j, err
}

// JudgeAlone reads documents and asks the indicators about each, in their order, without what rests on other processes.
func (r *Reader) JudgeAlone(ctx context.Context, v *store.Version, docs []int64) ([]*Judged, error) {
	records, err := r.RecordsOf(ctx, v, docs, store.WithHistory)
	if err != nil {
		return nil, err
	}
	all := make([]*Judged, len(records))
	err = inParallel(len(records), func(i int) (err error) {
		all[i], err = r.judgeAlone(v, &records[i])
		return err
	})
	return all, err
}

// mostFlags is how many flags of a process are looked through for those that rest on others; there are fewer methods.
const mostFlags = 1000

// resultsOf computes what follows from the process alone.
func resultsOf(p *tables.Process, of *store.Record, v *store.Version) (all []indicators.Result, err error) {
	thresholds, err := indicators.Decode(v.Publication.Indicators, v.At.In(p.Zone))
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", v.ID, err)
	}
	judged := &indicators.Process{OCID: p.OCID, Tree: p.Tree, History: p.History, Zone: p.Zone}
	for _, l := range of.Releases {
		judged.Releases = append(judged.Releases, indicators.Release{ID: l.ID, Tags: l.Tags(), Seq: l.Seq})
	}
	indicators.Of(judged, thresholds, func(r *indicators.Result) {
		kept := *r
		kept.Evidence = slices.Clone(r.Evidence)
		all = append(all, kept)
	})
	return all, nil
}

// asked is by what a result of a process is known among the others.
type asked struct{ indicator, variant, kind, contract, supplier string }

func askedOf(r *indicators.Result) asked {
	return asked{r.Indicator, r.Variant, string(r.Subject.Kind), r.Subject.Contract, r.Subject.Supplier}
}

// relate keeps the flags that are not among the results of the process alone.
func (j *Judged) relate(flags []store.Result) error {
	known := make(map[asked]bool, len(j.Results))
	for i := range j.Results {
		known[askedOf(&j.Results[i])] = true
	}
	for _, flag := range flags {
		var r indicators.Result
		if err := json.Unmarshal(flag.Text, &r); err != nil {
			return fmt.Errorf("read a flag of %s: %w", j.Process.OCID, err)
		}
		if !known[askedOf(&r)] {
			j.Relative = append(j.Relative, r)
		}
	}
	return nil
}
