package linemode

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

func listAll(ctx context.Context, d *dialog, args string) error {
	switch args {
	case "":
		return d.listAgain(ctx)
	case "all":
		d.query = browse.Query{}
		return list(ctx, d, "")
	}
	return filterBy(ctx, d, args)
}

// listAgain lists what was listed. The row one is on stays that where it is still there.
func (d *dialog) listAgain(ctx context.Context) error {
	made := d.made
	on, none := d.meant("")
	err := list(ctx, d, "")
	if none != nil {
		return err
	}
	if d.stand(slices.Index(d.rows, on[0])); d.at < 0 {
		d.made = made
	}
	return err
}

func filterBy(ctx context.Context, d *dialog, args string) error {
	if d.query.Text = args; args == "off" {
		d.query.Text = ""
	}
	return list(ctx, d, "")
}

func byState(ctx context.Context, d *dialog, args string) error {
	word, err := oneOf("state", args, browse.StateWords())
	if err != nil {
		return err
	}
	d.query.State, d.query.Reason = browse.StateOf(word), ""
	return list(ctx, d, "")
}

func sortBy(ctx context.Context, d *dialog, args string) error {
	if args == "reverse" {
		d.query.Reverse = !d.query.Reverse
		return list(ctx, d, "")
	}
	word, err := oneOf("sort", args, append([]string{"reverse"}, browse.SortWords()...))
	if err != nil {
		return err
	}
	d.query.Sort, d.query.Reverse = browse.SortOf(word), false
	return list(ctx, d, "")
}

// oneOf is the word that is meant by a word or its beginning.
func oneOf(command, arg string, names []string) (string, error) {
	var found []string
	for _, n := range names {
		if n == arg {
			return n, nil
		}
		if arg != "" && strings.HasPrefix(n, strings.ToLower(arg)) {
			found = append(found, n)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", Usage{fmt.Errorf("%s is followed by one of %s", command, strings.Join(names, ", "))}
}

// failures reads the failed jobs by reason, or lists those of one.
func failures(ctx context.Context, d *dialog, args string) error {
	if args != "" && len(d.groups) > 0 {
		return d.failedWith(ctx, args)
	}
	var said []string
	d.do(func() {
		d.groups = browse.FailuresOf(d.f.Store(), d.source().About)
		n := 0
		for i, g := range d.groups {
			n += len(g.IDs)
			e, _ := d.f.Store().Get(g.IDs[0])
			said = append(said, fmt.Sprintf("Reason %d, %s: %s", i+1, format.Count(len(g.IDs), "job", "jobs"), full(format.Line(e.Job.FailureMessage))))
		}
		said = slices.Insert(said, 0, sentence(format.Count(n, "job", "jobs")+" failed, "+format.Count(len(d.groups), "reason", "reasons")))
	})
	if len(d.groups) == 0 {
		said = []string{"Nothing failed that was not made again, as far as the list is loaded."}
	}
	if args != "" {
		return d.failedWith(ctx, args)
	}
	d.say(said...)
	if len(d.groups) > 0 {
		d.say("The command failures with the number of a reason lists its jobs, to make them again.")
	}
	return nil
}

// failedWith lists the jobs of a reason, by its number as reasons were last read out, and says how
// many of them can be made again, and why not the others.
func (d *dialog) failedWith(ctx context.Context, number string) error {
	i, err := place(number, len(d.groups), "reason why jobs failed")
	if err != nil {
		return err
	}
	d.query = browse.Query{State: browse.Failed, Reason: d.groups[i].Reason}
	if err := list(ctx, d, ""); err != nil || len(d.rows) == 0 {
		return err
	}
	d.learn(ctx, d.rows)
	var choice create.Choice
	d.do(func() { choice = d.room.Again(action.JobsOf(d.rows), nil, nil) })
	switch {
	case len(choice.Make) == 0:
		d.say(sentence(choice.None(len(d.rows))))
	case choice.Left == 0:
		d.say("The command again all makes them again.")
	default:
		d.say(sentence("the command again all makes " + format.Count(len(choice.Make), "job", "jobs") + " of them again. " + choice.LeftOut()))
	}
	return nil
}
