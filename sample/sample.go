// Package sample invents regencies and their procurement for the demo, tests and benchmarks; nothing in it is real.
//
// Five invented regencies and cities plan, tender, award, contract and finish work over the years 2024 to 2026, told
// as OCDS 1.1.5 releases. The same [Options] give the same bytes on any machine, and procurement number i is the same
// however many are asked for, so a larger sample begins with a smaller one. Everything is marked DATA CONTOH / SAMPLE.
package sample

import (
	"fmt"
	"io"
	"time"
)

// Options chooses a sample.
type Options struct {
	Seed      uint64 // another seed invents another history in the same places
	Processes int    // how many procurements; each may have its plan and its re-tender beside it, as processes of their own
}

// HandIns is how many times the sample is handed in, one after the other, until its history is complete.
const HandIns = 3

// handIns are the ends of the hand-ins' periods; each begins where the one before it ended.
var handIns = [HandIns]time.Time{
	endOfDay(day(2025, time.June, 30)),
	endOfDay(day(2026, time.March, 31)),
	endOfDay(day(2026, time.October, 31)),
}

// HandInDate is when hand-in 0, 1 or 2 was handed in.
func HandInDate(handIn int) time.Time { return handIns[handIn] }

// Publisher is the name under which the sample is published.
const Publisher = "UKPBJ Bersama " + provinceName + " (DATA CONTOH / SAMPLE)"

// Prefix begins the ocids of the sample.
const Prefix = "ocds-contoh"

// Write writes hand-in 0, 1 or 2 of the sample to w, as one OCDS release package: the releases dated until 30 June
// 2025, until 31 March 2026, until 31 October 2026, without those of the hand-ins before it.
func Write(w io.Writer, o Options, handIn int) error {
	if handIn < 0 || handIn >= HandIns {
		return fmt.Errorf("sample: no hand-in %d: choose 0 to %d", handIn, HandIns-1)
	}
	var after time.Time
	if handIn > 0 {
		after = handIns[handIn-1]
	}
	return writePackage(w, o, fmt.Sprintf("setoran-%d", handIn), after, handIns[handIn])
}

// WriteAll writes the releases of every hand-in to w as one OCDS release package. It holds one procurement at a time,
// so that a benchmark can ask for any number.
func WriteAll(w io.Writer, o Options) error {
	return writePackage(w, o, "lengkap", time.Time{}, handIns[HandIns-1])
}
