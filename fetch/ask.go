package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"
)

// network is what tests replace; what they leave zero is as in production.
type network struct {
	roots          *x509.CertPool                // that certificates must lead to
	lookup         func(hostPort string) string  // where a host lies, instead of asking DNS
	reachable      func(address netip.Addr) bool // may be connected to
	request, total time.Duration                 // patience
}

// connect makes the client.
func (f *Fetcher) connect() {
	n := &f.network
	if n.reachable == nil {
		n.reachable = public
	}
	if n.request == 0 {
		n.request = requestTime
	}
	if n.total == 0 {
		n.total = totalTime
	}
	f.client = &http.Client{
		CheckRedirect: f.redirect,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, where control cannot see to whom
			DialContext:            n.dial,
			TLSClientConfig:        &tls.Config{RootCAs: n.roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    n.request,
			IdleConnTimeout:        n.request,
			MaxResponseHeaderBytes: 64 << 10,
		},
	}
}

func (n *network) dial(ctx context.Context, protocol, hostPort string) (net.Conn, error) {
	if n.lookup != nil {
		hostPort = n.lookup(hostPort)
	}
	dialer := net.Dialer{Timeout: n.request, Control: n.control}
	return dialer.DialContext(ctx, protocol, hostPort)
}

// control judges the very address that a socket is about to connect to. A name that leads to another address than it
// did a moment ago (DNS rebinding) gains nothing.
func (n *network) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !n.reachable(at.Addr()) {
		return &Error{Reason: Private, Detail: address}
	}
	return nil
}

// redirect holds where a server sends us to the rules for addresses in data.
func (f *Fetcher) redirect(next *http.Request, past []*http.Request) error {
	err := f.admit(next.URL)
	if len(past) > maxRedirects {
		err = errors.New("more than " + strconv.Itoa(maxRedirects) + " redirects")
	}
	if err != nil {
		return &Error{Reason: Redirect, URL: past[0].URL.Redacted(), Detail: next.URL.Redacted(), Err: err}
	}
	return nil
}

// ask gets one file of at most limit bytes. The transport unpacks gzip, so that the limit is of unpacked bytes.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, limit int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, f.network.request)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, explain(u, err)
	}
	request.Header.Set("User-Agent", "terang")
	answer, err := f.client.Do(request)
	if err != nil {
		return nil, explain(u, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, &Error{Reason: NotFound, URL: u.String(), Detail: strconv.Itoa(answer.StatusCode)}
	}
	content, err := io.ReadAll(io.LimitReader(answer.Body, int64(limit)+1))
	if err == nil {
		err = ctx.Err() // while we hang up, a server may still end its half answer properly
	}
	if err != nil {
		return nil, explain(u, err)
	}
	if len(content) > limit {
		return nil, &Error{Reason: TooLarge, URL: u.String(), Detail: strconv.Itoa(limit)}
	}
	return content, nil
}

// explain finds the reason in an error of the client.
func explain(u *url.URL, err error) error {
	var known *Error
	var slow net.Error
	var wrapped *url.Error
	switch {
	case errors.As(err, &known):
		return &Error{Reason: known.Reason, URL: u.String(), Detail: known.Detail, Err: known.Err}
	case errors.As(err, &slow) && slow.Timeout():
		return &Error{Reason: TimedOut, URL: u.String(), Err: err}
	case errors.As(err, &wrapped):
		err = wrapped.Err // without the address, which stands in our words
	}
	return &Error{Reason: Unreachable, URL: u.String(), Err: err}
}
