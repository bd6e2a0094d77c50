package fetch

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const extensionFile = "extension.json"

// parse reads the address of an extension.json and holds it to the rules. No name has been looked up by then.
func (f *Fetcher) parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress {
		shown := strconv.QuoteToASCII(address[:min(len(address), maxName)])
		return nil, &Error{Reason: Malformed, URL: shown}
	}
	if !strings.HasSuffix(u.EscapedPath(), "/"+extensionFile) || strings.ContainsAny(address, "?#") {
		return nil, &Error{Reason: NotExtension, URL: u.Redacted()}
	}
	if err := f.admit(u); err != nil {
		return nil, err
	}
	u.Host = strings.ToLower(u.Host) // not before: a letter may become ASCII by it
	return u, nil
}

// admit holds an address that is about to be asked, be it named in data or in a redirect, to the rules.
func (f *Fetcher) admit(u *url.URL) error {
	switch {
	case u.Scheme != "https":
		return &Error{Reason: NotHTTPS, URL: u.Redacted()}
	case u.User != nil:
		return &Error{Reason: Malformed, URL: u.Redacted()}
	case !f.listed(u):
		shown := strconv.QuoteToASCII(u.Host)
		return &Error{Reason: Unlisted, URL: u.Redacted(), Detail: shown[1 : len(shown)-1]}
	}
	return nil
}

// listed compares host and port with the list, letter case aside. Only ASCII has one lower case that all programs
// agree on; other names are listed in their xn-- form.
func (f *Fetcher) listed(u *url.URL) bool {
	if strings.ContainsFunc(u.Host, func(r rune) bool { return r > '~' }) {
		return false
	}
	host := hostPort(u.Hostname(), u.Port())
	return slices.ContainsFunc(f.Hosts, func(entry string) bool {
		name, port, err := net.SplitHostPort(entry)
		if err != nil { // no port
			name, port = strings.Trim(entry, "[]"), ""
		}
		return name != "" && hostPort(name, port) == host
	})
}

func hostPort(host, port string) string {
	if port == "" {
		port = "443"
	}
	return net.JoinHostPort(strings.ToLower(host), port)
}

// Addresses of IPv6 are public within 2000::/3 alone; those of IPv4 everywhere, but for these (IANA's registries of
// special-purpose addresses). 64:ff9b::/96 stands for IPv4 behind a translator (RFC 6052).
var (
	global     = netip.MustParsePrefix("2000::/3")
	translated = netip.MustParsePrefix("64:ff9b::/96")
	special    = prefixes(`0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
		192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
		2001::/23 2001:db8::/32 2002::/16 3fff::/20`)
)

func prefixes(list string) (all []netip.Prefix) {
	for _, p := range strings.Fields(list) {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// public says whether an address is one of the open internet, so that no data makes us ask our own network. IPv4 in
// the clothes of IPv6 (::ffff:0:0/96) and addresses with a zone are not.
func public(a netip.Addr) bool {
	if translated.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	return (a.Is4() || global.Contains(a)) &&
		!slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}
