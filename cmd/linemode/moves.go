package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/transfers"
)

// words of the states of transfers.
var moving = map[transfers.State]string{
	transfers.Queued: "waits", transfers.Running: "coming down", transfers.Paused: "paused",
	transfers.Failed: "failed", transfers.Done: "here", transfers.Cancelled: "cancelled",
}

// spokenKeys are the commands that sentences name in place of keys.
var spokenKeys = func() (k action.Keys) {
	k.Download, k.OfFile.Pause, k.OfFile.Again, k.OfFile.Cancel, k.OfFile.Open = "download", "transfers pause", "transfers resume", "transfers cancel", "transfers resume"
	return k
}()

// moves reads the files on their way, or does something with them.
func moves(ctx context.Context, d *dialog, args string) error {
	if args != "" {
		return d.move(ctx, args)
	}
	var said []string
	d.files = nil
	d.do(func() {
		d.f.LookAtFiles()
		for _, u := range d.room.Pending.Uploads() {
			said = append(said, full("Going up: "+format.Line(d.o.Short(u.Name))+", "+aloud(transfers.Long(u.Progress))))
		}
		over, older := 0, 0
		for _, t := range d.f.Files().List() {
			if t.Over() && t.State != transfers.Failed {
				if over++; over > atOnce {
					older++
					continue
				}
			}
			d.files = append(d.files, t.ID)
			text := fmt.Sprintf("File %d. %s: %s", len(d.files), format.Capital(moving[t.State]), d.progress(t))
			if note := t.Note(d.f.Now(), spokenKeys); note != "" && t.State != transfers.Cancelled {
				text += ". " + aloud(note)
			}
			said = append(said, sentence(text))
		}
		if older > 0 {
			said = append(said, sentence(format.Count(older, "older file is", "older files are")+" not read out"))
		}
	})
	if len(said) == 0 {
		said = []string{"No files are on their way."}
	}
	d.say(said...)
	return nil
}

// move pauses, resumes or cancels files.
func (d *dialog) move(ctx context.Context, args string) error {
	word, of, _ := strings.Cut(args, " ")
	word, err := oneOf("transfers", word, []string{"pause", "resume", "cancel"})
	if err != nil {
		return err
	}
	if len(d.files) == 0 {
		return Usage{errors.New("the command transfers alone reads the files first, with their numbers")}
	}
	chosen := slices.Clone(d.files)
	if of != "all" {
		i, err := place(of, len(d.files), "file")
		if err != nil {
			return err
		}
		chosen = d.files[i : i+1]
	}
	wish := map[string]action.Wish{"pause": action.Pause, "resume": action.Resume, "cancel": action.Cancel}[word]
	n := 0
	for _, id := range chosen {
		var t transfers.Transfer
		var known bool
		d.do(func() { t, known = d.f.Files().Find(id) })
		do := wish
		if wish == action.Resume && t.State != transfers.Paused {
			do = action.Retry
		}
		why := t.Immovable(do, time.Now(), spokenKeys)
		switch {
		case !known, why != "" && len(chosen) > 1:
			continue
		case why != "":
			return errors.New(why)
		}
		if err := d.o.Memory.Downloads().Move(ctx, id, do); err != nil {
			return err
		}
		n++
	}
	d.say(sentence(format.Count(n, "file", "files") + ": " + word))
	return nil
}
