// Package storetest runs tests on every database that the store works with.
package storetest

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Variable names the environment variable with the URL of a PostgreSQL server on which tests may make databases.
const Variable = "TERANG_TEST_POSTGRES"

// Each runs test as a subtest on each database, giving it the location of a store that does not exist yet.
func Each(t *testing.T, test func(t *testing.T, location string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives the path of a file that does not exist yet.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }

// Postgres makes an empty database and gives its URL. Without a server the test fails: both databases are always
// tested.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Variable)
	if server == "" {
		t.Fatalf("%s is not set: run the tests with make test, which starts a PostgreSQL server, or name one, "+
			"as postgres://user@host:5432/postgres", Variable)
	}
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "terang_test_" + random()
	if _, err := db.Exec("create database " + name); err != nil {
		t.Fatalf("make a test database on %s: %v", Variable, err)
	}
	t.Cleanup(func() {
		_, _ = db.Exec("drop database if exists " + name + " with (force)")
		_ = db.Close()
	})
	location, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	location.Path = "/" + name
	return location.String()
}

func random() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}
