package checks

import (
	"math/big"

	"terang/schema"
)

// This file has the rules on buyers. A buyer is known by its identifier, else by its id, never by its name.

// buyerOf names the buyer of a process: {scheme}-{id} of the identifier of its party, else the id of the reference;
// empty where there is neither.
func buyerOf(p *Process) string {
	buyer := p.Get("buyer")
	id := buyer.Get("id")
	for _, party := range p.Get("parties").Items() {
		if sameID(party.Get("id"), id) {
			identifier := party.Get("identifier")
			if scheme, number := identifier.Get("scheme").Text(), identifier.Get("id").ID(); scheme != "" && number != "" {
				return scheme + "-" + number
			}
			break
		}
	}
	return id.ID()
}

func (d *Dataset) buyer(p *Process) {
	buyer := buyerOf(p)
	if buyer == "" {
		return
	}
	d.seen.Buyers.add(buyer)
	if n := d.seen.BuyerIDs.at(buyer); n != nil {
		*n++
	}
}

// enoughProcesses is how many with a buyer the rules on buyers need.
const enoughProcesses = 1000

var _ = datasetRule("distribution_buyer", schema.Warning, "Pelican distribution.buyer", Words{
	"%[1]s of the buyers occur in one process alone. Check that a buyer has the same identifier in all its processes.",
	"%[1]s pembeli hanya muncul dalam satu proses. Periksa apakah satu pembeli memakai pengenal yang sama pada semua prosesnya."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		if n := d.seen.Buyers.Total; n < enoughProcesses {
			return r.idle(n, tooFew)
		}
		buyers := d.seen.BuyerIDs
		var once int64
		for _, n := range buyers.Kept {
			if *n == 1 {
				once++
			}
		}
		part, limit := share(once, int64(len(buyers.Kept))), big.NewRat(1, 2)
		result := r.result(int64(len(buyers.Kept)))
		result.Measure = &Text{"share of buyers with one process", "porsi pembeli dengan satu proses"}
		result.Value, result.Limit, result.Sampled = fraction(part), "< "+fraction(limit), buyers.sampled()
		return result.holds(part.Cmp(limit) < 0, percent(part))
	})

var _ = datasetRule("distribution_buyer_repetition", schema.Note, "Pelican distribution.buyer_repetition", Words{
	"The most frequent buyer, '%[1]s', has %[2]s of all processes; usually that is more than 1% and less than 50%. Check that buyers are told apart by their identifiers, and that each keeps its own.",
	"Pembeli tersering, '%[1]s', memiliki %[2]s dari seluruh proses; biasanya lebih dari 1% dan kurang dari 50%. Periksa apakah pembeli dibedakan dengan pengenalnya dan pengenal itu tetap."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		buyers := d.seen.Buyers
		if buyers.Total < enoughProcesses {
			return r.idle(buyers.Total, tooFew)
		}
		result := r.result(buyers.Total)
		result.Measure = &Text{"share of processes of the most frequent buyer", "porsi proses pembeli tersering"}
		result.Limit = "0.0100..0.5000"
		result.Uncertainty = uncertain(buyers.Missed, buyers.Total)
		top := counted{}
		if most := buyers.top(1); len(most) > 0 {
			top = most[0]
			result.Examples = []string{top.key}
		}
		part := share(top.n, buyers.Total)
		result.Value = fraction(part)
		return result.holds(part.Cmp(big.NewRat(1, 100)) > 0 && part.Cmp(big.NewRat(1, 2)) < 0, top.key, percent(part))
	})
