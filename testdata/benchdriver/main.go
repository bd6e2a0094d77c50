// Command benchdriver reads records by ocid with nothing but the database's driver: what a server on the same store could
// at most do. It reads the columns that one record's answer is made of and throws them away.
//
//	benchdriver LOCATION OCIDS CONNECTIONS SECONDS
package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// The two queries of a record: itself as the newest version has it, and its releases.
const (
	record   = "select r.compiled, r.releases, r.extensions from records r where r.ocid = $1 and r.until > $2"
	releases = "select l.line, l.nonce from entries e join lines l on l.seq = e.seq where e.ocid = $1 and e.type = 'release' order by e.seq"
	latest   = 1 << 30
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchdriver:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("wanted LOCATION OCIDS CONNECTIONS SECONDS, got %q", args)
	}
	connections, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseFloat(args[3], 64)
	if err != nil {
		return err
	}
	ocids, err := lines(args[1])
	if err != nil {
		return err
	}
	db, err := open(args[0])
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	time, reads, err := measure(db, ocids, connections, time.Duration(seconds*float64(time.Second)))
	fmt.Printf("%.0f\n", float64(reads)/time.Seconds())
	return err
}

func open(location string) (*sql.DB, error) {
	if strings.HasPrefix(location, "postgres") {
		return sql.Open("pgx", location)
	}
	return sql.Open("sqlite", "file:"+location+"?mode=ro")
}

func lines(path string) (all []string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		all = append(all, s.Text())
	}
	return all, s.Err()
}

// measure reads on all connections until the time is up.
func measure(db *sql.DB, ocids []string, connections int, limit time.Duration) (time.Duration, int64, error) {
	var reads atomic.Int64
	var failed atomic.Value
	var pool sync.WaitGroup
	started := time.Now()
	for c := range connections {
		pool.Go(func() {
			for i := c; time.Since(started) < limit; i += connections {
				if err := read(db, ocids[i%len(ocids)]); err != nil {
					failed.Store(err)
					return
				}
				reads.Add(1)
			}
		})
	}
	pool.Wait()
	err, _ := failed.Load().(error)
	return time.Since(started), reads.Load(), err
}

func read(db *sql.DB, ocid string) error {
	var line sql.RawBytes
	var list, extensions, nonce string
	var whole []byte
	if err := db.QueryRow(record, ocid, latest).Scan(&whole, &list, &extensions); err != nil {
		return fmt.Errorf("%s: %w", ocid, err)
	}
	rows, err := db.QueryContext(context.Background(), releases, ocid)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&line, &nonce); err != nil {
			return err
		}
	}
	return rows.Err()
}
