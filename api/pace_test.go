package api_test

import (
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"terang/api"
	"terang/store/storetest"
)

// networks reads networks, separated by spaces.
func networks(t testing.TB, text string) (all []net.IPNet) {
	t.Helper()
	for _, one := range strings.Fields(text) {
		_, network, err := net.ParseCIDR(one)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, *network)
	}
	return all
}

// TestPaceIsTold: every limited answer says the limit and what is left of it; others say nothing of it.
func TestPaceIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	h := w.serve(t, api.Options{RatePerSecond: 0.02, Burst: 4})
	for i, c := range []struct {
		address, left string
		status        int
	}{
		{"/api/v1", `"default";r=3;t=50`, 200},
		{"/api/v1/records?limit=0", `"default";r=2;t=100`, 400},
		{"/nothing", `"default";r=1;t=150`, 404},
		{"/openapi.yaml", `"default";r=0;t=200`, 200},
		{"/api/v1", `"default";r=0;t=200`, 429},
		{"/api/v1/records", `"default";r=0;t=200`, 429},
	} {
		a := from(t, h, "192.0.2.1", "", c.address)
		if a.status != c.status || a.header.Get("RateLimit-Policy") != `"default";q=4;w=200` || !soon(a.header.Get("RateLimit"), c.left) {
			t.Errorf("request %d: %d, %s, %s", i, a.status, a.header.Get("RateLimit-Policy"), a.header.Get("RateLimit"))
		}
		if retry := a.header.Get("Retry-After"); (retry != "") != (c.status == 429) || retry != "" && !soon(retry, "50") {
			t.Errorf("request %d: Retry-After: %s", i, retry)
		}
	}
	for _, address := range []string{"/data/latest.json", "/healthz", "/readyz"} {
		if a := from(t, h, "192.0.2.1", "", address); a.header.Get("RateLimit") != "" || a.header.Get("RateLimit-Policy") != "" {
			t.Errorf("%s is not limited, and says %v", address, a.header)
		}
	}
	if a := ask(t, h, http.MethodOptions, "/api/v1"); a.header.Get("RateLimit") != "" {
		t.Errorf("OPTIONS is limited: %v", a.header)
	}
	if a := w.ok(t, "/api/v1"); a.header.Get("RateLimit-Policy") != "" {
		t.Error("without a limit one is told")
	}
}

// soon says whether the text ends with a number that is somewhat less than that of another text which begins alike:
// the test itself takes seconds where others run beside it.
func soon(text, want string) bool {
	digits := regexp.MustCompile(`\d+$`)
	got, wanted := digits.FindString(text), digits.FindString(want)
	g, errGot := strconv.Atoi(got)
	w, errWant := strconv.Atoi(wanted)
	return errGot == nil && errWant == nil && g <= w && g > w-30 && strings.TrimSuffix(text, got) == strings.TrimSuffix(want, wanted)
}

// TestPaceGrows: after what Retry-After says there is room for one more.
func TestPaceGrows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	h := w.serve(t, api.Options{RatePerSecond: 2, Burst: 1})
	ask := func() *answer { return from(t, h, "192.0.2.1", "", "/openapi.yaml") }
	if first, second := ask(), ask(); first.status != 200 || second.status != 429 || second.header.Get("Retry-After") != "1" {
		t.Fatalf("%d, then %d %v", first.status, second.status, second.header)
	}
	time.Sleep(time.Second)
	if again := ask(); again.status != http.StatusOK {
		t.Errorf("after the wait: %d", again.status)
	}
}

