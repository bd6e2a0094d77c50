package publish

import (
	"terang/indicators"
	"terang/search"
	"terang/store"
)

// flagging gathers which processes red flags are on, so that they can be found by them. What is said of a contract, an
// award or a bid is said of its process; what is said of a supplier or a buyer is said of none.
type flagging struct {
	build   *store.Build
	docs    map[string]int64 // of the version's processes, by ocid
	methods []indicators.Method
	flags   map[string]*search.Flags // by code
}

func newFlagging(b *store.Build) (*flagging, error) {
	docs, last, err := b.Docs()
	if err != nil {
		return nil, err
	}
	f := &flagging{build: b, docs: docs, methods: indicators.OfProcesses(), flags: map[string]*search.Flags{}}
	for _, m := range f.methods {
		f.flags[m.Code] = search.NewFlags(m.Code, m.Title.EN, m.Title.ID, last)
	}
	return f, nil
}

// add may be called by several at once.
func (f *flagging) add(r *indicators.Result) {
	flags := f.flags[r.Indicator]
	if flags == nil {
		return
	}
	doc, ofProcess := f.docs[r.Subject.OCID]
	if state, ok := search.StateOf(string(r.State)); ok && ofProcess {
		flags.Put(doc, state)
	}
}

// keep puts all that was gathered into the store, also of an indicator that had nothing to say.
func (f *flagging) keep() error {
	all := make([]store.Flags, len(f.methods))
	for i, m := range f.methods {
		all[i] = store.Flags{Indicator: m.Code, Sets: f.flags[m.Code].Encode()}
	}
	return f.build.PutFlags(all)
}
