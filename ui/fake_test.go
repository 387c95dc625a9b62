package ui

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

// counting is a client that counts its calls and answers from fields.
type counting struct {
	lists, statuses, gets, renames, deletes, mes int
	page                                         api.JobPage
	err                                          error
	paused                                       time.Time
	ahead                                        time.Duration
}

func (c *counting) total() int {
	return c.lists + c.statuses + c.gets + c.renames + c.deletes + c.mes
}

func (c *counting) ListJobs(context.Context, api.ListOptions) (api.JobPage, error) {
	c.lists++
	return c.page, c.err
}

func (c *counting) GetJob(_ context.Context, id api.JobID) (api.Job, error) {
	c.gets++
	return api.Job{ID: id, Status: api.StatusRunning}, c.err
}

func (c *counting) UpdateTitle(_ context.Context, id api.JobID, title string) (api.Job, error) {
	c.renames++
	return api.Job{ID: id, Title: title, Status: api.StatusRunning}, c.err
}

func (c *counting) DeleteJob(context.Context, api.JobID) error {
	c.deletes++
	return c.err
}

func (c *counting) JobStatuses(_ context.Context, ids []api.JobID) ([]api.JobStatus, error) {
	c.statuses++
	var out []api.JobStatus
	for _, id := range ids {
		out = append(out, api.JobStatus{ID: id, Status: api.StatusRunning})
	}
	return out, c.err
}

func (c *counting) Me(context.Context) (api.Account, error) {
	c.mes++
	return api.Account{}, c.err
}

func (c *counting) PausedUntil() time.Time             { return c.paused }
func (c *counting) RecentCalls() []time.Time           { return nil }
func (c *counting) ClockOffset() (time.Duration, bool) { return c.ahead, c.total() > 0 }

// opened is a model on a fake client, after its first picture.
func opened(t *testing.T, c *counting) *Model {
	t.Helper()
	dark := true
	m := New(t.Context(), Options{Session: &calls.Session{Client: c, Identity: calls.Identity{KeyTail: "4f2a"}}, Dark: &dark})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	drain(m, m.Init())
	return m
}

// drain runs commands and what follows from their results, but no timer.
func drain(m *Model, cmd tea.Cmd) { drainWithin(m, cmd, 20*time.Millisecond) }

// drainAll is drain with time for the short timers.
func drainAll(m *Model, cmd tea.Cmd) { drainWithin(m, cmd, create.Pause+200*time.Millisecond) }

func drainWithin(m *Model, cmd tea.Cmd, patience time.Duration) {
	if cmd == nil || patience < create.Pause && isTimer(cmd) {
		return
	}
	msg := within(patience, cmd)
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			drainWithin(m, c, patience)
		}
		return
	}
	if msg != nil {
		_, next := m.Update(msg)
		drain(m, next)
	}
}

// isTimer tells what is not worth waiting for, by its function's name.
func isTimer(cmd tea.Cmd) bool {
	return strings.Contains(runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name(), ".Tick.func")
}

// within is what a command answers while there is patience, nil for a timer. Patience begins
// with the command and not before: on a busy machine that is a while.
func within(patience time.Duration, cmd tea.Cmd) tea.Msg {
	began, got := make(chan struct{}), make(chan tea.Msg, 1)
	go func() {
		close(began)
		got <- cmd()
	}()
	<-began
	select {
	case msg := <-got:
		return msg
	case <-time.After(patience):
	}
	select { // both may be ready after a pause of this process
	case msg := <-got:
		return msg
	default:
		return nil
	}
}

// oneGoroutine skips a test under the race detector that drives the model and starts no
// program: the detector has nothing to find there, and such tests are half of its time. What
// draws, asks and reads beside each other is watched in the tests of the running program.
func oneGoroutine(t *testing.T) {
	t.Helper()
	if raceEnabled {
		t.Skip("nothing runs beside it")
	}
}

// refreshed begins a round for everything, as if the last one had been long ago.
func refreshed(m *Model) tea.Cmd {
	m.poll.Slept(time.Hour)
	return m.polls(m.poll.Refresh)
}

// arrive is an answer or a timer of the session on screen.
func arrive(m *Model, msg tea.Msg) (tea.Model, tea.Cmd) {
	return m.Update(sessionMsg{m.session, msg})
}

// pulse is the longest form of what the header says of how old the picture is.
func pulse(m *Model) string { return m.source().Pulse(m.stands(), m.Client.PausedUntil()).Text[0] }

