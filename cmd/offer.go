package cmd

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/config"
	"lipdash/ui/kit/format"
)

// completionTime bounds what a shell waits for at a tab.
const completionTime = 1500 * time.Millisecond

// offer is a word that a shell offers, by its id or by what it is called.
type offer struct{ id, title, about string }

// offersLive has a shell offer ids and names where a command takes them.
func (m maker) offersLive(root *cobra.Command) {
	jobs, queue, drafts, batches := m.jobs(nil), m.local(queueOffers), m.local(draftOffers), m.local(batchOffers)
	words := map[string]cobra.CompletionFunc{
		"get": jobs, "update": jobs, "delete": jobs, "retry": jobs, "wait": m.jobs(api.Status.Active),
		"download":    m.jobs(func(s api.Status) bool { return s == api.StatusCompleted }),
		"queue pause": queue, "queue resume": queue, "queue move": queue, "queue drop": queue,
		"drafts show": drafts, "drafts delete": drafts, "batch show": batches, "batch results": batches,
		"config show": settingNames,
	}
	flags := map[string]cobra.CompletionFunc{"create --draft": drafts, "wait --batch": batches, "queue move --before": queue}
	for _, name := range []string{"list", "get", "update"} {
		if c, _, err := root.Find([]string{name}); err == nil {
			completesColumns(c)
		}
	}
	for name, f := range words {
		if c, _, err := root.Find(strings.Fields(name)); err == nil {
			c.ValidArgsFunction = f
		}
	}
	for name, f := range flags {
		command, flag, _ := strings.Cut(name, " --")
		if c, _, err := root.Find(strings.Fields(command)); err == nil {
			_ = c.RegisterFlagCompletionFunc(flag, f)
		}
	}
}

// settingNames are those that are not on the command line yet.
func settingNames(_ *cobra.Command, args []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	for _, s := range config.Specs() {
		if strings.HasPrefix(s.Key, typed) && !slices.Contains(args, s.Key) {
			out = append(out, s.Key+"\t"+s.Help)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// jobs offers the account's newest jobs, all or those in some states.
func (m maker) jobs(of func(api.Status) bool) cobra.CompletionFunc {
	return m.offers(func(ctx context.Context, v *invocation) (out []offer) {
		page, err := v.client.ListJobs(api.NoRateLimitWait(ctx), api.ListOptions{Limit: 100})
		if err != nil {
			return nil
		}
		for _, j := range page.Jobs {
			if of == nil || of(j.Status) {
				out = append(out, offer{string(j.ID), j.Title, string(j.Status)})
			}
		}
		return out
	})
}

// local offers what the journal has, without a call.
func (m maker) local(read func(context.Context, *account.Queue) []offer) cobra.CompletionFunc {
	return m.offers(func(ctx context.Context, v *invocation) []offer {
		q, err := v.place().Queue(ctx, "")
		if err != nil {
			return nil
		}
		defer q.Close()
		return read(ctx, q)
	})
}

func queueOffers(ctx context.Context, q *account.Queue) (out []offer) {
	all, _, _ := q.All(ctx)
	for i := range all {
		out = append(out, offer{string(all[i].ID), all[i].Title(), ""})
	}
	return out
}

func draftOffers(ctx context.Context, q *account.Queue) (out []offer) {
	all, _ := q.Drafts(ctx)
	for _, d := range all {
		out = append(out, offer{d.ID, "", d.Name()})
	}
	return out
}

func batchOffers(ctx context.Context, q *account.Queue) (out []offer) {
	all, _ := q.Batches(ctx)
	for _, b := range all {
		out = append(out, offer{string(b.ID), b.Name, format.Count(len(b.Items), "row", "rows")})
	}
	return out
}

// offers offers what is read, each once, by ids and, where none begins as what was typed, by
// titles. Nothing is read where a key would be asked of a person.
func (m maker) offers(read func(context.Context, *invocation) []offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		const none = cobra.ShellCompDirectiveNoFileComp
		src := systemSource(true)
		settings, _, err := loadSettings(src, given(m.flags))
		if err != nil {
			return nil, none
		}
		ctx := cmd.Context()
		if ctx == nil {
			ctx = context.Background()
		}
		ctx, cancel := context.WithTimeout(ctx, completionTime)
		defer cancel()
		v := invocation{streams: m.streams, settings: settings, conn: newConnector(src, settings, nil)}
		v.conn.network = m.streams.network
		if config.Asks(v.conn.keyFrom) {
			return nil, none
		}
		if _, err := v.open(ctx); err != nil {
			return nil, none
		}
		return fitting(read(ctx, &v), args, typed), none
	}
}

// obeyed are the characters by which a shell runs, joins or redirects something. Where several
// words fit, bash puts what they have in common on the command line as it is, unquoted.
const obeyed = "$`;&|<>!"

// word tells whether a text may be a word on a command line: a terminal and a shell obey
// nothing in it.
func word(text string) bool {
	return text != "" && text == format.OutsideLine(text) && !strings.ContainsAny(text, obeyed)
}

// fitting are the offers that begin as what was typed. What a terminal or a shell would obey
// is no word.
func fitting(all []offer, args []string, typed string) (ids []string) {
	var titles []string
	for _, o := range all {
		id, title := format.OutsideLine(o.id), format.OutsideLine(o.title)
		if slices.Contains(args, id) || slices.Contains(args, title) && title != "" {
			continue
		}
		if word(o.id) && strings.HasPrefix(id, typed) {
			ids = append(ids, id+"\t"+strings.TrimSpace(title+" "+format.OutsideLine(o.about)))
		}
		if word(o.title) && strings.HasPrefix(title, typed) {
			titles = append(titles, title+"\t"+strings.TrimSpace(id+" "+format.OutsideLine(o.about)))
		}
	}
	if len(ids) > 0 {
		return ids
	}
	return titles
}
