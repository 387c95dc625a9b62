package linemode

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/rows"
	"lipdash/ui/state/browse"
)

// patience is how long the start waits for HeyGen's list, diskPatience for what this machine
// has.
const (
	patience     = 20 * time.Second
	diskPatience = 3 * time.Second
)

// begin says where the user is and what there is.
func (d *dialog) begin(ctx context.Context) error {
	for _, n := range d.o.Notices {
		d.say(sentence(n))
	}
	if trouble := d.o.Memory.Trouble(); trouble != "" && !d.o.Identity.Demo {
		d.say(sentence(trouble))
	}
	if stored, err := d.o.Memory.Drafts(ctx); err == nil {
		d.do(func() { d.room.Drafts.Opened(stored) })
	}
	if kept, err := d.o.Memory.Views(ctx); err == nil {
		d.views.Read(kept)
	}
	waiting, enough := context.WithTimeout(ctx, diskPatience)
	d.o.Memory.Ready(waiting)
	enough()
	d.readAccount(ctx)
	late := time.After(patience)
	over := false
	_, err := d.await(ctx, func() bool {
		select {
		case <-late:
			over = true
		default:
		}
		return over || d.f.Store().Loaded() || d.f.Trouble() != nil
	})
	if err != nil {
		return d.ends(err)
	}
	d.recall(ctx)
	d.look()
	d.say(d.summary())
	if d.o.Identity.ReadOnly {
		d.say("This profile is read-only: nothing is changed at HeyGen.")
	}
	d.find()
	if len(d.rows) > 0 {
		if err := d.goTo(ctx, 0); err != nil {
			return err
		}
	} else {
		d.say(d.nothing())
	}
	d.say("The command help reads what can be said.")
	return nil
}

// recall takes the list of an earlier run where HeyGen has not told it, and says of when it is;
// where it has, which of the jobs are new.
func (d *dialog) recall(ctx context.Context) {
	loaded := false
	d.do(func() { loaded = d.f.Store().Loaded() })
	for from, more := "", true; more; {
		page, err := d.o.Memory.Cached(ctx, from, browse.MoreCached)
		if err != nil || len(page.Jobs) == 0 {
			return
		}
		if loaded {
			d.do(func() {
				page.Jobs = slices.DeleteFunc(page.Jobs, func(j record.Job) bool { _, listed := d.f.Store().Get(j.Job.ID); return !listed })
				d.f.Store().ApplyCached(page.Jobs)
			})
			return
		}
		d.do(func() {
			d.f.Store().ApplyCached(page.Jobs)
			if page.Next == "" {
				d.f.Store().CacheEnds(page.Whole)
			}
		})
		if from == "" {
			d.say(sentence("the list as it was " + aloud(format.Ago(time.Since(page.SavedAt)))))
		}
		from, more = page.Next, page.Next != ""
	}
}

// ends is why nothing goes on.
func (d *dialog) ends(err error) error {
	select {
	case <-d.ended:
		d.tellNews()
		if d.over != nil {
			return d.over
		}
	default:
	}
	return err
}

// readAccount asks whose key it is; without an answer what was known stays.
func (d *dialog) readAccount(ctx context.Context) {
	if me, err := d.o.Client.Me(ctx); err == nil {
		d.account = me
	}
}

// where is whose jobs they are.
func (d *dialog) where() string {
	who := d.o.Identity.Profile
	switch {
	case d.o.Identity.Demo:
		return "the demo, where everything is made up"
	case who == "default" && d.account.Username != "":
		who = format.Line(d.account.Username)
	case who == "default":
		who = "your account"
	}
	return who
}

// summary is what there is, in one line.
func (d *dialog) summary() string {
	parts := []string{}
	trouble := error(nil)
	d.do(func() {
		c := d.f.Store().Counts()
		loaded := fmt.Sprintf("Jobs in %s, %d loaded", d.where(), d.f.Store().Len())
		if d.f.Store().HasMore() {
			loaded += ", and there are more"
		}
		d.source() // it learns what was made again
		states := fmt.Sprintf("%d running, %d waiting, %d failed", c.Running, c.Pending, c.Failed)
		if n := d.room.Remakes.Handled(d.f.Store()); n > 0 {
			states += fmt.Sprintf(", %d of them made again", n)
		}
		parts = append(parts, loaded, states)
		if n := len(d.room.Pending.All()); n > 0 {
			parts = append(parts, format.Count(n, "lipsync is", "lipsyncs are")+" on the way to HeyGen")
		}
		trouble = d.f.Trouble()
	})
	if b := rows.Balance(d.account.Balance); b != "" {
		parts = append(parts, "Balance "+b)
	}
	if trouble != nil {
		parts = append(parts, api.Reason(trouble)+" It is retried automatically")
	}
	var out []string
	for _, p := range parts {
		out = append(out, sentence(p))
	}
	return strings.Join(out, " ")
}
