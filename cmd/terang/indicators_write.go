package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"terang/indicators"
)

// told writes results in a format.
type told struct {
	w      io.Writer
	format string
	lang   string
	config indicators.Config
	any    bool           // a result was written
	shown  map[string]int // by indicator, in text
	more   map[string]int // not shown
}

// shownOfEach is how many results of an indicator the text shows.
const shownOfEach = 10

func newTold(w io.Writer, format, lang string, c indicators.Config) (*told, error) {
	t := &told{w: w, format: format, lang: lang, config: c, shown: map[string]int{}, more: map[string]int{}}
	var err error
	switch format {
	case "text", "jsonl":
	case "json":
		_, err = io.WriteString(w, `{"results":[`)
	case "csv":
		_, err = w.Write(csvLine(resultColumns))
	default:
		err = errors.New("no such format")
	}
	return t, err
}

// append appends a result. It may be called from several goroutines.
func (t *told) append(out []byte, r *indicators.Result) []byte {
	switch t.format {
	case "jsonl", "json":
		line, _ := marshal(r) // of plain texts and numbers, never fails
		return append(out, line...)
	case "csv":
		return append(out, csvLine(resultCells(r))...)
	}
	if r.State != indicators.Flagged && r.Subject.Kind != indicators.OfSupplier && r.Subject.Kind != indicators.OfBuyer {
		return out
	}
	return append(out, r.Indicator+"\t"+subjectText(&r.Subject)+"\t"+r.Sentence.In(t.lang)+"\n"...)
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// write writes what append has made, in order.
func (t *told) write(out []byte) error {
	switch t.format {
	case "json":
		return t.writeItems(out)
	case "text":
		return t.writeText(out)
	}
	_, err := t.w.Write(out)
	return err
}

// writeItems separates the results of one JSON document.
func (t *told) writeItems(out []byte) error {
	for line := range bytes.Lines(out) {
		separator := "\n"
		if t.any {
			separator = ",\n"
		}
		t.any = true
		if _, err := fmt.Fprint(t.w, separator, string(bytes.TrimSuffix(line, []byte{'\n'}))); err != nil {
			return err
		}
	}
	return nil
}

// writeText shows the first results of each indicator, and counts the others.
func (t *told) writeText(out []byte) error {
	for line := range bytes.Lines(out) {
		parts := strings.SplitN(strings.TrimSuffix(string(line), "\n"), "\t", 3)
		if t.shown[parts[0]]++; t.shown[parts[0]] > shownOfEach {
			t.more[parts[0]]++
			continue
		}
		if _, err := fmt.Fprintf(t.w, "%s  %s\n    %s\n", parts[0], parts[1], parts[2]); err != nil {
			return err
		}
	}
	return nil
}

func subjectText(s *indicators.Subject) string {
	var parts []string
	for _, part := range [...]string{s.OCID, s.Contract, s.SupplierName, s.BuyerName, s.Category, s.Year} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// end writes what comes after the results.
func (t *told) end(e *indicators.Examiner) error {
	switch t.format {
	case "json":
		return t.endJSON(e)
	case "text":
		return t.endText(e)
	}
	return nil
}

func (t *told) endJSON(e *indicators.Examiner) error {
	rest, err := marshal(struct {
		AsOf     string                `json:"asOf"`
		Counts   indicators.Counts     `json:"counts"`
		Coverage []indicators.Coverage `json:"coverage"`
		Methods  []indicators.Method   `json:"methods"`
	}{t.config.AsOf.Format("2006-01-02"), e.Counts(), e.Coverage(), indicators.Methods(t.config)})
	if err == nil {
		_, err = fmt.Fprintf(t.w, "\n],%s", rest[1:])
	}
	return err
}

func (t *told) t(en, id string) string { return indicators.Words{EN: en, ID: id}.In(t.lang) }

// endText says on how much each indicator could be computed, and what would unlock the rest.
func (t *told) endText(e *indicators.Examiner) error {
	c := e.Counts()
	fmt.Fprintf(t.w, t.t("\nAs of %s: %d processes, of them %d plans and %d self-managed, which are left aside.\n\n",
		"\nPer %s: %d proses, di antaranya %d rencana (RUP) dan %d swakelola, yang tidak dihitung.\n\n"),
		t.config.AsOf.Format("2006-01-02"), c.Processes, c.Plans, c.SelfManaged)
	for _, coverage := range e.Coverage() {
		for _, k := range coverage.Kinds {
			t.coverage(coverage.Indicator, &k)
		}
		if n := t.more[coverage.Indicator]; n > 0 {
			fmt.Fprintf(t.w, t.t("    %d more results: --format jsonl\n", "    %d hasil lain: --format jsonl\n"), n)
		}
	}
	_, err := fmt.Fprintln(t.w, t.t("\nA flag is a question, not a finding of wrongdoing. --methods tells how each is computed.",
		"\nTanda bahaya adalah pertanyaan, bukan kesimpulan. --methods menjelaskan cara menghitungnya."))
	return err
}

func (t *told) coverage(code string, k *indicators.KindCoverage) {
	computable := k.Asked - k.NotComputable
	fmt.Fprintf(t.w, t.t("%-20s %-26s computable %d of %d, flagged %d\n", "%-20s %-26s dapat dihitung %d dari %d, ditandai %d\n"),
		code, k.Kind, computable, k.Asked, k.Flagged)
	for n, f := range k.Missing {
		if n == 3 {
			break
		}
		fmt.Fprintf(t.w, t.t("    missing in %d (in %d nothing else): %s\n", "    belum ada pada %d (pada %d hanya ini): %s\n"), f.Count, f.Alone, f.Field)
	}
}

// methods lists all methods.
func (t *told) methods() error {
	all := indicators.Methods(t.config)
	if t.format == "json" || t.format == "jsonl" {
		line, err := marshal(all)
		if err == nil && t.format == "json" {
			_, err = fmt.Fprintf(t.w, "],\"methods\":%s}\n", bytes.TrimSpace(line))
		} else if err == nil {
			_, err = t.w.Write(line)
		}
		return err
	}
	for _, m := range all {
		fmt.Fprintf(t.w, "%s  %s (%s)\n    %s\n    %s: %s\n", m.ID(), m.Title.In(t.lang), m.Family, m.Formula.In(t.lang), t.t("Source", "Sumber"), m.Source)
		for _, h := range m.Thresholds {
			fmt.Fprintf(t.w, "    %s = %s (%s)\n", h.Name, h.Value, h.Source)
		}
		if _, err := fmt.Fprintf(t.w, "    %s\n", m.Caveat.In(t.lang)); err != nil {
			return err
		}
	}
	return nil
}

var resultColumns = []string{"indicator", "method", "variant", "subject_kind", "ocid", "contract_id", "supplier_id", "supplier_name",
	"buyer_id", "buyer_name", "category", "year", "state", "reason", "missing", "value", "unit", "threshold", "part", "whole", "n", "of",
	"coverage", "as_of", "sentence", "sentence_id", "caveat", "caveat_id", "evidence_count", "evidence"}

func resultCells(r *indicators.Result) []string {
	s := &r.Subject
	var evidence []string
	for _, e := range r.Evidence {
		evidence = append(evidence, e.OCID+" "+e.Release+" "+e.Pointer)
	}
	return []string{r.Indicator, r.Method, r.Variant, string(s.Kind), s.OCID, s.Contract, s.Supplier, s.SupplierName, s.Buyer, s.BuyerName,
		s.Category, s.Year, string(r.State), string(r.Reason), strings.Join(r.Missing, "; "), r.Value, r.Unit, r.Threshold, r.Part, r.Whole,
		number(r.N), number(r.Of), r.Coverage(), r.AsOf, r.Sentence.EN, r.Sentence.ID, r.Caveat.EN, r.Caveat.ID,
		number(max(r.EvidenceCount, len(r.Evidence))), strings.Join(evidence, "; ")}
}

// number is a count's cell; empty where nothing is counted.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func csvLine(cells []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // into memory, never fails
	w.Flush()
	return b.Bytes()
}
