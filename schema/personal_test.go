package schema

import (
	"slices"
	"testing"
)

// The numbers are invented; no such person need exist.
func TestPersonal(t *testing.T) {
	for text, want := range map[string][]string{
		`{"a":"3204111507850003"}`:                                   {"personal_identity_number /a"},
		`{"a":[{"b":"x"},{"b":"NIK 3204115507850003."}]}`:            {"personal_identity_number /a/1/b"},
		`{"a":3204111507850003}`:                                     {"personal_identity_number /a"},
		`{"3204111507850003":1}`:                                     {"personal_identity_number /3204111507850003"},
		`{"a":"0123456789012345"}`:                                   nil, // a company's NPWP begins with 0
		`{"a":"3204111513850003"}`:                                   nil, // no month 13
		`{"a":"3204113507850003"}`:                                   nil, // no day 35
		`{"a":"9904111507850003"}`:                                   nil, // no province 99
		`{"a":"32041115078500031"}`:                                  nil, // 17 digits
		`{"a":3204111507850003.5}`:                                   nil,
		`{"a":0.3204111507850003}`:                                   nil,
		`{"nomorRekening":"0012-3456-789"}`:                          {"personal_bank_account /nomorRekening"},
		`{"x":{"no_rekening":123456789}}`:                            {"personal_bank_account /x/no_rekening"},
		`{"bankAccount":"NL91ABNA0417164300"}`:                       {"personal_bank_account /bankAccount"},
		`{"note":"dibayar ke rekening bank nomor 0012345678"}`:       nil, // the number stands apart from the word
		`{"note":"dibayar ke no. rekening: 0012345678 Bank Contoh"}`: {"personal_bank_account /note"},
		`{"kode_rekening":"5.1.02.01.01.0024"}`:                      nil,
		`{"note":"kode rekening 5.1.02.01.01.0024"}`:                 nil,
		`{"accountNumber":"none"}`:                                   nil,
		`{"description":"Accounting services no. 20250001234"}`:      nil,
	} {
		var got []string
		for _, f := range personal([]byte(text)) {
			got = append(got, f.Code+" "+f.Pointer)
			if f.Value != "" {
				t.Errorf("%s: the report repeats the number: %s", text, f.Value)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
