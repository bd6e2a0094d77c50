package indicators

import "math/big"

// form is how measures are brought together.
type form int

const (
	rate    form = iota // parts of wholes
	mean                // parts of how many there are
	addedUp             // parts alone
	middle              // the median, with the largest as the part
)

// figure is a measure over the contracts of a supplier or buyer, or over the processes that it won or held.
type figure struct {
	variant string
	number  int
	large   bool // of amounts
	process bool // of processes, else of contracts
	form    form
	unit    string // ratio where empty; the currency where it is "money"
	kinds   []SubjectKind
	first   func(part, whole int64) bool // which evidence is listed before the rest
	say     Words                        // %[1]s who, %[2]s part, %[3]s whole, %[4]s value, %[5]s how many
}

func some(part, _ int64) bool      { return part > 0 }
func short(part, whole int64) bool { return part < whole }

// over makes an indicator's second function of figures.
func over(figures ...figure) func(*dataset, *Indicator, *teller) {
	return func(d *dataset, i *Indicator, t *teller) {
		for n := range figures {
			f := &figures[n]
			for _, kind := range f.kinds {
				groups := d.groups(!f.process, kind)
				for g := range groups {
					f.tell(d, i, t, &groups[g])
				}
			}
		}
	}
}

// added is what came of bringing the measures of a group together.
type added struct {
	total
	currency string
	mixed    bool
	of       int     // how many the figure has to do with
	values   []int32 // of which the median is wanted
	left     [lackings]int
}

func (f *figure) facts(d *dataset) []fact {
	if f.process {
		return d.deals
	}
	return d.works
}

// of reads the measure from a fact.
func (f *figure) of(x *fact) large {
	if f.large {
		return x.large[f.number]
	}
	s := x.small[f.number]
	return large{part: int64(s.part), whole: int64(s.whole), lack: s.lack}
}

func (f *figure) addUp(d *dataset, g *group) (a added) {
	facts := f.facts(d)
	for _, place := range g.facts {
		x := &facts[place]
		m := f.of(x)
		if m.lack == notAsked {
			continue
		}
		if a.of++; m.lack != nothing {
			a.left[m.lack]++
			continue
		}
		a.add(m)
		if f.form == middle {
			a.values = append(a.values, int32(m.part))
		}
		if f.large && a.n > 1 && x.currency != a.currency {
			a.mixed = true
		}
		a.currency = x.currency
	}
	return a
}

// tell passes on the figure of one group: its value, where there are enough to make one.
func (f *figure) tell(d *dataset, i *Indicator, t *teller, g *group) {
	a := f.addUp(d, g)
	if a.of == 0 {
		return
	}
	r := Result{State: Computed, Variant: f.variant, N: a.n, Of: a.of, LeftOut: a.leftOut()}
	value := f.value(&a, &r)
	switch {
	case a.n == 0:
		r.State, r.Reason, r.Missing = NotComputable, MissingFields, a.missing()
		if len(r.Missing) == 0 {
			r.Reason = NotFinal
		}
	case a.mixed && f.unit != "score":
		r.State, r.Reason, r.Part, r.Whole = NotComputable, MixedCurrencies, "", ""
	case value == nil:
		r.State, r.Reason = NotComputable, ZeroAmount
	case a.n < t.config.MinimumN && f.form != addedUp:
		r.State, r.Reason, r.Threshold = NotComputable, BelowMinimum, digits(int64(t.config.MinimumN))
		r.Sentence = f.tooFew(g, &a, &r)
	default:
		f.put(&r, &a, value, g)
	}
	if r.State == NotComputable && t.config.Notable {
		t.count(i, g.kind).add(&r)
		return
	}
	r.EvidenceCount = a.n
	t.tell(i, g.subject(), r, f.evidence(d, t, g)...)
}

// tooFew says what there is, where that is too little for a rate or a mean.
func (f *figure) tooFew(g *group, a *added, r *Result) Words {
	words := Words{
		"%[1]s: %[2]s (%[3]s of %[4]s), fewer than the %[5]s for which a rate is given.",
		"%[1]s: %[2]s (%[3]s dari %[4]s), kurang dari %[5]s yang diperlukan untuk menyebut persentase."}
	switch f.form {
	case mean:
		words = Words{
			"%[1]s: %[2]s, %[3]s together, fewer than the %[5]s for which a mean is given.",
			"%[1]s: %[2]s, jumlahnya %[3]s, kurang dari %[5]s yang diperlukan untuk menyebut rata-rata."}
	case middle:
		words = Words{
			"%[1]s: %[2]s, at most %[3]s days, fewer than the %[5]s for which a median is given.",
			"%[1]s: %[2]s, paling lama %[3]s hari, kurang dari %[5]s yang diperlukan untuk menyebut nilai tengah."}
	}
	part, whole := f.words(a, r)
	return say(words, g.words(), counted(a.n, "case", "kasus"), part, whole, r.Threshold)
}

// words are part and whole as people read them: amounts with their currency.
func (f *figure) words(a *added, r *Result) (part, whole Words) {
	if f.large && f.unit == "" {
		p, w := a.sums()
		return amountWords(p, a.currency), amountWords(w, a.currency)
	}
	return Words{r.Part, commaForPoint(r.Part)}, Words{r.Whole, r.Whole}
}

// value brings the measures together, and notes part and whole; nil where that is a ratio to zero.
func (f *figure) value(a *added, r *Result) *big.Rat {
	if a.n == 0 {
		return nil
	}
	part, whole := a.sums()
	switch f.form {
	case mean:
		r.Part, r.Whole = plain(part), digits(int64(a.n))
		return quotient(part, big.NewRat(int64(a.n), 1))
	case addedUp:
		r.Part = plain(part)
		return part
	case middle:
		m := median(a.values)
		r.Part = digits(int64(a.values[len(a.values)-1]))
		return m
	}
	r.Part, r.Whole = plain(part), plain(whole)
	return quotient(part, whole)
}

// put fills in a value that there is.
func (f *figure) put(r *Result, a *added, value *big.Rat, g *group) {
	var text Words
	switch r.Unit = f.unit; f.unit {
	case "":
		r.Unit, r.Value, text = "ratio", ratio(value), percentWords(value)
	case "money":
		r.Unit, r.Value, text = a.currency, plain(value), amountWords(value, a.currency)
	default:
		if r.Value, text = plain(value), numberWords(value); f.form == mean {
			r.Value = ratio(value)
		}
	}
	part, whole := f.words(a, r)
	r.Sentence = say(f.say, g.words(), part, whole, text, digits(int64(a.n)))
}

// evidence lists some of what was counted: first what stands out.
func (f *figure) evidence(d *dataset, t *teller, g *group) []Evidence {
	t.room = t.room[:0]
	facts := f.facts(d)
	for _, wanted := range [...]bool{true, false} {
		for _, place := range g.facts {
			m := f.of(&facts[place])
			if m.lack == nothing && (f.first == nil || f.first(m.part, m.whole)) == wanted && len(t.room) < t.config.Evidence {
				t.room = append(t.room, facts[place].evidence("contracts"))
			}
		}
	}
	return t.room
}

func (a *added) leftOut() (all []Left) {
	for l, n := range a.left {
		if n > 0 {
			all = append(all, Left{lack(l).why(), n})
		}
	}
	return all
}

// missing are the fields that stood in the way of all.
func (a *added) missing() (all []string) {
	for l, n := range a.left {
		if n > 0 && lacks[l].field != "" {
			all = append(all, lacks[l].field)
		}
	}
	return all
}
