package store

import "lipdash/api"

// wholeRows is how many rows from the top keep their links and their JSON. Of
// the rows below only a read of the job itself brings them: links are long,
// expire, and are of use for the few jobs that somebody looks at.
const wholeRows = 1000

// trim drops a row's links and JSON.
func (r *row) trim() {
	r.Trimmed = true
	r.Job.VideoURL, r.Job.CaptionURL, r.Job.Raw = "", "", nil
}

// trimDeep drops those that an answer brought for rows far down.
func (s *Store) trimDeep(rows []*row) {
	if len(s.jobs) <= wholeRows {
		return
	}
	for _, r := range rows {
		if r.page != nil && r.page.start >= wholeRows {
			r.trim()
		}
	}
}

// hasLinks notes which results a row is known to have.
func (r *row) hasLinks(job api.Job) {
	r.HasVideo = r.HasVideo || job.VideoURL != ""
	r.HasCaptions = r.HasCaptions || job.CaptionURL != ""
}