// TestWhoCountsAsOne: with a bucket of one request, whether the second of two is refused.
func TestWhoCountsAsOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	for _, c := range []struct {
		name, trusted     string
		from1, forwarded1 string
		from2, forwarded2 string
		one               bool
	}{
		{"an address", "", "192.0.2.1", "", "192.0.2.1", "", true},
		{"two addresses", "", "192.0.2.1", "", "192.0.2.2", "", false},
		{"a network of IPv6", "", "[2001:db8:1:2::1]", "", "[2001:db8:1:2:ffff::9]", "", true},
		{"two networks of IPv6", "", "[2001:db8:1:2::1]", "", "[2001:db8:1:3::1]", "", false},
		{"with a zone", "", "[fe80::1%eth0]", "", "[fe80::2%eth1]", "", true},
		{"IPv4 in IPv6", "", "192.0.2.1", "", "[::ffff:192.0.2.1]", "", true},
		{"two of IPv4 in IPv6", "", "[::ffff:192.0.2.2]", "", "[::ffff:192.0.2.1]", "", false},
		{"what is no address", "", "x", "", "y", "", true},
		{"nobody is believed", "", "10.0.0.1", "198.51.100.1", "10.0.0.1", "198.51.100.2", true},
		{"nor one on this machine", "", "127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.2", true},
		{"a proxy of ours is", "127.0.0.1/32", "127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.2", false},
		{"no other is", "127.0.0.1/32", "10.0.0.1", "198.51.100.1", "10.0.0.1", "198.51.100.2", true},
		{"nor a private one beside it", "10.0.0.0/24", "10.0.1.1", "198.51.100.1", "10.0.1.1", "198.51.100.2", true},
		{"of several the last that is none of ours", "10.0.0.0/24 10.9.0.0/16", "10.0.0.1", "203.0.113.1, 198.51.100.1, 10.9.0.1", "10.0.0.2", "203.0.113.2, 198.51.100.1", true},
		{"what the reader writes before it does not count", "10.0.0.0/24", "10.0.0.1", "203.0.113.1, 198.51.100.1", "10.0.0.1", "203.0.113.2, 198.51.100.1", true},
		{"a proxy of IPv6", "2001:db8::/64", "[2001:db8::1]", "198.51.100.1", "[2001:db8::2]", "198.51.100.2", false},
		{"a reader of IPv6", "10.0.0.0/24", "10.0.0.1", "2001:db8:1:2::1", "10.0.0.1", "2001:db8:1:2::2", true},
		{"nonsense is not believed", "10.0.0.0/24", "10.0.0.1", "unknown", "10.0.0.1", "_hidden", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := w.serve(t, api.Options{RatePerSecond: 0.01, Burst: 1, TrustedProxies: networks(t, c.trusted)})
			first, second := from(t, h, c.from1, c.forwarded1, "/openapi.yaml"), from(t, h, c.from2, c.forwarded2, "/openapi.yaml")
			if want := map[bool]int{true: 429, false: 200}[c.one]; first.status != 200 || second.status != want {
				t.Errorf("%d, then %d, want %d", first.status, second.status, want)
			}
		})
	}
}

// TestFewAreRemembered: with more clients than are remembered, whoever asked longest ago begins anew, and nobody else.
func TestFewAreRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	h := w.serve(t, api.Options{RatePerSecond: 0.0001, Burst: 1})
	asks := func(i int) int {
		return quick(h, fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), "/nothing")
	}
	const remembered = 1 << 16
	for i := range remembered {
		if got := asks(i); got != http.StatusNotFound {
			t.Fatalf("client %d: %d", i, got)
		}
	}
	if got := asks(0); got != http.StatusTooManyRequests { // and now it is the one that asked last
		t.Errorf("the first, again: %d", got)
	}
	if got := asks(remembered); got != http.StatusNotFound {
		t.Errorf("one more: %d", got)
	}
	if got := asks(0); got != http.StatusTooManyRequests {
		t.Errorf("the first is forgotten: %d", got)
	}
	if got := asks(1); got != http.StatusNotFound {
		t.Errorf("the one that asked longest ago is remembered: %d", got)
	}
}

// TestTheContractSaysThePace: the numbers in the contract's description are those of the programme's defaults.
func TestTheContractSaysThePace(t *testing.T) {
	t.Parallel()
	text := contract().Info.Description
	if !regexp.MustCompile(`20\s+requests\s+a\s+second`).MatchString(text) || !strings.Contains(text, `"default";q=100;w=5`) {
		t.Errorf("%s", text)
	}
	w := newWorld(t, storetest.SQLite(t))
	a := from(t, w.serve(t, api.Options{RatePerSecond: 20, Burst: 100}), "192.0.2.1", "", "/openapi.yaml")
	if got := a.header.Get("RateLimit-Policy") + a.header.Get("RateLimit"); got != `"default";q=100;w=5"default";r=99;t=1` {
		t.Errorf("%s", got)
	}
}
