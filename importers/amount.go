package importers

import (
	"bytes"
	"math/big"
	"strings"
)

// rupiah is an amount, as decimal text, with its currency.
func rupiah(amount string) []byte { return []byte(`{"amount":` + amount + `,"currency":"IDR"}`) }

// amountOf takes the amount out of what rupiah wrote.
func amountOf(value []byte) string {
	amount, _, _ := bytes.Cut(bytes.TrimPrefix(value, []byte(`{"amount":`)), []byte(","))
	return string(amount)
}

// sum adds decimal texts up exactly; false where there is none, or one of them is no number.
func sum(amounts []string) (total string, ok bool) {
	all, decimals := new(big.Rat), 0
	for _, amount := range amounts {
		n, ok := new(big.Rat).SetString(amount)
		if !ok {
			return "", false
		}
		if _, after, found := strings.Cut(amount, "."); found {
			decimals = max(decimals, len(after))
		}
		all.Add(all, n)
	}
	return all.FloatString(decimals), len(amounts) > 0
}
