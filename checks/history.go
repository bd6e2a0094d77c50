package checks

import (
	"math/big"
	"strconv"
	"strings"

	"terang/schema"
)

// This file has the rules on a process in the version published before and now.

var _ = historyRule("phase_stable", schema.Warning, "Pelican time.phase_stable", Words{
	"The version before had %[2]s of '%[1]s', this one has %[3]s. What was published of a process should stay: publish the missing part again, with a status such as cancelled if it no longer holds.",
	"Versi sebelumnya memuat %[2]s '%[1]s', versi ini memuat %[3]s. Bagian proses yang sudah diumumkan seharusnya tetap ada: umumkan kembali bagian yang hilang, dengan status seperti cancelled bila sudah tidak berlaku."},
	func(before, now *Process, r *Rule) {
		judged := false
		for _, phase := range []string{"planning", "tender", "awards", "contracts"} {
			had, has := extent(before.Get(phase)), extent(now.Get(phase))
			if had == 0 {
				continue
			}
			judged = true
			if has < had {
				now.judge(r, false, orRoot(now, phase), phase, strconv.Itoa(had), strconv.Itoa(has))
				return
			}
		}
		if judged {
			now.judge(r, true, nil)
		}
	})

// extent is how many things a part of a process tells of: 1 for an object, the items of a list.
func extent(v *schema.Value) int {
	switch {
	case v.Empty():
		return 0
	case v.IsList():
		return v.Len()
	}
	return 1
}

// orRoot is a member of the compiled release, or the release itself where it lacks the member.
func orRoot(p *Process, name string) *schema.Value {
	if v := p.Get(name); v != nil {
		return v
	}
	return p.Value
}

var _ = historyRule("tender_title", schema.Note, "Pelican time.tender_title", Words{
	"The title was '%[1]s' in the version before and is '%[2]s' now. Make sure that this is still the same process; a new one needs an ocid of its own.",
	"Judulnya '%[1]s' pada versi sebelumnya dan kini '%[2]s'. Pastikan prosesnya masih sama; proses baru memerlukan ocid tersendiri."},
	func(before, now *Process, r *Rule) {
		old, title := before.Get("tender", "title").Text(), now.Get("tender", "title")
		if text := title.Text(); strings.TrimSpace(old) != "" && strings.TrimSpace(text) != "" {
			now.judge(r, old == text || plainTitle(old) == plainTitle(text), title, shorten(old), shorten(text))
		}
	})

// plainTitle is a title in small letters, with one space between words.
func plainTitle(title string) string {
	return strings.Join(strings.Fields(strings.ToLower(title)), " ")
}

// Contracts have a rule of their own, which looks at every release: value_changed_without_amendment.
var _ = historyRule("award_value_changed", schema.Note, "OCDS 1.1, amendments; no other programme checks it", Words{
	"The value of the award changed from %[1]s in the version before to %[2]s, and no amendment tells why. Describe the change in 'amendments' with its date and rationale.",
	"Nilai penetapan pemenang berubah dari %[1]s pada versi sebelumnya menjadi %[2]s tanpa adendum yang menjelaskannya. Uraikan perubahan itu di 'amendments' beserta tanggal dan alasannya."},
	func(before, now *Process, r *Rule) {
		old := before.Get("awards")
		for i, award := range now.Get("awards").Items() {
			judgeChange(itemLike(old, award, i), award, now, r)
		}
	})

// itemLike finds the item of a list with the id of another, which is likely at the same place; nil where there is none.
func itemLike(list, like *schema.Value, likely int) *schema.Value {
	id := like.Get("id")
	for i, item := range list.Items() {
		if i >= likely && sameID(item.Get("id"), id) {
			return item
		}
	}
	for i, item := range list.Items() {
		if i >= likely {
			break
		}
		if sameID(item.Get("id"), id) {
			return item
		}
	}
	return nil
}

// judgeChange judges the value of an award against what it was.
func judgeChange(old, v *schema.Value, now *Process, r *Rule) {
	was, hadValue := moneyOf(old.Get("value"))
	value, hasValue := moneyOf(v.Get("value"))
	if !hadValue || !hasValue || was.currency != value.currency {
		return
	}
	if similar(was.amount, value.amount) || amendments(v) > amendments(old) {
		now.judge(r, true, nil)
		return
	}
	now.judge(r, false, v.Get("value", "amount"), was.text(), value.text())
}

// similar says whether two amounts differ by no more than a tenth of the first.
func similar(a, b *big.Rat) bool {
	if a.Cmp(b) == 0 {
		return true
	}
	difference := new(big.Rat).Sub(a, b)
	tenth := new(big.Rat).Mul(a, big.NewRat(1, 10))
	return difference.Abs(difference).Cmp(tenth.Abs(tenth)) <= 0
}

// amendments counts those of an award, the deprecated single one included.
func amendments(v *schema.Value) int {
	return v.Get("amendments").Len() + extent(v.Get("amendment"))
}
