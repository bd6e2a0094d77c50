package importers

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// kinds say what was done to values, and what could not be.
var kinds = map[string]Words{
	"false-utc":   {"times whose Z is false, taken as local", "waktu berakhiran Z yang keliru, dibaca sebagai waktu setempat"},
	"markup":      {"texts freed of markup and spaces", "teks dibersihkan dari kode HTML dan spasi"},
	"retender":    {"titles whose mark of a repeated tender was taken out", "judul yang tanda tender ulangnya dilepas"},
	"approximate": {"amounts that the source rounds (325 Jt), left out", "nilai yang dibulatkan sumber (325 Jt), tidak dimuat"},
	"npwp-length": {"NPWP of a length that none has, left out", "NPWP yang panjangnya keliru, tidak dimuat"},
	"npwp-pair":   {"NPWP whose two forms do not agree; the one of 16 digits counts", "NPWP yang dua bentuknya tidak cocok; yang 16 angka dipakai"},

	"date":    {"no date, or of an impossible year", "bukan tanggal, atau tahunnya tidak mungkin"},
	"rupiah":  {"no amount", "bukan nilai uang"},
	"number":  {"no number", "bukan angka"},
	"integer": {"no whole number", "bukan bilangan bulat"},
	"url":     {"no address on the web", "bukan alamat web"},
	"days":    {"no count of days", "bukan jumlah hari"},
	"region":  {"a region that is not known", "wilayah yang tidak dikenal"},
	"village": {"no code of a village: ten digits, of a regency that exists", "bukan kode desa: sepuluh angka, kabupatennya ada"},
	"npwp":    {"no NPWP of a company", "bukan NPWP badan usaha"},
	"minus":   {"no number", "bukan angka"},
	"raw":     {"no JSON", "bukan JSON"},
}

// WriteText writes the report for people, in a language, "id" or "en".
func (r *Report) WriteText(w io.Writer, lang string) error {
	t := &reportText{out: bufio.NewWriter(w), lang: lang}
	for _, f := range r.Files {
		t.file(f)
	}
	for _, name := range r.Unknown {
		t.line("%s: not of this profile, passed over", "%s: bukan bagian profil ini, dilewati", name)
	}
	t.repairs(r.Repairs)
	t.counts(r.Normalised, func(kind string) string { return kinds[kind].In(lang) })
	t.counts(r.Withheld, func(rule string) string {
		return t.t("withheld: ", "tidak dimuat: ") + withholdings[rule].In(lang) + " (" + rule + ")"
	})
	if r.Persons > 0 {
		t.line("%8d persons stand there under a pseudonym", "%8d orang ditulis dengan nama samaran", r.Persons)
	}
	for _, c := range r.Codes {
		t.line("%8d × \"%s\" has no code among %s; published in these words alone", "%8d × \"%s\" tidak ada kodenya dalam %s; dimuat apa adanya", c.Count, c.Text, c.List)
	}
	for _, f := range r.Faults {
		t.line("%8d × %s, left out; the first: %s: \"%s\"", "%8d × %s, tidak dimuat; yang pertama: %s: \"%s\"", f.Count, kinds[f.Kind].In(lang), f.Place, f.Text)
	}
	for _, c := range r.Conflicts {
		t.line("%8d × rows that disagree on %s, the later counts; the first: %s and %s", "%8d × baris berbeda isi untuk %s, yang belakangan dipakai; yang pertama: %s dan %s", c.Count, c.Field, c.Former, c.Later)
	}
	t.review(r.Review)
	if len(r.Gone) > 0 {
		t.line("%8d processes were published before and have no row any more; they stay published: %s", "%8d proses pernah terbit tetapi barisnya tidak ada lagi; tetap terbit: %s", len(r.Gone), strings.Join(r.Gone[:min(5, len(r.Gone))], ", "))
	}
	t.sum(r)
	return t.out.Flush()
}

type reportText struct {
	out  *bufio.Writer
	lang string
}

func (t *reportText) t(en, id string) string { return Words{en, id}.In(t.lang) }

func (t *reportText) line(en, id string, args ...any) {
	fmt.Fprintf(t.out, t.t(en, id)+"\n", args...)
}

func (t *reportText) file(f *FileCounts) {
	t.line("%s (%s): %d rows = %d taken + %d skipped", "%s (%s): %d baris = %d diambil + %d dilewati", f.File, f.Table, f.Rows, f.Mapped, f.Rows-f.Mapped)
	for _, s := range f.Skipped {
		t.line("%8d × skipped: %s", "%8d × dilewati: %s", s.Rows, s.Reason.In(t.lang))
	}
	if len(f.Missing) > 0 {
		t.line("         columns that the profile expects and the file has not: %s", "         kolom yang diharapkan profil tetapi tidak ada: %s", strings.Join(f.Missing, ", "))
	}
	if len(f.Unused) > 0 {
		t.line("         columns not taken: %s", "         kolom yang tidak diambil: %s", strings.Join(f.Unused, ", "))
	}
}

func (t *reportText) counts(all map[string]int, words func(string) string) {
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(t.out, "%8d × %s\n", all[kind], words(kind))
	}
}

// mostReviewed is how many are listed for people; the report as JSON has all.
const mostReviewed = 20

func (t *reportText) review(all []NameAlone) {
	if len(all) == 0 {
		return
	}
	t.line("%8d × named without an identifier, so that nobody is referred to. For you to review, not published:",
		"%8d × disebut tanpa nomor pengenal, sehingga tidak merujuk siapa pun. Untuk Anda periksa, tidak dipublikasikan:", len(all))
	for _, n := range all[:min(mostReviewed, len(all))] {
		fmt.Fprintf(t.out, "           %s %s\n", n.Place, n.Name)
	}
	if more := len(all) - mostReviewed; more > 0 {
		t.line("           and %d more: --report writes all", "           dan %d lagi: semuanya ditulis oleh --report", more)
	}
}

func (t *reportText) sum(r *Report) {
	total := 0
	var tags []string
	for _, tag := range slices.Sorted(maps.Keys(r.Releases)) {
		tags = append(tags, fmt.Sprintf("%s %d", tag, r.Releases[tag]))
		total += r.Releases[tag]
	}
	rows, taken := 0, 0
	for _, f := range r.Files {
		rows, taken = rows+f.Rows, taken+f.Mapped
	}
	t.line("%d rows = %d taken + %d skipped. %d processes; releases: %s; %d published before.",
		"%d baris = %d diambil + %d dilewati. %d proses; rilis: %s; %d sudah terbit.", rows, taken, rows-taken, r.Processes, strings.Join(tags, ", "), r.Unchanged)
}