// dialog is the one on top, nil when something else is.
func (m *Model) dialog() *confirm.Dialog {
	switch l := m.layers.Top().(type) {
	case *confirm.Dialog:
		return l
	case *deleteDialog:
		return l.Dialog
	case *quitDialog:
		return l.Dialog
	case *problemDialog:
		return l.Dialog
	}
	return nil
}

// menuOf is the open menu, nil when there is none on top.
func menuOf(m *Model) *menu.Menu {
	o, _ := m.layers.Top().(*menu.Menu)
	return o
}

func key(m *Model, name string) tea.Cmd {
	_, cmd := m.Update(tea.KeyPressMsg{Code: rune(name[0]), Text: name})
	return cmd
}

func someJobs(n int) api.JobPage {
	var p api.JobPage
	for i := range n {
		p.Jobs = append(p.Jobs, api.Job{ID: api.JobID(fmt.Sprintf("ls_%02d", i)), Status: api.StatusRunning, Title: "t"})
	}
	return p
}

// fakeMemory is a memory that holds what it is given and drives nothing.
type fakeMemory struct {
	views   []record.View
	claimed map[string]bool
	out     []create.Outgoing
	drafts  map[string]record.Draft
	trouble string
	slots   int
	records map[api.JobID]create.Record
	closed  bool
	changes chan struct{}
	// same are the jobs made from any inputs today, and spent what they cost.
	same    []api.JobID
	kept    int
	spent   float64
	batches []record.Batch
	// resumed are the calls of Resume, changed those of Arrange.
	resumed [][]submission.ID
	changed []submission.Change
	queue   submission.Queue
	retries map[api.JobID]record.Retry
	remakes []record.Remake
	// estimates are what jobs cost, by title.
	estimates map[string]float64
	reviews   map[api.JobID]record.Review
}

func (s *fakeMemory) Remakes() []record.Remake             { return s.remakes }
func (s *fakeMemory) Reviews() map[api.JobID]record.Review { return s.reviews }
func (s *fakeMemory) Review(_ context.Context, reviews map[api.JobID]record.Review) error {
	s.reviews = reviews
	return nil
}

func (s *fakeMemory) Retries() map[api.JobID]record.Retry { return s.retries }

func (s *fakeMemory) Queue() submission.Queue { return s.queue }

func (s *fakeMemory) Arrange(_ context.Context, c submission.Change) (submission.Changed, error) {
	s.changed = append(s.changed, c)
	return submission.Changed{Done: c.IDs}, nil
}

func remembering(m *Model) *fakeMemory {
	s := &fakeMemory{drafts: map[string]record.Draft{}, changes: make(chan struct{})}
	m.memory = s
	return s
}

func (s *fakeMemory) Estimates(_ context.Context, values []map[string]string) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = s.estimates[v["title"]]
	}
	return out
}

func (s *fakeMemory) SubmitAgain(_ context.Context, values map[string]string, draft string, of api.JobID) (submission.ID, error) {
	o := create.Outgoing{Submission: submission.New(submission.ID(fmt.Sprint(len(s.out))), values, time.Now()), Place: len(s.out) + 1}
	o.Again = of
	s.out = append(s.out, o)
	delete(s.drafts, draft)
	return o.ID, nil
}

func (s *fakeMemory) SubmitBatch(_ context.Context, b record.Batch, values []map[string]string) (record.BatchID, error) {
	for i := range b.Items {
		sub := submission.New(submission.ID(fmt.Sprint(len(s.out))), values[i], time.Now())
		sub.Batch, sub.Item = b.ID, b.Items[i].Number
		b.Items[i].Submission, b.Items[i].State = sub.ID, record.ItemQueued
		s.out = append(s.out, create.Outgoing{Submission: sub, Place: len(s.out) + 1})
	}
	s.batches = append([]record.Batch{b}, s.batches...)
	return b.ID, nil
}

func (s *fakeMemory) RetryBatch(_ context.Context, _ record.BatchID, again map[int]map[string]string) (int, error) {
	return len(again), nil
}

func (s *fakeMemory) Claim(_ context.Context, what string) (bool, error) {
	ours := !s.claimed[what]
	if s.claimed == nil {
		s.claimed = map[string]bool{}
	}
	s.claimed[what] = true
	return ours, nil
}

func (s *fakeMemory) Over(context.Context, string) error                       { return nil }
func (s *fakeMemory) NoteWaiting(context.Context, []string) error              { return nil }
func (s *fakeMemory) WaitingJobs(context.Context, string) ([]api.JobID, error) { return nil, nil }
func (s *fakeMemory) CutShort(context.Context) ([]string, error)               { return nil, nil }
func (s *fakeMemory) Since(context.Context, string) (time.Time, error)         { return time.Time{}, nil }

