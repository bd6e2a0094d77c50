package checks

import (
	"slices"
	"strings"

	"terang/schema"
)

// This file knows what the Indonesian profile's rules need of the way in which procurement works in Indonesia. Each
// rule has the public id of the profile, with underscores for hyphens: idn-ocid-form is idn_ocid_form. None refuses,
// not even those that the profile calls errors (rulings on the data, 1).

const idnSource = "Indonesian profile (idn-…)"

// idnRule declares a rule of the profile.
func idnRule(code string, severity schema.Severity, words Words, judge func(*Process, *Rule)) *Rule {
	return profileRule(Indonesia, code, severity, idnSource, words, judge)
}

// follows says whether a profile is switched on.
func (p *Process) follows(profile string) bool { return slices.Contains(p.Options.Profiles, profile) }

// isOwnWork says whether a process is self-managed work (swakelola), where the agency is its own supplier (rulings on
// the data, 3).
func (p *Process) isOwnWork() bool { return p.methodBegins("Swakelola") }

// methodBegins says whether the publisher's own words for the method begin so, in capital or small letters.
func (p *Process) methodBegins(words string) bool {
	method := strings.TrimSpace(p.Get("tender", "procurementMethodDetails").Text())
	return len(method) >= len(words) && strings.EqualFold(method[:len(words)], words)
}

// isPlan says whether a process is a plan (RUP), which is a process of its own (rulings on the data, 2).
func (p *Process) isPlan() bool {
	status := p.Get("tender", "status")
	return is(status, "planning") || is(status, "planned") || p.source() == 'r'
}

// source is the letter of the ocid that says where a process was recorded: t tender, n non-tender, e e-purchasing,
// p recorded purchase, w self-managed, d a village's activity, o order at an online shop, g budget, r plan; 0 where the ocid has
// another form.
func (p *Process) source() byte {
	letter, _, _ := ocidParts(p.Get("ocid").Text())
	return letter
}

// ocidParts takes an ocid apart: ocds-abc123-LETTER-SYSTEM-PACKAGE, or ocds-abc123-r-PLAN, where there is no system.
// The letter is 0 where the ocid has another form.
func ocidParts(ocid string) (letter byte, system, number string) {
	const prefix = len("ocds-abc123-")
	if len(ocid) < prefix+3 || !strings.HasPrefix(ocid, "ocds-") || ocid[prefix-1] != '-' || ocid[prefix+1] != '-' {
		return 0, "", ""
	}
	letter, number = ocid[prefix], ocid[prefix+2:]
	if letter == 'r' {
		return letter, "", number
	}
	system, number, _ = strings.Cut(number, "-")
	if strings.IndexByte("tnepwdog", letter) < 0 || system == "" || number == "" {
		return 0, "", ""
	}
	return letter, system, number
}
