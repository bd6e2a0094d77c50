// Command benchtokens reads a file as JSON tokens and does nothing with them: benchtokens FILE. It is what testdata/bench
// measures the validator against: no verdict on the same bytes can be had for less with this decoder.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json/jsontext"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchtokens:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%d arguments: give the file to read", len(args))
	}
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	d := jsontext.NewDecoder(f, jsontext.AllowDuplicateNames(false)) // as schema reads
	for {
		if _, err := d.ReadToken(); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading %s: %w", args[0], err)
		}
	}
}
