package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
)

// schemaNumber is the number of the last migration; a reader works with no other.
const schemaNumber = 6

// migrate applies the migrations that the store lacks, each in a transaction of its own.
func (s *Store) migrate(ctx context.Context) error {
	create := s.dialect.types.Replace("create table if not exists migrations (number {integer} primary key, at {text} not null)")
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, create)
		return err
	})
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	for number := 1; number <= schemaNumber; number++ {
		if err := s.write(ctx, func(tx *sql.Tx) error { return s.applyOnce(ctx, tx, number) }); err != nil {
			return fmt.Errorf("migrate store to %d: %w", number, err)
		}
	}
	return checkSchema(ctx, s.db)
}

func (s *Store) applyOnce(ctx context.Context, tx *sql.Tx, number int) error {
	var done int
	err := tx.QueryRowContext(ctx, "select count(*) from migrations where number = $1", number).Scan(&done)
	if err != nil || done > 0 {
		return err
	}
	for _, name := range []string{fmt.Sprintf("%04d.sql", number), fmt.Sprintf("%04d.%s.sql", number, s.dialect.name)} {
		text, err := fs.ReadFile(migrations, "migrations/"+name)
		if errors.Is(err, fs.ErrNotExist) && number > 1 { // most need nothing that only one database has
			continue
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, s.dialect.types.Replace(string(text))); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = tx.ExecContext(ctx, "insert into migrations (number, at) values ($1, $2)", number, s.now())
	return err
}

// checkSchema refuses a store of another schema number.
func checkSchema(ctx context.Context, db *sql.DB) error {
	var number int
	err := db.QueryRowContext(ctx, "select coalesce(max(number), 0) from migrations").Scan(&number)
	switch {
	case err != nil:
		return fmt.Errorf("open store: %w", explainOpening(err))
	case number < schemaNumber:
		return fmt.Errorf("the store has schema %d, this programme needs %d: run terang init to migrate it", number, schemaNumber)
	case number > schemaNumber:
		return fmt.Errorf("the store has schema %d, this programme knows %d: use the newer terang that wrote it", number, schemaNumber)
	}
	return nil
}
