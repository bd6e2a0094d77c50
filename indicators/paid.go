package indicators

import (
	"math/big"

	"terang/schema"
)

var paid = &Indicator{
	Method: Method{Code: "paid", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Payment completeness", "Kelengkapan pembayaran"},
		Formula: Words{
			"Sum of the transactions, each counted once, ÷ the contract's value, after the final hand-over.",
			"Jumlah transaksi, masing-masing dihitung sekali, ÷ nilai kontrak, setelah serah terima akhir."},
		Source: performanceSource, Needs: []string{"contracts/value", "contracts/implementation/transactions", handOverFields},
		Caveat: Words{
			"Two transactions that are equal in all but their id are one payment recorded twice. Penalties may be withheld from payments.",
			"Dua transaksi yang sama kecuali ID-nya dianggap satu pembayaran yang tercatat ganda. Denda dapat dipotong dari pembayaran."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			m := k.fact.large[mPaid]
			if m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			part, share := big.NewRat(m.part, powers[m.places]), big.NewRat(m.part, m.whole)
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: ratio(share), Unit: "ratio", N: 1, Of: 1,
				Part: plain(part), Whole: k.value.text(),
				Sentence: say(Words{"After the final hand-over, %[1]s of the contract's %[2]s are recorded as paid (%[3]s).",
					"Setelah serah terima akhir, tercatat pembayaran %[1]s dari nilai kontrak %[2]s (%[3]s)."},
					amountWords(part, k.value.currency), k.value.words(), percentWords(share))},
				c.evidence(k.run.Get("transactions")), c.evidence(k.Get("value")))
		}
	},
	dataset: over(figure{number: mPaid, large: true, kinds: ofBoth, first: short, say: Words{
		"Of %[3]s for %[5]s contracts of %[1]s after their final hand-over, %[2]s are recorded as paid (%[4]s).",
		"Dari %[3]s untuk %[5]s kontrak %[1]s setelah serah terima akhir, tercatat dibayar %[2]s (%[4]s)."}}),
}

func measurePayments(c *Case, k *contract, f *fact) {
	m := &f.large[mPaid]
	switch list := k.run.Get("transactions"); {
	case !k.priced:
		m.lack = noValue
	case list.Len() == 0:
		m.lack = noTransactions
	case !k.final.known || k.ended == faulted || k.ended == stopped:
		m.lack = noFinalHandOver
	case k.value.units <= 0:
		m.lack = amountZero
	default:
		*m = k.payments(list)
	}
}

// payments adds up the transactions, each once.
func (k *contract) payments(list *schema.Value) large {
	var s sum
	for n, v := range list.Items() {
		if repeated(list, n, v) {
			continue
		}
		value := v.Get("value")
		if value == nil {
			value = v.Get("amount") // its name in OCDS 1.0
		}
		m, ok := moneyOf(value)
		if !ok {
			return large{lack: noPayment}
		}
		s.add(m)
	}
	if s.mixed || s.currency != k.value.currency {
		return large{lack: currenciesDiffer}
	}
	total, ok := parseDecimal(plain(&s.total))
	if !ok {
		return large{lack: amountTooLong}
	}
	return largeOf(total, k.value.decimal)
}

// repeated says whether a transaction is equal to one before it in all but its id.
func repeated(list *schema.Value, n int, v *schema.Value) bool {
	for before, other := range list.Items() {
		if before == n {
			return false
		}
		if sameButID(v, other) {
			return true
		}
	}
	return false
}

func sameButID(a, b *schema.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for name, v := range a.Members() {
		if other := b.Get(name); name != "id" && (other == nil || !schema.Equal(v.Raw(), other.Raw())) {
			return false
		}
	}
	return true
}
