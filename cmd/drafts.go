package cmd

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
)

func newDrafts(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "drafts",
		Short: "List what was typed and not sent",
		Long: `List the drafts: what was typed into the dashboard's form and not sent, or was
refused, the newest first. create --draft ID makes one.`,
		Example: `  lipdash drafts
  lipdash drafts show 3f2a
  lipdash drafts delete 3f2a`,
		Args: noArgs,
	}
	m.prints(cmd, draftTable(time.Now()), func(ctx context.Context, v *invocation, _ []string) error {
		v.conn.folder.Path = "" // nothing is fetched meanwhile
		_, all, err := draftsOf(ctx, v)
		if err != nil {
			return err
		}
		return output.All(v.printer, draftTable(time.Now()), all)
	})
	show := &cobra.Command{
		Use: "show ID", Short: "Show what is in a draft", Args: oneArg("the id of a draft"),
		Long:    "Show what is in a draft. The beginning of its id is enough.",
		Example: "  lipdash drafts show 3f2a --field values.video",
	}
	m.prints(show, draftTable(time.Now()), func(ctx context.Context, v *invocation, args []string) error {
		v.conn.folder.Path = "" // nothing is fetched meanwhile
		d, err := draftOf(ctx, v, args[0])
		if err != nil {
			return err
		}
		return output.One(v.printer, draftTable(time.Now()), d)
	})
	remove := &cobra.Command{
		Use: "delete ID…", Short: "Delete drafts", Args: someArgs("the id of a draft"),
		Long:    "Delete drafts. The beginning of an id is enough; local files stay.",
		Example: "  lipdash drafts delete 3f2a 7c01",
	}
	m.prints(remove, draftTable(time.Now()), deleteDrafts)
	cmd.AddCommand(show, remove)
	return cmd
}

// remembered opens the memory for what is only read or forgotten: nothing is fetched meanwhile.
func (v *invocation) remembered(ctx context.Context) (*account.Memory, error) {
	v.conn.folder.Path = ""
	return v.memory(ctx)
}

// draftOf is the draft of an id, or of its beginning.
func draftOf(ctx context.Context, v *invocation, id string) (record.Draft, error) {
	_, all, err := draftsOf(ctx, v)
	if err != nil {
		return record.Draft{}, err
	}
	return pick(all, id)
}

// draftsOf opens the memory and reads its drafts.
func draftsOf(ctx context.Context, v *invocation) (*account.Memory, []record.Draft, error) {
	mem, err := v.memory(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := mem.Drafts(ctx)
	return mem, all, err
}

func pick(all []record.Draft, id string) (record.Draft, error) {
	found := named(all, id, 1, func(d record.Draft) (string, string) { return d.ID, "" })
	return only(found,
		misnamed{"not_found", fmt.Sprintf("There is no draft %q.", id), "lipdash drafts lists them."},
		misnamed{"ambiguous", fmt.Sprintf("%d drafts begin with %q.", len(found), id), "Give more of the id."})
}

func deleteDrafts(ctx context.Context, v *invocation, args []string) error {
	v.conn.folder.Path = "" // nothing is fetched meanwhile
	mem, all, err := draftsOf(ctx, v)
	if err != nil {
		return err
	}
	var picked []record.Draft
	var missing []error
	for _, id := range args {
		d, err := pick(all, id)
		if err != nil {
			missing = append(missing, err)
			continue
		}
		picked = append(picked, d)
	}
	if missing != nil {
		return together(missing) // all or none: a mistyped id may be any of them
	}
	for _, d := range picked {
		if err := mem.DeleteDraft(ctx, d.ID); err != nil {
			return err
		}
		if err := output.Say(v.printer, draftTable(time.Now()), d, "Deleted "+d.Name()+"."); err != nil {
			return err
		}
	}
	return nil
}

// draftTable is how drafts are printed; what they hold is under values.
func draftTable(now time.Time) output.Table[record.Draft] {
	t := output.Table[record.Draft]{
		Columns: []output.Column[record.Draft]{
			{Name: "id", Text: func(d record.Draft) string { return d.ID }, Look: quiet[record.Draft]},
			{Name: "name", Wide: true, Text: record.Draft.Name},
			{Name: "age", Right: true, Text: func(d record.Draft) string { return age(d.UpdatedAt, now) }, Look: quiet[record.Draft]},
		},
		Shown: []string{"id", "name", "age"},
		Object: func(d record.Draft) any {
			return map[string]any{
				"id": d.ID, "name": d.Name(), "values": d.Values, "updated_at": d.UpdatedAt.Unix(),
				"created_at": d.CreatedAt.Unix(), "not_kept": submission.Withheld(d.Values),
			}
		},
		ID:    func(d record.Draft) string { return d.ID },
		Empty: "No drafts.",
	}
	for _, p := range api.Params() {
		t.Columns = append(t.Columns, output.Column[record.Draft]{
			Name: p.Name, Text: func(d record.Draft) string { return format.Line(d.Values[p.Name]) },
		})
	}
	return t
}
