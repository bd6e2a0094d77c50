package site

import "testing"

func TestAmountsAsTyped(t *testing.T) {
	cases := []struct {
		language
		typed, plain string // empty where it is refused
	}{
		{indonesian, "200000000", "200000000"}, {indonesian, "1500.50", "1500.50"}, {indonesian, "200jt", "200000000"},
		{indonesian, "1,5 miliar", "1500000000"}, {indonesian, "1.5 Milyar", "1500000000"}, {indonesian, "Rp 1.500.000", "1500000"},
		{indonesian, "rp1.500", "1500"}, {indonesian, "1.250 juta", "1250000000"}, {indonesian, "2 triliun", "2000000000000"},
		{indonesian, "75 rb", "75000"}, {indonesian, "1.500.000,50", "1500000.5"},
		{english, "1.5 billion", "1500000000"}, {english, "IDR 1,500,000", "1500000"}, {english, "1,250 million", "1250000000"},
		{indonesian, "1,500", ""}, {english, "1.500", ""}, {indonesian, "1.50.000", ""}, {indonesian, "seratus", ""}, {indonesian, "-5", ""},
		{indonesian, "5 m", ""}, {indonesian, "1e9", ""}, {indonesian, "0,001", ""}, {indonesian, "99999999999 triliun", ""}, {indonesian, "", ""},
	}
	for _, c := range cases {
		if plain, ok := c.amount(c.typed); ok != (c.plain != "") || ok && plain != c.plain {
			t.Errorf("%s %q: %q, %v", c.language, c.typed, plain, ok)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, text := range []string{"3-1743400000.17", "3~1743400000.17", "1--500.2"} {
		if p, ok := placeOf(text); !ok || p.String() != text {
			t.Errorf("%s: %v, %v", text, p, ok)
		}
	}
	for _, text := range []string{"", "x", "3-1", "3-1.2.3", " 3-1.2", "3-1.2x", "03-1.2", "3-99999999999999999999.1", "~~"} {
		if _, ok := placeOf(text); ok {
			t.Errorf("%q is taken for a place", text)
		}
	}
}
