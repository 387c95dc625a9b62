// Package linemode is the line mode: the dashboard for screen readers, dumb terminals and pipes. It
// asks for a command, answers in sentences, and never moves the cursor, draws or colours
// anything. What happens meanwhile is told once, before the next question; watch tells it as it
// happens.
//
// It shows what cmd/follow keeps up with, whose loop owns the store and the rooms of ui/state:
// whatever touches them here runs in that loop (dialog.do). The user is read and written to in
// another goroutine, which may wait.
package linemode

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/cmd/follow"
	"lipdash/cmd/handing"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/review"
)

// Client is what is asked of HeyGen; *api.Client satisfies it.
type Client interface {
	calls.Client
	ReadOnly() bool
}

// Memory is what this machine remembers; *account.Memory satisfies it.
type Memory interface {
	handing.Memory
	follow.Memory
	// Ready waits until it is known what was left on the way.
	Ready(ctx context.Context)
	// Had compares what items of a batch were sent from with what they would be sent from now.
	Had(ctx context.Context, b record.Batch, now map[int]map[string]string) (map[int]submission.Had, error)
}

// Options are what the line mode is about, and who reads it.
type Options struct {
	Client   Client
	Memory   Memory
	Identity calls.Identity
	Settings calls.Settings
	// Follow is how the account is followed; what this package adds is overwritten.
	Follow follow.Options
	// Begun adds what is known to the follower before it runs; may be nil.
	Begun func(*follow.Follower)
	// Inspect says what inputs are, and what is wrong with them by parameter.
	Inspect func(values map[string]string) (create.Inputs, api.FieldErrors)
	// Files and Sheets reach the disk; Short is a path as people write it.
	Files  calls.Files
	Sheets calls.Sheets
	Short  func(path string) string
	In     io.Reader
	Out    io.Writer
	// Typed tells that a person types; otherwise commands come through a pipe, each is printed
	// with its prompt, and what goes wrong is the exit code.
	Typed bool
	// Views are the views of the list in the settings.
	Views []record.View
	// Notices are told at the start.
	Notices []string
}

// dialog is one run: what the user says, and what is answered.
type dialog struct {
	o     Options
	f     *follow.Follower
	room  *create.Room
	edits *edits.Queue
	// reviews are what is thought of results.
	reviews review.Room
	in      *input
	news    *news
	// ended is closed when the follower is over, and over why.
	ended chan struct{}
	over  error
	// query is what is listed, rows what was found, told how many of them were read out, and at
	// the current one, -1 for none; then it is made, which is not listed, if that is any.
	query browse.Query
	rows  []action.RowID
	told  int
	at    int
	made  action.RowID
	// moved are the places that were told since all rows moved, besides those that were read out;
	// nil where none did.
	moved map[int]bool
	// only are the rows of the batch that is listed, nil where none is.
	only []action.RowID
	// became are the jobs that submissions are now, refused those that will be none. The
	// follower's loop writes them.
	became  map[submission.ID]api.JobID
	refused map[submission.ID]string
	// gone are jobs that were deleted, here or by somebody else. The follower's loop writes it.
	gone map[api.JobID]bool
	// account is whose key it is, as last read.
	account api.Account
	// files are the transfers that were last read out.
	files []string
	// failed is the first command that could not be done.
	failed error
	// watching is what alone is told of, nil for everything. The follower's loop has it.
	watching *watched
	// deleted are the jobs that were asked to be deleted.
	deleted []api.JobID
	// lost tells that what was to be listed was not, so that no number means anything.
	lost bool
	// queued, drafts and groups are what waits to be sent, what was typed and why jobs failed, as
	// last read out.
	queued []submission.ID
	drafts []string
	groups []browse.Group
	// batches are those that were last read out, views those of the list, and named the names
	// of those that were last read out.
	batches []record.BatchID
	views   browse.Views
	named   []string
	// leaving is true once the user wants to leave.
	leaving bool
}

