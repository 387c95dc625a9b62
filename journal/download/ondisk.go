package download

import (
	"context"

	"lipdash/api"
	"lipdash/journal"
)

// OnDisk are the files of jobs that were fetched and are where they were put, as
// long as they were: by job, the latest first. It looks at the disk.
func (d *Downloader) OnDisk(ctx context.Context, ids []api.JobID) (map[api.JobID][]journal.SavedFile, error) {
	saved, err := d.journal.SavedFiles(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[api.JobID][]journal.SavedFile{}
	for id, files := range saved {
		for _, f := range files {
			if there(f) {
				out[id] = append(out[id], f)
			}
		}
	}
	return out, nil
}
