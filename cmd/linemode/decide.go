package linemode

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// decide asks about what waits for the user.
func decide(ctx context.Context, d *dialog, _ string) error {
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

func (d *dialog) describe(o *submission.Outgoing) (text string) {
	d.do(func() { text = d.described(o) })
	return text
}

// decideMade asks what became of one of which nobody knows whether it was made.
func (d *dialog) decideMade(ctx context.Context, o *submission.Outgoing) error {
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
	word, err := oneOf("the answer", cmp.Or(answer, "leave"), choices)
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
