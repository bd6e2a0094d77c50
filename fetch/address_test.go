package fetch

import (
	"net/netip"
	"strings"
	"testing"
)

func TestPublicAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"8.8.8.8": true, "185.199.108.133": true, "1.0.0.0": true, "9.255.255.255": true, "11.0.0.0": true,
		"100.63.255.255": true, "100.128.0.0": true, "126.255.255.255": true, "128.0.0.0": true, "169.253.255.255": true,
		"172.15.255.255": true, "172.32.0.0": true, "192.0.1.0": true, "192.167.255.255": true, "192.169.0.0": true,
		"198.17.255.255": true, "198.20.0.0": true, "223.255.255.255": true,
		"2606:50c0:8000::153": true, "2001:200::1": true, "2a00::1": true,
		"64:ff9b::8.8.8.8": true, // a public address behind a translator

		"0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "10.255.255.255": false, "100.64.0.0": false,
		"100.100.100.200": false, "100.127.255.255": false, "127.0.0.1": false, "127.255.255.255": false,
		"169.254.169.254": false, "172.16.0.1": false, "172.31.255.255": false, "192.0.0.192": false, "192.0.2.1": false,
		"192.88.99.1": false, "192.168.0.1": false, "192.168.255.255": false, "198.18.0.0": false, "198.19.255.255": false,
		"198.51.100.1": false, "203.0.113.1": false, "224.0.0.1": false, "239.255.255.255": false, "240.0.0.1": false,
		"255.255.255.255": false,
		"::":              false, "::1": false, "::7f00:1": false, "::8.8.8.8": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": false,
		"64:ff9b::127.0.0.1": false, "64:ff9b::10.0.0.1": false, "64:ff9b::169.254.169.254": false, "64:ff9b:1::8.8.8.8": false,
		"100::1": false, "2001::1": false, "2001:0:808:808::1": false, "2001:db8::1": false, "2002:7f00:1::": false,
		"2002:808:808::1": false, "3fff::1": false, "4000::1": false, "5f00::1": false,
		"fc00::1": false, "fd00:ec2::254": false, "fe80::1": false, "fe80::1%eth0": false, "2606:50c0:8000::153%eth0": false,
		"fec0::1": false, "ff02::1": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address at all is public")
	}
}

func TestListedHosts(t *testing.T) {
	for _, test := range []struct {
		listed, address string
		want            bool
	}{
		{"example.com", "https://example.com/extension.json", true},
		{"example.com", "https://EXAMPLE.com/extension.json", true},
		{"Example.COM", "https://example.com/extension.json", true},
		{"example.com", "https://example.com:443/extension.json", true},
		{"example.com:443", "https://example.com/extension.json", true},
		{"example.com:8443", "https://example.com:8443/extension.json", true},
		{"2606:50c0:8000::153", "https://[2606:50C0:8000::153]/extension.json", true},
		{"[2606:50c0:8000::153]", "https://[2606:50c0:8000::153]/extension.json", true},
		{"[2606:50c0:8000::153]:8443", "https://[2606:50c0:8000::153]:8443/extension.json", true},

		{"example.com", "https://example.com:8443/extension.json", false},
		{"example.com:8443", "https://example.com/extension.json", false},
		{"example.com", "https://example.com:0443/extension.json", false},
		{"example.com", "https://example.com./extension.json", false},
		{"example.com", "https://www.example.com/extension.json", false},
		{"www.example.com", "https://example.com/extension.json", false},
		{"example.com", "https://example.com.evil.org/extension.json", false},
		{"example.com", "https://evilexample.com/extension.json", false},
		{"*.example.com", "https://www.example.com/extension.json", false},
		{"*", "https://example.com/extension.json", false},
		{"kpk.example.com", "https://\u212apk.example.com/extension.json", false}, // the Kelvin sign has k as its lower case
		{"", "https:///extension.json", false},
		{"", "https://:443/extension.json", false},
		{":443", "https://:443/extension.json", false},
	} {
		f := Fetcher{Hosts: []string{"first.example.org", test.listed}}
		u, err := f.parse(test.address)
		if test.want && err != nil {
			t.Errorf("%s on the list, %s: %v", test.listed, test.address, err)
		}
		if !test.want {
			refused(t, err, Unlisted)
		}
		if err == nil && u.Host != strings.ToLower(u.Host) {
			t.Errorf("%s keeps its capitals", u)
		}
	}
}

func TestAddressesThatAreRefused(t *testing.T) {
	s := newSite(t, lots())
	for address, reason := range map[string]Reason{
		"":       NotExtension,
		"https:": NotExtension,
		"https://example.com/x/release-schema.json":                            NotExtension,
		"https://example.com/x/":                                               NotExtension,
		"https://example.com/x/myextension.json":                               NotExtension,
		"https://example.com/x/extension.json?v=1":                             NotExtension,
		"https://example.com/x/extension.json?":                                NotExtension,
		"https://example.com/x/extension.json#x":                               NotExtension,
		"https://example.com/x/?/extension.json":                               NotExtension,
		"https://example.com/x%2Fextension.json":                               NotExtension,
		"http://example.com/x/extension.json":                                  NotHTTPS,
		"file:///x/extension.json":                                             NotHTTPS,
		"//example.com/x/extension.json":                                       NotHTTPS,
		"/x/extension.json":                                                    NotHTTPS,
		"https://user:secret@example.com/x/extension.json":                     Malformed,
		"https://example.com@evil.org/x/extension.json":                        Malformed,
		"https://exam\u0000ple.com/x/extension.json":                           Malformed,
		"https://example.com:port/x/extension.json":                            Malformed,
		"https://%65xample.com/x/extension.json":                               Malformed,
		"https://example.com/" + strings.Repeat("x", 2000) + "/extension.json": Malformed,
		"https://evil.example.org/x/extension.json":                            Unlisted,
		"https://\u202eexample.com/x/extension.json":                           Unlisted,
		"https://127.0.0.1/x/extension.json":                                   Unlisted,
	} {
		f := s.fetcher(t)
		f.network.lookup = func(hostPort string) string {
			t.Errorf("%s: %s was looked up", address, hostPort)
			return hostPort
		}
		_, err := f.Extension(t.Context(), address)
		e := refused(t, err, reason)
		if strings.Contains(e.Error(), "secret") || len(e.Error()) > 500 || strings.ContainsFunc(e.Error(), func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%s: %q", address, e)
		}
	}
	_, err := (&Fetcher{Cache: t.TempDir()}).Extension(t.Context(), address)
	refused(t, err, Unlisted) // an empty list
}
