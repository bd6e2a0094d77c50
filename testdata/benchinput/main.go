// Command benchinput writes the invented releases that testdata/bench measures with: benchinput PROCUREMENTS FILE.
package main

import (
	"fmt"
	"os"
	"strconv"

	"terang/sample"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchinput:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("%d arguments: give the number of procurements and the file to write", len(args))
	}
	procurements, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	f, err := os.Create(args[1])
	if err != nil {
		return err
	}
	err = sample.WriteAll(f, sample.Options{Seed: 1, Processes: procurements})
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
