package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is a row, or the current one of many.
type scanner interface{ Scan(into ...any) error }

// unwatched is a context for which database/sql starts no watcher: SQLite looks at Err itself.
// The watcher waits for a lock that is held while SQLite sleeps, for ever where time is a
// test's.
type unwatched struct{ context.Context }

// Done is nil, as of a context that never ends.
func (unwatched) Done() <-chan struct{} { return nil }

// endOf is an error, or why the context ended where that is what made it.
func endOf(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// each calls f for every row of a query.
func each(ctx context.Context, q querier, f func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(unwatched{ctx}, query, args...)
	if err != nil {
		return endOf(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return endOf(ctx, rows.Err())
}

// all are the rows of a query.
func all[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, q, func(r *sql.Rows) error {
		x, err := scan(r)
		out = append(out, x)
		return err
	}, query, args...)
	return out, err
}

// one is the row of a query, and whether there is one.
func one[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (T, bool, error) {
	x, err := scan(q.QueryRowContext(unwatched{ctx}, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return *new(T), false, nil
	}
	return x, err == nil, endOf(ctx, err)
}

// allOf, oneOf and valueOf read what is committed: rows, the row there is, and its only column.
func allOf[T any](ctx context.Context, j *Journal, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	out, err := all(ctx, j.easy, scan, query, args...)
	return out, j.read(ctx, err)
}

func oneOf[T any](ctx context.Context, j *Journal, scan func(scanner) (T, error), query string, args ...any) (T, bool, error) {
	x, ok, err := one(ctx, j.easy, scan, query, args...)
	return x, ok, j.read(ctx, err)
}

func valueOf[T any](ctx context.Context, j *Journal, query string, args ...any) (T, error) {
	x, _, err := oneOf(ctx, j, single[T], query, args...)
	return x, err
}

// single scans a row of one column.
func single[T any](r scanner) (x T, err error) {
	err = r.Scan(&x)
	return x, err
}

// timeColumn and jsonColumn read a column into a time, and into what is JSON there.
type (
	timeColumn struct{ into *time.Time }
	jsonColumn struct{ into any }
)

// Scan is what database/sql calls.
func (c timeColumn) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return errUnreadable
	}
	*c.into = moment(n)
	return nil
}

// Scan is what database/sql calls.
func (c jsonColumn) Scan(v any) error {
	text, _ := v.(string)
	if err := json.Unmarshal([]byte(text), c.into); err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	return nil
}

// encoded is a value as JSON, of those that always have one.
func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// list is ids as a JSON array, for json_each.
func list[T ~string](ids []T) string { return encoded(append([]T{}, ids...)) }

// stamp and moment are a time on disk; the zero time is 0.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func moment(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n)
}
