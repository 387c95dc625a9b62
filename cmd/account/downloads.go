package account

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"lipdash/api"
	"lipdash/cmd/host"
	"lipdash/journal"
	"lipdash/journal/download"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/transfers"
)

// Folder is where downloads go and how they are named.
type Folder struct {
	// Path may be relative and begin with ~; Name is a template.
	Path, Name string
	// Ask asks where a file has the name; otherwise a number is added.
	Ask      bool
	Parallel int
	// Rate is bytes a second for all downloads, 0 for no limit.
	Rate int64
	// OnlyAsked fetches what is asked for here, and leaves the rest of the queue to others.
	OnlyAsked bool
	// Here is a folder that paths are told from besides the one this process is in, "" for none.
	Here string
	// Room is how many bytes are said to be free there, 0 for as many as there are: on a disk
	// that is made up they are always the same.
	Room int64
}

// Near is from where paths are told.
func (f Folder) Near() Near {
	n := NewNear()
	n.first = f.Here
	return n
}

// downloads is the downloader as the dashboard asks for it. It implements
// calls.Downloads.
type downloads struct {
	*download.Downloader
	folder string
	near   Near
	room   int64
}

func newDownloads(o Options) (*downloads, error) {
	if o.Folder.Path == "" {
		return nil, download.ErrFolder
	}
	path, err := filepath.Abs(host.Expand(o.Folder.Path))
	if err != nil {
		return nil, err
	}
	opts := download.Options{
		Client: o.Client, Journal: o.Journal, Folder: path,
		Template: o.Folder.Name, Parallel: o.Folder.Parallel, Rate: o.Folder.Rate, OnlyAsked: o.Folder.OnlyAsked,
	}
	if o.Folder.Ask {
		opts.Collision = download.CollisionAsk
	}
	d, err := download.New(opts)
	if err != nil {
		return nil, err
	}
	return &downloads{Downloader: d, folder: path, near: o.Folder.Near(), room: o.Folder.Room}, nil
}

// Fetch queues the files of jobs: the captions where the job says that it has
// some.
func (d *downloads) Fetch(ctx context.Context, jobs []api.Job, again bool) (transfers.Receipt, error) {
	fetch := d.Downloader.Fetch
	if again {
		fetch = d.FetchAgain
	}
	r, err := fetch(ctx, jobs, journal.TransferVideo, journal.TransferCaptions)
	out := transfers.Receipt{Queued: len(r.Queued), Saved: len(r.Saved)}
	if len(r.Saved) > 0 {
		out.Where = d.near.Short(r.Saved[0].Path)
	}
	return out, err
}

// Move does what the user wants of a transfer.
func (d *downloads) Move(ctx context.Context, id string, wish action.Wish) error {
	do := map[action.Wish]func(context.Context, journal.TransferID) error{
		action.Pause: d.Pause, action.Resume: d.Resume, action.Cancel: d.Cancel, action.Retry: d.Retry,
		action.KeepBoth: d.KeepBoth, action.Replace: d.Replace, action.Forget: d.Forget,
	}[wish]
	return do(ctx, journal.TransferID(id))
}

// Folder is where files go, as a shell here would find it, and the room there.
func (d *downloads) Folder() (name string, free int64) {
	return NewNear().Short(d.folder), cmp.Or(d.room, d.Free())
}

// Saved are the files of jobs that are on this machine.
func (d *downloads) Saved(ctx context.Context, ids []api.JobID) (map[api.JobID][]transfers.File, error) {
	got, err := d.OnDisk(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[api.JobID][]transfers.File, len(got))
	for id, files := range got {
		for _, f := range files {
			out[id] = append(out[id], transfers.File{
				Path: f.Path, Name: d.near.Short(f.Path), Captions: f.Kind == journal.TransferCaptions, Size: f.Size, At: f.At,
			})
		}
	}
	return out, nil
}

// Transfers are those to come, in order, then those that are over.
func (d *downloads) Transfers() []transfers.Transfer {
	items := d.Items()
	out := make([]transfers.Transfer, len(items))
	for i, it := range items {
		out[i] = transfers.Transfer{
			ID: string(it.ID), Job: it.JobID, Captions: it.Kind == journal.TransferCaptions,
			Path: it.Path, Name: d.near.Short(it.Path), Size: it.Size, Done: it.Done, Speed: it.Speed,
			State: states[it.State], Step: steps[it.Step], Reason: it.Reason,
			Asks: it.State == journal.TransferPaused && it.Code == download.CodeExists, Linked: it.Code == download.CodeLink,
			NextTry: it.NextTry, At: it.UpdatedAt,
		}
		switch {
		case it.Stopped != 0:
			out[i].Step, out[i].Reason = "stopped", fmt.Sprintf("lipdash %d fetches it and is stopped: resume it with fg, or end it.", it.Stopped)
		case it.Stalled:
			out[i].Step = "stalled"
		}
	}
	return out
}

var states = map[journal.TransferState]transfers.State{
	journal.TransferQueued: transfers.Queued, journal.TransferRunning: transfers.Running,
	journal.TransferPaused: transfers.Paused, journal.TransferFailed: transfers.Failed,
	journal.TransferDone: transfers.Done, journal.TransferCancelled: transfers.Cancelled,
}

var steps = map[download.Step]string{
	download.StepWaiting: "waiting", download.StepLink: "link", download.StepChecking: "checking",
}

// Near are the folders that paths are told from: first, where there is one, is asked before
// the one this process is in. What is not known shortens nothing.
type Near struct{ first, here, home string }

// NewNear is the folder this process is in, and home.
func NewNear() (n Near) {
	n.here, _ = os.Getwd()
	n.home, _ = os.UserHomeDir()
	return n
}

// Short is a path as people write it: seen from the folder they are in, or from
// home. It asks the disk nothing: the screen calls it.
func (n Near) Short(path string) string {
	sep := string(filepath.Separator)
	for _, from := range []string{n.first, n.here} {
		if rel, err := filepath.Rel(from, path); from != "" && err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+sep) {
			return rel
		}
	}
	if rel, ok := strings.CutPrefix(path, n.home+sep); ok && n.home != "" {
		return "~" + sep + rel
	}
	return path
}

// values are the local files among values as people write them.
func (n Near) values(values map[string]string) map[string]string {
	out := map[string]string{}
	for name, v := range values {
		if p, _ := api.ParamByName(name); p.Kind == api.KindSource && filepath.IsAbs(v) {
			out[name] = n.Short(v)
		}
	}
	return out
}

var _ calls.Downloads = (*downloads)(nil)
