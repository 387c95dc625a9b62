package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/cmd/output"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
)

func newDelete(m maker) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "delete ID…",
		Short: "Delete jobs and their files for good",
		Long: `Delete jobs and their files for good. On a terminal it says what that takes and
asks first; elsewhere it needs --yes, and ids that are written out. HeyGen has no way
to cancel a job: one that runs may still be billed after it is deleted.

Each job has a line. When one is not deleted the others go on, and the exit code is 1.`,
		Example: `  lipdash delete ls_548610bed3c30be4
  lipdash delete --yes ls_990a9bd5f49e366f ls_00a92a0c64adbf88
  lipdash list --status failed --quiet | lipdash delete --yes -`,
		Args: someArgs("the id of a job"),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "without asking")
	return m.onJobs(cmd, removalTable(), func(ctx context.Context, v *invocation, args []string) error {
		if !yes && !v.asks() {
			return usageError{errors.New("delete asks on a terminal, and there is none: --yes deletes without asking")}
		}
		all, err := v.find(ctx, args)
		if err != nil {
			return err
		}
		if yes {
			onlyIDs(all)
		}
		jobs := jobsOf(all)
		if !yes && len(jobs) > 0 {
			if err := v.askDelete(ctx, jobs); err != nil {
				return err
			}
		}
		return v.deleteAll(ctx, all)
	})
}

// onlyIDs refuses names that are no ids: nobody was asked whether they are the jobs
// that were meant.
func onlyIDs(all []found) {
	for i, f := range all {
		if f.err == nil && f.name != string(f.job.ID) {
			all[i].err = fmt.Errorf("%q is not the id of %s; without a question only an id is deleted", f.name, called(f.job))
		}
	}
}

// called is a job in a sentence: its title and its id.
func called(j api.Job) string { return calledBy(j.Title, string(j.ID)) }

// removal is how the delete of one job ended.
type removal struct {
	ID      api.JobID       `json:"id"`
	Title   string          `json:"title,omitempty"`
	Status  api.Status      `json:"status,omitempty"`
	Deleted bool            `json:"deleted"`
	Error   *output.Failure `json:"error,omitempty"`
	err     error
}

func (r removal) word() string {
	switch {
	case r.Deleted && (r.Status == api.StatusRunning || r.Status == api.StatusPending):
		return "deleted, may still be billed"
	case r.Deleted:
		return "deleted"
	}
	return "not deleted"
}

// why is the reason in words, as the dashboard has it.
func (r removal) why() string {
	var none browse.NoJob
	switch {
	case r.err == nil:
		return ""
	case errors.As(r.err, &none):
		return "There is no such job."
	case api.As(r.err).Op == "":
		return r.err.Error()
	}
	f := edits.Failure{Kind: edits.Delete, Err: r.err, Lost: api.MayBeDone(r.err)}
	return f.Whole()
}

func removalTable() output.Table[removal] {
	return output.Table[removal]{
		Columns: []output.Column[removal]{
			{Name: "result", Text: removal.word, Look: func(r removal, t theme.Theme) output.Look {
				if !r.Deleted {
					return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
				}
				return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
			}},
			{Name: "id", Text: func(r removal) string { return string(r.ID) }},
			{Name: "title", Wide: true, Text: func(r removal) string { return r.Title }},
		},
		ID: func(r removal) string { return string(r.ID) },
	}
}

// deleteAll deletes what was found, some at a time, and prints a line for each in the
// order they were named. Whoever stops reading the lines does not stop the deletes.
func (v *invocation) deleteAll(ctx context.Context, all []found) error {
	all = once(all)
	list := output.NewList(v.printer, removalTable())
	for _, f := range all {
		r := removal{ID: idOf(f), Title: f.job.Title, Status: f.job.Status}
		list.Expect(r)
		r.Deleted = f.err == nil
		list.Expect(r)
	}
	var refused []removal
	var gone []api.JobID
	var unprinted error
	for _, done := range v.deletes(ctx, all) {
		r := <-done
		if r.err != nil {
			refused = append(refused, r)
		} else {
			gone = append(gone, r.ID)
		}
		switch {
		case unprinted != nil:
		case len(all) > 1:
			unprinted = list.Add(r)
		case r.Deleted:
			unprinted = output.Say(v.printer, removalTable(), r, r.sentence())
		}
	}
	if len(all) > 1 && unprinted == nil {
		unprinted = list.End()
	}
	v.place().Deleted(context.WithoutCancel(ctx), gone)
	if len(refused) > 0 {
		return undeleted{len(all), refused}
	}
	return unprinted
}

// once are the jobs that were found, each once.
func once(all []found) (out []found) {
	seen := map[api.JobID]bool{}
	for _, f := range all {
		if !seen[idOf(f)] {
			out = append(out, f)
		}
		seen[idOf(f)] = true
	}
	return out
}

func idOf(f found) api.JobID {
	if f.job.ID != "" {
		return f.job.ID
	}
	return api.JobID(f.name)
}

// deletes starts the deletes, and returns where each says how it ended.
func (v *invocation) deletes(ctx context.Context, all []found) []chan removal {
	out := make([]chan removal, len(all))
	free := make(chan struct{}, sideBySide)
	for i, f := range all {
		out[i] = make(chan removal, 1)
		r := removal{ID: idOf(f), Title: f.job.Title, Status: f.job.Status, err: f.err}
		safely.Go(func() {
			if r.err == nil {
				free <- struct{}{}
				r.err = v.client.DeleteJob(ctx, r.ID)
				<-free
			}
			r.Deleted = r.err == nil
			if r.err != nil {
				why := output.FailureOf(r.err, "error")
				r.Error = &why
			}
			out[i] <- r
		})
	}
	return out
}

// sentence is how it ended, of one alone.
func (r removal) sentence() string {
	name := called(api.Job{ID: r.ID, Title: r.Title})
	if !r.Deleted {
		return name + ": " + r.why()
	}
	if r.Status == api.StatusRunning || r.Status == api.StatusPending {
		return name + " is deleted. It was " + string(r.Status) + " and may still be billed: HeyGen has no cancel."
	}
	return name + " is deleted."
}

// undeleted is that some were not deleted.
type undeleted struct {
	of      int
	refused []removal
}

func (u undeleted) Unwrap() (errs []error) {
	for _, r := range u.refused {
		errs = append(errs, r.err)
	}
	return errs
}

func (u undeleted) Error() string {
	if u.of == 1 {
		return u.refused[0].sentence()
	}
	text := fmt.Sprintf("%d of %d were not deleted.", len(u.refused), u.of)
	for _, r := range u.refused {
		text += "\n" + r.sentence()
	}
	return text
}

func (u undeleted) Code() string { return u.refused[0].Error.Code }
func (u undeleted) Hint() string { return "" }
