package schema

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// cutText cuts, checks and passes the lines of a text's releases, with the package's own.
func cutText(text []byte) (lines []string, pkg *Package, err error) {
	pkg, err = Cut(bytes.NewReader(text), "in", io.Discard, func(p *Piece) error {
		n := 0
		if err := p.Check(func(*Value) { n++ }); err != nil {
			return err
		}
		err := p.Each(func(v *Value) { lines = append(lines, string(v.Raw())) })
		if n != p.Releases {
			return errors.New("not all releases of a piece were passed")
		}
		p.Free()
		return err
	})
	return lines, pkg, err
}

// readText does the same with Read.
func readText(t *testing.T, text []byte) (lines []string, pkg *Package, plain bool) {
	t.Helper()
	all := all{}
	if err := Read(bytes.NewReader(text), "in", &all); err != nil || len(all.packages) > 1 || all.records > 0 {
		return nil, nil, false
	}
	for _, r := range all.releases {
		if len(r.Findings) > 0 {
			return nil, nil, false
		}
		lines = append(lines, string(r.Line))
	}
	if len(all.packages) == 1 {
		pkg = all.packages[0]
	}
	return lines, pkg, true
}

// all keeps what Read passes.
type all struct {
	releases []*Release
	packages []*Package
	records  int
}

func (a *all) Release(r *Release) error { a.releases = append(a.releases, r); return nil }
func (a *all) Record(*Wrapper) error    { a.records++; return nil }
func (a *all) Package(p *Package) error { a.packages = append(a.packages, p); return nil }

// sameAsRead fails where cutting takes what Read does not, or makes something else of it.
func sameAsRead(t *testing.T, text []byte) (plain bool) {
	t.Helper()
	lines, pkg, err := cutText(text)
	if errors.Is(err, ErrNotPlain) {
		return false
	}
	want, wantPkg, ok := readText(t, text)
	if err != nil || !ok {
		t.Errorf("%.200q was taken (%v), which Read takes otherwise", text, err)
		return true
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("%.200q: %.200q instead of %.200q", text, lines, want)
	}
	if (pkg == nil) != (wantPkg == nil) || pkg != nil && (string(pkg.Line) != string(wantPkg.Line) || pkg.Releases != wantPkg.Releases || pkg.Entries != wantPkg.Entries) {
		t.Errorf("%.200q: package %+v instead of %+v", text, pkg, wantPkg)
	}
	return true
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text  string
		plain bool
	}{
		{`{"releases":[]}`, true},
		{"\ufeff" + `{"uri":"u","releases":[{"ocid":"a"}],"version":"1.1"}` + "\n ", true},
		{"{\n \"a\": {\"releases\": [1]},\n \"releases\": [ {\"id\" : \"1\", \"x\":[ 1.5e3 , true,false,null,{ } ,[ ]]} ,\n{\"date\":null}\n]\n}\n", true},
		{`{"releases":[{"id":"\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t é😀","a\u0062":-0}]}`, true},
		{"{\"id\":\"1\"}\n\n {\"id\":\"2\"} \r\n{\"id\":\"3\"}", true},
		{`{"releases":[{"id":1}],"releases":[]}`, false}, {`{"releases":[{"id":1}],"x":1,"x":1}`, false}, {`{"releases":[{"id":1}]} {}`, false},
		{`{"releases":[{"id":1}]`, false}, {`{"releases":[{"id":1}`, false}, {`{"releases":[{"id":1},]}`, false}, {`{"releases":[,{"id":1}]}`, false}, {`{"releases":[{"id":1}{"id":1}]}`, false},
		{`{"releases":[1]}`, false}, {`{"releases":[{}]}`, false}, {`{"releases":[{"id":1,"releases":[]}]}`, false}, {`{"releases":[{"id":1,"records":[]}]}`, false}, {`{"records":[]}`, false},
		{`{"releases":[{"id":1,"id":2}]}`, false}, {`{"releases":[{"id":1,"\u0069d":2}]}`, false}, {`{"releases":[{"id":1]}]}`, false}, {`{"releases":[{"id":[1}]}]}`, false},
		{`{"releases":[{"id":01}]}`, false}, {`{"releases":[{"id":1.}]}`, false}, {`{"releases":[{"id":1e}]}`, false}, {`{"releases":[{"id":-}]}`, false}, {`{"releases":[{"id":1e9999}]}`, false},
		{`{"releases":[{"id":tru}]}`, false}, {`{"releases":[{"id":truex}]}`, false}, {`{"releases":[{"id":"\x"}]}`, false}, {`{"releases":[{"id":"\u12g4"}]}`, false},
		{`{"releases":[{"id":"\u0000"}]}`, false}, {`{"releases":[{"id":"\ud83d"}]}`, false}, {`{"releases":[{"id":"\ude00"}]}`, false}, {`{"releases":[{"id":"\ud83d\u0041"}]}`, false},
		{"{\"releases\":[{\"id\":\"a\tb\"}]}", false}, {"{\"releases\":[{\"id\":\"\xff\"}]}", false}, {"{\"releases\":[{\"id\":\"\xed\xa0\x80\"}]}", false}, {"{\"releases\":[{\v\"id\":1}]}", false},
		{`{"releases":[{"id":` + strings.Repeat("[", 99) + strings.Repeat("]", 99) + `}]}`, true}, {`{"releases":[{"id":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}]}`, false},
		{"{\"id\":\"1\"}\n{\"id\":\"2\"},\n", false}, {"{\"id\":\"1\"}\n{\"id\":\"2\"} {\"id\":\"3\"}\n", false}, {"{\"id\":\"1\"}\n[{\"id\":\"2\"}]\n", false}, {"{\"id\":\"1\"}\n{\"releases\":[]}\n", false},
		{"{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\n\"3\"}\n", false}, {"{\"releases\":[]}\n{\"id\":\"1\"}\n{\"id\":\"2\"}\n", false},
		{`[{"id":"1"}]`, false}, {`{"id":"1"}`, false}, {``, false}, {`<a>`, false}, {"PK\x03\x04", false},
	} {
		if plain := sameAsRead(t, []byte(test.text)); plain != test.plain {
			t.Errorf("%.200q: plain is %v", test.text, plain)
		}
	}
}

