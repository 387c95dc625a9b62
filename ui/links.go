package ui

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sync/errgroup"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/store"
)

// Presigned links end. What uses one asks for it anew when the old one is near
// its end, has ended or was never there.

// nearEnd is how long a link must be good to be given away: whoever gets it has
// to notice, click and have the file begin.
const nearEnd = 5 * time.Minute

// linksAtOnce is a modest number, as for deletes.
const linksAtOnce = 4

// linksPerKey bounds what one key can cost the account's rate: a link is a
// call, and the polls of a minute are about as many.
const linksPerKey = 20

// linkRequest is something that needs good links of jobs first.
type linkRequest struct {
	ids   []api.JobID
	links []linkOf
	do    func(m *Model, jobs []fresh) tea.Cmd
}

// fresh is a job for a request.
type fresh struct {
	api.Job
	// read is true when it was read for the request; err is why that failed.
	read bool
	err  error
	why  string
}

type (
	answer struct {
		job api.Job
		err error
	}
	linksRenewedMsg struct {
		seq     store.Seq
		request linkRequest
		got     map[api.JobID]answer
	}
)

// withFreshLinks does what needs links, now or when the links it needs have come.
func (m *Model) withFreshLinks(e linkRequest) tea.Cmd {
	jobs := m.jobsOf(e.ids)
	var stale []api.JobID
	for _, j := range jobs {
		if m.stale(j, e.links) {
			stale = append(stale, j.ID)
		}
	}
	if len(stale) == 0 || !m.isOpen() || m.poll.Refused() != nil {
		return e.do(m, asTheyAre(jobs))
	}
	if len(stale) > linksPerKey {
		return m.say(statusbar.Info, format.Count(len(stale), "link", "links")+" would have to be asked for one by one, "+
			strconv.Itoa(linksPerKey)+" at most: mark fewer jobs")
	}
	ctx, seq := m.launch("links")
	m.hush() // the note line says what is waited for
	return m.guarded(renewLinks(ctx, m.Client, seq, e, stale))
}

// stale tells whether one of a finished job's links cannot be given away as it
// is. One that does not say when it ends is taken at its word.
func (m *Model) stale(j api.Job, links []linkOf) bool {
	return j.Status == api.StatusCompleted && slices.ContainsFunc(links, func(of linkOf) bool {
		link, ok := of(j)
		left, ends := m.left(link)
		return !ok || ends && left < nearEnd
	})
}

// left is how long a link is good; ends is false when it does not say.
func (m *Model) left(link string) (left time.Duration, ends bool) {
	at, ends := api.LinkExpiry(link)
	return at.Sub(m.serverNow()), ends
}

// endedOf tells whether all there is of a part is a link that has ended. One
// that was just read has not, whatever the clock of this machine says.
func (m *Model) endedOf(p part, j fresh) bool {
	if p.link == nil || j.read && j.err == nil {
		return false
	}
	link, _ := p.link(j.Job)
	left, ends := m.left(link)
	return ends && left <= 0
}

// shortly says when a link that is given away ends soon all the same.
func (m *Model) shortly(p part, jobs []fresh) string {
	if p.link == nil || len(jobs) != 1 {
		return ""
	}
	link, _ := p.link(jobs[0].Job)
	if left, ends := m.left(link); ends && left > 0 && left < nearEnd {
		return "it ends in " + format.Seconds(left)
	}
	return ""
}

func asTheyAre(jobs []api.Job) []fresh {
	out := make([]fresh, len(jobs))
	for i, j := range jobs {
		out[i].Job = j
	}
	return out
}

// renewLinks reads jobs for their links, a few at a time.
func renewLinks(ctx context.Context, c Client, seq store.Seq, e linkRequest, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		msg := linksRenewedMsg{seq: seq, request: e, got: map[api.JobID]answer{}}
		var mu sync.Mutex
		var g errgroup.Group
		g.SetLimit(linksAtOnce)
		for _, id := range ids {
			g.Go(safely.Err(func() error {
				job, err := c.GetJob(ctx, id)
				mu.Lock()
				defer mu.Unlock()
				msg.got[id] = answer{job, err}
				return nil
			}))
		}
		_ = g.Wait() // the errors ride in the answers
		return msg
	}
}

// applyLinksRenewed goes on with the request. It takes the links from the answer
// itself: the store refuses an answer for a row that heard something newer.
func (m *Model) applyLinksRenewed(msg linksRenewedMsg) tea.Cmd {
	if !m.flights.landed("links", msg.seq) {
		return nil
	}
	var cmds []tea.Cmd
	jobs := asTheyAre(m.jobsOf(msg.request.ids))
	for i := range jobs {
		a, asked := msg.got[jobs[i].ID]
		if !asked {
			continue
		}
		jobs[i].read, jobs[i].err = true, a.err
		switch {
		case api.IsGone(a.err):
			cmds = append(cmds, m.merged(m.store.ApplyGone(msg.seq, jobs[i].ID, m.now)))
			jobs[i].err, jobs[i].why = nil, "it was deleted elsewhere"
			jobs[i].VideoURL, jobs[i].CaptionURL = "", ""
		case a.err != nil:
			m.noteRefusal(a.err)
		default:
			jobs[i].Job = a.job
			cmds = append(cmds, m.merged(m.store.ApplyJob(msg.seq, a.job, m.now)))
			m.tellMemory(a.job)
		}
	}
	return tea.Batch(append(cmds, msg.request.do(m, jobs))...)
}

// linkNote is what is waited for before a request is done.
func (m *Model) linkNote() string {
	if m.flights.flying("links") {
		return "asking HeyGen for a fresh link"
	}
	return ""
}
