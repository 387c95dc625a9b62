package share

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Presigned links end. What gives one away asks for it anew when the old one is near its
// end, has ended or was never there.

// nearEnd is how long a link must be good to be given away: whoever gets it has
// to notice, click and have the file begin.
const nearEnd = 5 * time.Minute

// linksPerKey bounds what one key can cost the account's rate: a link is a
// call, and the polls of a minute are about as many.
const linksPerKey = 20

// TooMany says why so many links are not asked for, "" when they may be.
func TooMany(links int) string {
	if links <= linksPerKey {
		return ""
	}
	return format.Count(links, "link", "links") + " would have to be asked for one by one, " + format.Number(linksPerKey) + " at most: mark fewer jobs"
}

// Use is what is done with jobs.
type Use int

// The uses: one part is copied, the video is opened, all parts are shown as text.
const (
	Copy Use = iota
	Open
	Show
)

// Request is something to do with jobs once the links it needs are good.
type Request struct {
	Use Use
	// Part is what is copied.
	Part Part
	IDs  []api.JobID
}

// Stale are the finished jobs one of whose links cannot be given away as it is and has to
// be read first. One that does not say when it ends is taken at its word.
func (r Request) Stale(jobs []api.Job, now time.Time) (ids []api.JobID) {
	link := r.Part.link
	if r.Use != Copy {
		link = api.Job.VideoLink
	}
	for _, j := range jobs {
		if link == nil || j.Status != api.StatusCompleted {
			continue
		}
		at, ok := link(j)
		if left, ends := left(at, now); !ok || ends && left < nearEnd {
			ids = append(ids, j.ID)
		}
	}
	return ids
}

// left is how long a link is good; ends is false when it does not say.
func left(link string, now time.Time) (left time.Duration, ends bool) {
	at, ends := api.LinkExpiry(link)
	return at.Sub(now), ends
}

// Job is a job of which something is given away.
type Job struct {
	api.Job
	// Read is true when its links were read for this; Err is why that failed. Gone ones
	// were found to be deleted.
	Read, Gone bool
	Err        error
}

// AsTheyAre are jobs none of which had to be read.
func AsTheyAre(jobs []api.Job) []Job {
	out := make([]Job, len(jobs))
	for i, j := range jobs {
		out[i].Job = j
	}
	return out
}

// Answer is what came of reading a job.
type Answer struct {
	Job api.Job
	Err error
}

// Answered are jobs after some of them were read. The links are those of the answers
// themselves: what is known of the job may have heard something newer.
func Answered(jobs []api.Job, got map[api.JobID]Answer) []Job {
	out := AsTheyAre(jobs)
	for i := range out {
		j := &out[i]
		a, asked := got[j.ID]
		switch {
		case !asked:
			continue
		case api.IsGone(a.Err):
			j.Gone, j.VideoURL, j.CaptionURL = true, "", ""
		case a.Err != nil:
			j.Err = a.Err
		default:
			j.Job = a.Job
		}
		j.Read = true
	}
	return out
}

// ended tells whether all there is of a part is a link that has ended. One that was just
// read has not, whatever the clock of this machine says.
func (p Part) ended(j Job, now time.Time) bool {
	if p.link == nil || j.Read && j.Err == nil {
		return false
	}
	link, _ := p.link(j.Job)
	left, ends := left(link, now)
	return ends && left <= 0
}

func idsOf(jobs []Job) []api.JobID {
	ids := make([]api.JobID, len(jobs))
	for i, j := range jobs {
		ids[i] = j.ID
	}
	return ids
}
