package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"terang/store/storetest"
)

// An organization with plans alone has its name, and no sums; one is known by its id in any letters.
func TestAnOrganizationWithPlansAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	buyer := `,"buyer":{"id":"XE-EXAMPLE-Dinas","name":"Dinas PU"},"parties":[{"id":"XE-EXAMPLE-Dinas","name":"Dinas PU","roles":["buyer"]}]`
	plan := fmt.Sprintf(`{"ocid":"ocds-contoh-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["planning"],"initiationType":"tender","planning":{"project":"x"}%s}`, buyer)
	w.Publish(t, day(t, "2025-01-01"), lines(plan))
	for _, id := range []string{"XE-EXAMPLE-Dinas", "xe-example-dinas"} {
		a := w.get(t, "/api/v1/buyers/"+id)
		var body struct {
			ID, Name string
			Sums     []any
		}
		a.value(t, &body)
		if a.status != http.StatusOK || body.Name != "Dinas PU" || body.ID != "XE-EXAMPLE-Dinas" {
			t.Errorf("%s: %d %s", id, a.status, a.body)
		}
	}
}
