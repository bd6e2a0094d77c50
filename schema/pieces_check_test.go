package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// told is all that Check passes, as lines.
type told struct{ lines []string }

func (l *told) add(what string, place Place, line []byte, found []Finding) {
	l.lines = append(l.lines, fmt.Sprintf("%s %+v %s", what, place, line))
	for _, f := range found {
		f = comparableFault(f)
		l.lines = append(l.lines, fmt.Sprintf("  %s %s:%d %s %s %q %q", f.Code, f.File, f.Line, f.Pointer, f.OCID, f.Value, f.Args))
	}
}

func (l *told) Release(r *Release, found []Finding) error {
	l.add(fmt.Sprint("release ", r.OCID, r.ID, r.Date, r.Tags, r.Form, r.Package != nil, r.Wrapper != nil, len(r.Came)), r.Place, r.Line, found)
	return nil
}

func (l *told) Record(w *Wrapper, found []Finding) error {
	l.add("record "+w.OCID, w.Place, w.Line, found)
	return nil
}

func (l *told) Package(p *Package, found []Finding) error {
	what := fmt.Sprint("package ", p.Broken, p.Upgraded(), p.Records)
	if !p.Broken { // of one that breaks off within a piece nobody has counted on
		what += fmt.Sprint(p.Releases, p.Entries)
	}
	l.add(what, p.Place, p.Line, found)
	return nil
}

// comparableFault leaves out the decoder's words, which show half a character where its buffer ends there.
func comparableFault(f Finding) Finding {
	if f.Code == CodeSyntax && !isASCII(fmt.Sprint(f.Args)) {
		f.Args = nil
	}
	return f
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 || r == '\\' })
}

// oneByOne judges what Read passes, in its goroutine.
type oneByOne struct {
	c    *Checker
	sink Judged
}

func (o *oneByOne) judge(t task, of *Package) error {
	o.c.Schema.extend(of)
	t.judge(o.c)
	return t.pass(o.sink)
}

func (o *oneByOne) Release(r *Release) error { return o.judge(task{release: r}, r.Package) }
func (o *oneByOne) Record(w *Wrapper) error  { return o.judge(task{record: w}, w.Package) }
func (o *oneByOne) Package(p *Package) error { return o.judge(task{pkg: p}, p) }

// sameByPieces fails where Check says something else than judging what Read passes, one by one.
func sameByPieces(t *testing.T, text []byte) {
	t.Helper()
	c := &Checker{Schema: Default()}
	var pieces, single told
	err := c.Check(bytes.NewReader(text), "in", nil, &pieces)
	want := Read(bytes.NewReader(text), "in", &oneByOne{c, &single})
	var a, b *InputError
	if errors.As(err, &a) && errors.As(want, &b) {
		err, want = fmt.Errorf("%+v", comparableFault(a.Finding)), fmt.Errorf("%+v", comparableFault(b.Finding))
	}
	if fmt.Sprint(err) != fmt.Sprint(want) {
		t.Errorf("%.300q: error %v instead of %v", text, err, want)
	}
	for i := range max(len(pieces.lines), len(single.lines)) {
		if i >= len(pieces.lines) || i >= len(single.lines) || pieces.lines[i] != single.lines[i] {
			t.Errorf("%.300q: after %d of %d and %d lines\n%.500q\ninstead of\n%.500q", text, i, len(pieces.lines), len(single.lines), lineAfter(pieces.lines, i), lineAfter(single.lines, i))
			return
		}
	}
}

func lineAfter(lines []string, n int) []string { return lines[min(n, len(lines)):min(n+1, len(lines))] }

// checkedTexts are inputs of all kinds, some of them broken.
func checkedTexts() (all []string) {
	for _, c := range readings {
		all = append(all, c.input)
	}
	release := func(i int) string {
		return fmt.Sprintf(`{"ocid":"ocds-x-%d", "id":"%d","date":"2025-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender","x":[1,{"y":true}]}`, i, i)
	}
	for _, odd := range []string{`{"id":"1","id":"2"}`, `null`, `5`, `{}`, `{"id":"\u0000"}`, `{"id":"\ud800"}`, "{\"id\":\"\xff\"}", `{"id":1e999}`, `{"id":[}`, `{"id":1`, `{"id":1]`,
		`{"releases":[` + release(7) + `]}`, `{"records":[{"ocid":"a","releases":[` + release(8) + `]}]}`, `[` + release(9) + `]`, `{"url":"https://x.example/"}`, "{\"id\"\n:\"1\"}", `{"id":"1"} x`, `,`, `"`} {
		for at := range 4 {
			entries := []string{release(1), release(2), release(3)}
			entries = append(entries[:at], append([]string{odd}, entries[at:]...)...)
			all = append(all, `{"uri":"u","version":"1.1","releases":[`+strings.Join(entries, ",\n")+"],\n\"license\":1}",
				strings.Join(entries, "\n"), strings.Join(entries, "\n")+"\n", spread(release(1))+"\n"+strings.Join(entries, " \n \n"))
		}
	}
	return all
}

func TestCheckByPieces(t *testing.T) {
	for _, text := range checkedTexts() {
		sameByPieces(t, []byte(text))
	}
}

// Some of the releases of a large input are damaged, or its end is lost.
func TestCheckDamagedPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	whole := inventedPackage(150)
	for range 25 {
		text := bytes.Clone(whole)
		for range 1 + random.IntN(3) {
			text[random.IntN(len(text))] = "\x00 \n\"\\{}[],:0e-u\x80"[random.IntN(16)]
		}
		sameByPieces(t, text[:len(text)-random.IntN(2)*random.IntN(len(text))])
	}
}

func TestCheckSharedByPieces(t *testing.T) {
	for _, dir := range []string{"data", "ocds"} {
		err := filepath.WalkDir(shared(t, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.Contains(path, ".json") {
				return err
			}
			if info, _ := d.Info(); info.Size() > 3<<20 || testing.Short() && info.Size() > 300<<10 {
				return nil
			}
			text, err := os.ReadFile(path)
			sameByPieces(t, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzCheckByPieces(f *testing.F) {
	for _, text := range checkedTexts() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { sameByPieces(t, text) })
}
