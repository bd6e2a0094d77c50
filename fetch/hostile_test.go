package fetch

import (
	"bytes"
	"compress/gzip"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestRedirects(t *testing.T) {
	for name, test := range map[string]struct {
		to     []string // one after the other
		reason Reason
		detail string
		cause  string
	}{
		"another place":         {to: []string{"/y/main.json"}},
		"three":                 {to: []string{"/1", "/2", "https://EXAMPLE.com:443/y/main.json"}},
		"four":                  {[]string{"/1", "/2", "/3", "/y/main.json"}, Redirect, "https://example.com/y/main.json", "more than 3 redirects"},
		"a loop":                {[]string{"/x/extension.json"}, Redirect, "https://example.com/x/extension.json", "more than 3 redirects"},
		"another host":          {[]string{"https://www.example.com/y/main.json"}, Redirect, "https://www.example.com/y/main.json", "host www.example.com is not on the list"},
		"another host, later":   {[]string{"/1", "//www.example.com/y/main.json"}, Redirect, "https://www.example.com/y/main.json", "host www.example.com is not on the list"},
		"another port":          {[]string{"https://example.com:8443/y/main.json"}, Redirect, "https://example.com:8443/y/main.json", "host example.com:8443 is not on the list"},
		"http":                  {[]string{"http://example.com/y/main.json"}, Redirect, "http://example.com/y/main.json", "http://example.com/y/main.json does not begin with https://"},
		"a file":                {[]string{"file:///etc/passwd"}, Redirect, "file:///etc/passwd", "file:///etc/passwd does not begin with https://"},
		"a user":                {[]string{"https://u:secret@example.com/y/main.json"}, Redirect, "https://u:xxxxx@example.com/y/main.json", "https://u:xxxxx@example.com/y/main.json cannot be read as an address, or names a user"},
		"an address by numbers": {[]string{"https://127.0.0.1/y/main.json"}, Redirect, "https://127.0.0.1/y/main.json", "host 127.0.0.1 is not on the list"},
		"nowhere":               {[]string{""}, NotFound, "302", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]string{"/y/main.json": `{"schemas": ["a.json"]}`, "/x/a.json": `{}`})
			from := "/x/extension.json"
			for i, to := range test.to {
				s.pages[from] = func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Location", to)
					w.WriteHeader(http.StatusFound)
				}
				from = fmt.Sprintf("/%d", i+1)
			}
			f := s.fetcher(t)
			files, err := f.Extension(t.Context(), address)
			if test.reason == "" {
				if err != nil || listing(t, files) != "a.json extension.json" { // what it names lies beside the address that was named
					t.Errorf("%v", err)
				}
				return
			}
			if e := refused(t, err, test.reason); e.Detail != test.detail || e.cause() != test.cause || e.URL != address {
				t.Errorf("%s leads to %s, cause %s", e.URL, e.Detail, e.cause())
			}
			if n := s.count("/y/main.json"); n != 0 {
				t.Error("it was followed")
			}
			empty(t, f)
		})
	}
}

// Every name leads to the loopback address here, which only the tests' hook allows.
func TestPrivateAddressIsRefused(t *testing.T) {
	for _, listed := range []string{"example.com", "127.0.0.1"} {
		s := newSite(t, lots())
		f := s.fetcher(t)
		f.Hosts = []string{listed}
		f.network.reachable = nil
		_, err := f.Extension(t.Context(), "https://"+listed+"/x/extension.json")
		if e := refused(t, err, Private); e.Detail != s.Listener.Addr().String() {
			t.Errorf("address %s", e.Detail)
		}
		if n := s.count("/x/extension.json"); n != 0 {
			t.Error("it was asked")
		}
	}
}

// The system's own resolver says where localhost is.
func TestNamesThatLeadHomeAreRefused(t *testing.T) {
	f := Fetcher{Hosts: []string{"localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"}, Cache: t.TempDir()}
	for _, host := range f.Hosts {
		_, err := f.Extension(t.Context(), "https://"+host+"/extension.json")
		refused(t, err, Private)
	}
}