// Run reads and carries out commands until the user leaves, the input ends or ctx does. The
// error is that of the first command that could not be done, where nobody typed it.
func Run(ctx context.Context, o Options) error {
	// A signal ends the conversation first: what is left is looked at after that.
	following, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	d := newDialog(o)
	safely.Go(func() {
		d.over = d.f.Run(following)
		close(d.ended)
	})
	err := d.run(ctx)
	if err == nil {
		err = d.finish(ctx)
	}
	if err != nil && ctx.Err() != nil {
		d.sayLeft()
	}
	d.keepList(ctx)
	cancel()
	<-d.ended
	if err == nil {
		err = d.failed
	}
	if err == nil && !d.o.Typed {
		err = d.notDeleted()
	}
	return err
}

func newDialog(o Options) *dialog {
	d := &dialog{
		o: o, views: browse.NewViews(o.Views), news: newNews(), ended: make(chan struct{}), at: -1,
		became: map[submission.ID]api.JobID{}, refused: map[submission.ID]string{}, gone: map[api.JobID]bool{},
		room:  create.New(o.Settings.Rates, o.Settings.DailyLimit, create.Terminal{Send: "the command queue send", Hold: "queue resume all", Queue: "the command queue resume", Decide: "decide", Form: "create draft", Ellipsis: "..."}),
		edits: edits.New(o.Settings.UndoWindow, edits.Terminal{Again: "the same command", Reconnect: "a new start", Ellipsis: "..."}),
	}
	d.in = newInput(o.In, o.Out, o.Typed, d.ended)
	f := o.Follow
	f.Client, f.Memory, f.Room, f.Edits = o.Client, o.Memory, d.room, d.edits
	f.Say = func(text string) {
		d.news.add(sentence(aloud(strings.ReplaceAll(text, "lipdash queue", "The command queue"))))
	}
	f.Turned = d.turned
	f.Hooks.Ran = func(c hooks.Call, e hooks.Ended) { d.news.add(full(e.Text(c))) }
	f.Edited = func(e edits.Ending) { d.news.add(full(cmp.Or(e.Long, sentence(e.Text)))) }
	f.Became = func(of submission.ID, job api.JobID) { d.became[of] = job }
	f.Tell = d.happened
	d.f = follow.New(f)
	if o.Begun != nil {
		o.Begun(d.f)
	}
	return d
}

// do runs something in the follower's loop; false when that is over.
func (d *dialog) do(f func()) bool {
	return d.f.Do(func(context.Context) { f() })
}

// way is that of what is to be made to the outbox.
func (d *dialog) way(answer func(create.Ask) (bool, error)) *handing.Way {
	return &handing.Way{
		Memory: d.o.Memory, Room: d.room, Jobs: d.f.Store(), Answer: answer, Note: func(text string) { d.say(d.heard(text)) },
		In: func(f func()) { d.do(f) },
	}
}

// run is the conversation.
func (d *dialog) run(ctx context.Context) error {
	if err := d.begin(ctx); err != nil {
		return err
	}
	for !d.leaving {
		d.tellNews()
		text, err := d.in.next(ctx, "command: ")
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errEnded):
			d.tellNews()
			return d.over
		case err != nil:
			return err
		}
		if err := d.obey(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// obey carries out one line. What goes wrong is said; the error is that nothing goes on.
func (d *dialog) obey(ctx context.Context, text string) error {
	err := d.carryOut(ctx, text)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, errDraft) && errors.Is(err, io.EOF):
		err = fmt.Errorf("the input ended before everything was answered: %w", errDraft)
	case errors.Is(err, io.EOF):
		err = errors.New("the input ended before everything was answered")
	case errors.Is(err, errEnded):
		return d.over
	}
	if !IsSaid(err) {
		d.say(d.heard(reason(err)))
	}
	if d.failed == nil && !d.o.Typed {
		d.failed = said{err}
	}
	return nil
}
