package cmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/cmd/sheetio"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/sheet"
)

// freshBatch is a batch, its jobs as HeyGen says they are now, or, where it cannot be asked,
// as they were last seen.
func (v *invocation) freshBatch(ctx context.Context, name string) (record.Batch, error) {
	b, err := v.findBatch(ctx, name)
	if err != nil {
		return b, err
	}
	mem := v.observed.Load()
	if err := v.refresh(ctx, mem, b); err != nil {
		return b, err
	}
	fresh, _, err := mem.Batch(ctx, b.ID)
	return fresh, err
}

// askedAtOnce is how many jobs one call asks HeyGen for (api.md 1.1).
const askedAtOnce = 100

// freshBatches are those of the journal, with the states HeyGen gives now to the newest jobs
// under way, as many as one call asks for.
func (v *invocation) freshBatches(ctx context.Context) ([]record.Batch, error) {
	all, err := v.batches(ctx)
	if err != nil {
		return nil, err
	}
	var asked record.Batch
	for _, b := range all {
		for _, it := range b.Items {
			if it.Made() && !it.State.Ended() {
				asked.Items = append(asked.Items, it)
			}
		}
	}
	if n := len(asked.Items) - askedAtOnce; n > 0 {
		asked.Items = asked.Items[:askedAtOnce]
		v.printer.Note(format.Count(n, "older job is", "older jobs are") + " as last seen: lipdash batch show asks for those of one batch.")
	}
	if len(asked.Items) == 0 {
		return all, nil
	}
	mem := v.observed.Load()
	if err := v.refresh(ctx, mem, asked); err != nil {
		return nil, err
	}
	return mem.Batches(ctx)
}

// refresh notes what HeyGen says of jobs under way. That it cannot be asked is said.
func (v *invocation) refresh(ctx context.Context, mem *account.Memory, b record.Batch) error {
	err := mem.RefreshBatch(ctx, v.client, b)
	switch {
	case err != nil && ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		v.printer.Note("HeyGen could not be asked, so states are as they were last seen: " + output.FailureOf(err, "error").Message)
	}
	return nil
}

func newBatchResults(m maker) *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "results BATCH",
		Short: "Print what became of the rows of a batch, as CSV",
		Long: `Print what became of the rows of a batch that was made on this machine, as CSV: line,
input, title, id, state, file, cost (by estimate, in dollars) and reason. What a
spreadsheet would run as a formula gets an apostrophe in front.`,
		Example: "  lipdash batch results week47\n  lipdash batch results week47 --to done.csv",
		Args:    oneBatch,
	}
	cmd.Flags().StringVar(&to, "to", "", "write it into this `file` instead of printing it")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return m.run(cmd.Context(), output.Flags{}, func(ctx context.Context, v *invocation) error {
			b, err := v.freshBatch(ctx, args[0])
			if err != nil {
				return err
			}
			if to == "" {
				return sheetio.Write(v.streams.out, sheet.Results(b))
			}
			if err := sheetio.Save(to, sheet.Results(b)); err != nil {
				return errors.New(format.OutsideLine(err.Error()))
			}
			return nil
		})
	}
	return cmd
}

// keepResults writes the results down. That they could not be written is said and changes
// nothing else.
func (b *sending) keepResults(got record.Batch) {
	path := b.results
	switch {
	case path == "-", path == "" && b.stdin:
		return
	case path == "":
		path = sheetio.ResultsBeside(b.sheet.Table)
	}
	if err := sheetio.Save(path, sheet.Results(got)); err != nil {
		b.v.printer.Note("The results were not written: " + err.Error() + ". lipdash batch results " + string(b.id) + " prints them.")
		return
	}
	b.v.printer.Note("Results: " + path)
}
