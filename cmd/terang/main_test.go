package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"terang/sample"
	"terang/store/storetest"
)

// asTerang, when set, makes this test binary the programme itself.
const asTerang = "TERANG_TEST_AS_PROGRAMME"

func TestMain(m *testing.M) {
	if os.Getenv(asTerang) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"terang": main})
}

// TestScripts runs the scenarios of testdata: each *.txt is what somebody types, and what must come of it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C")
			e.Setenv("POSTGRES", storetest.Postgres(e.T().(testing.TB)))
			return nil
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status, "fetch": page},
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

// status runs a command and checks its exit status: status 1 terang validate x.json.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit status %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// page waits for a server and gets a page into a file: fetch http://… file.
func page(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.Now().Add(20 * time.Second)
	for {
		ctx, cancel := context.WithDeadline(context.Background(), deadline)
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, args[0], nil)
		ts.Check(err)
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			f, createErr := os.Create(ts.MkAbs(args[1]))
			ts.Check(createErr)
			_, err = f.ReadFrom(response.Body)
			ts.Check(f.Close())
			ts.Check(response.Body.Close())
			cancel()
			ts.Check(err)
			if response.StatusCode != http.StatusOK {
				ts.Fatalf("%s: %s", args[0], response.Status)
			}
			return
		}
		cancel()
		if time.Now().After(deadline) {
			ts.Fatalf("%s: %v", args[0], err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// TestReadme runs the commands that README.md shows, in their order, on the sample.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := writeSample(filepath.Join(dir, "releases.json"), sample.Options{Seed: 1, Processes: 10}, 0); err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "```sh\n")[1:]
	if len(blocks) < 6 {
		t.Fatalf("%d blocks of commands", len(blocks))
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(binary, filepath.Join(dir, "terang")); err != nil {
		t.Fatal(err)
	}
	for _, block := range blocks {
		commands, _, _ := strings.Cut(block, "```")
		c := exec.Command("sh", "-euc", commands)
		c.Dir = dir
		c.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"), asTerang+"=1")
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", commands, err, out)
		}
	}
}
