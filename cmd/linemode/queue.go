package linemode

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// readQueue takes the queue as it is; the follower tells that it is paused. It runs in the
// follower's loop.
func (d *dialog) readQueue() { d.room.Queue(d.o.Memory.Queue(), d.f.Now()) }

// look looks what became of what was handed over, and how the queue is.
func (d *dialog) look() {
	d.f.Do(func(ctx context.Context) {
		d.f.LookAtOutbox(ctx)
		d.readQueue()
	})
}

// waiting are the submissions that are no jobs yet, the next one first, so that their numbers are
// the places that the list tells; what has no place, as it is paused, comes behind.
func (d *dialog) waiting() (out []submission.Outgoing) {
	d.look()
	d.do(func() { out = slices.Clone(d.room.Pending.All()) })
	place := func(o submission.Outgoing) int { return cmp.Or(o.Place, math.MaxInt) }
	slices.SortStableFunc(out, func(a, b submission.Outgoing) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func idsOf(all []submission.Outgoing) (ids []submission.ID) {
	for i := range all {
		ids = append(ids, all[i].ID)
	}
	return ids
}

// queue reads what waits here, or changes it.
func queue(ctx context.Context, d *dialog, args string) error {
	all := d.waiting()
	if args != "" {
		return d.arrange(ctx, args, all)
	}
	d.queued = idsOf(all)
	line := d.o.Memory.Queue()
	switch {
	case len(all) == 0:
		d.say("Nothing waits here.")
	case line.Paused():
		d.say("The queue is paused: nothing that waits is sent.")
	}
	for i := range all {
		w := create.QueuedWords(&all[i], line, true, time.Now())
		parts := []string{w.State, w.Why}
		if w.WaitsFor != "" {
			parts = append(parts, "it waits for "+strings.ReplaceAll(w.WaitsFor, " in the dashboard", " with the command decide,"))
		}
		text := fmt.Sprintf("Number %d. %s", i+1, full(d.room.Pending.Called(&all[i])))
		for _, p := range parts {
			if p != "" {
				text += " " + sentence(aloud(p))
			}
		}
		d.say(text)
	}
	d.say(d.nextSent())
	return nil
}

// nextSent says which is sent next, "" where none waits for its turn.
func (d *dialog) nextSent() string {
	all := d.waiting()
	i := slices.IndexFunc(all, func(o submission.Outgoing) bool { return o.Place == 1 && o.Waits() })
	if i < 0 {
		return ""
	}
	text := d.called(submissionRows(idsOf(all[i:i+1]))) + " is the next to be sent"
	if d.o.Memory.Queue().Paused() {
		text += ", once the queue is resumed"
	}
	return full(text)
}

// asIs takes out of what is to be paused or resumed what is so already, and says it.
func (d *dialog) asIs(ids []submission.ID, pause bool, all []submission.Outgoing) []submission.ID {
	so := func(id submission.ID) bool {
		return slices.ContainsFunc(all, func(o submission.Outgoing) bool { return o.ID == id && o.Waits() && o.Paused == pause })
	}
	already := slices.DeleteFunc(slices.Clone(ids), func(id submission.ID) bool { return !so(id) })
	if len(already) == 0 {
		return ids
	}
	text := d.namedOr(submissionRows(already), "lipsync is", "lipsyncs are")
	switch {
	case pause:
		text += " paused already"
	case d.o.Memory.Queue().Paused():
		text += " not paused alone, the whole queue is: the command queue resume resumes it"
	default:
		text += " not paused"
	}
	d.say(full(text))
	return slices.DeleteFunc(slices.Clone(ids), so)
}

// changes are what can be done with what waits, by the words for it.
var changes = map[string]submission.Do{"pause": submission.PauseOne, "resume": submission.ResumeOne, "first": submission.Reorder, "drop": submission.Drop}

// arrange changes the queue: all of it, or what is named by numbers as they were last read out.
func (d *dialog) arrange(ctx context.Context, args string, all []submission.Outgoing) error {
	word, of, _ := strings.Cut(args, " ")
	word, err := oneOf("queue", word, []string{"pause", "resume", "send", "first", "drop"})
	if err != nil {
		return err
	}
	if d.o.Client.ReadOnly() {
		return api.RefuseWrite()
	}
	change := submission.Change{Do: changes[word], Move: submission.Move{To: submission.ToTop}}
	if of == "" && (word == "pause" || word == "resume") {
		return d.arrangeAll(ctx, word == "pause", all)
	}
	if change.IDs, err = d.inQueue(of, all); err != nil {
		return err
	}
	if word == "send" {
		return d.send(change.IDs)
	}
	if word == "pause" || word == "resume" {
		if change.IDs = d.asIs(change.IDs, word == "pause", all); len(change.IDs) == 0 {
			d.say(d.nextSent())
			return nil
		}
	}
	if word == "drop" {
		if yes, err := d.mayDrop(ctx, change.IDs); err != nil || !yes {
			return err
		}
	}
	changed, err := d.o.Memory.Arrange(ctx, change)
	if err != nil {
		return err
	}
	var said string
	var refused bool
	d.do(func() {
		if said, refused = d.room.Pending.Arranged(change.Do, changed); word == "drop" && len(changed.Done) > 0 {
			d.dropped(len(changed.Done))
		}
	})
	switch {
	case refused:
		return errors.New(said)
	case word == "first":
		said = d.namedOr(submissionRows(change.IDs), "lipsync is", "lipsyncs are") + " at the front"
	}
	d.say(full(said), d.nextSent())
	return nil
}

// mayDrop asks before submissions are dropped.
func (d *dialog) mayDrop(ctx context.Context, ids []submission.ID) (bool, error) {
	yes, err := d.yes(ctx, full("Drop "+d.called(submissionRows(ids)))+" It is never sent then, and nothing is billed. Sure?")
	if err == nil && !yes {
		d.say("Nothing was dropped.")
	}
	return yes, err
}

// arrangeAll pauses the queue, or resumes it; what is paused by itself stays so, which is said.
func (d *dialog) arrangeAll(ctx context.Context, pause bool, all []submission.Outgoing) error {
	do, said := submission.ResumeAll, "The queue is resumed."
	if pause {
		do, said = submission.PauseAll, "The queue is paused: nothing that waits is sent."
	}
	if d.o.Memory.Queue().Paused() == pause {
		said = map[bool]string{true: "The queue is paused already.", false: "The queue is not paused."}[pause]
	}
	all = slices.DeleteFunc(all, func(o submission.Outgoing) bool { return pause || !o.Paused || !o.Waits() })
	if n := len(all); n > 0 {
		said += " " + format.Count(n, "lipsync is", "lipsyncs are") + " paused without it: the command queue resume all resumes " + format.Plural(n, "it", "them") + "."
	}
	if _, err := d.o.Memory.Arrange(ctx, submission.Change{Do: do}); err != nil {
		return err
	}
	d.look() // where something waits, the follower says that it is paused
	news := d.news.take()
	if !pause || !slices.ContainsFunc(news, func(line string) bool { return strings.HasPrefix(line, "The queue is paused") }) {
		news = append(news, said)
	}
	d.say(news...)
	return nil
}

// inQueue are submissions by their numbers as they were last read out; as they are where they
// were not.
func (d *dialog) inQueue(of string, all []submission.Outgoing) (ids []submission.ID, err error) {
	if d.queued == nil {
		d.queued = idsOf(all)
	}
	if len(d.queued) == 0 {
		return nil, errors.New("nothing waits here")
	}
	places, err := numbers(of, len(d.queued), "lipsync")
	if err != nil {
		return nil, err
	}
	for _, at := range places {
		if !slices.Contains(idsOf(all), d.queued[at]) {
			return nil, fmt.Errorf("number %d no longer waits here", at+1)
		}
		ids = append(ids, d.queued[at])
	}
	return ids, nil
}

// send sends what is held for want of another key or quota.
func (d *dialog) send(ids []submission.ID) error {
	var choice create.Choice
	d.do(func() { choice = d.room.Again(nil, ids, nil) })
	if len(choice.Send) == 0 {
		return errors.New("nothing of it is held: " + choice.Why)
	}
	d.o.Memory.Resume(choice.Send...)
	d.say(full(create.Resumed(d.called(submissionRows(choice.Send)), len(choice.Send))))
	return nil
}
