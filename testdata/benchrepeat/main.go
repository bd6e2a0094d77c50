// Command benchrepeat writes the releases of a real dataset over and over, for testdata/bench:
//
//	benchrepeat [-bare] [-lines] DATASET MB FILE
//
// DATASET is a release package or JSON Lines of releases, also gzipped. FILE becomes one release package that says what
// the dataset's own says, or JSON Lines of releases, without white space. From the second time on, ocid and id of each
// release end in the number of the repetition, so that no release is there twice.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
)

func main() {
	bare := flag.Bool("bare", false, "declare OCDS 1.1 and no extensions")
	lines := flag.Bool("lines", false, "write JSON Lines")
	flag.Parse()
	if err := run(flag.Args(), *bare, *lines); err != nil {
		fmt.Fprintln(os.Stderr, "benchrepeat:", err)
		os.Exit(2)
	}
}

func run(args []string, bare, lines bool) error {
	if len(args) != 3 {
		return fmt.Errorf("%d arguments: give the dataset, the megabytes and the file to write", len(args))
	}
	megabytes, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	set, err := load(args[0])
	if err != nil {
		return fmt.Errorf("reading %s: %w", args[0], err)
	}
	if bare {
		set.strip()
	}
	f, err := os.Create(args[2])
	if err != nil {
		return err
	}
	return errors.Join(set.write(f, megabytes*1e6, lines), f.Close())
}
