package importers

import (
	"regexp"
	"slices"
)

// persons are those of whom some row says that they are persons, so that no other row names them.
type persons struct{ known map[string]bool }

// learn looks at all parties that a row may name.
func (p *persons) learn(s *scope) {
	if p.known == nil {
		p.known = map[string]bool{}
	}
	for _, rule := range s.profile.Parties {
		if rule.kind == anOffice || rule.form == nil && len(rule.npwp) == 0 {
			continue
		}
		who, name := s.quietly().identify(rule), s.textOf(rule.name)
		if isPersonForm(s.textOf(rule.form)) || slices.ContainsFunc(who.numbers, isPersonNumber) && !isBody(name) {
			for _, known := range append(who.numbers, who.npwp, who.vendor) {
				if known != "" {
					p.known[known] = true
				}
			}
		}
	}
}

// quietly is a scope whose faults are told elsewhere.
func (s *scope) quietly() *scope {
	im := *s.importer
	im.report = im.silent
	quiet := *s
	quiet.importer = &im
	return &quiet
}

// isPerson says whether a party is a person: by its form, its numbers, or, where anyone may stand, by its name. A code of
// the source without a name tells of nobody who it is.
func (s *scope) isPerson(r *partyRule, who identity, name string) bool {
	if isPersonForm(s.textOf(r.form)) {
		return true
	}
	for _, known := range append(who.numbers, who.npwp, who.vendor) {
		if known != "" && s.persons.known[known] {
			return true
		}
	}
	if isBody(name) {
		return false
	}
	if r.kind == aBidder && len(who.numbers) > 0 {
		return !slices.ContainsFunc(who.numbers, isBodyNumber)
	}
	return slices.ContainsFunc(who.numbers, isPersonNumber) || r.kind == anyone && (name != "" || who.id == "")
}

// bodies are words that only names of companies, shops, offices and associations have.
var bodies = regexp.MustCompile(`(?i)(^|[^a-z])(pt|cv|ud|pd|pk|nv|firma|tb|toko|koperasi|kop|kopkar|primkop|yayasan|perum|perusahaan|persero|perseroda|bumd|bumdes|bank|universitas|univ|institut|politeknik|sekolah|sd|sdn|smp|smpn|sma|sman|smk|smkn|rs|rsu|rsud|puskesmas|klinik|apotek|apotik|hotel|rumah makan|restoran|catering|katering|percetakan|bengkel|spbu|lembaga|lpk|lkp|pkbm|dinas|badan|kantor|sekretariat|kecamatan|kelurahan|desa|pemerintah|kementerian|inspektorat|satuan|satpol|bagian|bidang|upt|uptd|upk|kelompok|pokmas|poktan|gapoktan|karang taruna|asosiasi|ikatan|himpunan|organisasi|majelis|masjid|gereja|pramuka|kwartir|koni|pmi|kpu|bawaslu|polres|polda|kodim|kejaksaan|pengadilan|bpjs|pln|telkom|pdam|pos indonesia|tbk|ltd|inc|corp|studio|konsultan|engineering|mart)([^a-z]|$)`)

// isBody says whether a name is that of a body, so that it may be shown.
func isBody(name string) bool { return bodies.MatchString(name) }
