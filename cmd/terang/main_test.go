package main

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"terang/store/storetest"
)

func TestMain(m *testing.M) {
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
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status, "fetch": fetch},
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

// fetch waits for a server and gets a page into a file: fetch http://… file.
func fetch(ts *testscript.TestScript, _ bool, args []string) {
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
