package activity

import (
	"time"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// upload is what goes up of a submission, and what it waits for.
type upload struct{ param, problem string }

// Uploads tells of files that began to go up or are at HeyGen, and of what submissions
// wait for, of what changed since it was last told. title is how one is called. Of a batch
// that is told once for all of it; it is called by batch, "" while its name is not known.
func (l *Log) Uploads(now time.Time, all []create.Outgoing, title func(create.Outgoing) string, batch func(submission.BatchID) string) {
	seen := make(map[submission.ID]upload, len(all))
	waits := map[submission.BatchID]string{}
	for _, o := range all {
		was, is := l.uploads[o.ID], upload{problem: o.Problem.Message}
		if o.Uploads() && !o.Elsewhere {
			is.param = o.Param
		}
		name, first := title(o), true
		if o.Batch != "" {
			if name = batch(o.Batch); name == "" {
				name = title(o)
			}
			first = waits[o.Batch] != is.problem
			waits[o.Batch] = is.problem
		} else {
			l.file(now, o, was.param, is.param, name)
		}
		if is.problem != "" && is.problem != was.problem && first {
			l.Trouble(now, Odd, name+" waits: "+is.problem, ProblemWith(o))
		}
		seen[o.ID] = is
	}
	l.uploads = seen
	l.batchUploads(now, all, batch)
}

// file tells of the file of a submission that is on its own.
func (l *Log) file(now time.Time, o create.Outgoing, was, is, name string) {
	if was == is {
		return
	}
	if was != "" && o.Assets[was] != "" {
		l.Happened(now, Up, name+": its "+was+" is at HeyGen")
	}
	if is != "" {
		l.Happened(now, Up, name+": its "+is+" goes up, "+format.Size(o.Upload.Total))
	}
}

// batchUploads tells that the files of a batch go up, and that all of them are at HeyGen.
func (l *Log) batchUploads(now time.Time, all []create.Outgoing, name func(submission.BatchID) string) {
	before, rest := l.going, map[submission.BatchID]bool{}
	l.going = map[submission.BatchID]bool{}
	for _, o := range all {
		if o.Batch == "" || o.Elsewhere {
			continue
		}
		rest[o.Batch] = rest[o.Batch] || o.State == submission.Uploading || o.State == submission.Queued
		switch {
		case before[o.Batch]:
			l.going[o.Batch] = true
		case o.Uploads() && !l.going[o.Batch] && name(o.Batch) != "":
			l.going[o.Batch] = true
			l.Happened(now, Up, name(o.Batch)+": its files go up")
		}
	}
	for id := range before {
		if there, known := rest[id]; known && !there {
			l.Happened(now, Up, name(id)+": its files are at HeyGen")
			delete(l.going, id)
		}
	}
}