// Releases of every size around the room that is read at once, some larger than all of it.
func TestCutSizes(t *testing.T) {
	for _, size := range []int{10, 1000, pieceSize/2 - 20, pieceSize - 30, pieceSize, pieceSize + 1, 3 * pieceSize} {
		release := `{"id":"` + strings.Repeat("a", size) + `","x":[ 1,{"y" :"\\"}]}`
		each := strings.Repeat(release+" ,\n", 5) + release
		if !sameAsRead(t, []byte(`{"releases":[`+each+`],"uri":"u"}`)) || !sameAsRead(t, []byte(strings.ReplaceAll(each, " ,\n", "\n"))) && size < 1000 {
			t.Error(size)
		}
	}
	if sameAsRead(t, []byte(`{"releases":[{"id":"`+strings.Repeat("a", 2*mostPiece)+`"}]}`)) {
		t.Error("a vast release is taken")
	}
}

// What was packed can be read again at the pieces' offsets.
func TestCutPacked(t *testing.T) {
	var packed, unpacked bytes.Buffer
	text := inventedPackage(200)
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(text)
	_ = w.Close()
	_, err := Cut(&packed, "in", &unpacked, func(p *Piece) error {
		before := string(p.Text)
		p.Free()
		if err := p.Fill(bytes.NewReader(text[p.Offset:])); err != nil || string(p.Text) != before {
			t.Error(err, p.Offset)
		}
		return nil
	})
	if err != nil || !bytes.Equal(unpacked.Bytes(), text) {
		t.Error(err, unpacked.Len(), len(text))
	}
}

// Damaged in any one byte, a text is taken only if Read takes it, and for the same.
func TestCutDamaged(t *testing.T) {
	text := []byte(`{"uri":"u","releases":[{"ocid":"a","id":"1","n":[-1.5e+3,0, true],"t":{"é":"\ud83d\ude00\n"}},` + "\n" + `{"date":null}],"version":"1.1"}`)
	for i := range text {
		for _, b := range []byte("\x00 \n\"\\{}[],:0e-u\x80é") {
			damaged := bytes.Clone(text)
			damaged[i] = b
			sameAsRead(t, damaged)
		}
		sameAsRead(t, text[:i])
		sameAsRead(t, append(bytes.Clone(text[:i]), text[i+1:]...))
	}
}

func FuzzCut(f *testing.F) {
	f.Add([]byte(`{"releases":[{"id":"1","x":[1.5,"\u00e9"]}],"uri":"u"}`))
	f.Add([]byte("{\"id\":\"1\"}\n{\"id\":\"2\"}"))
	f.Fuzz(func(t *testing.T, text []byte) { sameAsRead(t, text) })
}

// BENCH_PACKAGE names a release package to measure with.
func benchPackage(b *testing.B) []byte {
	b.Helper()
	if file := os.Getenv("BENCH_PACKAGE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		return text
	}
	return inventedPackage(600)
}

func benchPieces(b *testing.B, do func(*Piece) error) {
	b.Helper()
	text := benchPackage(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Cut(bytes.NewReader(text), "in", io.Discard, do); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	benchPieces(b, func(p *Piece) error { p.Free(); return nil })
}

func BenchmarkCutCheck(b *testing.B) {
	benchPieces(b, func(p *Piece) error { defer p.Free(); return p.Check(func(*Value) {}) })
}
