package tables

import (
	"testing"
	"time"

	"terang/schema"
)

func TestDates(t *testing.T) {
	asuncion := time.FixedZone("PYT", -4*3600)
	for _, c := range []struct {
		text    string
		zone    *time.Location
		instant string
		local   string
	}{
		{`"2025-01-31T23:00:00+07:00"`, jakarta, "2025-01-31T16:00:00Z", "2025-01-31"},
		{`"2025-02-01T00:30:00+09:00"`, jakarta, "2025-01-31T15:30:00Z", "2025-02-01"}, // as whoever wrote it sees it
		{`"2025-01-31T17:00:00Z"`, jakarta, "2025-01-31T17:00:00Z", "2025-02-01"},
		{`"2025-01-31T17:00:00+00:00"`, jakarta, "2025-01-31T17:00:00Z", "2025-02-01"},
		{`"2025-01-31T17:00:00-00:00"`, jakarta, "2025-01-31T17:00:00Z", "2025-02-01"},
		{`"2025-01-31T17:00:00Z"`, nil, "2025-01-31T17:00:00Z", "2025-01-31"},
		{`"2025-01-31T00:00:00Z"`, asuncion, "2025-01-31T00:00:00Z", "2025-01-31"}, // a whole day
		{`"2025-01-31T23:59:59Z"`, jakarta, "2025-01-31T23:59:59Z", "2025-01-31"},
		{`"2025-01-31T01:00:00Z"`, asuncion, "2025-01-31T01:00:00Z", "2025-01-30"},
		{`"2025-01-31t17:00:00.1234567z"`, jakarta, "2025-01-31T17:00:00.123456Z", "2025-02-01"},
		{`"2025-01-31T17:00:00.0000001Z"`, nil, "2025-01-31T17:00:00Z", "2025-01-31"},
		{`"2016-12-31T23:59:60Z"`, nil, "2016-12-31T23:59:59Z", "2016-12-31"},
		{`"2025-01-31T10:00:00\u002b07:00"`, jakarta, "2025-01-31T03:00:00Z", "2025-01-31"},
		{`"0001-01-01T00:00:00+07:00"`, jakarta, "", ""}, // before the year 1 in UTC
		{`"9999-12-31T23:59:59-07:00"`, jakarta, "", ""},
		{`"-0001-11-30T00:00:00+07:00"`, jakarta, "", ""},
		{`"2025-01-31"`, jakarta, "", ""},
		{`"2025-01-31T10:00:00"`, jakarta, "", ""},
		{`"31/01/2025"`, jakarta, "", ""},
		{`""`, jakarta, "", ""},
		{`20250131`, jakarta, "", ""},
		{`null`, jakarta, "", ""},
		{`{}`, jakarta, "", ""},
	} {
		p := plain(t, `{"ocid":"x","contracts":[{"dateSigned":`+c.text+`}]}`)
		p.Zone = c.zone
		rows, _ := rowsIn(t, "contracts", p)
		if rows[0]["date_signed"] != c.instant || rows[0]["date_signed_local"] != c.local {
			t.Errorf("%s: %q %q, want %q %q", c.text, rows[0]["date_signed"], rows[0]["date_signed_local"], c.instant, c.local)
		}
	}
}

func TestDuration(t *testing.T) {
	for _, c := range []struct{ period, want string }{
		{`{"durationInDays":90}`, "90"},
		{`{"durationInDays":90.0}`, "90"},
		{`{"durationInDays":90.5}`, ""},
		{`{"durationInDays":"90"}`, ""},
		{`{"durationInDays":1e300}`, ""},
		{`{"durationInDays":30,"startDate":"2025-01-01T00:00:00+07:00","endDate":"2025-01-31T23:59:59+07:00"}`, "30"},
		{`{"startDate":"2025-01-01T00:00:00+07:00","endDate":"2025-01-31T23:59:59+07:00"}`, "31"},
		{`{"startDate":"2024-12-31T17:00:00Z","endDate":"2025-01-31T23:59:59+07:00"}`, "31"},
		{`{"startDate":"2024-02-28T00:00:00+07:00","endDate":"2024-03-01T00:00:00+07:00"}`, "3"},
		{`{"startDate":"2025-02-01T00:00:00+07:00","endDate":"2025-01-31T23:59:59+07:00"}`, ""},
		{`{"startDate":"2025-02-01T00:00:00+07:00"}`, ""},
		{`[]`, ""},
	} {
		rows, _ := rowsIn(t, "contracts", plain(t, `{"ocid":"x","contracts":[{"period":`+c.period+`}]}`))
		if rows[0]["duration_days"] != c.want {
			t.Errorf("%s: %q, want %q", c.period, rows[0]["duration_days"], c.want)
		}
	}
}

func TestTheIndexFindsInShortAndLongLists(t *testing.T) {
	for _, n := range []int{3, few, few + 1, 100} {
		text := `[`
		for i := range n {
			text += `{"id":"` + string(rune('a'+i%3)) + `","n":` + string(rune('0'+i%10)) + `},`
		}
		list, err := schema.Parse([]byte(text + `{"id":7},{},null]`))
		if err != nil {
			t.Fatal(err)
		}
		x := newIndex(list, "id")
		found := 0
		x.each([]byte("b"), func(v *schema.Value) bool { found++; return true })
		if want := (n + 1) / 3; found != want {
			t.Errorf("%d items: found %d with the key, not %d", n, found, want)
		}
		if first := x.find([]byte("b")).Get("n"); string(first.Raw()) != "1" {
			t.Errorf("%d items: the first is %s", n, first.Raw())
		}
		if x.find([]byte("7")) == nil || x.find([]byte("none")) != nil || x.find(nil) != nil {
			t.Errorf("%d items: 7 is there, none and nothing are not", n)
		}
	}
}
