package transfers

import (
	"cmp"
	"slices"
	"time"

	"lipdash/api"
)

// savedAgain is how long a journal that could not be read is left alone.
const savedAgain = 5 * time.Second

// Unasked are those of some jobs of which it was not asked yet which files are here;
// from now on they count as asked.
func (r *Room) Unasked(ids []api.JobID) (out []api.JobID) {
	for _, id := range ids {
		if _, asked := r.saved[id]; !asked {
			r.saved[id] = nil
			out = append(out, id)
		}
	}
	return out
}

// MayAsk tells whether the last error is long enough ago to ask by itself.
func (r *Room) MayAsk(now time.Time) bool { return now.Sub(r.savedFailed) >= savedAgain }

// SavedRead takes the answer about jobs that were asked about.
func (r *Room) SavedRead(asked []api.JobID, files map[api.JobID][]File, err error, now time.Time) {
	for _, id := range asked {
		switch {
		case err != nil:
			r.savedFailed = now
			delete(r.saved, id)
		case len(files[id]) > 0 && len(r.saved[id]) == 0:
			r.saved[id] = files[id]
		}
	}
}

// arrived notes that a file is here now.
func (r *Room) arrived(t Transfer, now time.Time) {
	f := File{Path: t.Path, Name: t.Name, Captions: t.Captions, Size: t.Size, At: cmp.Or(t.At, now)}
	others := slices.DeleteFunc(slices.Clone(r.saved[t.Job]), func(o File) bool { return o.Path == f.Path })
	r.saved[t.Job] = append([]File{f}, others...)
}

// Saved are the files of a job on this machine, as far as is known.
func (r *Room) Saved(id api.JobID) []File { return r.saved[id] }

// Here is a job's video on this machine. Captions alone are not the job: who deletes it
// then has lost the video.
func (r *Room) Here(id api.JobID) (File, bool) {
	for _, f := range r.saved[id] {
		if !f.Captions {
			return f, true
		}
	}
	return File{}, false
}

// Expected tells where a job's video is on this machine, "" for nowhere, and whether it is
// about to come.
func (r *Room) Expected(id api.JobID) (path string, coming bool) {
	if f, ok := r.Here(id); ok {
		return f.Path, false
	}
	t, ok := r.Of(id)
	_, wanted := r.wanted[id]
	return "", wanted || ok && !t.Over() && !t.Captions && t.State != Paused
}
