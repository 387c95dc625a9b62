package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lipdash/cmd/host"
)

// notifier is how a user is told something from here.
type notifier interface {
	Find(ctx context.Context) host.Means
	Notify(ctx context.Context, text string) (sequence, how string, err error)
}

// notice is what the command says of itself.
type notice struct {
	host.Means
	How string `json:"how"`
	// Sent are what was sent, bell and message; an output that is no terminal gets
	// neither the bell nor a sequence.
	Sent []string `json:"sent,omitempty"`
}

func newNotify(m maker) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "notify",
		Short: "Show which notifications work here, and try them",
		Long: `Say by which means the dashboard can tell you, from here, that jobs are done while
you look elsewhere. With test it tells you something; many terminals show no message of
a window in front.`,
		Example: `  lipdash notify                # which means there are
  lipdash notify test           # use them now
  lipdash notify test --in 5s   # use them once you look elsewhere`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			means := host.NewNotifier().Find(cmd.Context())
			return notice{Means: means, How: means.How()}.write(m.streams.out, asJSON, "notified by ")
		},
	}
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.AddCommand(newNotifyTest(m.streams, &asJSON))
	return cmd
}

func newNotifyTest(s streams, asJSON *bool) *cobra.Command {
	var wait time.Duration
	cmd := &cobra.Command{
		Use:     "test",
		Short:   "Tell you something now",
		Long:    "Tell you something now, by the means that lipdash notify names.",
		Example: `  lipdash notify test --in 5s`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			select {
			case <-time.After(wait):
			case <-cmd.Context().Done():
				return cmd.Context().Err()
			}
			n, err := try(cmd.Context(), host.NewNotifier(), s.out, s.terminal(s.out))
			if err != nil {
				return err
			}
			return n.write(s.out, *asJSON, n.sent())
		},
	}
	cmd.Flags().DurationVar(&wait, "in", 0, "a `span` to wait before, such as 5s")
	return cmd
}

// try tells something by the means there are, but writes bytes that are not text
// only to a terminal.
func try(ctx context.Context, n notifier, out io.Writer, onTerminal bool) (notice, error) {
	m := n.Find(ctx)
	sequence, how, err := n.Notify(ctx, "this is how you are notified that jobs are done")
	if onTerminal {
		if _, err := io.WriteString(out, sequence); err != nil {
			return notice{}, err
		}
	}
	if err != nil {
		return notice{}, fmt.Errorf("%s, which failed: %w", how, err)
	}
	got := notice{Means: m, How: how}
	if onTerminal {
		got.Sent = append(got.Sent, "bell")
	}
	if m.Tool != "" || onTerminal && m.OSC != 0 {
		got.Sent = append(got.Sent, "message")
	}
	return got, nil
}

// sent is how the sentence about it begins.
func (n notice) sent() string {
	const nowhere = "standard output is no terminal, which is needed for "
	switch {
	case slices.Contains(n.Sent, "bell"):
		return "sent "
	case len(n.Sent) > 0:
		return "sent only the message, " + nowhere
	}
	return "sent nothing, " + nowhere
}

func (n notice) write(out io.Writer, asJSON bool, lead string) error {
	if asJSON {
		return json.NewEncoder(out).Encode(n)
	}
	_, err := fmt.Fprintln(out, lead+n.How)
	return err
}
