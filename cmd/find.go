package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

// sideBySide is how many calls a command has under way.
const sideBySide = 4

// searched is how far the list is read for a name.
const searched = 2000

// found is a job as it was named, or why there is none.
type found struct {
	name string
	job  api.Job
	err  error
}

// find reads the jobs that are named: by their ids, else, where no job has such an id,
// by the beginning of one or by a whole title, among the newest. Each name that is not
// found says why; an error is of what concerns all of them, such as the key.
func (v *invocation) find(ctx context.Context, names []string) ([]found, error) {
	client, err := v.open(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]found, len(names))
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(sideBySide)
	for i, name := range names {
		group.Go(safely.Err(func() error {
			out[i] = found{name: name}
			if name == "" {
				out[i].err = browse.NoJob{}
				return nil
			}
			out[i].job, out[i].err = client.GetJob(within, api.JobID(name))
			if api.IsAuth(out[i].err) {
				return out[i].err
			}
			return nil
		}))
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, v.findByName(ctx, client, out)
}

// findByName looks in the list for what is no id.
func (v *invocation) findByName(ctx context.Context, client *api.Client, all []found) error {
	var names []string
	for _, f := range all {
		if api.IsGone(f.err) {
			names = append(names, f.name)
		}
	}
	named := browse.NewNamed(names)
	if named.Any() {
		once := browse.NewOnce(browse.Wanted{Limit: searched})
		err := read(ctx, client, once, func(jobs []api.Job) error {
			v.printer.Progress().Set(fmt.Sprintf("looking for it among %s", format.Count(once.Read(), "job", "jobs")))
			named.Took(jobs)
			return nil
		})
		v.printer.Progress().Clear()
		if err != nil {
			return err
		}
	}
	for i, f := range all {
		if api.IsGone(f.err) {
			all[i].job, all[i].err = named.Job(f.name)
		}
	}
	return nil
}

// jobsOf are those that were found, each once.
func jobsOf(all []found) (out []api.Job) {
	for _, f := range all {
		if f.err == nil && !slices.ContainsFunc(out, func(j api.Job) bool { return j.ID == f.job.ID }) {
			out = append(out, f.job)
		}
	}
	return out
}

// missing says which were not found; nil when all were. The first one's error says what
// kind of error it is.
func missing(all []found) error {
	bad := slices.Clone(all)
	bad = slices.DeleteFunc(bad, func(f found) bool { return f.err == nil })
	if len(bad) == 0 {
		return nil
	}
	if len(all) == 1 && api.As(bad[0].err).Op != "" {
		return bad[0].err
	}
	var m missingError
	for _, f := range bad {
		m.names, m.errs = append(m.names, f.name), append(m.errs, f.err)
	}
	return m
}

// missingError is that some of what was named could not be read.
type missingError struct {
	names []string
	errs  []error
}

func (m missingError) Unwrap() []error { return m.errs }

func (m missingError) Error() string {
	text := ""
	for i, err := range m.errs {
		if i > 0 {
			text += "\n"
		}
		text += wordsOf(m.names[i], err)
	}
	return text
}

// wordsOf is why one could not be read.
func wordsOf(name string, err error) string {
	var none browse.NoJob
	switch {
	case errors.As(err, &none):
		return fmt.Sprintf("There is no job %q.", name)
	case api.As(err).Op != "":
		return fmt.Sprintf("%s: %s", name, api.Explain(err))
	}
	return err.Error() + "."
}

// Code is the first error's.
func (m missingError) Code() string {
	if none, ok := errors.AsType[browse.NoJob](m); ok {
		return none.Code()
	}
	return cmp.Or(api.As(m).Code, "error")
}

// Hint is the next step.
func (m missingError) Hint() string {
	if none, ok := errors.AsType[browse.NoJob](m); ok {
		return none.Hint()
	}
	return ""
}

// named are those that a name means: the one of that id, else those whose id begins with it,
// with so many letters at least, or that are called so.
func named[T any](all []T, name string, least int, of func(T) (id, called string)) (found []T) {
	for _, one := range all {
		switch id, called := of(one); {
		case id == name:
			return []T{one}
		case called != "" && strings.EqualFold(called, name), len(name) >= least && strings.HasPrefix(id, name):
			found = append(found, one)
		}
	}
	return found
}

// only is the one thing that a name means; none and several are the errors of another number.
func only[T any](found []T, none, several misnamed) (one T, err error) {
	switch len(found) {
	case 0:
		return one, none
	case 1:
		return found[0], nil
	}
	return one, several
}

// leastName is how much of an id names what has a name beside it.
const leastName = 4

// calledBy is a thing in a sentence, by its title and its id.
func calledBy(title, id string) string {
	id = format.OutsideLine(id)
	if title = format.Line(title); title == "" {
		return id
	}
	return format.Shorten(title, 40, format.Ellipsis) + " (" + id + ")"
}
