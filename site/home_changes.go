package site

import (
	"slices"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// change is a process that is new or changed since the version before, with the change that says most.
type change struct {
	Process row
	Meaning row // of tables/changes; nil where no rule says anything
	IsNew   bool
}

// telling are the meanings of changes, those that say most first.
var telling = []string{
	"value_raised", "contract_cancelled", "contract_terminated", "award_cancelled", "supplier_changed", "tender_cancelled",
	"tender_unsuccessful", "end_date_extended", "performance_failure_added", "value_lowered", "winner_set", "contract_signed", "contract_added",
	"tender_deadline_extended", "tender_deadline_shortened", "transaction_added", "milestone_missed",
}

// changes finds the largest processes among those that are new or changed since the version before, and what changed.
func (f *figuring) changes() error {
	older, err := f.q.site.read.Versions(f.ctx, f.q.version.N, 1)
	if err != nil {
		return err
	}
	if len(older) > 0 {
		f.Before = older[0]
	}
	everything, found, err := f.seek(f.since())
	if err != nil {
		return err
	}
	f.Changed, f.ChangedSeek = found.Total, f.since()
	currency := everything.Currency()
	if currency == "" {
		return nil
	}
	f.ChangedSeek = changedSince(f.Before, currency)
	_, found, err = f.seek(f.ChangedSeek)
	if err != nil {
		return err
	}
	return f.tell(found.Page(nil, mostNews))
}

func (f *figuring) since() map[string][]string {
	if f.Before == nil {
		return nil
	}
	return map[string][]string{"changedSince": {f.Before.ID}}
}

// tell says of each process what changed.
func (f *figuring) tell(keys []search.Key) error {
	docs, _ := reading.Distinct(keys)
	records, err := f.q.site.read.RecordsOf(f.ctx, f.q.version, docs, store.WithHistory)
	if err != nil {
		return err
	}
	for i := range records {
		p, err := f.q.site.read.ProcessIn(&records[i], f.q.version)
		if err != nil {
			return err
		}
		one := change{Process: f.q.rows("processes", p)[0], IsNew: f.Before == nil || records[i].First > f.Before.Seq}
		one.Meaning = f.telling(&records[i], f.q.rows("changes", p))
		f.Changes = append(f.Changes, one)
	}
	return nil
}

// telling is the change, of those that came with releases since the version before, that says most; the latest of these.
func (f *figuring) telling(record *store.Record, changes []row) (most row) {
	best := len(telling)
	for _, one := range changes {
		rank := slices.Index(telling, one["meaning"])
		if rank < 0 {
			rank = len(telling)
		}
		if one["meaning"] != "" && rank <= best && f.isNews(record, one["release_id"]) {
			most, best = one, rank
		}
	}
	return most
}

// isNews says whether a release was published since the version before.
func (f *figuring) isNews(record *store.Record, release string) bool {
	return f.Before == nil || slices.ContainsFunc(record.Releases, func(l store.Link) bool { return l.ID == release && l.Seq > f.Before.Seq })
}