// A name that leads elsewhere at the second look-up (DNS rebinding) is judged again.
func TestEachConnectionIsJudged(t *testing.T) {
	s := newSite(t, lots())
	s.Config.SetKeepAlivesEnabled(false)
	f := s.fetcher(t)
	var calls atomic.Int32
	f.network.lookup = func(string) string {
		if calls.Add(1) == 1 {
			return s.Listener.Addr().String()
		}
		return "10.0.0.1:443"
	}
	_, err := f.Extension(t.Context(), address)
	if e := refused(t, err, Private); e.Detail != "10.0.0.1:443" {
		t.Errorf("address %s", e.Detail)
	}
	if s.count("/x/extension.json") != 1 {
		t.Error("the first connection was not made")
	}
	empty(t, f)
}

func TestProxyIsNotAsked(t *testing.T) {
	s := newSite(t, lots())
	f := s.fetcher(t)
	f.once.Do(f.connect)
	if f.client.Transport.(*http.Transport).Proxy != nil {
		t.Error("a proxy would dial for us")
	}
}

func TestUntrustedServer(t *testing.T) {
	s := newSite(t, lots())
	f := s.fetcher(t)
	f.network.roots = nil // the system's
	_, err := f.Extension(t.Context(), address)
	var authority x509.UnknownAuthorityError
	if refused(t, err, Unreachable); !errors.As(err, &authority) {
		t.Errorf("%v does not hold the cause", err)
	}
	f = s.fetcher(t)
	f.Hosts = []string{"other.example.org"}
	_, err = f.Extension(t.Context(), "https://other.example.org/x/extension.json")
	if e := refused(t, err, Unreachable); !strings.Contains(e.Error(), "certificate") {
		t.Errorf("%v does not speak of the certificate", e)
	}
}

// padded is a JSON object of so many bytes.
func padded(size int, object string) string { return object + strings.Repeat(" ", size-len(object)) }

func TestSizes(t *testing.T) {
	big := strings.Repeat("x,y\n", maxFile/4-4)
	for name, test := range map[string]struct {
		pages  map[string]string
		reason Reason
		at     string
		limit  int
	}{
		"extension.json, just fits": {map[string]string{"extension.json": padded(maxExtension, `{"schemas": []}`)}, "", "", 0},
		"extension.json":            {map[string]string{"extension.json": padded(maxExtension+1, `{"schemas": []}`)}, TooLarge, "extension.json", maxExtension},
		"schema, just fits":         {map[string]string{"extension.json": `{"schemas": ["a.json"]}`, "a.json": padded(maxFile, "{}")}, "", "", 0},
		"schema":                    {map[string]string{"extension.json": `{"schemas": ["a.json"]}`, "a.json": padded(maxFile+1, "{}")}, TooLarge, "a.json", maxFile},
		"codelist":                  {map[string]string{"extension.json": `{"schemas": [], "codelists": ["a.csv"]}`, "codelists/a.csv": "Code,T\n" + big + big}, TooLarge, "codelists/a.csv", maxFile},
		"all, just fits":            {many(8, padded(maxFile-100, "{}")), "", "", 0},
		"all":                       {many(9, padded(maxFile-100, "{}")), TooLarge, "extension.json", maxAll},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, nil)
			for path, content := range test.pages {
				s.page("/x/"+path, content)
			}
			f := s.fetcher(t)
			_, err := f.Extension(t.Context(), address)
			if test.reason == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if e := refused(t, err, test.reason); e.URL != "https://example.com/x/"+test.at || e.Detail != fmt.Sprint(test.limit) {
				t.Errorf("%v, want %s and %d", e, test.at, test.limit)
			}
			empty(t, f)
		})
	}
}

// many is an extension of n equal schemas.
func many(n int, schema string) map[string]string {
	pages := map[string]string{}
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("%d.json", i))
		pages[names[i]] = schema
	}
	text, _ := json.Marshal(map[string]any{"schemas": names})
	pages["extension.json"] = string(text)
	return pages
}

