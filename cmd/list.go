package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

// listFlags are what of the account's jobs is wanted.
type listFlags struct {
	all                  bool
	status, match, since string
	limit                int
}

func newList(m maker) *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the account's jobs, the newest first",
		Long: `List the account's jobs in HeyGen's order, the newest first: as many as a page of
the dashboard has, or as --limit says, or all. They come page by page and are printed
as they come. A filter reads on until there are as many as are wanted.

--match looks for words as the dashboard's filter does: in titles, callback ids,
reasons of failure and ids.`,
		Example: `  lipdash list
  lipdash list --all --status failed --since 2d
  lipdash list --match "spring launch" --columns id,title,status,age
  lipdash list --all --jsonl
  lipdash list --status done --limit 1 --field video_url`,
		Args: noArgs,
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.all, "all", false, "all there are")
	flags.IntVar(&f.limit, "limit", 0, "`n` jobs at most")
	flags.StringVar(&f.status, "status", "", "only in this `state`: "+strings.Join(stateNames(), ", "))
	flags.StringVar(&f.match, "match", "", "only with these `words` in them")
	flags.StringVar(&f.since, "since", "", "only made since then: a `span` such as 90m, 36h or 2d, or a day such as 2026-11-28")
	_ = cmd.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(stateNames(), cobra.ShellCompDirectiveNoFileComp))
	m.prints(cmd, jobTable(time.Now), func(ctx context.Context, v *invocation, _ []string) error {
		if cmd.Flags().Changed("limit") && f.limit <= 0 {
			return usageError{fmt.Errorf("--limit must be at least 1, got %d; --all has no limit", f.limit)}
		}
		return f.list(ctx, v)
	})
	return cmd
}

func (f listFlags) list(ctx context.Context, v *invocation) error {
	wanted, err := f.wanted(v.settings.PageSize.V, time.Now())
	if err != nil {
		return usageError{err}
	}
	client, err := v.open(ctx)
	if err != nil {
		return err
	}
	once := browse.NewOnce(wanted)
	table := jobTable(v.now)
	table.Object = func(j api.Job) any { return j.Raw } // all that is listed was just read
	list := output.NewList(v.printer, table)
	failed := read(ctx, client, once, func(jobs []api.Job) error {
		err := list.Add(jobs...)
		if _, more := once.Next(); more {
			v.printer.Progress().Set(fmt.Sprintf("%s read, %d wanted", format.Count(once.Read(), "job", "jobs"), once.Found()))
		}
		return err
	})
	if failed != nil && (list.Count() == 0 || brokenPipe(failed)) {
		return failed
	}
	if err := list.End(); err != nil {
		return err
	}
	f.remarks(v, once)
	return failed
}

// read reads the list and hands over what is wanted of each page.
func read(ctx context.Context, client *api.Client, once *browse.Once, took func([]api.Job) error) error {
	for {
		page, more := once.Next()
		if !more {
			return nil
		}
		got, err := client.ListJobs(ctx, api.ListOptions{Limit: page.Limit, Token: page.Token})
		switch {
		case err != nil && !once.Failed(err):
			return err
		case err != nil:
			continue
		}
		if err := took(once.Took(got)); err != nil {
			return err
		}
	}
}

// remarks says what the list does not show.
func (f listFlags) remarks(v *invocation, once *browse.Once) {
	if once.Trouble() != "" {
		v.printer.Note(once.Trouble())
	}
	if n := once.Undated(); n > 0 {
		v.printer.Note(fmt.Sprintf("%s without a date left out.", format.Count(n, "job", "jobs")))
	}
	if once.More() {
		say := v.printer.Remark
		if f.limit > 0 {
			say = v.printer.Hint // so many were asked for
		}
		say("There are more: --all, or --limit N.")
	}
}

// states are the names of --status: the dashboard's, then the API's.
var states = []struct {
	name   string
	state  browse.State
	status api.Status
}{
	{"active", browse.Active, ""},
	{"done", browse.Done, ""},
	{"failed", browse.Failed, ""},
	{"pending", browse.All, api.StatusPending},
	{"running", browse.All, api.StatusRunning},
	{"completed", browse.Done, ""},
}

func stateNames() []string {
	out := make([]string, len(states))
	for i, s := range states {
		out[i] = s.name
	}
	return out
}

func (f listFlags) wanted(page int, now time.Time) (w browse.Wanted, err error) {
	w.Query.Text, w.Limit = f.match, page
	switch {
	case f.all && f.limit > 0:
		return w, errors.New("--all and --limit contradict each other")
	case f.all:
		w.Limit = 0
	case f.limit > 0:
		w.Limit = f.limit
	}
	if f.status != "" {
		found := false
		for _, s := range states {
			if s.name == strings.ToLower(f.status) {
				w.Query.State, w.Status, found = s.state, s.status, true
			}
		}
		if !found {
			return w, fmt.Errorf("--status must be one of %s, not %q", strings.Join(stateNames(), ", "), f.status)
		}
	}
	if f.since != "" {
		if w.Since, err = since(f.since, now); err != nil {
			return w, fmt.Errorf("--since %w", err)
		}
	}
	return w, nil
}

// since reads a span back from now, or a day or moment of this machine's time zone.
func since(text string, now time.Time) (time.Time, error) {
	var days float64
	if n, err := fmt.Sscanf(text, "%fd", &days); n == 1 && err == nil && strings.HasSuffix(text, "d") && days >= 0 && days < 1e5 {
		return now.Add(-time.Duration(days * float64(24*time.Hour))), nil
	}
	if d, err := time.ParseDuration(text); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02 15:04", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("must be a span such as 90m, 36h or 2d, or a day such as 2026-11-28, not %q", text)
}
