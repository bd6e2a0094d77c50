package indicators

import (
	"strings"

	"terang/schema"
)

// kindOfAmendment is what an addendum changed.
type kindOfAmendment int

const (
	otherwise kindOfAmendment = iota
	inTime
	inValue
)

var amended = &Indicator{
	Method: Method{Code: "amended", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Contracts with addenda", "Kontrak dengan adendum"},
		Formula: Words{
			"Contracts with at least one addendum ÷ contracts; the variants count addenda of time, of value, and others. What an addendum changed is read from its own words, else from what changed in its release.",
			"Kontrak dengan sedikitnya satu adendum ÷ semua kontrak; varian menghitung adendum waktu, nilai, dan lainnya. Jenis adendum dibaca dari uraiannya, bila tidak ada dari perubahan dalam rilisnya."},
		Source: performanceSource, Needs: []string{"contracts/amendments"},
		Caveat: Words{
			"An addendum is an ordinary thing. Contracts of which nothing was published after they were signed are left out, since addenda of theirs would not be seen.",
			"Adendum adalah hal biasa. Kontrak yang tidak diperbarui setelah ditandatangani tidak dihitung, karena adendumnya tidak akan terlihat."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			if m := k.fact.small[mAmended]; m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			count, by := c.amendments(k)
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: digits(int64(count)), Unit: "count", N: 1, Of: 1,
				Sentence: say(Words{"The contract has %[1]s: %[2]s of time, %[3]s of value, %[4]s of other things.",
					"Kontrak memiliki %[1]s: %[2]s waktu, %[3]s nilai, %[4]s hal lain."}, countedAddenda(count),
					digits(int64(by[inTime])), digits(int64(by[inValue])), digits(int64(by[otherwise])))}, c.evidence(orElse(k.Get("amendments"), k.Value)))
		}
	},
	dataset: over(
		figure{number: mAmended, kinds: ofBoth, first: some, say: amendedWords("", "")},
		figure{variant: "time", number: mAmendedTime, kinds: ofBoth, first: some, say: amendedWords(" of time", " waktu")},
		figure{variant: "value", number: mAmendedValue, kinds: ofBoth, first: some, say: amendedWords(" of value", " nilai")},
		figure{variant: "other", number: mAmendedOther, kinds: ofBoth, first: some, say: amendedWords(" of other things", " lainnya")},
	),
}

func amendedWords(en, id string) Words {
	return Words{
		"Of %[3]s contracts of %[1]s, %[2]s have addenda" + en + " (%[4]s).",
		"Dari %[3]s kontrak %[1]s, %[2]s memiliki adendum" + id + " (%[4]s)."}
}

func countedAddenda(n int) Words {
	if n == 1 {
		return Words{"1 addendum", "1 adendum"}
	}
	return Words{digits(int64(n)) + " addenda", digits(int64(n)) + " adendum"}
}

func orElse(v, other *schema.Value) *schema.Value {
	if v == nil {
		return other
	}
	return v
}

func measureAmendments(c *Case, k *contract, f *fact) {
	count, by := c.amendments(k)
	if count == 0 && !k.followed && !k.Get("amendments").IsList() {
		for _, m := range [...]int{mAmended, mAmendedTime, mAmendedValue, mAmendedOther} {
			f.small[m].lack = noAmendments
		}
		return
	}
	f.small[mAmended] = one(count > 0)
	f.small[mAmendedTime], f.small[mAmendedValue], f.small[mAmendedOther] = one(by[inTime] > 0), one(by[inValue] > 0), one(by[otherwise] > 0)
}

// amendments counts a contract's addenda, by what they changed.
func (c *Case) amendments(k *contract) (count int, by [3]int) {
	for _, a := range k.Get("amendments").Items() {
		if a.IsObject() {
			count++
			by[k.kindOf(a)]++
		}
	}
	return count, by
}

var (
	wordsOfTime  = []string{"waktu", "perpanjang", "jangka", "jadwal", "time", "extension", "extend", "deadline", "end date"}
	wordsOfValue = []string{"nilai", "harga", "tambah", "kurang", "value", "price", "cost", "amount"}
)

// kindOf tells what an addendum changed: its description decides, then its rationale, then what its release changed.
func (k *contract) kindOf(a *schema.Value) kindOfAmendment {
	for _, field := range [...]string{"description", "rationale"} {
		text := strings.ToLower(a.Get(field).Text())
		switch {
		case hasAny(text, wordsOfTime):
			return inTime
		case hasAny(text, wordsOfValue):
			return inValue
		}
	}
	release := a.Get("releaseID").ID()
	for _, t := range k.told {
		switch {
		case release == "" || t.ReleaseID != release:
		case strings.HasPrefix(t.field, "period/"):
			return inTime
		case strings.HasPrefix(t.field, "value/"):
			return inValue
		}
	}
	return otherwise
}

func hasAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
