package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// endless gives a start, then the same byte for ever.
type endless struct {
	start string
	fill  byte
}

func (e *endless) Read(p []byte) (int, error) {
	if n := copy(p, e.start); n > 0 {
		e.start = e.start[n:]
		return n, nil
	}
	for i := range p {
		p[i] = e.fill
	}
	return len(p), nil
}

// One value without end is given up, wherever it stands; memory stays bounded.
func TestReadTooLarge(t *testing.T) {
	long(t, "reads some 64 MiB for each case")
	for name, start := range map[string]string{
		"lone text":         `"`,
		"text in a list":    `["`,
		"lone release":      `{"ocid":"`,
		"release":           `{"releases":[{"ocid":"`,
		"package":           `{"releases":[],"uri":"`,
		"name":              `{"`,
		"record":            `{"records":[{"compiledRelease":"`,
		"record's release":  `{"records":[{"releases":[{"ocid":"`,
		"line":              lineA + "\n" + `{"ocid":"`,
		"number in a list":  `[1`,
		"line after a line": lineA + "\n" + lineB + "\n1",
	} {
		fill := byte('1')
		if _, fault := readLog(&endless{start, fill}); !strings.HasPrefix(fault, CodeTooLarge) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// manyMembers is an object whose members have no end.
type manyMembers struct{ n int }

func (m *manyMembers) Read(p []byte) (int, error) {
	if m.n++; m.n == 1 {
		return copy(p, `{"ocid":"o"`), nil
	}
	return copy(p, fmt.Sprintf(`,"x%d":"%s"`, m.n, strings.Repeat("x", min(len(p)-20, 60_000)))), nil
}

// Many small members without end are given up too.
func TestReadTooManyMembers(t *testing.T) {
	long(t, "reads some 64 MiB")
	if log, fault := readLog(&manyMembers{}); fault != CodeTooLarge+" 1" || len(log) > 0 {
		t.Errorf("%q %q", log, fault)
	}
}

// A package larger than memory should be: the reader holds one release at a time.
func TestReadMemory(t *testing.T) {
	long(t, "reads 300 MB")
	const size, most = 300 << 20, 100 << 20
	gen := &packageMaker{size: size}
	sink := &sampling{}
	debug.FreeOSMemory() // what other tests left behind
	if err := Read(gen, "in", sink); err != nil {
		t.Fatal(err)
	}
	if sink.releases != gen.made || gen.made < 1000 {
		t.Errorf("%d releases of %d", sink.releases, gen.made)
	}
	if sink.peak > most {
		t.Errorf("heap of %d MiB", sink.peak>>20)
	}
}

// packageMaker is a release package of about size bytes that never stands in memory.
type packageMaker struct {
	size, made int
	buf        bytes.Buffer
	ended      bool
}

func (g *packageMaker) Read(p []byte) (int, error) {
	for g.buf.Len() == 0 {
		switch {
		case g.ended:
			return 0, io.EOF
		case g.size <= 0:
			g.buf.WriteString("\n ],\n \"uri\": \"u\"\n}\n")
			g.ended = true
		default:
			g.release()
		}
	}
	n, err := g.buf.Read(p)
	g.size -= n
	return n, err
}

func (g *packageMaker) release() {
	if g.made == 0 {
		g.buf.WriteString("{\n \"releases\": [")
	} else {
		g.buf.WriteByte(',')
	}
	fmt.Fprintf(&g.buf, "\n  {\"ocid\": \"ocds-x-%d\",\n", g.made)
	g.buf.WriteString(restOfRelease)
	g.made++
}

// restOfRelease is what all releases of a packageMaker share.
var restOfRelease = strings.TrimPrefix(spread(`{"id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"tender":{"items":[`+
	strings.TrimSuffix(strings.Repeat(`{"id":"x","quantity":1.50},`, 1000), ",")+`]}}`), "{")

// sampling is a sink that watches the heap.
type sampling struct {
	releases int
	peak     uint64
}

func (s *sampling) Package(*Package) error { return nil }
func (s *sampling) Record(*Wrapper) error  { return nil }
func (s *sampling) Release(r *Release) error {
	if s.releases++; len(r.Findings) > 0 {
		return errors.New("refused")
	}
	if s.releases%50 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		s.peak = max(s.peak, m.HeapInuse)
	}
	return nil
}

// long leaves a test out of a run with -short, for the maker's patience; make test and CI run without it.
func long(t *testing.T, why string) {
	t.Helper()
	if testing.Short() {
		t.Skip(why + ": left out by -short; make test runs it")
	}
}
