package schema

import "math/rand/v2"

// This file lists values at the edges of what a schema allows, for the mutator.

func oneOf[T any](dice *rand.Rand, all []T) T { return all[dice.IntN(len(all))] }

var oddValues = []string{`null`, `""`, `"x"`, `"x"`, `true`, `false`, `1`, `-0`, `1.0`, `1e2`, `1.5`, `1e300`, `-1`, `[]`, `{}`, `{"id":1}`, `{"id":"1"}`,
	`[null]`, `["x","x"]`, `[{},{}]`, `["a","\u0061"]`, `[1,1.0,1e0]`, `["tender"]`, `[{"id":1},{"id":1.0}]`, `[{"id":"1","a":1},{"a":1.0,"id":"1"}]`,
	`"2025-01-01T00:00:00Z"`, `"https://contoh.example/"`, `"active"`, `{"amount":1,"currency":"IDR"}`, `" "`, `"\u0000x"`, `"é"`, `"\ud83d\ude00"`}

var oddNumbers = []string{`0`, `1`, `-1`, `-0`, `0.0`, `-0.0`, `1.0`, `1e2`, `1E+2`, `10e-1`, `1e-1`, `0.5`, `1.0000000000000001`, `9007199254740993`,
	`123456789012345678901234567890`, `1e308`, `1e-308`, `100.50e1`, `-1.5`}

var oddTexts = []string{`""`, `"x"`, `"\u0078"`, `"\u0078"`, `"\\"`, `"\""`, `"a b"`, `"é"`, `"\u00e9"`, `" "`, `"\n"`, `"\ud83d\ude00"`, `"{\"id\":1}"`, `"]"`, `"1"`, `"null"`,
	`"1.1"`, `"1.1\n"`, `"id"`}

var oddDates = []string{"2025-03-31T09:00:00+07:00", "2025-03-31T09:00:00Z", "2025-03-31t09:00:00z", "2025-03-31T09:00:00.5Z", "2025-03-31T09:00:00.Z",
	"2025-03-31T09:00:00,5Z", "2025-03-31", "2025-03-31T09:00:00", "2025-03-31T09:00Z", "2025-03-31 09:00:00Z", "2025-03-31T9:00:00Z", "2025-03-31T24:00:00Z",
	"2025-03-31T23:60:00Z", "2025-03-31T23:59:60Z", "2016-12-31T23:59:60Z", "2017-01-01T06:59:60+07:00", "2025-03-31T12:00:60Z", "2025-03-31T23:59:61Z",
	"2025-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2025-04-31T00:00:00Z", "2025-00-01T00:00:00Z",
	"2025-13-01T00:00:00Z", "2025-01-00T00:00:00Z", "2025-01-32T00:00:00Z", "0000-01-01T00:00:00Z", "0000-02-29T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
	"-001-01-01T00:00:00Z", "2025-03-31T09:00:00+24:00", "2025-03-31T09:00:00+07:60", "2025-03-31T09:00:00-00:00", "2025-03-31T09:00:00+0700",
	"2025-03-31T09:00:00+07", "2025-03-31T09:00:00 +07:00", "2025-03-31T09:00:00ZZ", "2025-03-31T09:00:00Z ", "2025-03-31T+9:00:00Z", "2025-03-31T09:00:00+-7:00",
	"2025-03-31T09:00:00.000000000000000001+23:59", "2025-03-31T09:00:00.0-23:59", "２０２５-03-31T09:00:00Z", "2025-03-31T09:00:00é", "", "x"}

var oddAddresses = []string{"https://contoh.example/a?b=c&d", "http://contoh.example", "https://", "http://", "https:", "https:///a", "//contoh.example/a", "/a/b", "a", "",
	"contoh.example", "https://contoh.example/a b", "https://contoh.example/é", "https://contoh.example/%C3%A9", "https://contoh.example/%", "https://contoh.example/%zz",
	"https://contoh.example/?%", "https://contoh.example/#a", "https://contoh.example/#a#b", "https://contoh.example/[a]", "https://[::1]/", "https://[::1", "https://::1/",
	"https://[::1]:80/", "https://[zz]/", "https://[fe80::1%25en0]/", "https://contoh.example:80/", "https://contoh.example:x/", "https://contoh.example:/",
	"https://contoh.example:99999/", "https://a:b@contoh.example/", "https://a@b@c/", "mailto:a@b.example", "urn:ocds:1", "HTTPS://CONTOH.EXAMPLE", "1https://a", "a+b-.c:d",
	":a", "https://contoh.example/\\a", "https://contoh.example/{a}", "https://contoh.example/a|b", "https://contoh.example/<a>", "https://contoh.example/\"a",
	"https://contoh.example/a^b", "https://contoh.example/`a", " https://contoh.example", "https://contoh.example ", "https://a_b.example/", "https://a,b/c;d=e",
	"https://%41.example/", "https://contoh.example/?a=b?c/d", "https://contoh.example/a\u007f", "file:///a", "data:,a%20b", "https://?a", "https://=&", "javascript:1"}
