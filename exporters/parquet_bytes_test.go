package exporters_test

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"testing"

	"terang/exporters"
)

// portableRows is enough for two groups of rows and a page that is not full.
const portableRows = 130_000

var manyRows = sync.OnceValue(func() *exporters.Rows { return sampleRows(0, portableRows) })

// The file says nothing of how its rows came: nor do its bytes.
func TestParquetBytesAreTheSameHoweverRowsComeIn(t *testing.T) {
	want := parquetBytes(t, everyType, manyRows())
	for _, size := range []int{777, 20_480, 100_000} {
		var batches []*exporters.Rows
		for from := 0; from < portableRows; from += size {
			batches = append(batches, exporters.NewRows(len(everyType.Columns)), slice(manyRows(), from, min(from+size, portableRows)))
		}
		if !bytes.Equal(want, parquetBytes(t, everyType, batches...)) {
			t.Errorf("other bytes in batches of %d", size)
		}
	}
}

// slice copies rows from one number to before another.
func slice(rows *exporters.Rows, from, to int) *exporters.Rows {
	some := exporters.NewRows(rows.Width())
	cells := make([][]byte, rows.Width())
	for row := from; row < to; row++ {
		for c := range cells {
			cells[c] = rows.Cell(row, c)
		}
		some.Append(cells)
	}
	return some
}

func TestParquetBytesAreTheSameOnAnyNumberOfCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rows := sampleRows(0, 30_000)
	want := parquetBytes(t, everyType, rows)
	runtime.GOMAXPROCS(8)
	files := make(chan []byte)
	for range 4 {
		go func() { files <- parquetBytes(t, everyType, rows) }()
	}
	for range 4 {
		if !bytes.Equal(want, <-files) {
			t.Error("other bytes beside others, on 8 cores")
		}
	}
}

// parquetInto is the variable in which TestParquetOfAnotherProcessor tells itself where to write.
const parquetInto = "TERANG_TEST_PARQUET_INTO"

// This test runs itself as on a processor without AVX.
func TestParquetOfAnotherProcessor(t *testing.T) {
	if path := os.Getenv(parquetInto); path != "" {
		if err := os.WriteFile(path, portableFiles(t), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !exporters.Portable {
		t.Skip("files are the same on all processors only with -tags purego, which make test and the product are built with")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	want := portableFiles(t)
	for _, features := range []string{"cpu.avx=off,cpu.avx2=off,cpu.avx512f=off", "cpu.all=off"} {
		path := t.TempDir() + "/other.parquet"
		other := exec.Command(program, "-test.run=^TestParquetOfAnotherProcessor$")
		other.Env = append(os.Environ(), parquetInto+"="+path, "GODEBUG="+features)
		if out, err := other.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(want, got) {
			t.Errorf("other bytes with %s %v", features, err)
		}
	}
}

// portableFiles is files with all types, and with the values that contracts have, one after the other.
func portableFiles(t *testing.T) []byte {
	return append(parquetBytes(t, everyType, manyRows()), parquetBytes(t, contractsTable, contractRows(50_000))...)
}
