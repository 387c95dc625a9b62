package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// Commands are package functions of their arguments: none holds the model, so
// none can race with it. Each returns its result with its error in it.

func listJobs(ctx context.Context, c Client, seq store.Seq, limit int, token string) tea.Cmd {
	return func() tea.Msg {
		page, err := c.ListJobs(ctx, api.ListOptions{Limit: limit, Token: token})
		return jobsListedMsg{seq: seq, token: token, page: page, err: err}
	}
}

func pollStatuses(ctx context.Context, c Client, key string, seq store.Seq, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		statuses, err := c.JobStatuses(ctx, ids)
		return statusesPolledMsg{key: key, seq: seq, statuses: statuses, err: err}
	}
}

func readJob(ctx context.Context, c Client, seq store.Seq, id api.JobID) tea.Cmd {
	return func() tea.Msg {
		job, err := c.GetJob(ctx, id)
		return jobReadMsg{seq: seq, id: id, job: job, err: err}
	}
}

func readAccount(ctx context.Context, c Client, seq store.Seq) tea.Cmd {
	return func() tea.Msg {
		a, err := c.Me(ctx)
		return accountReadMsg{seq: seq, account: a, err: err}
	}
}

// editJob deletes or renames a job. A delete comes back with a 429 at once: while it
// waits on this side it can be taken back.
func editJob(ctx context.Context, c Client, call edits.Call) tea.Cmd {
	return func() tea.Msg {
		if call.Kind == edits.Delete {
			return jobEditedMsg{call: call, err: c.DeleteJob(api.NoRateLimitWait(ctx), call.ID)}
		}
		job, err := c.UpdateTitle(ctx, call.ID, call.Now)
		return jobEditedMsg{call: call, job: job, err: err}
	}
}

// listenDisconnects waits for the next sign that the other side hung up.
func listenDisconnects(ch <-chan struct{}) tea.Cmd {
	if ch == nil {
		return nil
	}
	return func() tea.Msg {
		if _, ok := <-ch; !ok {
			return nil
		}
		return disconnectedMsg{more: ch}
	}
}

// listenCalls waits for the next attempt that the client tells of.
func listenCalls(ch <-chan api.Call) tea.Cmd {
	if ch == nil {
		return nil
	}
	return func() tea.Msg {
		c, ok := <-ch
		if !ok {
			return nil
		}
		return callMadeMsg{call: c, more: ch}
	}
}

func checkFile(files Files, param, path string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		file, err := files.Check(path)
		file.Path = path
		switch {
		case err != nil:
			file.Problem = err.Error()
		case param == "video" && file.Audio:
			file.Problem = "this is sound, a video is needed here"
		}
		return fileCheckedMsg{param: param, file: file}
	}
}

func completePath(files Files, param, prefix string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		return pathsCompletedMsg{param: param, prefix: prefix, paths: files.Complete(prefix)}
	}
}

func connect(ctx context.Context, seq store.Seq, dial func(context.Context) (Session, error)) tea.Cmd {
	return func() tea.Msg {
		s, err := dial(ctx)
		return sessionOpenedMsg{seq: seq, session: s, err: err}
	}
}

// after sends msg once d has passed.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
