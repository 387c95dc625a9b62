package outbox

import (
	"context"
	"sync"
	"sync/atomic"

	"lipdash/api"
)

// fatal is the line of a process that dies at its first call of a kind, before or after it.
type fatal struct {
	Client
	at    string
	after bool
	dead  *atomic.Bool
	died  chan struct{}
	once  sync.Once
}

func (f *fatal) meets(ctx context.Context, call string, do func() error) error {
	if f.dead.Load() {
		return errKilled
	}
	if call != f.at {
		return do()
	}
	if f.after {
		_ = do()
	}
	f.dead.Store(true)
	f.once.Do(func() { close(f.died) })
	<-ctx.Done() // nothing of it is written any more
	return errKilled
}

func (f *fatal) CreateBatch(ctx context.Context, req api.BatchRequest, key string) (id api.BatchID, err error) {
	err = f.meets(ctx, "CreateBatch", func() (err error) { id, err = f.Client.CreateBatch(ctx, req, key); return err })
	return id, err
}

func (f *fatal) GetBatch(ctx context.Context, id api.BatchID) (items []api.BatchItem, err error) {
	err = f.meets(ctx, "GetBatch", func() (err error) { items, err = f.Client.GetBatch(ctx, id); return err })
	return items, err
}

func (f *fatal) GetJob(ctx context.Context, id api.JobID) (job api.Job, err error) {
	err = f.meets(ctx, "GetJob", func() (err error) { job, err = f.Client.GetJob(ctx, id); return err })
	return job, err
}

func (f *fatal) ListJobs(ctx context.Context, o api.ListOptions) (page api.JobPage, err error) {
	err = f.meets(ctx, "ListJobs", func() (err error) { page, err = f.Client.ListJobs(ctx, o); return err })
	return page, err
}
