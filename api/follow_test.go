package api_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/api"
	"terang/archive"
	"terang/publish"
	"terang/publish/publishtest"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// The child of the tests below: this test binary, run again, publishes version after version into the store and the
// archive named by these variables, until it is killed.
const (
	childStore   = "TERANG_API_TEST_STORE"
	childArchive = "TERANG_API_TEST_ARCHIVE"
)

// publishAsChild says on standard output how far it is, and goes on when it is told to on standard input.
func publishAsChild(location, files string) {
	s, err := store.Open(ctx, location)
	if err != nil {
		panic(err)
	}
	a, err := archive.Open(ctx, files)
	if err != nil {
		panic(err)
	}
	p := &publish.Publisher{Store: s, Archive: a, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}
	p.Progress = func(stage string, done, _ int64) {
		if done > 0 {
			fmt.Println(stage)
			if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
				os.Exit(1)
			}
		}
	}
	for n := 1; ; n++ {
		text := someReleases(30, 1000*n)
		in := publish.Input{Name: "child", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		if _, err := p.Publish(ctx, []publish.Input{in}, publish.Options{}); err != nil {
			panic(err)
		}
	}
}

// TestFollowers: while versions are published, each of 16 readers, by pages of any size and by streams that break,
// comes to have exactly the ledger, and sees at no time what no version has.
func TestFollowers(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Publish(t, day(t, "2025-01-01"), someReleases(20, 0))
		server, _ := w.listen(t, api.StreamTest{Poll: 20 * time.Millisecond, Each: 20}, api.Options{}, nil)
		const versions, each = 12, 9
		last := int64(21 + versions*(each+1))
		got := make([][]entry, 16)
		var pool sync.WaitGroup
		for i := range got {
			pool.Go(func() {
				if i%4 == 0 {
					got[i] = w.followStream(t, func(query string, headers ...string) (*bufio.Scanner, func()) {
						_, lines, lost := connect(t, server, query, headers...)
						return lines, lost
					}, last)
				} else {
					got[i] = w.followPages(t, 1+rand.IntN(30), last)
				}
			})
		}
		for n := range versions {
			w.Publish(t, day(t, "2025-02-01"), someReleases(each, 100*(n+1)))
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
		}
		pool.Wait()
		want := ledger(t, location, last+1)
		for i, all := range got {
			if !slices.Equal(all, want) || int64(len(want)) != last {
				t.Errorf("reader %d has %d entries of %d", i, len(all), len(want))
			}
		}
	})
}

// followPages asks again and again until it has the last entry.
func (w *world) followPages(t *testing.T, limit int, last int64) (all []entry) {
	for since, round := int64(0), 0; since < last && round < 5000; round++ {
		var p changesPage
		w.get(t, fmt.Sprintf("/api/v1/changes?since=%d&limit=%d", since, limit)).value(t, &p)
		if p.Since != since || p.Next != since+int64(len(p.Changes)) {
			t.Errorf("since %d: %d to %d with %d", since, p.Since, p.Next, len(p.Changes))
			return all
		}
		all, since = append(all, entriesOf([]changesPage{p})...), p.Next
		if len(p.Changes) == 0 {
			time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
		}
	}
	return all
}

// followStream reads streams until it has the last entry; it breaks off after a few events and connects again.
func (w *world) followStream(t *testing.T, open func(query string, headers ...string) (*bufio.Scanner, func()), last int64) (all []entry) {
	query, headers := "?since=0", []string(nil)
	for round := 0; round < 500 && int64(len(all)) < last; round++ {
		stream, lost := open(query, headers...)
		few := 1 + rand.IntN(20)
		events(stream, func(e event) bool {
			headers = []string{"Last-Event-ID: " + e.id}
			if e.data == "" {
				return true
			}
			var one changed
			if err := one.UnmarshalJSON([]byte(e.data)); err != nil {
				t.Error(err)
			}
			all = append(all, one.entry())
			few--
			return few > 0 && one.Seq < last
		})
		lost()
	}
	return all
}

// TestAKilledPublisher: a publisher is killed, by SIGKILL, while it reads, merges or exports; readers who follow see
// nothing of what it had not published, and what it had appended comes with the next version.
func TestAKilledPublisher(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Publish(t, day(t, "2025-01-01"), someReleases(20, 0))
		server, _ := w.listen(t, api.StreamTest{Poll: 20 * time.Millisecond}, api.Options{}, nil)
		_, stream, lost := connect(t, server, "?since=0")
		streamed := make(chan entry, 10000)
		go func() {
			defer close(streamed)
			events(stream, func(e event) bool {
				var one changed
				if e.data != "" && one.UnmarshalJSON([]byte(e.data)) == nil {
					streamed <- one.entry()
				}
				return true
			})
		}()
		for i, stage := range []string{"read", "merge", "export", "export"} {
			w.killAt(t, stage, 1+i/3) // the last one has published a version before it is killed
		}
		w.checkPublished(t)
		v := w.Publish(t, day(t, "2026-12-01"), someReleases(1, 900000))
		want := ledger(t, location, v.Seq+1)
		var got []entry
		for e := range streamed {
			if got = append(got, e); e.seq == v.Seq {
				lost()
			}
		}
		if pages := entriesOf(w.followed(t, "/api/v1/changes?limit=13")); !slices.Equal(pages, want) || !slices.Equal(got, want) {
			t.Errorf("%d entries by pages, %d by the stream, want %d", len(pages), len(got), len(want))
		}
	})
}

// killAt has a child publish, looks at each step what readers see, and kills it in the middle of a version's stage.
func (w *world) killAt(t *testing.T, stage string, version int) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childStore+"="+w.location, childArchive+"="+w.folder)
	in := publishtest.Must[io.WriteCloser](t)(c.StdinPipe())
	out := publishtest.Must[io.ReadCloser](t)(c.StdoutPipe())
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	former, seen := "", 0
	for s := bufio.NewScanner(out); seen < version && s.Scan(); {
		if name := s.Text(); name == stage && name != former {
			seen++
		}
		former = s.Text()
		w.checkPublished(t)
		if seen < version {
			_, _ = in.Write([]byte{'\n'})
		}
	}
	if seen < version {
		t.Errorf("the child never came to %s", stage)
	}
	_ = c.Process.Kill()
	_ = c.Wait()
}

// checkPublished: the changes end with a version, whose entry is the last one in its ledger that readers see.
func (w *world) checkPublished(t *testing.T) {
	t.Helper()
	v := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	var p changesPage
	w.ok(t, fmt.Sprintf("/api/v1/changes?limit=1000&since=%d", max(0, v.Seq-900))).value(t, &p)
	last := p.Changes[len(p.Changes)-1]
	if last.Type != "version" || last.Seq != p.Latest || p.Latest < v.Seq || last.ID != p.Version {
		t.Errorf("the changes end with %+v, of version %s at %d", last, v.ID, v.Seq)
	}
	if f := w.atom(t, "/api/v1/changes.atom?limit=1"); !strings.HasPrefix(f.Entries[0].Title, "Versi ") {
		t.Errorf("the feed begins with %+v", f.Entries[0])
	}
}
