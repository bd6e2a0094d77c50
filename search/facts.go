// Package search knows how contracting processes are found: what of a process can be sought (its facts and words), and
// an index of one version in memory that filters, sorts, counts and adds up.
//
// The store keeps facts and words as bytes, written when a process is merged; the index is read from there.
package search

import (
	"encoding/binary"
	"errors"
)

// Facet is a property of which a process has values from a list: its buyer, its method.
type Facet string

// The facets. Their names are those of parameters of the API.
const (
	Buyer                    Facet = "buyer"
	ProcuringEntity          Facet = "procuringEntity"
	Supplier                 Facet = "supplier" // of awards that stand
	Region                   Facet = "region"   // of the delivery or the buyer: Kemendagri code without points, and names
	ProcurementMethod        Facet = "procurementMethod"
	ProcurementMethodDetails Facet = "procurementMethodDetails" // the publisher's own term
	MainProcurementCategory  Facet = "mainProcurementCategory"
	Classification           Facet = "classification" // of items
	Stage                    Facet = "stage"          // the furthest that was reached
	TenderStatus             Facet = "tenderStatus"
	AwardStatus              Facet = "awardStatus"
	ContractStatus           Facet = "contractStatus"
	Tag                      Facet = "tag" // of releases
	Year                     Facet = "year"
	Plan                     Facet = "plan" // true: an announced plan, no procurement
	SelfManaged              Facet = "selfManaged"
	Flag                     Facet = "flag" // an indicator's code; not a fact, see Flags
)

// Facets are all, in the order in which people want them.
var Facets = []Facet{
	Year, Stage, Buyer, ProcuringEntity, Supplier, Region, ProcurementMethod, ProcurementMethodDetails, MainProcurementCategory,
	Classification, TenderStatus, AwardStatus, ContractStatus, Tag, Flag, Plan, SelfManaged,
}

// Code is a value of a facet, with the words for it: a name, or a codelist's title in English and Indonesian.
type Code struct {
	Facet   Facet
	Value   string
	Label   string
	LabelID string
}

// Moment is something that happened, or is to happen, at an instant.
type Moment struct {
	Kind MomentKind
	At   int64 // Unix seconds, from 1970 to 2106
}

// MomentKind says what happened.
type MomentKind uint8

// The kinds of moments.
const (
	Date        MomentKind = iota // of the process's newest release
	TenderStart                   // tender/tenderPeriod/startDate
	TenderEnd                     // tender/tenderPeriod/endDate
	AwardDate                     // awards/date
	DateSigned                    // contracts/dateSigned
	Due                           // contracts/period/endDate
)

// Money is an amount in hundredths of a currency's unit.
type Money struct {
	Kind     MoneyKind
	Rounded  bool // it had more than two digits after the point
	Currency string
	Amount   int64 // hundredths
}

// MoneyKind says what an amount is of.
type MoneyKind uint8

// The kinds of amounts, the furthest stage last.
const (
	Budget     MoneyKind = iota // planning/budget/amount
	Tender                      // tender/value
	Awarded                     // sum of the awards that stand
	Contracted                  // of a process, the sum of the contracts that stand; of a contract, its value
	Paid                        // sum of the transactions
)

// Thing is what can be found: a process, or a contract of one.
type Thing struct {
	Codes   []Code
	Moments []Moment
	Moneys  []Money
}

// Facts are what can be sought of one process, beside its words.
type Facts struct {
	Process   Thing
	Contracts []Thing // in the order of the rows of tables/contracts
	Bidders   int     // who took part in the tender; -1 where it is not known
}

// factsForm is the number of the form of Encode; facts in another are unknown.
const factsForm = 1

// Encode writes facts as the store keeps them.
func (f *Facts) Encode() []byte {
	b := []byte{factsForm}
	b = binary.AppendVarint(b, int64(f.Bidders))
	b = f.Process.append(b)
	b = binary.AppendUvarint(b, uint64(len(f.Contracts)))
	for i := range f.Contracts {
		b = f.Contracts[i].append(b)
	}
	return b
}

func (t *Thing) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(t.Codes)))
	for _, c := range t.Codes {
		for _, text := range []string{string(c.Facet), c.Value, c.Label, c.LabelID} {
			b = appendText(b, text)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(t.Moments)))
	for _, m := range t.Moments {
		b = binary.AppendVarint(append(b, byte(m.Kind)), m.At)
	}
	b = binary.AppendUvarint(b, uint64(len(t.Moneys)))
	for _, m := range t.Moneys {
		b = append(b, byte(m.Kind), 0)
		if m.Rounded {
			b[len(b)-1] = 1
		}
		b = binary.AppendVarint(appendText(b, m.Currency), m.Amount)
	}
	return b
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// ErrFacts says that facts cannot be read.
var ErrFacts = errors.New("the facts of a process are damaged, or of another terang: publish anew")

// factsReader reads what Encode wrote, without copying. What is cut short reads as zeros, and is told by failed.
type factsReader struct {
	rest   []byte
	failed bool
}

func (r *factsReader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	return skip(r, n, size)
}

func (r *factsReader) varint() int64 {
	n, size := binary.Varint(r.rest)
	return skip(r, n, size)
}

func skip[T int64 | uint64](r *factsReader, n T, size int) T {
	if size <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *factsReader) fail() { r.rest, r.failed = nil, true }

func (r *factsReader) byte() byte {
	if len(r.rest) == 0 {
		r.fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// count reads how many things follow, each of at least one byte.
func (r *factsReader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.fail()
		return 0
	}
	return int(n)
}

// text reads a text; code reads the four of a code, one after the other, with their lengths, as they stand.
func (r *factsReader) text() []byte {
	n := r.count()
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

func (r *factsReader) code() []byte {
	start := r.rest
	for range 4 {
		r.text()
	}
	return start[:len(start)-len(r.rest)]
}

// decodeCode takes apart what code read.
func decodeCode(text []byte) Code {
	r := factsReader{rest: text}
	return Code{Facet: Facet(r.text()), Value: string(r.text()), Label: string(r.text()), LabelID: string(r.text())}
}
