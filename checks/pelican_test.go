package checks

import (
	"slices"
	"strings"
	"testing"
)

// pelican are the checks of Pelican, the Data Review Tool's sister for quality, by what they look at. Each of them is
// named in the source of at least one rule here, as in "Pelican coherent.period, coherent.dates".
var pelican = []struct {
	group string
	names string
}{
	{"field", `ocid_prefix_check date_time email telephone identifier_scheme language document_format_codelist document_type
		document_description_length number_checks`},
	{"compiled release", `coherent.period coherent.dates coherent.release_date coherent.amendments_dates coherent.documents_dates
		coherent.milestones_dates coherent.milestone_status coherent.procurement_method_vs_number_of_tenderers coherent.tender_status
		coherent.awards_status coherent.contracts_status coherent.value_realistic

		consistent.number_of_tenderers consistent.tender_value consistent.contracts_value
		consistent.contracts_implementation_transactions_value consistent.parties_roles consistent.period_duration_in_days
		consistent.supplier_in_parties_roles consistent.tenderer_in_parties_roles consistent.buyer_in_parties_roles
		consistent.procuring_entity_in_parties_roles consistent.payer_in_parties_roles consistent.payee_in_parties_roles
		consistent.supplier_name_in_parties consistent.tenderer_name_in_parties consistent.buyer_name_in_parties
		consistent.procuring_entity_name_in_parties consistent.payer_name_in_parties consistent.payee_name_in_parties

		reference.supplier_in_parties reference.tenderer_in_parties reference.buyer_in_parties reference.procuring_entity_in_parties
		reference.payer_in_parties reference.payee_in_parties reference.contract_in_awards`},
	{"dataset", `distribution.main_procurement_category distribution.tender_procurement_method distribution.tender_status
		distribution.awards_status distribution.contracts_status distribution.milestone_status distribution.tender_award_criteria
		distribution.tender_submission_method distribution.milestone_type distribution.document_document_type
		distribution.value_currency distribution.related_process_relation distribution.tender_value distribution.awards_value
		distribution.contracts_value distribution.tender_value_repetition distribution.awards_value_repetition
		distribution.contracts_value_repetition distribution.buyer distribution.buyer_repetition unique.tender_id
		misc.url_availability consistent.related_process_title reference.related_process_identifier`},
	{"time", `time.ocid time.phase_stable time.tender_title`},
}

func TestEveryCheckOfPelicanHasARule(t *testing.T) {
	named := map[string][]string{}
	for _, r := range rules {
		for _, name := range pelicanNames(r.Source) {
			named[name] = append(named[name], r.Code)
		}
	}
	for _, g := range pelican {
		t.Run(g.group, func(t *testing.T) {
			for _, name := range strings.Fields(g.names) {
				if len(named[name]) == 0 {
					t.Errorf("no rule's source names %s", name)
				}
				t.Logf("%-60s %s", name, strings.Join(named[name], ", "))
			}
		})
	}
}

// No source names a check that Pelican does not have.
func TestSourcesNamePelicansChecks(t *testing.T) {
	var all []string
	for _, g := range pelican {
		all = append(all, strings.Fields(g.names)...)
	}
	for _, r := range rules {
		for _, name := range pelicanNames(r.Source) {
			if !slices.Contains(all, name) {
				t.Errorf("%s: Pelican has no check %q", r.Code, name)
			}
		}
	}
}

// pelicanNames are the checks that a source names: of the part between semicolons that begins with Pelican, what
// stands between commas, without what follows in brackets.
func pelicanNames(source string) (names []string) {
	for part := range strings.SplitSeq(source, ";") {
		list, found := strings.CutPrefix(strings.TrimSpace(part), "Pelican ")
		if !found {
			continue
		}
		for name := range strings.SplitSeq(list, ",") {
			name, _, _ = strings.Cut(strings.TrimSpace(name), " (")
			if !strings.Contains(name, " ") { // which is a remark
				names = append(names, name)
			}
		}
	}
	return names
}
