package flat

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"terang/schema"
)

func parsed(t *testing.T, text string) *schema.Value {
	t.Helper()
	value, err := schema.Parse([]byte(text))
	if err != nil {
		t.Fatal(err, text)
	}
	return value
}

// Cells of each kind: what they show, and = where that is the value itself.
func TestCell(t *testing.T) {
	long, longest := strings.Repeat("a", Longest+1), strings.Repeat("é", Longest)
	for _, test := range []struct {
		kind  kind
		value string
		want  string
	}{
		{ofText, `"a;b, c"`, "=a;b, c"}, {ofText, `""`, ""}, {ofText, `" a "`, "= a "}, {ofText, `"\u00e9\ud83d\ude00\/\"\\\t\n"`, "=é😀/\"\\\t\n"},
		{ofText, `"\r"`, ""}, {ofText, `"a\u0000"`, ""}, {ofText, `"\u001F"`, ""}, {ofText, `"\b"`, ""}, {ofText, `"\f"`, ""}, {ofText, `"\ud83d"`, ""}, {ofText, `"\ud83dx"`, ""},
		{ofText, `"\ude00\ud83d"`, ""}, {ofText, `"\ufffd"`, "=\ufffd"}, {ofText, `"\ufffe"`, ""}, {ofText, "\"\uffff\"", ""}, {ofText, "\"\ufffd\"", "=\ufffd"},
		{ofText, `"` + long + `"`, ""}, {ofText, `"` + longest + `"`, "=" + longest}, {ofText, `5`, "5"}, {ofText, `true`, "true"}, {ofText, `null`, ""}, {ofText, `{}`, ""},
		{ofText, `["a","b"]`, "a;b"}, {ofText, `["a",{}]`, ""}, {ofText, strings.Repeat("1", Longest+1), ""},
		{ofAny, `"a"`, "=a"}, {ofAny, `1.50`, "1.50"}, {ofAny, `["a"]`, "a"}, {ofAny, `[1,true,null,"x"]`, "1;true;;x"}, {ofAny, `[]`, ""},
		{ofTexts, `["a"]`, "=a"}, {ofTexts, `["a","","b"]`, "=a;;b"}, {ofTexts, `["",""]`, "=;"}, {ofTexts, `[""]`, ""}, {ofTexts, `["a;b"]`, "a;b"}, {ofTexts, `["a,b"]`, "a,b"},
		{ofTexts, `["a",1]`, "a;1"}, {ofTexts, `[["a"]]`, ""}, {ofTexts, `["\r"]`, ""}, {ofTexts, `"a"`, "a"}, {ofTexts, `1`, "1"}, {ofTexts, `["\uffff"]`, "\uffff"},
		{ofTexts, `["` + long + `"]`, ""},
		{ofNumbers, `[1,2.50,1e3]`, "=1;2.50;1e3"}, {ofNumbers, `[1,"2"]`, "1;2"}, {ofNumbers, `1`, "1"}, {ofNumbers, `[[1]]`, ""}, {ofNumbers, `"1"`, "1"},
		{ofBoolean, `true`, "=true"}, {ofBoolean, `false`, "=false"}, {ofBoolean, `"true"`, ""}, {ofBoolean, `1`, ""}, {ofBoolean, `[true]`, ""},
		{ofNumber, `"1"`, ""}, {ofNumber, `true`, ""}, {ofNumber, `[1]`, ""}, {ofNumber, `null`, ""}, {ofInteger, `"1"`, ""}, {ofInteger, `{}`, ""},
	} {
		cell, exact := new(Flattener).cell(test.kind, parsed(t, test.value))
		got := string(cell)
		if exact {
			got = "=" + got
		}
		if got != test.want {
			t.Errorf("%d %.80s: %.80q instead of %.80q", test.kind, test.value, got, test.want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, test := range []struct{ raw, decimal, integer string }{
		{"0", "0", "0"}, {"12.50", "12.50", ""}, {"-12.50", "-12.50", ""}, {"-0", "0", "0"}, {"-0.00", "0.00", "0"}, {"5.00", "5.00", "5"}, {"-5.0", "-5.0", "-5"},
		{"1e3", "1000", "1000"}, {"1.50E+1", "15", "15"}, {"-1.5e-3", "-0.0015", ""}, {"0e99", "0", "0"}, {"-0.0e5", "0", "0"}, {"1e-14", "0.00000000000001", ""}, {"1e-15", "", ""},
		{"10e-15", "0.00000000000001", ""}, {"100e-2", "1", "1"}, {"0.123456789012345", "", ""}, {"0.12345678901234000", "0.12345678901234", ""}, {"7.000000000000000", "7", "7"},
		{"1e23", "1" + strings.Repeat("0", 23), ""}, {"1e24", "", ""}, {strings.Repeat("9", 24), strings.Repeat("9", 24), ""}, {strings.Repeat("9", 25), "", ""},
		{"9223372036854775807", "9223372036854775807", "9223372036854775807"}, {"-9223372036854775808", "-9223372036854775808", "-9223372036854775808"}, {"9223372036854775808", "9223372036854775808", ""},
		{"1e999999999999999999999", "", ""}, {"1e-999999999999999999999", "", ""}, {"-0.0000000000000001e2", "-0.00000000000001", ""},
	} {
		f := new(Flattener)
		if got, _ := f.decimal([]byte(test.raw)); string(got) != test.decimal {
			t.Errorf("decimal %s: %s instead of %s", test.raw, got, test.decimal)
		}
		if got, _ := f.integer([]byte(test.raw)); string(got) != test.integer {
			t.Errorf("integer %s: %s instead of %s", test.raw, got, test.integer)
		}
	}
}

// Whatever fits is the same number, and what does not is beyond the column.
func TestDecimalOfMany(t *testing.T) {
	for _, mantissa := range []string{"1", "-1", "1.5", "120.0340", "0.00012", "-99999.999990", "0.10"} {
		for exponent := -30; exponent <= 30; exponent++ {
			raw := fmt.Sprintf("%se%d", mantissa, exponent)
			want, _ := new(big.Rat).SetString(raw)
			limit, _ := new(big.Rat).SetString("1e24")
			scaled := new(big.Rat).Mul(want, new(big.Rat).SetInt64(100_000_000_000_000))
			holds := scaled.IsInt() && new(big.Rat).Abs(want).Cmp(limit) < 0
			cell, exact := new(Flattener).decimal([]byte(raw))
			if exact != holds {
				t.Errorf("%s: exact %v", raw, exact)
			}
			if got, ok := new(big.Rat).SetString(string(cell)); exact && (!ok || got.Cmp(want) != 0 || strings.Contains(string(cell), "e")) {
				t.Errorf("%s: %s", raw, cell)
			}
		}
	}
}

func TestKey(t *testing.T) {
	for _, test := range []struct {
		kind  kind
		value string
		want  bool
	}{
		{ofText, `"a"`, true}, {ofText, `" "`, true}, {ofText, `""`, false}, {ofText, `1`, true}, {ofText, `-1`, true}, {ofText, `1.0`, false}, {ofText, `1e1`, false}, {ofText, `-0`, false},
		{ofText, `true`, false}, {ofText, `null`, false}, {ofText, `["a"]`, false}, {ofText, `{"a":1}`, false}, {ofText, `"\r"`, false}, {ofText, `1234567890123456789`, false},
		{ofText, `"` + strings.Repeat("a", longestKey) + `"`, true}, {ofText, `"` + strings.Repeat("a", longestKey+1) + `"`, false},
		{ofAny, `"a"`, true}, {ofAny, `1`, true}, {ofInteger, `1`, true}, {ofInteger, `"1"`, false}, {ofNumber, `1`, true}, {ofNumber, `1.5`, false}, {ofBoolean, `true`, false}, {ofTexts, `1`, false},
	} {
		if _, ok := new(Flattener).key(&spot{kind: test.kind}, parsed(t, test.value)); ok != test.want {
			t.Errorf("%d %s: %v", test.kind, test.value, ok)
		}
	}
	if _, ok := new(Flattener).key(&spot{kind: ofText}, nil); ok {
		t.Error("an id that is not there is a key")
	}
	if _, ok := new(Flattener).key(&spot{kind: ofText, column: -1}, parsed(t, `"a"`)); ok {
		t.Error("an id without a column is a key")
	}
}
