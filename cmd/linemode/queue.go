package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// waiting are the submissions that are no jobs yet, the next one first.
func (d *desk) waiting() (out []submission.Outgoing) {
	d.f.Do(func(ctx context.Context) {
		d.f.LookAtOutbox(ctx)
		out = slices.Clone(d.room.Pending.All())
	})
	sort.SliceStable(out, func(i, j int) bool { return out[i].Place < out[j].Place })
	return out
}

func idsOf(all []submission.Outgoing) (ids []submission.ID) {
	for i := range all {
		ids = append(ids, all[i].ID)
	}
	return ids
}

// queue reads what waits here, or changes it.
func queue(ctx context.Context, d *desk, args string) error {
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
	return nil
}

func (d *desk) arrange(ctx context.Context, args string, all []submission.Outgoing) error {
	word, of, _ := strings.Cut(args, " ")
	word, err := oneOf("queue", word, []string{"pause", "resume", "first", "drop"})
	if err != nil {
		return err
	}
	if d.o.Client.ReadOnly() {
		return api.RefuseWrite()
	}
	change := submission.Change{Do: map[string]submission.Do{"pause": submission.PauseAll, "resume": submission.ResumeAll, "first": submission.Reorder, "drop": submission.Drop}[word]}
	said := map[string]string{"pause": "the queue is paused: nothing that waits is sent", "resume": "the queue goes on"}[word]
	if word == "first" || word == "drop" {
		if d.queued == nil {
			d.queued = idsOf(all)
		}
		i, err := place(of, len(d.queued), "lipsync")
		if err != nil {
			return err
		}
		if i = slices.Index(idsOf(all), d.queued[i]); i < 0 {
			return errors.New("it does not wait here any more")
		}
		called := d.room.Pending.Called(&all[i])
		change.IDs, change.Move.To = []submission.ID{all[i].ID}, submission.ToTop
		said = called + " is the next one"
		if word == "drop" {
			said = called + " is not made. Nothing is billed"
			yes, err := d.yes(ctx, sentence("drop "+called)+" It is never sent then. Sure?")
			if err != nil {
				return err
			} else if !yes {
				d.say("Nothing was dropped.")
				return nil
			}
		}
	}
	changed, err := d.o.Memory.Arrange(ctx, change)
	switch {
	case err != nil:
		return err
	case len(changed.Refused) > 0:
		return errors.New(changed.Refused[0].Why)
	case word == "drop":
		d.do(func() { d.dropped(1) })
	}
	d.say(sentence(said))
	return nil
}

// decide asks about what waits for the user.
func decide(ctx context.Context, d *desk, _ string) error {
	all := slices.DeleteFunc(d.waiting(), func(o submission.Outgoing) bool {
		return o.Elsewhere || !o.Held && o.State != submission.Asking
	})
	if len(all) == 0 {
		d.say("Nothing waits for you.")
		return nil
	}
	for i := range all {
		o := &all[i]
		d.say(d.describe(o))
		if o.State != submission.Asking {
			yes, err := d.yes(ctx, "Send it now?")
			if err != nil {
				return err
			}
			if yes {
				d.o.Memory.Resume(o.ID)
				d.say("It is sent.")
			}
			continue
		}
		if err := d.decideMade(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

func (d *desk) describe(o *submission.Outgoing) (text string) {
	d.do(func() { text = d.described(o) })
	return text
}

// decideMade asks what became of one of which nobody knows whether it was made.
func (d *desk) decideMade(ctx context.Context, o *submission.Outgoing) error {
	d.say(sentence(d.room.Pending.Decide(o, false, time.Now()).Why) + " Sending it again may make a second, paid job.")
	choices := []string{"leave", "send", "forget"}
	if o.Candidate != "" {
		d.say(sentence("it may be job " + string(o.Candidate) + ": that says so"))
		choices = append(choices, "that")
	}
	answer, err := d.in.next(ctx, strings.Join(choices, ", ")+": ")
	if err != nil {
		return err
	}
	if answer == "" {
		answer = "leave"
	}
	word, err := oneOf("the answer", answer, choices)
	if err != nil {
		return err
	}
	switch word {
	case "send":
		d.o.Memory.Resend(o.ID)
		d.say("It is sent once more.")
	case "forget":
		d.o.Memory.Discard(o.ID)
		d.say("It is forgotten.")
	case "that":
		d.o.Memory.Pointed(o.ID, o.Candidate)
		d.say(sentence("it is " + format.Line(string(o.Candidate))))
	default:
		d.say("Left as it is.")
	}
	return nil
}
