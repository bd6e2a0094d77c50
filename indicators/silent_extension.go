package indicators

import (
	"strings"

	"terang/schema"
)

var silentExtension = &Indicator{
	Method: Method{Code: "silent_extension", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Extended without an addendum", "Diperpanjang tanpa adendum"},
		Formula: Words{
			"A release moved the end of the contract to a later local day, and no addendum is recorded by it or names it; flagged where there are fewer addenda than such moves.",
			"Suatu rilis memundurkan akhir kontrak ke tanggal yang lebih lambat, tanpa adendum yang tercatat di dalamnya atau menyebutnya; ditandai bila jumlah adendum lebih sedikit daripada perubahan itu."},
		Source: ownSource, Needs: []string{"releases (history of contracts/period/endDate)"},
		Clear:  Words{"The contract was not extended without an addendum.", "Kontrak tidak diperpanjang tanpa adendum."},
		Caveat: Words{"A correction of a typing error looks the same.", "Perbaikan salah ketik tampak sama."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			c.tellSilent(i, &c.contracts[n])
		}
	},
}

func (c *Case) tellSilent(i *Indicator, k *contract) {
	s := c.subjectOf(k)
	if !k.followed {
		c.tell.unable(i, "", s, noOriginalEnd)
		return
	}
	silent, from, to := c.silentMove(k)
	if silent == nil {
		c.tell.clear(i, s, "0", "days", "0")
		return
	}
	c.tell.tell(i, s, Result{State: Flagged, Value: digits(int64(to - from)), Unit: "days", Threshold: "0",
		Sentence: say(Words{"The end of the contract was moved from %[1]s to %[2]s, and no addendum is recorded for it.",
			"Akhir kontrak dimundurkan dari %[1]s menjadi %[2]s tanpa adendum yang tercatat."}, dayWords(from), dayWords(to))}, c.changeEvidence(silent))
}

// silentMove is the first later end for which there is no addendum.
func (c *Case) silentMove(k *contract) (silent *schema.Change, from, to int32) {
	moves := 0
	for _, t := range k.told {
		if t.field != "period/endDate" || t.Kind != schema.Changed {
			continue
		}
		before, errBefore := schema.Parse(t.From)
		after, errAfter := schema.Parse(t.To)
		if errBefore != nil || errAfter != nil {
			continue
		}
		old, new := c.moment(before), c.moment(after)
		if !old.known || !new.known || new.day <= old.day {
			continue
		}
		if moves++; silent == nil && !k.amendedBy(t.ReleaseID) {
			silent, from, to = t.Change, old.day, new.day
		}
	}
	if k.Get("amendments").Len() >= moves {
		return nil, 0, 0
	}
	return silent, from, to
}

// amendedBy says whether an addendum came with a release, or names it.
func (k *contract) amendedBy(release string) bool {
	for _, a := range k.Get("amendments").Items() {
		if a.Get("releaseID").ID() == release {
			return true
		}
	}
	for _, t := range k.told {
		if t.ReleaseID == release && t.Kind == schema.Added && strings.HasPrefix(t.field, "amendments") {
			return true
		}
	}
	return false
}
