package account

import (
	"context"
	"os"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// Deleted notes in the account's journal, where there is one, that jobs were deleted from
// here: who follows them later is not told of it as of news. Without a journal, or when it
// cannot be written, they find out by themselves.
func (p Place) Deleted(ctx context.Context, ids []api.JobID) {
	if path := p.Path(""); len(ids) == 0 || path == "" || !exists(path) {
		return
	}
	j, _, _ := p.Open(ctx, "")
	if j == nil {
		return
	}
	defer j.Close() //nolint:errcheck // what was written is written
	_ = j.DropListed(ctx, ids)
	ours, err := j.Jobs(ctx, ids)
	if err != nil {
		return
	}
	var gone []record.Observation
	for id := range ours {
		gone = append(gone, record.Observation{ID: id, Status: api.StatusGone, At: time.Now()})
	}
	if len(gone) > 0 {
		_ = j.Observe(ctx, gone)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