func gzipped(write func(io.Writer)) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write(z)
	_ = z.Close()
	return b.Bytes()
}

func TestGzip(t *testing.T) {
	honest := gzipped(func(w io.Writer) { _, _ = io.WriteString(w, `{"schemas": []}`) })
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	bomb := gzipped(func(w io.Writer) {
		for range 64 {
			_, _ = w.Write(spaces)
		}
	})
	if len(bomb) > maxFile/8 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	for name, test := range map[string]struct {
		body   []byte
		reason Reason
	}{"honest": {honest, ""}, "bomb": {bomb, TooLarge}, "broken": {honest[:len(honest)-9], Unreachable}, "none": {[]byte("{}"), Unreachable}} {
		s := newSite(t, nil)
		s.pages["/x/extension.json"] = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(test.body)
		}
		_, err := s.fetcher(t).Extension(t.Context(), address)
		if test.reason != "" {
			refused(t, err, test.reason)
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Reading stops at the limit, and not at the end.
func TestEndlessGzip(t *testing.T) {
	s := newSite(t, nil)
	s.pages["/x/extension.json"] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		spaces := bytes.Repeat([]byte(" "), 1<<20)
		for err := error(nil); err == nil; { // until the client has gone
			_, err = z.Write(spaces)
		}
	}
	f := s.fetcher(t)
	f.network.request = 3 * time.Second
	_, err := f.Extension(t.Context(), address)
	refused(t, err, TooLarge)
}

func TestSlowServers(t *testing.T) {
	for name, patience := range map[string][2]time.Duration{
		"a request": {50 * time.Millisecond, time.Minute},
		"in all":    {time.Minute, 300 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, lots())
			s.pages["/x/release-schema.json"] = func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.WriteString(w, "{")
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			}
			f := s.fetcher(t)
			f.network.request, f.network.total = patience[0], patience[1]
			_, err := f.Extension(t.Context(), address)
			refused(t, err, TimedOut)
			empty(t, f)
			if _, again := f.Extension(t.Context(), address); again != err {
				t.Errorf("%v: the failure was not remembered", again)
			}
		})
	}
}

func TestContentThatIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		path, content string
		reason        Reason
	}{
		"not JSON":             {"extension.json", `<html>`, NotJSON},
		"nothing":              {"extension.json", ``, NotJSON},
		"cut short":            {"extension.json", `{"schemas": [`, NotJSON},
		"trailing data":        {"extension.json", `{} {}`, NotJSON},
		"null":                 {"extension.json", `null`, NotJSON},
		"a list":               {"extension.json", `[]`, NotJSON},
		"not UTF-8":            {"extension.json", "{\"name\": \"\xff\"}", NotJSON},
		"names that are none":  {"extension.json", `{"schemas": {"a": 1}}`, NotJSON},
		"numbers for names":    {"extension.json", `{"codelists": [1]}`, NotJSON},
		"schema: not JSON":     {"release-schema.json", `{"a": }`, NotJSON},
		"schema: null":         {"release-schema.json", `null`, NotJSON},
		"schema: trailing":     {"release-schema.json", `{}x`, NotJSON},
		"codelist: a page":     {"codelists/lot.csv", "<html>\n<body>Not here</body>\n", NotCodelist},
		"codelist: nothing":    {"codelists/lot.csv", "", NotCodelist},
		"codelist: no Code":    {"codelists/lot.csv", "Title,Description\na,b\n", NotCodelist},
		"codelist: uneven":     {"codelists/lot.csv", "Code,Title\na\n", NotCodelist},
		"codelist: open quote": {"codelists/lot.csv", "Code,Title\na,\"b\n", NotCodelist},
		"codelist: not UTF-8":  {"codelists/lot.csv", "Code,Title\na,\xff\n", NotCodelist},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, lots())
			s.page("/x/"+test.path, test.content)
			f := s.fetcher(t)
			_, err := f.Extension(t.Context(), address)
			if e := refused(t, err, test.reason); e.URL != "https://example.com/x/"+test.path {
				t.Errorf("%s is named", e.URL)
			}
			empty(t, f)
		})
	}
}

