package publish_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"terang/archive"
	"terang/publish"
	"terang/sample"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// The child of the test below: this test binary, run again, publishes the second hand-in into the store and the
// archive named by these variables, and says on standard output how far it is.
const (
	childStore   = "TERANG_PUBLISH_TEST_STORE"
	childArchive = "TERANG_PUBLISH_TEST_ARCHIVE"
)

func TestMain(m *testing.M) {
	if location := os.Getenv(childStore); location != "" {
		if err := publishAsChild(location, os.Getenv(childArchive)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func publishAsChild(location, files string) error {
	s, err := store.Open(ctx, location)
	if err != nil {
		return err
	}
	a, err := archive.Open(ctx, files)
	if err != nil {
		return err
	}
	p := &publish.Publisher{Store: s, Archive: a, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}
	p.Progress = func(stage string, done, total int64) {
		fmt.Println(stage, done)
		if done > 0 {
			_, _ = os.Stdin.Read(make([]byte, 1)) // hold here until the parent has looked
		}
	}
	_, err = p.Publish(ctx, []publish.Input{handIn(1)}, publish.Options{})
	return err
}

func handIn(i int) publish.Input {
	var b bytes.Buffer
	_ = sample.Write(&b, sample.Options{Seed: 3, Processes: 60}, i)
	return publish.Input{Name: "sample.json", Size: int64(b.Len()), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b.Bytes())), nil
	}}
}

// A publisher that is killed leaves the former version whole, and the next publish takes in all that was appended.
func TestKilledInTheMiddle(t *testing.T) {
	for _, stage := range []string{"read", "merge", "export"} {
		t.Run(stage, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, location string) { killedAt(t, location, stage) })
		})
	}
}

func killedAt(t *testing.T, location, stage string) {
	files := t.TempDir()
	p := publisher(t, location, files)
	first := do(t, p, publish.Options{}, handIn(0)).Version
	before := content(t, p, first, "releases.jsonl.gz")

	killAt(t, location, files, stage)

	r, err := store.OpenReader(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	v, err := r.Latest(ctx)
	if err != nil || v.ID != first.ID {
		t.Fatalf("the latest version is %v (%v)", v, err)
	}
	if content(t, p, v, "releases.jsonl.gz") != before {
		t.Error("the former version's file is another")
	}
	if records, err := r.Records(ctx, v, 0, 10000); err != nil || int64(len(records)) != v.Records {
		t.Errorf("%d records of %d, %v", len(records), v.Records, err)
	}

	next := do(t, p, publish.Options{}, handIn(2)).Version
	appended := do(t, p, publish.Options{}, handIn(1)) // what the killed one had appended is there; the rest is new
	if stage == "read" && appended.New == 0 || stage != "read" && appended.New != 0 {
		t.Errorf("%d of the killed hand-in are new", appended.New)
	}
	last := next
	if appended.Version != nil {
		last = appended.Version
	}
	want := strings.Count(before, "\n") + count(t, handIn(1)) + count(t, handIn(2))
	if got := strings.Count(content(t, p, last, "releases.jsonl.gz"), "\n"); got != want || last.Releases != int64(want) {
		t.Errorf("%d releases in the file, %d in the version, want %d", got, last.Releases, want)
	}
}

// killAt runs the child and kills it, by SIGKILL, when it is in the middle of the stage.
func killAt(t *testing.T, location, files, stage string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childStore+"="+location, childArchive+"="+files)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	seen := false
	for s := bufio.NewScanner(out); !seen && s.Scan(); {
		name, done, _ := strings.Cut(s.Text(), " ")
		if done == "0" {
			continue
		}
		if seen = name == stage; !seen {
			_, _ = in.Write([]byte{'\n'}) // go on
		}
	}
	if !seen {
		t.Errorf("the child never came to %s", stage)
	}
	_ = c.Process.Kill()
	_ = c.Wait()
}

func count(t *testing.T, in publish.Input) int {
	t.Helper()
	r, err := in.Open()
	if err != nil {
		t.Fatal(err)
	}
	var n counter
	if err := schema.Read(r, in.Name, &n); err != nil {
		t.Fatal(err)
	}
	return int(n)
}

type counter int

func (c *counter) Release(*schema.Release) error { *c++; return nil }
func (c *counter) Package(*schema.Package) error { return nil }
func (c *counter) Record(*schema.Wrapper) error  { return nil }
