package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/transfers"
)

type (
	transfersChangedMsg struct{ more <-chan struct{} }
	// filesToldMsg is what came of a wish for files, in words; jobs are those whose files
	// were to be fetched, which with an error the queue does not know of. Passing words are
	// not kept in the activity, which is told by the queue.
	filesToldMsg struct {
		jobs    []api.JobID
		err     error
		tone    statusbar.Tone
		text    string
		passing bool
	}
	savedReadMsg struct {
		asked []api.JobID
		saved map[api.JobID][]transfers.File
		err   error
	}
)

// listenTransfers waits for the next change, and a moment for more of them: bars
// that move ten times a second are no better, and cost a slow link its width.
func listenTransfers(ctx context.Context, ch <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-ch:
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(transfersBeat):
			return transfersChangedMsg{more: ch}
		}
	}
}

const transfersBeat = 400 * time.Millisecond

// fetchFiles queues the files of jobs; name is what the first of them is called.
func fetchFiles(ctx context.Context, d calls.Downloads, jobs []api.Job, again bool, name string) tea.Cmd {
	return func() tea.Msg {
		r, err := d.Fetch(ctx, jobs, again)
		msg := filesToldMsg{jobs: idsOf(jobs), err: err, tone: statusbar.Info}
		folder, _ := d.Folder()
		switch {
		case err != nil:
			msg.tone, msg.text = statusbar.Bad, "not downloaded yet: "+err.Error()+" It is tried again."
		case r.Queued == 0 && r.Saved == 1:
			msg.text = "it is here already: " + r.Where
		case r.Queued == 0:
			msg.text = "they are here already, such as " + r.Where
		case len(jobs) == 1:
			msg.passing, msg.text = true, "fetching "+name+" to "+folder+", 3 shows it"
		default:
			msg.passing, msg.text = true, "fetching "+format.Count(r.Queued, "file", "files")+" to "+folder+", 3 shows them"
		}
		return msg
	}
}

// moved is what is said of a transfer after a wish was done, nothing where the row says it.
var moved = map[action.Wish]string{
	action.Pause: " is paused, z goes on", action.Cancel: " is stopped, its part file is kept",
	action.Retry: " is tried again", action.Forget: " is off the list",
}

func moveTransfer(ctx context.Context, d calls.Downloads, t transfers.Transfer, wish action.Wish) tea.Cmd {
	return func() tea.Msg {
		if err := d.Move(ctx, t.ID, wish); err != nil {
			return filesToldMsg{tone: statusbar.Bad, text: t.Name + ": " + err.Error()}
		}
		if moved[wish] == "" {
			return filesToldMsg{}
		}
		return filesToldMsg{tone: statusbar.Info, text: t.Name + moved[wish]}
	}
}

func readSaved(ctx context.Context, d calls.Downloads, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		got, err := d.Saved(ctx, ids)
		return savedReadMsg{asked: ids, saved: got, err: err}
	}
}
