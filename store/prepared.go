package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared runs queries that were prepared before, where the database's driver does not see to that itself: to read a
// record, SQLite took a third of its time to understand the queries. The store has few different ones.
type prepared struct {
	db     *sql.DB
	itself bool // the driver does

	statements sync.Map // *sql.Stmt by query
}

// QueryContext is sql.DB's.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return p.db.QueryContext(ctx, query, args...)
}

// QueryRowContext is sql.DB's.
func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return p.db.QueryRowContext(ctx, query, args...)
}

// statement is the prepared query; nil where it cannot be had, of which the query itself will tell the reason.
func (p *prepared) statement(ctx context.Context, query string) *sql.Stmt {
	if p.itself {
		return nil
	}
	if s, ok := p.statements.Load(query); ok {
		return s.(*sql.Stmt)
	}
	s, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return nil
	}
	if other, there := p.statements.LoadOrStore(query, s); there {
		_ = s.Close()
		return other.(*sql.Stmt)
	}
	return s
}

func (p *prepared) Close() error { return p.db.Close() }
