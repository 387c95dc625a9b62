package ui

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
)

// counting is a client that counts its calls and answers from fields.
type counting struct {
	lists, statuses, gets, creates, renames, deletes, mes int
	page                                                  api.JobPage
	err                                                   error
	paused                                                time.Time
	keys                                                  []string
}

func (c *counting) total() int {
	return c.lists + c.statuses + c.gets + c.creates + c.renames + c.deletes + c.mes
}

func (c *counting) ListJobs(context.Context, api.ListOptions) (api.JobPage, error) {
	c.lists++
	return c.page, c.err
}

func (c *counting) GetJob(_ context.Context, id api.JobID) (api.Job, error) {
	c.gets++
	return api.Job{ID: id, Status: api.StatusRunning}, c.err
}

func (c *counting) CreateJob(_ context.Context, _ api.CreateRequest, key string) (api.JobID, error) {
	c.creates++
	c.keys = append(c.keys, key)
	if c.err != nil {
		return "", c.err
	}
	return api.JobID(fmt.Sprintf("made%d", c.creates)), nil
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

func (c *counting) UploadAsset(context.Context, api.Upload, func(sent, total int64)) (api.Asset, error) {
	return api.Asset{}, errors.New("not asked for")
}
func (c *counting) PausedUntil() time.Time { return c.paused }

// opened is a model on a fake client, after its first picture.
func opened(t *testing.T, c *counting) *Model {
	t.Helper()
	dark := true
	m := New(t.Context(), Options{Session: &Session{Client: c, Identity: Identity{KeyTail: "4f2a"}}, Dark: &dark})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	drain(m, m.Init())
	return m
}

// drain runs commands and what follows from their results, but no timer: a
// command that does not answer at once is one.
func drain(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	got := make(chan tea.Msg, 1)
	go func() { got <- cmd() }()
	select {
	case msg := <-got:
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				drain(m, c)
			}
			return
		}
		if msg != nil {
			_, next := m.Update(msg)
			drain(m, next)
		}
	case <-time.After(20 * time.Millisecond):
	}
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
