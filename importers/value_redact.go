package importers

import (
	"regexp"
	"slices"
	"strings"
)

// redacted stands where something was taken out of a text.
const redacted = "[…]"

// secret is a kind of number or address that is taken out of texts. The pattern's group, if any, is what is taken out;
// sure is asked with the text before, what would go, and the text after.
type secret struct {
	rule    string
	pattern *regexp.Regexp
	sure    func(before, found, after string) bool
}

var secrets = []secret{
	{ruleFreeText, regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), isPrivateAddress},
	{ruleBank, regexp.MustCompile(`(?i)\b(?:no(?:mor)?\b\.? ?)?(?:rek(?:ening)?|norek)\b[^\d;]{0,40}(\d[\d .-]{5,22}\d)`), isAccount},
	{ruleStaff, regexp.MustCompile(`(?:19[4-9]|20[01])\d[01]\d[0-3]\d ?(?:19[6-9]|20[0-4])\d[01]\d ?[12] ?\d{3}`), isWhole},
	{rulePersonNumber, regexp.MustCompile(`\d{16}|` + strings.Join(identityGroups("", " ", `\.`, "-"), "|")), isIdentity},
	{ruleFreeText, regexp.MustCompile(`(?:\+?62[ .-]?|\(?0)8[1-35789]\d{1,2}(?:[ .-]?\d{3,5}){2,3}`), isMobile},
}

// identityGroups are the ways in which people part the 16 digits of an identity number, with each separator. Budget codes
// have groups of one digit.
func identityGroups(separators ...string) (patterns []string) {
	for _, s := range separators[1:] {
		for _, form := range []string{"DDDD_DDDD_DDDD_DDDD", "DDDDDD_DDDDDD_DDDD", "DD_DD_DD_DDDDDD_DDDD", "DD_DD_DD_DD_DD_DD_DDDD"} {
			patterns = append(patterns, strings.NewReplacer("D", `\d`, "_", s).Replace(form))
		}
	}
	return patterns
}

// redact takes out of a text that people wrote what UU 27/2022 protects: identity and staff numbers, also when they are
// grouped, numbers that the text calls a bank account, mobile telephones, and e-mail addresses at private mailboxes. It gives the
// rules by which it did, each once. Amounts, dates, budget codes and numbers of letters stay.
func redact(text string) (clean string, rules []string) {
	for _, s := range secrets {
		out, done, found := "", 0, false
		for _, at := range s.pattern.FindAllStringSubmatchIndex(text, -1) {
			start, end := at[0], at[1]
			if len(at) > 2 {
				start, end = at[2], at[3]
			}
			if s.sure(text[:start], text[start:end], text[end:]) {
				out, done, found = out+text[done:start]+redacted, end, true
			}
		}
		text = out + text[done:]
		if found && !slices.Contains(rules, s.rule) {
			rules = append(rules, s.rule)
		}
	}
	return text, rules
}

var (
	endsInNumber   = regexp.MustCompile(`\d[./-]?$`)
	startsInNumber = regexp.MustCompile(`^\d|^[./-]\d`)
	// A telephone may stand behind a word that says so, and before or behind another and a stroke.
	endsInWord   = regexp.MustCompile(`\pL$|\d[.-]?$`)
	telephoneTag = regexp.MustCompile(`(?i)(hp|wa|telp|tlp|no)$`)
	startsInWord = regexp.MustCompile(`^[\d\pL]|^[.-]\d|^[./-]\pL`)
)

// isWhole says whether what was found is no part of a longer number or code.
func isWhole(before, _, after string) bool {
	return !endsInNumber.MatchString(tail(before)) && !startsInNumber.MatchString(after)
}

// tail is the end of a text, as much as is looked at.
func tail(text string) string { return text[max(0, len(text)-8):] }

func isIdentity(before, found, after string) bool {
	return isPersonNumber(found) && isWhole(before, found, after)
}

func isMobile(before, found, after string) bool {
	number := strings.NewReplacer(" ", "", "-", "", ".", "", "+62", "0", "(", "").Replace(found)
	if strings.HasPrefix(number, "62") {
		number = "0" + number[2:]
	}
	return len(number) >= 10 && len(number) <= 13 && !startsInWord.MatchString(after) &&
		(!endsInWord.MatchString(tail(before)) || telephoneTag.MatchString(tail(before)))
}

var (
	budgetWords = regexp.MustCompile(`(?i)(kode|kd\.?|belanja|anggaran|mata anggaran)\s+(?:no(?:mor)?\b\.? ?)?rek|rek(ening)?\s+(belanja|anggaran)|rp`)
	noAccount   = regexp.MustCompile(`^\d\.\d|^\d{1,2}[.-]\d{1,2}[.-](19|20)?\d{2}\b|^\d{1,3}(\.\d{3})+$|^\d{4}[ -]+\d{4}$`) // codes, dates, amounts, years
	digitSigns  = strings.NewReplacer(" ", "", ".", "", "-", "")
)

// isAccount asks whether the number is as long as those of banks, and no code of the budget (kode rekening).
func isAccount(before, found, after string) bool {
	near := before[max(0, len(before)-60):]
	digits := len(digitSigns.Replace(found))
	return digits >= 8 && digits <= 18 && !budgetWords.MatchString(near) && !noAccount.MatchString(found) && !startsInNumber.MatchString(after)
}

// privateHost is that of a provider of private mailboxes.
var privateHost = regexp.MustCompile(`(?i)@(?:(?:yahoo|hotmail|outlook|live|gmx|yandex)(?:\.[a-z]{2,3}){1,2}|(?:gmail|googlemail|ymail|rocketmail|msn|icloud|me|mac|aol|mail|protonmail|zohomail|fastmail)\.com|proton\.me|pm\.me|telkom\.net|plasa\.com)$`)

func isPrivateAddress(_, found, _ string) bool { return privateHost.MatchString(found) }
