package cmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/ui/rows"
)

func newAccount(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "account",
		Short: "Print whose key it is and what is left to spend",
		Long: `Print whose key it is and what is left to spend. What HeyGen does not say is left
out: an unknown balance is not an empty one.`,
		Example: `  lipdash account
  lipdash account --field username
  lipdash account --field wallet.remaining_balance`,
		Args: noArgs,
	}
	return m.prints(cmd, (&invocation{}).accountTable(), func(ctx context.Context, v *invocation, _ []string) error {
		client, err := v.open(ctx)
		if err != nil {
			return err
		}
		me, err := client.Me(ctx)
		if err != nil {
			return err
		}
		return output.One(v.printer, v.accountTable(), me)
	})
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
