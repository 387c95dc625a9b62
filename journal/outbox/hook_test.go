package outbox

import (
	"context"
	"sync"
	"time"

	"lipdash/api"
)

// hooked is a client whose calls can be looked at, held up or replaced; a nil
// hook changes nothing.
type hooked struct {
	Client
	mu       sync.Mutex
	creates  int
	onCreate func(ctx context.Context, req api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error)
	onUpload func(ctx context.Context, call func() (api.Asset, error)) (api.Asset, error)
	onList   func(o api.ListOptions) (api.JobPage, error)
	onGet    func(id api.JobID) (api.Job, error)
	paused   time.Time
	ahead    time.Duration
}

func (h *hooked) CreateJob(ctx context.Context, req api.CreateRequest, key string) (api.JobID, error) {
	h.mu.Lock()
	h.creates++
	h.mu.Unlock()
	call := func() (api.JobID, error) { return h.Client.CreateJob(ctx, req, key) }
	if h.onCreate == nil {
		return call()
	}
	return h.onCreate(ctx, req, call)
}

func (h *hooked) UploadAsset(ctx context.Context, up api.Upload, p api.Progress) (api.Asset, error) {
	call := func() (api.Asset, error) { return h.Client.UploadAsset(ctx, up, p) }
	if h.onUpload == nil {
		return call()
	}
	return h.onUpload(ctx, call)
}

func (h *hooked) ListJobs(ctx context.Context, o api.ListOptions) (api.JobPage, error) {
	if h.onList == nil {
		return h.Client.ListJobs(ctx, o)
	}
	return h.onList(o)
}

func (h *hooked) GetJob(ctx context.Context, id api.JobID) (api.Job, error) {
	if h.onGet == nil {
		return h.Client.GetJob(ctx, id)
	}
	return h.onGet(id)
}

func (h *hooked) PausedUntil() time.Time             { return h.paused }
func (h *hooked) ClockOffset() (time.Duration, bool) { return h.ahead, true }

func (h *hooked) sent() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.creates
}