func TestStatuses(t *testing.T) {
	for _, status := range []int{201, 203, 204, 206, 304, 400, 403, 404, 410, 429, 500, 503} {
		s := newSite(t, lots())
		s.pages["/x/codelists/lot.csv"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
		_, err := s.fetcher(t).Extension(t.Context(), address)
		if e := refused(t, err, NotFound); e.Detail != fmt.Sprint(status) {
			t.Errorf("%d: %s", status, e.Detail)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	long := strings.Repeat("x", maxName-4)
	for name, want := range map[string]bool{
		"lot.csv": true, "+partyRole.csv": true, "-method.csv": true, "daftar kode.csv": true, "kodé.csv": true, long + ".csv": true, "100%.csv": true,

		"": false, ".csv": false, ".": false, "..": false, ".hidden.csv": false, "../lot.csv": false, "a/lot.csv": false,
		"/etc/lot.csv": false, `..\lot.csv`: false, `C:lot.csv`: false, "lot\u0000.csv": false, "lot\n.csv": false,
		"lot\u202evsc.csv": false, "lot\u00a0.csv": false, "lot.csv?x=.csv": false, "*.csv": false, "x" + long + ".csv": false,
		"lot.json": false, "lot": false, "lot.csv/": false, "https://example.org/lot.csv": false,
	} {
		s := newSite(t, nil)
		text, _ := json.Marshal(map[string]any{"schemas": []string{}, "codelists": []string{name, name}})
		s.page("/x/extension.json", string(text))
		s.page("/x/codelists/"+name, codes)
		f := s.fetcher(t)
		files, err := f.Extension(t.Context(), address)
		if !want {
			refused(t, err, BadName)
			empty(t, f)
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := listing(t, files); got != "codelists/"+name+" extension.json" || s.count("/x/codelists/"+name) != 1 {
			t.Errorf("got %s, asked %d times", got, s.count("/x/codelists/"+name))
		}
	}
	for _, name := range []string{"extension.json", "EXTENSION.json", "a/b.json", "codelists", "lot.csv", "."} {
		s := newSite(t, map[string]string{"/x/extension.json": fmt.Sprintf(`{"schemas": [%q]}`, name)})
		_, err := s.fetcher(t).Extension(t.Context(), address)
		refused(t, err, BadName)
	}
}

func TestNumbersOfFiles(t *testing.T) {
	for member, limit := range map[string]int{"schemas": maxSchemas, "codelists": maxCodelists} {
		for _, n := range []int{limit, limit + 1} {
			names := slices.Repeat([]string{map[string]string{"schemas": "a.json", "codelists": "a.csv"}[member]}, n)
			text, _ := json.Marshal(map[string]any{"schemas": []string{}, member: names})
			s := newSite(t, map[string]string{"/x/extension.json": string(text), "/x/a.json": "{}", "/x/codelists/a.csv": codes})
			_, err := s.fetcher(t).Extension(t.Context(), address)
			if n > limit {
				refused(t, err, TooManyFiles)
			} else if err != nil {
				t.Errorf("%d %s: %v", n, member, err)
			}
		}
	}
}

func TestErrorsSayTheRemedy(t *testing.T) {
	want := "host raw.example.org is not on the list: add it to extensionHosts in terang.yaml, or give the extension with --extensions DIR"
	_, err := (&Fetcher{Cache: t.TempDir()}).Extension(t.Context(), "https://raw.example.org/extension.json")
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	for reason, text := range texts {
		e := &Error{Reason: reason, URL: "URL", Detail: "{url}", Err: io.EOF}
		if text.what == "" || text.remedy == "" || strings.Contains(text.what, "{cause}") != strings.Contains(e.Error(), "EOF") {
			t.Errorf("%s: %v", reason, e)
		}
	}
}
