package cmd

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/output"
)

func newGet(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "get ID…",
		Short: "Print jobs",
		Long: `Print jobs by their ids. The beginning of an id, or a whole title, does where only
one of the account's newest jobs has it. Of several, those that are not found are
named, and the exit code is 1.`,
		Example: `  lipdash get ls_990a9bd5f49e366f
  lipdash get ls_990a9bd5f49e366f ls_00a92a0c64adbf88 --jsonl
  lipdash get "ep250 German"
  lipdash get ls_548610bed3c30be4 --field video_url`,
		Args: someArgs("the id of a job"),
	}
	return m.onJobs(cmd, jobTable(time.Now), func(ctx context.Context, v *invocation, args []string) error {
		all, err := v.find(ctx, args)
		if err != nil {
			return err
		}
		jobs, table := jobsOf(all), jobTable(v.now)
		switch {
		case len(args) == 1 && len(jobs) == 1:
			err = output.One(v.printer, table, jobs[0])
		case len(args) > 1:
			err = output.All(v.printer, table, jobs)
		}
		if err != nil {
			return err
		}
		return missing(all)
	})
}

func newUpdate(m maker) *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use:   "update ID --title TITLE",
		Short: "Give a job another title",
		Long: `Give a job another title, the one thing of a job that HeyGen lets change. The job
is printed as HeyGen has it afterwards. It is named as in get.`,
		Example: `  lipdash update ls_990a9bd5f49e366f --title "spring launch, take 2"`,
		Args:    oneArg("the id of one job"),
	}
	cmd.Flags().StringVar(&title, "title", "", "the new `title`")
	return m.prints(cmd, jobTable(time.Now), func(ctx context.Context, v *invocation, args []string) error {
		if title == "" {
			return usageError{errors.New("update needs the new title: --title TITLE")}
		}
		job, err := v.rename(ctx, args[0], title)
		if err != nil {
			return err
		}
		return output.One(v.printer, jobTable(v.now), job)
	})
}

// rename asks for the job that has the id, and looks for the name where none has.
func (v *invocation) rename(ctx context.Context, name, title string) (api.Job, error) {
	client, err := v.open(ctx)
	if err != nil {
		return api.Job{}, err
	}
	job, err := client.UpdateTitle(ctx, api.JobID(name), title)
	if !api.IsGone(err) {
		return job, err
	}
	all := []found{{name: name, err: err}}
	if err := v.findByName(ctx, client, all); err != nil {
		return api.Job{}, err
	}
	if err := missing(all); err != nil {
		return api.Job{}, err
	}
	return client.UpdateTitle(ctx, all[0].job.ID, title)
}
