package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/keystore"
	"lipdash/cmd/output"
	"lipdash/config"
	"lipdash/ui/rows"
)

func newAccount(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "account",
		Short: "Print whose key it is and what is left to spend",
		Long: `Print whose key it is and what is left to spend. What HeyGen does not say is left
out: an unknown balance is not an empty one.

--forget-key takes away the key that lipdash stored for the profile, from the keyring or
from its file, and asks HeyGen nothing. A key in the environment, of HeyGen's own CLI or of
key_from is not lipdash's, and stays. With --profile it is that of another profile, also of
one that the settings no longer have.`,
		Example: `  lipdash account
  lipdash account --field username
  lipdash account --field wallet.remaining_balance
  lipdash account --forget-key`,
		Args: noArgs,
	}
	forget := cmd.Flags().Bool("forget-key", false, "take the key away that lipdash stored for the profile")
	return m.printing(cmd, (&invocation{}).accountTable(), func(ctx context.Context, show output.Flags, _ []string) error {
		if *forget {
			return m.forgetKey(ctx, show)
		}
		return m.run(ctx, show, showAccount)
	})
}

func showAccount(ctx context.Context, v *invocation) error {
	client, err := v.open(ctx)
	if err != nil {
		return err
	}
	me, err := client.Me(ctx)
	if err != nil {
		return err
	}
	return output.One(v.printer, v.accountTable(), me)
}

func (v *invocation) accountTable() output.Table[api.Account] {
	text := func(name string, of func(api.Account) string) output.Column[api.Account] {
		return output.Column[api.Account]{Name: name, Text: of}
	}
	return output.Table[api.Account]{
		Columns: []output.Column[api.Account]{
			text("username", func(a api.Account) string { return a.Username }),
			text("name", func(a api.Account) string { return strings.TrimSpace(a.FirstName + " " + a.LastName) }),
			text("email", func(a api.Account) string { return a.Email }),
			text("balance", func(a api.Account) string { return rows.Balance(a.Balance) }),
			text("plan", func(a api.Account) string { return a.Balance.Plan }),
			text("profile", func(api.Account) string { return v.conn.profile }),
			text("key", func(api.Account) string {
				return strings.TrimPrefix(strings.TrimSuffix(v.key.String(), "key .."), "key ")
			}),
			text("host", func(api.Account) string { return v.client.Host() }),
		},
		Object: func(a api.Account) any { return a.Raw },
		Fields: []string{"username", "email", "first_name", "last_name", "billing_type", "wallet.", "subscription.", "usage_based."},
		ID:     func(a api.Account) string { return a.Username },
	}
}

// forgetKey forgets the key of the profile, also of one that the settings no longer have.
func (m maker) forgetKey(ctx context.Context, show output.Flags) error {
	src := systemSource(false)
	settings, notes := config.Load(src, given(m.flags))
	for _, n := range notes {
		if n.Stop && (n.Key != "profile" || n.Origin.Kind != config.FromFlag) {
			return usageError{unclear{n}}
		}
	}
	return m.under(ctx, show, src, settings, func(ctx context.Context, v *invocation) error { return v.forgetKey(ctx) })
}

// forgetKey takes away the key that lipdash stored for the profile, and says where it was.
func (v *invocation) forgetKey(ctx context.Context) error {
	where, err := keystore.Store{Source: v.conn.source, Ring: v.conn.ring}.Forget(ctx, v.conn.profile)
	switch {
	case err != nil:
		return fmt.Errorf("the key that lipdash stored for profile %s is still there: %w", v.conn.profile, err)
	case where == "":
		v.printer.Note("lipdash stored no key for profile " + v.conn.profile)
	default:
		v.printer.Note("the key of profile " + v.conn.profile + " is gone from " + where + "; at HeyGen it is still good")
	}
	return nil
}
