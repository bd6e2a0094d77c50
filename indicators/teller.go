package indicators

// teller passes results on, and counts them. It is for one goroutine.
type teller struct {
	config *Config
	asOf   string
	counts map[asked]*KindCoverage
	emit   func(*Result)
	result Result     // used again
	room   []Evidence // used again
}

func newTeller(c *Config, emit func(*Result)) *teller {
	return &teller{config: c, asOf: c.AsOf.Format("2006-01-02"), counts: map[asked]*KindCoverage{}, emit: emit}
}

// tell passes on what came of asking an indicator about a subject.
func (t *teller) tell(i *Indicator, s Subject, r Result, evidence ...Evidence) {
	t.count(i, s.Kind).add(&r)
	if t.config.Notable && r.State != Flagged && r.State != Computed {
		return
	}
	r.Indicator, r.Subject, r.AsOf, r.Method, r.Caveat, r.Evidence = i.Code, s, t.asOf, i.ID(), i.Caveat, evidence
	if r.Sentence.EN == "" {
		if r.Sentence = i.Clear; r.State == NotComputable {
			r.Sentence = excuse(r.Reason, r.Missing)
		}
	}
	t.result = r
	t.emit(&t.result)
}

// clear says that nothing is flagged.
func (t *teller) clear(i *Indicator, s Subject, value, unit, threshold string) {
	t.tell(i, s, Result{State: NotFlagged, Value: value, Unit: unit, Threshold: threshold})
}

// lacks says that an indicator cannot be computed for a reason; missing names fields where that is the reason.
func (t *teller) lacks(i *Indicator, s Subject, why Reason, missing ...string) {
	t.tell(i, s, Result{State: NotComputable, Reason: why, Missing: missing})
}

func (t *teller) count(i *Indicator, kind SubjectKind) *KindCoverage {
	key := asked{i, kind}
	k := t.counts[key]
	if k == nil {
		k = newKindCoverage(kind)
		t.counts[key] = k
	}
	return k
}
