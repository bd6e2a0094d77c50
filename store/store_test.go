package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

var ctx = context.Background()

// child names the store that this test binary, run again as a child process, appends to.
const child = "TERANG_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if location := os.Getenv(child); location != "" {
		s, err := store.Open(ctx, location)
		if err != nil {
			panic(err)
		}
		for i := range 20 {
			if err := appendOne(s, fmt.Sprintf("ocds-contoh-%d", os.Getpid()), fmt.Sprint(i)); err != nil {
				panic(err)
			}
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func release(ocid, id, rest string) *schema.Release {
	return schema.NewRelease(fmt.Appendf(nil, `{"ocid":%q,"id":%q,"date":"2025-01-02T03:04:05+07:00","tag":["tender"],"initiationType":"tender"%s}`, ocid, id, rest))
}

func open(t *testing.T, location string) *store.Store {
	t.Helper()
	s, err := store.Open(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func reader(t *testing.T, location string) *store.Reader {
	t.Helper()
	r, err := store.OpenReader(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func add(t *testing.T, s *store.Store, releases ...*schema.Release) (outcomes []store.Outcome) {
	t.Helper()
	err := s.Append(ctx, func(a *store.Appender) (err error) {
		outcomes, err = a.Add(releases)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func appendOne(s *store.Store, ocid, id string) error {
	return s.Append(ctx, func(a *store.Appender) error {
		_, err := a.Add([]*schema.Release{release(ocid, id, "")})
		return err
	})
}

// commit makes a version of all that is appended, with records whose compiled release is the last line.
func commit(t testing.TB, s *store.Store, id string) *store.Version {
	t.Helper()
	v := &store.Version{ID: id, Manifest: strings.Repeat("0", 64), Publication: store.Publication{BaseURL: "http://x"}}
	err := s.Build(ctx, func(b *store.Build) error {
		err := b.Changed(2, func(batch []store.Process, _ int) error {
			var records []store.Record
			for _, p := range batch {
				last := p.Releases[len(p.Releases)-1]
				records = append(records, store.Record{OCID: p.OCID, First: p.Releases[0].Seq, Year: 2025,
					Releases: []store.Link{{ID: last.ID, Tag: []byte("[]")}}, Compiled: last.Line})
			}
			return b.PutRecords(records)
		})
		if err != nil {
			return err
		}
		if v.Releases, v.Records, err = b.Totals(); err != nil {
			return err
		}
		return b.Commit(v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func states(outcomes []store.Outcome) (all []store.State) {
	for _, o := range outcomes {
		all = append(all, o.State)
	}
	return all
}

func TestAppend(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		a, b := release("ocds-contoh-A", "1", ""), release("ocds-contoh-a", "1", `,"language":"id"`)
		outcomes := add(t, s, a, b, release("ocds-contoh-A", "1", ""))
		if got := states(outcomes); !slices.Equal(got, []store.State{store.Appended, store.Appended, store.Present}) {
			t.Errorf("first: %v", got)
		}
		reordered := schema.NewRelease([]byte(`{"id":"1","ocid":"ocds-contoh-A","initiationType":"tender","tag":["tender"],"date":"2025-01-02T03:04:05+07:00"}`))
		changed := release("ocds-contoh-a", "1", `,"language":"en"`)
		outcomes = add(t, s, reordered, changed, release("ocds-contoh-a", "2", ""))
		if got := states(outcomes); !slices.Equal(got, []store.State{store.Present, store.Conflict, store.Appended}) {
			t.Errorf("again: %v", got)
		}
		if c := outcomes[1]; c.SHA256 == c.There || len(c.SHA256) != 64 || c.Seq != 2 {
			t.Errorf("conflict: %+v", c)
		}
		if outcomes[2].Seq != 3 {
			t.Errorf("seq %d, want 3: nothing else was appended", outcomes[2].Seq)
		}
	})
}

func TestAppendIsAllOrNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		failure := errors.New("refused")
		err := s.Append(ctx, func(a *store.Appender) error {
			if _, err := a.Add([]*schema.Release{release("ocds-contoh-1", "1", "")}); err != nil {
				t.Fatal(err)
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Fatal(err)
		}
		if o := add(t, s, release("ocds-contoh-2", "1", "")); o[0].Seq != 1 {
			t.Errorf("seq %d: the refused release left a gap", o[0].Seq)
		}
	})
}

// What nothing, not even a programme with the database's password, does by mistake.
func TestTheDatabaseRefusesChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		p := &schema.Package{Line: []byte(`{"version":"1.1"}`)}
		r := release("ocds-contoh-1", "1", "")
		r.Package = p
		err := s.Append(ctx, func(a *store.Appender) error {
			if _, err := a.Add([]*schema.Release{r}); err != nil {
				return err
			}
			return a.ClosePackage(p)
		})
		if err != nil {
			t.Fatal(err)
		}
		db := raw(t, location)
		for _, query := range []string{
			"update entries set sha256 = 'x'", "delete from entries", "update lines set nonce = 'x'",
			"update packages set line = 'x'", "delete from packages",
		} {
			if _, err := db.Exec(query); err == nil || !strings.Contains(err.Error(), "never") {
				t.Errorf("%s: %v", query, err)
			}
		}
	})
}

func raw(t *testing.T, location string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(location, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestConcurrentWriters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		var pool sync.WaitGroup
		const writers, each = 8, 20
		for w := range writers {
			pool.Go(func() {
				for i := range each {
					if err := appendOne(s, fmt.Sprintf("ocds-contoh-w%d", w), fmt.Sprint(i)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		const processes = 3
		for range processes {
			pool.Go(func() {
				c := exec.Command(os.Args[0])
				c.Env = append(os.Environ(), child+"="+location)
				if out, err := c.CombinedOutput(); err != nil {
					t.Errorf("child: %v\n%s", err, out)
				}
			})
		}
		pool.Wait()
		var count, last int
		if err := raw(t, location).QueryRow("select count(*), max(seq) from entries").Scan(&count, &last); err != nil {
			t.Fatal(err)
		}
		if want := writers*each + processes*20; count != want || last != want {
			t.Errorf("%d entries up to %d, want %d without gap", count, last, want)
		}
	})
}

func TestVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		add(t, s, release("ocds-contoh-b", "1", ""), release("ocds-contoh-a", "1", ""), release("ocds-contoh-B", "1", ""))
		one := commit(t, s, "2026-01-31.1")
		r := reader(t, location)

		add(t, s, release("ocds-contoh-a", "2", `,"language":"id"`), release("ocds-contoh-c", "1", ""))
		if v, err := r.Latest(ctx); err != nil || v.ID != one.ID {
			t.Fatalf("latest is %v (%v) before the second commit", v, err)
		}
		if _, err := r.Release(ctx, one, "ocds-contoh-c", "1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an entry that no version covers is visible: %v", err)
		}
		two := commit(t, s, "2026-03-01.1")
		if one.Seq != 4 || two.Seq != 7 || two.Releases != 5 || two.Records != 4 {
			t.Errorf("versions %+v %+v", one, two)
		}

		for _, c := range []struct {
			v        *store.Version
			releases int
			records  []string
			last     string
		}{
			{one, 3, []string{"ocds-contoh-b", "ocds-contoh-a", "ocds-contoh-B"}, "1"},
			{two, 5, []string{"ocds-contoh-b", "ocds-contoh-a", "ocds-contoh-B", "ocds-contoh-c"}, "2"},
		} {
			var seqs []int64
			for after := int64(0); ; {
				page, err := r.Releases(ctx, c.v, after, 2)
				if err != nil {
					t.Fatal(err)
				}
				if len(page) == 0 {
					break
				}
				for _, l := range page {
					seqs, after = append(seqs, l.Seq), l.Seq
					if store.Digest(l.Nonce, l.Line) != l.SHA256 {
						t.Errorf("digest of %d", l.Seq)
					}
				}
			}
			if len(seqs) != c.releases || !slices.IsSorted(seqs) {
				t.Errorf("%s: releases %v", c.v.ID, seqs)
			}
			records, err := r.Records(ctx, c.v, 0, 100)
			if err != nil {
				t.Fatal(err)
			}
			var ocids []string
			for _, record := range records {
				ocids = append(ocids, record.OCID)
			}
			if !slices.Equal(ocids, c.records) {
				t.Errorf("%s: records %v", c.v.ID, ocids)
			}
			record, err := r.Record(ctx, c.v, "ocds-contoh-a")
			if err != nil || record.Releases[0].ID != c.last {
				t.Errorf("%s: record %+v %v", c.v.ID, record, err)
			}
		}
		for ref, want := range map[string]string{"2026-01-31.1": one.ID, "2026-01-31": one.ID, "2026-02-28": one.ID, "2026-03-01": two.ID, "2030-01-01": two.ID, "2026-01-30": "", "2026-01-31.2": ""} {
			v, err := r.Version(ctx, ref)
			if want == "" {
				if !errors.Is(err, store.ErrNotFound) {
					t.Errorf("version %s: %v", ref, err)
				}
				continue
			}
			if err != nil || v.ID != want {
				t.Errorf("version %s: %v %v", ref, v, err)
			}
		}
		if all, err := r.Versions(ctx, 0, 10); err != nil || len(all) != 2 || all[0].ID != two.ID {
			t.Errorf("versions: %v %v", all, err)
		}
	})
}

func TestABuildThatFailsLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		add(t, s, release("ocds-contoh-a", "1", ""))
		commit(t, s, "2026-01-01.1")
		add(t, s, release("ocds-contoh-a", "2", ""))
		failure := errors.New("disk full")
		err := s.Build(ctx, func(b *store.Build) error {
			if b.New() != 1 {
				t.Errorf("new: %d", b.New())
			}
			if err := b.PutRecords([]store.Record{{OCID: "ocds-contoh-a", First: 1, Year: 2025, Compiled: []byte("{}")}}); err != nil {
				t.Fatal(err)
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Fatal(err)
		}
		v := commit(t, s, "2026-01-01.2")
		record, err := reader(t, location).Record(ctx, v, "ocds-contoh-a")
		if err != nil || string(record.Compiled) == "{}" || record.Since != 2 {
			t.Errorf("%+v %v", record, err)
		}
	})
}

func TestReadersCannotWriteAndKnowTheirSchema(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		if _, err := store.OpenReader(ctx, location); !errors.Is(err, store.ErrNoStore) {
			t.Errorf("no store: %v", err)
		}
		s := open(t, location)
		add(t, s, release("ocds-contoh-a", "1", ""))
		r := reader(t, location)
		if err := store.WriteWith(r, "delete from lines"); err == nil {
			t.Error("a reader's connection deleted lines")
		}
		db := raw(t, location)
		if _, err := db.Exec("insert into migrations (number, at) values (99, 'x')"); err != nil {
			t.Fatal(err)
		}
		if _, err := store.OpenReader(ctx, location); err == nil || !strings.Contains(err.Error(), "newer terang") {
			t.Errorf("newer schema: %v", err)
		}
		if _, err := db.Exec("delete from migrations"); err != nil {
			t.Fatal(err)
		}
		if _, err := store.OpenReader(ctx, location); err == nil || !strings.Contains(err.Error(), "terang init") {
			t.Errorf("older schema: %v", err)
		}
	})
}

func TestASecondPublisherWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		first, second := open(t, location), open(t, location)
		unlock, err := first.Lock(ctx, func() { t.Error("the first had to wait") })
		if err != nil {
			t.Fatal(err)
		}
		waiting, done := make(chan bool), make(chan error)
		go func() {
			unlock, err := second.Lock(ctx, func() { close(waiting) })
			if err == nil {
				unlock()
			}
			done <- err
		}()
		<-waiting
		select {
		case err := <-done:
			t.Fatalf("the second did not wait: %v", err)
		case <-time.After(150 * time.Millisecond):
		}
		unlock()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
