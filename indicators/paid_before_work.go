package indicators

import "terang/schema"

var paidBeforeWork = &Indicator{
	Method: Method{Code: "paid_before_work", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title: Words{"Paid before the work began", "Dibayar sebelum pekerjaan dimulai"},
		Formula: Words{
			"The local day of a transaction is before that on which the contract's period starts or, where that is not known, on which it was signed.",
			"Tanggal setempat suatu transaksi mendahului awal masa kontrak atau, bila tidak diketahui, tanggal penandatanganannya."},
		Source: ownSource, Needs: []string{"contracts/implementation/transactions/date", "contracts/period/startDate | contracts/dateSigned"},
		Clear:  Words{"No payment came before the work began.", "Tidak ada pembayaran yang mendahului awal pekerjaan."},
		Caveat: Words{"An advance (uang muka) is lawful after the contract is signed; one before its period starts may be such.", "Uang muka sah dibayarkan setelah kontrak ditandatangani; pembayaran sebelum masa kontrak bisa jadi uang muka."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			if k := &c.contracts[n]; k.run.Get("transactions").Len() > 0 {
				c.tellEarly(i, k)
			}
		}
	},
}

func (c *Case) tellEarly(i *Indicator, k *contract) {
	begins, s := k.start, c.subjectOf(k)
	if !begins.known {
		begins = c.moment(k.Get("dateSigned"))
	}
	first, date := c.firstPayment(k)
	switch {
	case !first.known || !begins.known:
		c.tell.lacks(i, s, MissingFields, unknown(i.Needs, first.known, begins.known)...)
	case first.day >= begins.day:
		c.tell.clear(i, s, dayText(first.day), "date", dayText(begins.day))
	default:
		c.tell.tell(i, s, Result{State: Flagged, Value: dayText(first.day), Unit: "date", Threshold: dayText(begins.day),
			Sentence: say(Words{"A payment was made on %[1]s, before the work began on %[2]s.", "Pembayaran dilakukan pada %[1]s, sebelum pekerjaan dimulai pada %[2]s."},
				dayWords(first.day), dayWords(begins.day))}, c.evidence(date))
	}
}

// firstPayment is the day of the earliest transaction.
func (c *Case) firstPayment(k *contract) (first moment, at *schema.Value) {
	for _, t := range k.run.Get("transactions").Items() {
		if m := c.moment(t.Get("date")); m.known && (!first.known || m.day < first.day) {
			first, at = m, t.Get("date")
		}
	}
	return first, at
}
