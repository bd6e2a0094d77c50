package schema

import "testing"

// The verdict and the judge agree on which texts are addresses, and take what RFC 3986 takes.
func TestURI(t *testing.T) {
	for text, want := range map[string]bool{
		"https://contoh.id/dokumen.pdf":           true,
		"https://contoh.id/dokumen%20lelang.pdf":  true,
		"http://[2001:db8::1]:8080/a;b=1?c=d&e#f": true,
		"http://a.example/~x/(1)!$'*,:@":          true,
		"mailto:lpse@contoh.id":                   true,
		"urn:isbn:0451450523":                     true,
		"ftp://lpse:sandi@contoh.id:21/a:b:c":     true,
		"tag:contoh.id,2025:1":                    true,
		"https://contoh.id/dokumen lelang.pdf":    false,
		"https://contoh.id/dokumén.pdf":           false,
		"https://contoh.id/a?b=<c>":               false,
		"https://contoh.id/{id}":                  false,
		"https://contoh.id/a|b":                   false,
		"https://contoh.id/50%":                   false,
		"https://contoh.id/?q=50%":                false,
		"https://contoh.id/a?b[]=1":               false,
		"https://contoh.id/#a#b":                  false,
		"https://contoh.id:port/":                 false,
		"ftp://contoh.id:21:21/":                  false,
		"ftp://::1/":                              false,
		`https://contoh.id\a`:                     false,
		"www.contoh.id/a":                         false,
		"/dokumen.pdf":                            false,
		"":                                        false,
		" https://contoh.id":                      false,
		"https://contoh.id\n":                     false,
	} {
		if got := isURI([]byte(text)); got != want {
			t.Errorf("isURI(%q) = %t", text, got)
		}
		release := `{"ocid":"ocds-213czf-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender",` +
			`"tender":{"id":"1","documents":[{"id":"1","url":` + valueText(text) + `}]}}`
		if found := Default().judge.explain(&lineTree{line: []byte(release)}); (len(found) == 0) != want {
			t.Errorf("%q: %+v", text, found)
		}
	}
}
