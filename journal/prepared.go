package journal

import (
	"context"
	"database/sql"
	"sync"
)

// prepared is a database whose queries are compiled once: most are asked again and
// again, some several times a second, and to compile one costs many times what it
// costs to run it.
type prepared struct {
	*sql.DB

	mu         sync.Mutex
	statements map[string]*sql.Stmt
}

func (p *prepared) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.Lock()
	known := p.statements[query]
	p.mu.Unlock()
	if known != nil {
		return known, nil
	}
	// Not under the lock: it may wait for a connection.
	s, err := p.PrepareContext(ctx, query) //nolint:gosec // the text is one of this package
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.statements[query]; other != nil {
		_ = s.Close()
		return other, nil
	}
	if p.statements == nil {
		p.statements = map[string]*sql.Stmt{}
	}
	p.statements[query] = s
	return s, nil
}

// QueryContext is that of the database.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext is that of the database.
func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.statement(ctx, query)
	if err != nil {
		return p.DB.QueryRowContext(ctx, query, args...) //nolint:gosec // the text is one of this package; the row tells the error
	}
	return s.QueryRowContext(ctx, args...)
}
