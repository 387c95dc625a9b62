package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

func listAll(ctx context.Context, d *desk, args string) error {
	switch args {
	case "":
		return list(ctx, d, "")
	case "all":
		d.query = browse.Query{}
		return list(ctx, d, "")
	}
	return filterBy(ctx, d, args)
}

func filterBy(ctx context.Context, d *desk, args string) error {
	if d.query.Text = args; args == "off" {
		d.query.Text = ""
	}
	return list(ctx, d, "")
}

// states are the sets of states that can be listed.
var states = []struct {
	name string
	is   browse.State
}{{"all", browse.All}, {"active", browse.Active}, {"failed", browse.Failed}, {"done", browse.Done}, {"new", browse.Unseen}}

func byState(ctx context.Context, d *desk, args string) error {
	var names []string
	for _, s := range states {
		names = append(names, s.name)
	}
	name, err := oneOf("state", args, names)
	if err != nil {
		return err
	}
	d.query.State, d.query.Reason = states[slices.Index(names, name)].is, ""
	return list(ctx, d, "")
}

// sorts are what can be sorted by.
var sorts = []struct {
	name string
	is   browse.Sort
}{{"newest", browse.Newest}, {"title", browse.Title}, {"state", browse.ByState}, {"length", browse.Length}, {"changed", browse.Changed}}

func sortBy(ctx context.Context, d *desk, args string) error {
	if args == "reverse" {
		d.query.Reverse = !d.query.Reverse
		return list(ctx, d, "")
	}
	names := []string{"reverse"}
	for _, s := range sorts {
		names = append(names, s.name)
	}
	name, err := oneOf("sort", args, names)
	if err != nil {
		return err
	}
	d.query.Sort, d.query.Reverse = sorts[slices.Index(names, name)-1].is, false
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
func failures(ctx context.Context, d *desk, args string) error {
	var groups []browse.Group
	d.do(func() { groups = browse.FailuresOf(d.f.Store()) })
	if len(groups) == 0 {
		if args != "" {
			return errors.New("nothing failed, as far as the list is loaded")
		}
		d.say("Nothing failed, as far as the list is loaded.")
		return nil
	}
	if args == "" {
		n := 0
		for _, g := range groups {
			n += len(g.IDs)
		}
		d.say(sentence(format.Count(n, "job", "jobs") + " failed, " + format.Count(len(groups), "reason", "reasons")))
		for i, g := range groups {
			d.say(fmt.Sprintf("Reason %d. %s: %s", i+1, format.Count(len(g.IDs), "job", "jobs"), sentence(strings.ReplaceAll(format.Line(g.Reason), "<n>", "n"))))
		}
		d.say("The command failures with a number lists its jobs.")
		return nil
	}
	n, err := strconv.Atoi(args)
	if err != nil || n < 1 || n > len(groups) {
		return Usage{fmt.Errorf("the number of a reason is needed, 1 to %d", len(groups))}
	}
	d.query = browse.Query{State: browse.Failed, Reason: groups[n-1].Reason}
	return list(ctx, d, "")
}
