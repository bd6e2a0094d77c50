package importers

import (
	"encoding/json"
	"maps"
	"math/big"
	"net/url"
	"slices"
	"strings"
)

// conversions are the steps that an expression may have after |, with how many words each takes.
var conversions = map[string]struct{ least, most int }{
	"id":      {0, 0}, // an identifier: white space taken out
	"title":   {0, 0}, // a package's name, without the marker of a repeated tender
	"rupiah":  {0, 0}, // an amount with its currency
	"number":  {0, 0},
	"integer": {0, 0},
	"date":    {0, 2}, // a moment; `end`: of a day its last second; `month-first`: 9/30/2015
	"days":    {0, 0}, // how many days: "90 Hari Kalender"
	"code":    {1, 1}, // by the profile's codes
	"list":    {0, 0}, // cut at ; and ,
	"first":   {0, 0}, // of a list
	"joined":  {0, 0}, // a list as one text
	"village": {0, 0}, // a Kemendagri code of a village, its ten digits
	"region":  {0, 0}, // a SiRUP code of a regency or province, as Kemendagri has it
	"url":     {0, 0}, // an address on the web
	"npwp":    {0, 0}, // a company's tax number, digits alone
	"cut":     {1, 9}, // what stands before these words
	"after":   {1, 9}, // what stands after these words
	"minus":   {1, 1},
	"find":    {2, 2}, // TABLE.KEY COLUMN: of the row there with this key, that column
	"ocid":    {0, 0}, // the process of this name
	"default": {1, 9}, // these words where nothing is
	"unless":  {1, 9}, // nothing, where these words are (`unless 0`)
	"rounded": {0, 0}, // an amount that the source rounds (325 Jt), in its words; of others nothing
	"raw":     {0, 0}, // JSON as it stands
	"upper":   {0, 0},
	"portal":  {0, 0}, // which LPSE gave an old number of a tender: its last three digits
	"year":    {0, 0}, // a year from 2000 on; nothing of others
}

func conversionNames() string { return strings.Join(slices.Sorted(maps.Keys(conversions)), ", ") }

func (s *scope) convert(c conversion, v value) value {
	switch c.name {
	case "rupiah", "number", "integer":
		return s.amount(c.name, v.text)
	case "date":
		return s.date(c.args, v.text)
	case "code":
		return s.code(c.args[0], v)
	case "list":
		return value{list: splitList(v.text), isList: true}
	case "find":
		return s.find(c.args[0], c.args[1], v.text)
	case "default":
		if v.empty() {
			return textValue(strings.Join(c.args, " "))
		}
		return v
	case "unless":
		if v.text == strings.Join(c.args, " ") {
			return value{}
		}
		return v
	case "rounded":
		if _, approximate, ok := parseMoney(v.text); !ok || !approximate {
			return value{}
		}
		return v
	case "raw":
		if !json.Valid([]byte(v.text)) {
			s.fail("raw", v.text)
			return value{}
		}
		return value{json: []byte(v.text)}
	case "first", "joined":
		return fromList(c.name, v)
	}
	text, ok := s.rewrite(c, v.text)
	if !ok {
		s.fail(c.name, v.text)
		return value{}
	}
	return value{text: text, exact: c.name != "title" && c.name != "cut" && c.name != "after"}
}

// rewrite does the conversions from a text to a text; false where the text cannot be what it should.
func (s *scope) rewrite(c conversion, text string) (string, bool) {
	words := strings.Join(c.args, " ")
	switch c.name {
	case "id":
		return s.identifier(text), true
	case "title":
		return s.title(text), true
	case "region":
		return regionOf(text)
	case "village":
		return villageOf(text)
	case "url":
		u, err := url.Parse(text)
		return text, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(text, " <>\"")
	case "npwp":
		id, _, fault := parseNPWP(text)
		return id, fault == "" && !isPersonNumber(id)
	case "cut":
		before, _, _ := strings.Cut(text, words)
		return strings.TrimSpace(before), true
	case "after":
		_, after, _ := strings.Cut(text, words)
		return strings.TrimSpace(after), true
	case "minus":
		return minus(text, words)
	case "ocid":
		return s.ocid(text), true
	case "upper":
		return strings.ToUpper(text), true
	case "portal":
		return portalOf(text)
	case "year":
		return yearOf(text), true
	case "days":
		n, ok := parseDays(text)
		return itoa(n), ok
	}
	return text, true
}

