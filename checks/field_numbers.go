package checks

import (
	"bytes"

	"terang/schema"
)

var _ = fieldRule("number_negative", schema.Warning,
	"OCDS 1.1, Item, Period, Tender, Unit, Transaction; Pelican number_checks", Words{
		"%[1]s is less than zero, which '%[2]s' cannot be. Correct it, or leave the field out.",
		"%[1]s lebih kecil dari nol, padahal '%[2]s' tidak mungkin negatif. Perbaiki, atau hapus kolomnya."},
	isNeverNegative,
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsNumber() {
			return skip
		}
		raw := v.Raw()
		if raw[0] != '-' || !bytes.ContainsAny(mantissa(raw), "123456789") {
			return pass(true)
		}
		return pass(false, p.Name)
	})

// mantissa is a number's text without its exponent: -0e5 is no less than zero.
func mantissa(number []byte) []byte {
	if at := bytes.IndexAny(number, "eE"); at >= 0 {
		return number[:at]
	}
	return number
}

// isNeverNegative knows the numbers that count or measure. Amounts of awards and contracts are not among them: what is
// paid to the buyer, as for a concession, may be told as less than zero.
func isNeverNegative(p *Place) bool {
	switch p.Name {
	case "quantity":
		return p.Inside() == "Item"
	case "durationInDays":
		return p.Inside() == "Period"
	case "numberOfTenderers":
		return p.Inside() == "Tender"
	case "amount":
		return isUnit(p.Parent.Parent) && p.Parent.Name == "value" || p.Parent.Inside() == "Transaction" && (p.Parent.Name == "value" || p.Parent.Name == "amount")
	}
	return false
}

// isUnit says whether a place is an item's unit, for which the schema has no name.
func isUnit(p *Place) bool { return p != nil && p.Name == "unit" && p.Inside() == "Item" }
