package account

import (
	"context"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
	"lipdash/journal/outbox"
)

// When the journal turns out to be damaged, what is on its way in it stays there,
// and is shown with what keeps it. What is created all the same, and the drafts of
// the rest of the run, go to a spare journal, which is in memory, and to an outbox
// of its own.
type spare struct {
	*outbox.Outbox
	journal *journal.Journal
}

// inMemory is a journal that cannot fail to open unless there is no memory left.
func inMemory() *journal.Journal {
	j, err := journal.InMemory(context.Background())
	if err != nil {
		panic(err)
	}
	return j
}

// live is the journal that can be used.
func (m *Memory) live() *journal.Journal {
	if s := m.instead(); s != nil {
		return s.journal
	}
	return m.journal
}

// box is the outbox for something new.
func (m *Memory) box() *outbox.Outbox {
	if s := m.instead(); s != nil {
		return s.Outbox
	}
	return m.Outbox
}

// instead is the spare while the journal cannot be used, else nil.
func (m *Memory) instead() *spare {
	if m.journal.Damaged() == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.spare == nil && m.ctx.Err() == nil {
		o := m.options
		o.Journal = inMemory()
		s := &spare{outbox.New(o), o.Journal}
		m.spare = s
		m.learning.Go(safely.Func(func() { _ = s.Run(m.ctx) }))
		m.learning.Go(safely.Func(func() { m.pass(m.ctx, s.Changes()) }))
	}
	return m.spare
}

// Trouble says why nothing survives this run, "" when it does.
func (m *Memory) Trouble() string {
	if m.journal.Survives() {
		return journal.Sentence(m.journal.Damaged())
	}
	return m.trouble
}

func (m *Memory) pass(ctx context.Context, changes <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
			m.changed()
		}
	}
}

// each calls f with the outboxes there are; a submission is in one of them.
func (m *Memory) each(f func(*outbox.Outbox)) {
	f(m.Outbox)
	m.mu.Lock()
	spare := m.spare
	m.mu.Unlock()
	if spare != nil {
		f(spare.Outbox)
	}
}

// Resend sends one that is in doubt once more.
func (m *Memory) Resend(id submission.ID) { m.each(func(o *outbox.Outbox) { o.Resend(id) }) }

// Discard takes one back.
func (m *Memory) Discard(id submission.ID) { m.each(func(o *outbox.Outbox) { o.Discard(id) }) }

// Pointed says that a job is the one that a submission in doubt has made.
func (m *Memory) Pointed(id submission.ID, job api.JobID) {
	m.each(func(o *outbox.Outbox) { o.Pointed(id, job) })
}

// Arrange changes the queue, for all processes on the journal.
func (m *Memory) Arrange(ctx context.Context, c submission.Change) (submission.Changed, error) {
	return m.box().Arrange(ctx, c)
}

// Queue is what holds for all that waits.
func (m *Memory) Queue() submission.Queue {
	if m.journal.Damaged() == nil {
		return m.Outbox.Queue()
	}
	return m.box().Queue()
}

// Noticed takes what a client tells its observer.
func (m *Memory) Noticed(c api.Call) { m.each(func(o *outbox.Outbox) { o.Noticed(c) }) }

// Items are the submissions this process drives.
func (m *Memory) Items() []submission.Outgoing {
	var out []submission.Outgoing
	m.each(func(o *outbox.Outbox) { out = append(out, o.Items()...) })
	return out
}
