package ui

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/format"
)

// Deletes and renames of many jobs go out a few at a time. None is lost: what
// HeyGen is too busy for waits, and what did not work is said job by job.

// callsAtOnce is a modest number: request rates have no published figure
// (api.md 5.3).
const callsAtOnce = 4

// bulkState is what is under way for many jobs, and how it ended.
type bulkState struct {
	doomed map[api.JobID]*doom
	// renames are the titles wanted for jobs whose rename waits or is under way.
	renames map[api.JobID]*renaming
	// deletes and retitles are the calls of both kinds, hold is what keeps them
	// back; groups counts the deletes asked for.
	deletes, retitles bulk
	hold              hold
	groups            int
	// lastTitle is the title that was taken last.
	lastTitle string
	// outcomes are how the last thing asked for a job failed, owed the same of jobs
	// that the session before this one left and that were not seen in it yet.
	outcomes map[api.JobID]outcome
	owed     owed
	// asking is the open question before a delete.
	asking deletion
}

func newBulkState() bulkState {
	return bulkState{doomed: map[api.JobID]*doom{}, renames: map[api.JobID]*renaming{}, outcomes: map[api.JobID]outcome{}}
}

// bulk is one kind of call that is made for jobs, a few at a time.
type bulk struct {
	waiting []api.JobID
	running int
	// done, gone, kept and failed are what came of it until all is through, for one
	// sentence.
	done, gone, kept int
	failed           []api.JobID
}

func (b *bulk) idle() bool { return b.running == 0 && len(b.waiting) == 0 }

// left is how many are not answered yet, all how many there were.
func (b *bulk) left() int { return b.running + len(b.waiting) }
func (b *bulk) all() int  { return b.left() + b.done + b.gone + b.kept + len(b.failed) }

// take is the next job whose turn it is.
func (b *bulk) take() (id api.JobID, ok bool) {
	if b.running >= callsAtOnce || len(b.waiting) == 0 {
		return "", false
	}
	id = b.waiting[0]
	b.waiting = b.waiting[1:]
	return id, true
}

// putBack returns a job whose call was not taken: it is the next one again.
func (b *bulk) putBack(id api.JobID) { b.waiting = slices.Insert(b.waiting, 0, id) }

// hold keeps all of them back after HeyGen asked to slow down. Its id is the
// newest timer's.
type hold struct {
	id    int
	until time.Time
}

func (m *Model) held() bool { return m.now.Before(m.hold.until) }

// leastHold is how long all wait after a 429 that does not say.
const leastHold = 5 * time.Second

// slowDown holds all of them for as long as HeyGen wants; the client by itself
// waits only for a while.
func (m *Model) slowDown(err error) tea.Cmd {
	asked := api.RetryAfter(err)
	until := m.now.Add(max(leastHold, asked))
	if paused := m.Client.PausedUntil(); asked > 0 && paused.After(m.now) {
		until = paused
	}
	if !until.After(m.hold.until) {
		return nil
	}
	m.hold.id++
	m.hold.until = until
	return m.ours(after(until.Sub(m.now), holdOverMsg{m.hold.id}))
}

func (m *Model) holdOver(msg holdOverMsg) tea.Cmd {
	if msg.id != m.hold.id {
		return nil
	}
	m.hold.until = time.Time{}
	return tea.Batch(m.sendDeletes(), m.sendRenames())
}

// tooBusy tells whether a call only came too early. A used up quota looks alike
// and does not come back by waiting.
func tooBusy(err error) bool {
	var e *api.Error
	return api.IsRateLimited(err) && errors.As(err, &e) && e.Code != "quota_exceeded"
}

// endsAll tells whether the calls that wait would fail the same way: without a
// network, or with a key that is refused.
func endsAll(err error) bool { return api.IsOffline(err) || api.IsAuth(err) }

// bulkNote is how far a group is, "" while there is none worth a word.
func (m *Model) bulkNote() string {
	for _, b := range []struct {
		*bulk
		verb string
	}{{&m.deletes, "deleting"}, {&m.retitles, "renaming"}} {
		if b.idle() || b.all() < 2 {
			continue
		}
		s := b.verb + " " + format.Count(b.all()-b.left(), "of", "of") + " " + format.Count(b.all(), "job", "jobs")
		if m.held() {
			s += ", HeyGen asked to slow down, goes on in " + seconds(m.hold.until.Sub(m.now))
		}
		return s
	}
	return ""
}

// summary is what came of a group in one honest sentence, with the key that
// tries again what failed.
func (m *Model) summary(b bulk, participle string) string {
	s := ""
	if b.done > 0 {
		s = format.Count(b.done, "job", "jobs") + " " + participle
	}
	if n := len(b.failed); n > 0 {
		word := format.Count(n, "was", "were") + " not"
		if s == "" {
			word = format.Count(n, "job was", "jobs were") + " not " + participle
		}
		s = joined(s, word+m.whyNot(b.failed))
	}
	if b.gone > 0 && participle != deleted {
		s = joined(s, format.Count(b.gone, "was", "were")+" deleted elsewhere")
	}
	if n := b.kept; n > 0 && s == "" {
		s = format.Count(n, "job was", "jobs were") + " kept after all"
	} else if n > 0 {
		s += ", " + format.Count(n, "was", "were") + " kept after all"
	}
	return s
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}
