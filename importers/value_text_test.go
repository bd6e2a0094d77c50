package importers

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestCleanText(t *testing.T) {
	for text, want := range map[string]string{
		"Belanja Modal":                        "Belanja Modal",
		"<p>Pengawasan\r\n</p><p><br></p>":     "Pengawasan",
		"a<br>b</p>c":                          "a b c",
		"<b>Peng</b>adaan":                     "Pengadaan",
		`<span style="color: red">x</span>  y`: "x y",
		"ATK &amp; Kertas&nbsp;A4":             "ATK & Kertas A4",
		"&lt;p&gt;dua kali&lt;/p&gt;":          "dua kali",
		"&amp;amp; x":                          "& x",
		"B&LTD, R&D":                           "B&LTD, R&D", // not ended by ;: people's own signs
		"nilai < 5 dan > 3":                    "nilai < 5 dan > 3",
		"x <b dan c> d":                        "x <b dan c> d",
		"Paket A,, ":                           "Paket A",
		"a\x00b\x07c\u200b":                    "abc",
		"<!-- x --><style>p{}</style>isi":      "isi",
		"<o:p></o:p>isi":                       "isi",
		"rusak \xff":                           "rusak",
		"":                                     "",
	} {
		clean, changed := cleanText(text)
		if clean != want || changed != (text != want) {
			t.Errorf("%q: %q %v, want %q", text, clean, changed, want)
		}
	}
}

func FuzzCleanText(f *testing.F) {
	for _, seed := range []string{"<p>a</p>", "&amp;lt;b&amp;gt;", "<<b>b>", "&#60;br&#62;", "a < b", "<style>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean, _ := cleanText(text)
		if again, changed := cleanText(clean); changed || again != clean || !utf8.ValidString(clean) {
			t.Errorf("%q is %q, then %q", text, clean, again)
		}
	})
}

func TestRetender(t *testing.T) {
	for title, want := range map[string]string{
		"Balai Proteksi <span class='label label-warning'>Tender Ulang</span>": "Balai Proteksi",
		"DED Flora <span class='label label-warning'>Seleksi Ulang</span>":     "DED Flora",
		"Genset <SPAN>Lelang Ulang</SPAN> Pasar":                               "Genset Pasar",
		"[Tender Ulang] Jalan Elang":                                           "Jalan Elang",
		"Jalan Elang (LELANG ULANG)":                                           "Jalan Elang",
		"Pelatihan Daur Ulang Sampah":                                          "",
		"Jasa Penyusunan Pedoman Tender Ulang":                                 "",
		"<span>Baru</span> Cetak Ulang":                                        "",
	} {
		clean, is := retender(title)
		if is != (want != "") || is && clean != want || !is && clean != title {
			t.Errorf("%q: %q %v, want %q", title, clean, is, want)
		}
	}
}

func TestSplitList(t *testing.T) {
	for text, want := range map[string][]string{
		"APBD, APBD, APBD":      {"APBD"},
		"APBDP;APBD":            {"APBDP", "APBD"},
		"60832782;45828523":     {"60832782", "45828523"},
		"a,b, c;;d,":            {"a", "b", "c", "d"},
		"2.07.03.5.1.02.0001.;": {"2.07.03.5.1.02.0001."},
		"{2021,2022}":           {"2021", "2022"},
		" ; ,":                  nil,
		"":                      nil,
	} {
		if got := splitList(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