// identifier is a text without white space. A number of a person in it makes way for an x: what it identifies is lost,
// rather than who it is.
func (s *scope) identifier(text string) string {
	clean, rules := redact(text)
	for _, rule := range rules {
		s.report.Withheld[rule]++
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(clean, redacted, "x")), "")
}

// portalOf gives the LPSE that gave a number: SPSE up to 4.4 ends a tender's number in the three digits of its portal (the rows
// of 2012 and 2013, which have both, all agree). Longer numbers are of later versions, and say nothing of it.
func portalOf(number string) (string, bool) {
	if len(number) < 4 || len(number) > 9 || !allDigits.MatchString(number) {
		return "", false
	}
	if code := strings.TrimLeft(number[len(number)-3:], "0"); code != "" {
		return code, true
	}
	return "", false
}

// yearOf passes over what stands for no year: 0, null.
func yearOf(text string) string {
	if len(text) == 4 && allDigits.MatchString(text) && text >= "2000" {
		return text
	}
	return ""
}

func minus(text, by string) (string, bool) {
	a, ok := new(big.Int).SetString(text, 10)
	b, fine := new(big.Int).SetString(by, 10)
	if !ok || !fine {
		return "", false
	}
	return a.Sub(a, b).String(), true
}

func fromList(how string, v value) value {
	all := v.texts()
	if len(all) == 0 {
		return value{}
	}
	if how == "first" {
		return textValue(all[0])
	}
	return textValue(strings.Join(all, ", "))
}

// fail notes that a value could not be what it must be; the field is left out and the report says where.
func (s *scope) fail(what, text string) {
	s.report.fault(what, s.row.place(s.origin), text)
}

func (s *scope) title(text string) string {
	clean, is := retender(text)
	if is {
		s.report.normalised("retender")
	}
	return clean
}

func (s *scope) amount(kind, text string) value {
	amount, approximate, ok := parseMoney(text)
	switch {
	case !ok:
		s.fail(kind, text)
		return value{}
	case approximate:
		s.report.normalised("approximate")
		return value{}
	case kind == "integer" && strings.Contains(amount, "."):
		s.fail(kind, text)
		return value{}
	case kind == "rupiah":
		return value{json: rupiah(amount)}
	}
	return value{json: []byte(amount)}
}

func (s *scope) date(args []string, text string) value {
	m, ok := parseMoment(text, s.zone)
	if slices.Contains(args, "month-first") {
		m, ok = parseMonthFirst(text, s.zone)
	}
	if !ok || !m.plausible(s.Now) {
		s.fail("date", text)
		return value{}
	}
	if strings.HasSuffix(text, "Z") {
		s.report.normalised("false-utc")
	}
	if slices.Contains(args, "end") {
		return value{text: m.end(), exact: true}
	}
	return value{text: m.start(), exact: true}
}

// code translates each text of a value; words without a code are left out and counted.
func (s *scope) code(name string, v value) value {
	var all []string
	for _, text := range v.texts() {
		code, known := s.profile.Codes[name].find(text)
		if !known {
			s.report.unknownCode(name, text)
		}
		if code != "" && !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	switch {
	case len(all) == 0:
		return value{}
	case v.isList:
		return value{list: all, isList: true, exact: true}
	}
	return value{text: all[0], exact: true}
}

func (s *scope) find(name, column, key string) value {
	found := s.indexes[name][key]
	if found == nil {
		return value{}
	}
	text, _ := found.get(column)
	return textValue(text)
}
