package sample

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// histories gives the releases of each process of the demo, in their order.
func histories(t *testing.T) map[string][]release {
	told := map[string][]release{}
	for _, r := range read(t, all(t, demo)).Releases {
		told[r.OCID] = append(told[r.OCID], r)
	}
	return told
}

func TestReleasesOfAProcessFollowEachOther(t *testing.T) {
	for ocid, releases := range histories(t) {
		var before time.Time
		seen := map[string]bool{}
		for _, r := range releases {
			if date := instant(t, r.Date); !date.After(before) {
				t.Errorf("%s: %s is not after %s", ocid, r.Date, before)
			} else {
				before = date
			}
			if seen[r.ID] {
				t.Errorf("%s: two releases %s", ocid, r.ID)
			}
			seen[r.ID] = true
		}
	}
}

func TestLinksLead(t *testing.T) {
	told := histories(t)
	for _, releases := range told {
		ids := map[string]bool{}
		for _, r := range releases {
			ids[r.ID] = true
			for _, link := range r.RelatedProcesses {
				if told[link.Identifier] == nil {
					t.Errorf("%s links to %s, which is not there", r.ID, link.Identifier)
				}
			}
			for _, a := range amendments(r) {
				if !ids[a.AmendsReleaseID] || !ids[a.ReleaseID] {
					t.Errorf("%s: amendment %s names releases %s and %s", r.ID, a.ID, a.AmendsReleaseID, a.ReleaseID)
				}
			}
		}
	}
}

func amendments(r release) []amendment {
	var made []amendment
	if r.Tender != nil {
		made = r.Tender.Amendments
	}
	for _, c := range r.Contracts {
		made = append(made, c.Amendments...)
	}
	return made
}

// The rulings on the data that a publisher's importer would keep, the sample keeps as well.
func TestRulings(t *testing.T) {
	for _, releases := range histories(t) {
		for _, r := range releases {
			status := "" // unsaid in a release that carries only a change
			if r.Tender != nil {
				status = r.Tender.Status
			}
			if r.Bids != nil && status != "complete" && status != "unsuccessful" {
				t.Errorf("%s: bids are published while the tender is %q", r.ID, status)
			}
			if r.Awards != nil && r.Tender != nil && status != "complete" {
				t.Errorf("%s: awarded while the tender is %q", r.ID, status)
			}
			if r.Tender != nil && strings.HasPrefix(r.Tender.MethodDetails, "Swakelola") && r.Tender.Method != "" {
				t.Errorf("%s: swakelola with method %s", r.ID, r.Tender.Method)
			}
			if strings.Contains(r.OCID, "-rup") != slices.Contains([]string{"planning", "planningUpdate"}, r.Tag[0]) {
				t.Errorf("%s: tagged %v", r.ID, r.Tag)
			}
		}
	}
}

func TestPaymentsAreWithinTheContract(t *testing.T) {
	for _, releases := range histories(t) {
		for _, r := range releases {
			for _, c := range r.Contracts {
				paid := int64(0)
				for _, payment := range c.Implementation.Transactions {
					paid += payment.Value.Amount
				}
				if c.Value.Amount > 0 && paid > c.Value.Amount {
					t.Errorf("%s: %d paid of %d", r.ID, paid, c.Value.Amount)
				}
				if final := c.Implementation.FinalValue.Amount; final != 0 && final != paid {
					t.Errorf("%s: final value %d, paid %d", r.ID, final, paid)
				}
			}
		}
	}
}

// shapes are the kinds of history that the demo must show, each with how to tell it.
var shapes = map[string]func([]release) bool{
	"planned": tagged("planning"),
	"plan given up": func(told []release) bool {
		return standing("cancelled")(told) && tagged("planning")(told)
	},
	"deadline or HPS":   tagged("tenderAmendment"),
	"open now":          standing("active"),
	"cancelled":         tagged("tenderCancellation"),
	"winner withdrew":   tagged("awardCancellation"),
	"addendum":          tagged("contractAmendment"),
	"terminated":        tagged("contractTermination"),
	"late":              withContract(wasLate),
	"penalty":           withContract(func(c *contract) bool { return len(c.Implementation.PerformanceFailures) > 0 }),
	"finally delivered": withContract(func(c *contract) bool { return c.Implementation.EndDate != "" }),
	"joint operation":   func(told []release) bool { a := newest(told).Awards; return len(a) > 0 && len(a[0].Suppliers) > 1 },
	"re-tender":         related("unsuccessfulProcess"),
	"village":           func(told []release) bool { return strings.HasPrefix(told[0].Buyer.Name, "Pemerintah Desa") },
	"individual": func(told []release) bool {
		return len(told[0].Parties) > 2 && told[0].Parties[2].Details.Scale == "selfEmployed"
	},
	"only the change":  func(told []release) bool { return newest(told).Tender == nil },
	"method Tender":    method("Tender", "open"),
	"method Seleksi":   method("Seleksi", "selective"),
	"method direct":    method("Pengadaan Langsung", "direct"),
	"method appointed": method("Penunjukan Langsung", "direct"),
	"method catalogue": method("E-Purchasing", "direct"),
	"method compared":  method("E-Purchasing", "limited"),
	"method swakelola": method("Swakelola Tipe 4", ""),
}

func TestEveryShapeIsThere(t *testing.T) {
	told := histories(t)
	for name, is := range shapes {
		count := 0
		for _, releases := range told {
			if is(releases) {
				count++
			}
		}
		if t.Logf("%4d %s", count, name); count == 0 {
			t.Errorf("no process is of the shape %q", name)
		}
	}
}

func standing(status string) func([]release) bool {
	return func(told []release) bool { t := newest(told).Tender; return t != nil && t.Status == status }
}

func wasLate(c *contract) bool { return c.Period.EndDate != "" && handedOver(c) > c.Period.EndDate }

func newest(told []release) release { return told[len(told)-1] }

func tagged(tag string) func([]release) bool {
	return func(told []release) bool {
		return slices.ContainsFunc(told, func(r release) bool { return slices.Contains(r.Tag, tag) })
	}
}

func method(details, code string) func([]release) bool {
	return func(told []release) bool {
		return told[0].Tender.MethodDetails == details && told[0].Tender.Method == code && !tagged("planning")(told)
	}
}

func related(relationship string) func([]release) bool {
	return func(told []release) bool {
		return slices.ContainsFunc(told[0].RelatedProcesses, func(link relatedProcess) bool {
			return slices.Contains(link.Relationship, relationship)
		})
	}
}

func withContract(is func(*contract) bool) func([]release) bool {
	return func(told []release) bool { return slices.ContainsFunc(newest(told).Contracts, is) }
}

func handedOver(c *contract) string {
	for _, m := range c.Implementation.Milestones {
		if m.Code == "PHO" || m.Code == "BAST" {
			return m.DateMet
		}
	}
	return ""
}
