package site

import (
	"slices"
	"testing"

	"terang/search"
)

func TestLevelsOfRegions(t *testing.T) {
	for value, want := range map[string]string{"32": "province", "3204": "regency", "320412": "district", "3204122001": "village",
		"Provinsi Jawa Barat": "namedProvince", "Kabupaten Bandung": "namedRegency", "Kota Bandung": "namedRegency", "Soreang": "named", "320": "named", "": "named"} {
		if got := levelOf(value); got != want {
			t.Errorf("%q is %s, not %s", value, got, want)
		}
	}
}

func TestShadesAreFifthsOfTheLargest(t *testing.T) {
	tiles := []tile{{Amount: "100"}, {Amount: "80.01"}, {Amount: "80"}, {Amount: "0.01"}, {Amount: "0"}, {Amount: ""}, {Amount: "-5"}, {Amount: "41"}}
	shade(tiles)
	var got []int
	for _, t := range tiles {
		got = append(got, t.Shade)
	}
	if want := []int{5, 5, 4, 1, 0, 0, 0, 3}; !slices.Equal(got, want) {
		t.Errorf("shades are %v, not %v", got, want)
	}
}

// TestTheLargestComesFirst: by digits, not by letters; other currencies and nothing last, in the order in which they
// came.
func TestTheLargestComesFirst(t *testing.T) {
	made := func(label, currency, amount string) groupRow {
		money := make([]string, search.Paid+1)
		money[search.Paid] = amount
		return groupRow{Label: label, Group: &search.Group{}, Currency: currency, Money: money}
	}
	rows := []groupRow{made("none", "IDR", ""), made("nine", "IDR", "9"), made("dollars", "USD", "1000"), made("ten", "IDR", "10"), made("less", "IDR", "9.99")}
	largestFirst(rows, "IDR", search.Paid)
	var got []string
	for _, r := range rows {
		got = append(got, r.Label)
	}
	if want := []string{"ten", "less", "nine", "none", "dollars"}; !slices.Equal(got, want) {
		t.Errorf("rows are %v, not %v", got, want)
	}
}

func TestWordsOfRulesWithoutWhatTheyFillIn(t *testing.T) {
	for words, want := range map[string]string{
		"":                                    "",
		"No blank.":                           "No blank.",
		"'%[1]s' is not in %[2]s. Use a code": "… is not in …. Use a code",
		"From %[1]s to %[2]s":                 "From … to …",
		"Broken %[1":                          "Broken …",
	} {
		if got := unfilled(words); got != want {
			t.Errorf("%q becomes %q, not %q", words, got, want)
		}
	}
}
