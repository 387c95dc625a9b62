package linemode

import (
	"context"
	"time"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/unfinished"
)

// quit leaves, and asks before where something would be lost or is not done yet. Whoever reads
// from a pipe asked for all of it before: nobody answers.
func quit(ctx context.Context, d *dialog, _ string) error {
	if d.o.Typed {
		d.f.Do(func(ctx context.Context) { d.f.Hold(ctx, true) })
	}
	w := d.unfinished()
	left := append(w.Lost(), w.GoesOn()...)
	if d.o.Typed && len(left) > 0 {
		for _, s := range left {
			d.say(sentence(aloud(s)))
		}
		yes, err := d.yes(ctx, "Quit now?")
		if err != nil {
			return err
		}
		if !yes {
			d.f.Do(func(ctx context.Context) { d.f.Hold(ctx, false) })
			return nil
		}
	}
	d.leaving = true
	return nil
}

// unfinished is what leaving now would leave behind.
func (d *dialog) unfinished() (w unfinished.Work) {
	d.do(func() {
		now := d.f.Now()
		w = unfinished.Work{
			Deletes: d.edits.Unsent(), Deleting: d.edits.Running(edits.Delete), Renames: d.edits.Left(edits.Rename), Fetches: d.f.Files().Wanted(),
		}
		on := unfinished.UnderWay{
			Demo: d.o.Identity.Demo, Trouble: d.o.Memory.Trouble(), Lipsyncs: len(d.room.Pending.All()), Files: d.f.Files().Totals(now).Open,
			Outgoing: d.o.Memory.Outgoing(), Paused: d.o.Memory.Queue().Paused(),
		}
		if files := d.o.Memory.Downloads(); files != nil {
			on.Transfers = files.Transfers()
		}
		w.Count(on)
	})
	return w
}

// finish carries out in a pipe what was asked for and has not left, and says what the next start
// goes on with.
func (d *dialog) finish(ctx context.Context) error {
	n := 0
	busy := func() bool {
		n = d.edits.Deletes() + d.edits.Left(edits.Rename)
		return n > 0
	}
	d.do(func() { busy() })
	if !d.o.Typed && n > 0 {
		d.say(sentence("finishing " + format.Count(n, "change", "changes")))
		late := time.Now().Add(d.o.Settings.UndoWindow + finishing)
		if _, err := d.await(ctx, func() bool { return !busy() || time.Now().After(late) }); err != nil {
			return d.ends(err)
		}
	}
	d.tellNews()
	d.sayLeft()
	return nil
}

// keepList keeps the list for the next start, which may have no network.
func (d *dialog) keepList(ctx context.Context) {
	var change browse.CacheChange
	d.do(func() {
		jobs := d.f.Store()
		if !jobs.Loaded() {
			return
		}
		change = browse.KeptOf(jobs, d.ahead())
		for id := range d.gone {
			if _, still := jobs.Get(id); !still {
				change.Gone = append(change.Gone, id)
			}
		}
	})
	if len(change.Jobs)+len(change.Gone) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keeping)
	defer cancel()
	_ = d.o.Memory.Cache(ctx, change) // it only makes the next start poorer
}

// keeping is how long the disk has for that.
const keeping = 2 * time.Second

// sayLeft says what is lost by leaving, where nobody was asked, and what the next start goes on
// with.
func (d *dialog) sayLeft() {
	w := d.unfinished()
	if !d.leaving || !d.o.Typed {
		for _, s := range w.Lost() {
			d.say(sentence(aloud(s)))
		}
	}
	if line := w.Line(); line != "" {
		d.say(sentence(line))
	}
}
