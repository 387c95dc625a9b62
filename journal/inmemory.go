package journal

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/ncruces/go-sqlite3/vfs/memdb"
)

// InMemory is a journal for a run without a disk: the same code on a database
// that only this process has and that ends with Close. Since nothing of it is
// written anywhere, nothing is taken out of it either: links keep their
// permissions.
func InMemory(ctx context.Context) (*Journal, error) { return InMemoryAt(ctx, time.Now) }

// InMemoryAt is InMemory with another clock: what a demo makes up happened before it began.
func InMemoryAt(ctx context.Context, now func() time.Time) (*Journal, error) {
	j := &Journal{memory: rand.Text(), turn: make(chan struct{}, 1), now: now, owner: "this process"}
	memdb.Create(j.memory, nil)
	err := j.connectMemory(ctx)
	if err != nil {
		return nil, wrap(ctx, "", errors.Join(err, j.close()))
	}
	return j, nil
}

// connectMemory makes one connection: several would wait for each other.
func (j *Journal) connectMemory(ctx context.Context) (err error) {
	if j.firm, err = connection("file:/"+j.memory+"?vfs=memdb", "off", 1); err != nil {
		return err
	}
	j.easy = &prepared{DB: j.firm}
	return upgrade(ctx, j.firm)
}

// Survives tells whether what is saved outlives the program.
func (j *Journal) Survives() bool { return j.memory == "" }