func (s *fakeMemory) BatchesOf(context.Context, []api.JobID, ...record.BatchID) ([]record.Batch, error) {
	return s.batches, nil
}

func (s *fakeMemory) Unclaimed(context.Context, api.Status, string) ([]api.Job, error) {
	return nil, nil
}
func (s *fakeMemory) Batches(context.Context) ([]record.Batch, error) { return s.batches, nil }
func (s *fakeMemory) Batch(_ context.Context, id record.BatchID) (record.Batch, bool, error) {
	i := slices.IndexFunc(s.batches, func(b record.Batch) bool { return b.ID == id })
	if i < 0 {
		return record.Batch{}, false, nil
	}
	return s.batches[i], true, nil
}

func (s *fakeMemory) Downloads() calls.Downloads            { return nil }
func (s *fakeMemory) Resend(submission.ID)                  {}
func (s *fakeMemory) Discard(submission.ID)                 {}
func (s *fakeMemory) Pointed(submission.ID, api.JobID)      {}
func (s *fakeMemory) Resume(only ...submission.ID)          { s.resumed = append(s.resumed, only) }
func (s *fakeMemory) See([]api.JobID, []api.Job)            {}
func (s *fakeMemory) Observe([]record.Observation)          {}
func (s *fakeMemory) Close()                                { s.closed = true }
func (s *fakeMemory) Outgoing() []create.Outgoing           { return s.out }
func (s *fakeMemory) Changes() <-chan struct{}              { return s.changes }
func (s *fakeMemory) Uploaded(context.Context, string) bool { return false }
func (s *fakeMemory) Slots() int                            { return s.slots }
func (s *fakeMemory) Trouble() string                       { return s.trouble }

func (s *fakeMemory) Drafts(context.Context) ([]record.Draft, error) { return nil, nil }
func (s *fakeMemory) SaveDraft(_ context.Context, d record.Draft) error {
	s.drafts[d.ID] = d
	return nil
}

func (s *fakeMemory) DeleteDraft(_ context.Context, id string) error {
	delete(s.drafts, id)
	return nil
}

func (s *fakeMemory) Views(context.Context) ([]record.View, error) { return s.views, nil }
func (s *fakeMemory) SaveView(_ context.Context, v record.View) error {
	s.views = append(s.views, v)
	return nil
}

func (s *fakeMemory) DeleteView(_ context.Context, name string) error {
	s.views = slices.DeleteFunc(s.views, func(v record.View) bool { return v.Name == name })
	return nil
}

func (s *fakeMemory) Records(context.Context, []api.JobID) (map[api.JobID]create.Record, error) {
	return s.records, nil
}

func (s *fakeMemory) Same(_ context.Context, values map[string]string, _ time.Time) (map[string]string, []api.JobID, error) {
	return values, s.same, nil
}

func (s *fakeMemory) Typical(context.Context, api.Mode, time.Time) (create.Typical, error) {
	return create.Typical{}, nil
}
func (s *fakeMemory) Spent(context.Context, time.Time) (float64, error) { return s.spent, nil }
func (s *fakeMemory) Day(context.Context, time.Time) (record.Day, error) {
	return record.Day{}, nil
}
func (s *fakeMemory) Remember(_ context.Context, _ string, n int) error { s.kept = n; return nil }
func (s *fakeMemory) Remembered(context.Context, string) int            { return s.kept }

// submit sends values as the form does.
func (m *Model) submit(values map[string]string) tea.Cmd {
	return m.perform(action.SubmitForm{Values: values})
}

// sayYes answers the open question before a create.
func sayYes(m *Model) {
	m.layers = stack.Stack{}
	for n := range 10 {
		drain(m, m.perform(action.GoOn{N: n}))
	}
}

// pending puts submissions on their way.
func pending(m *Model, all ...create.Outgoing) {
	m.create.Looked(all, m.store, false, "", m.now)
}

// learn tells what a job was made from.
func learn(m *Model, id api.JobID, r create.Record) {
	m.create.Records.Read([]api.JobID{id}, map[api.JobID]create.Record{id: r}, nil, m.now)
}

// sequence is what a message of tea.Sequence holds: its type is not exported.
func sequence(msg tea.Msg) []tea.Cmd {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice {
		return nil
	}
	out := make([]tea.Cmd, v.Len())
	for i := range out {
		out[i], _ = v.Index(i).Interface().(tea.Cmd)
	}
	return out
}

func (s *fakeMemory) Cached(context.Context, string, int) (record.Page, error) {
	return record.Page{}, nil
}
func (s *fakeMemory) Cache(context.Context, browse.CacheChange) error { return nil }
