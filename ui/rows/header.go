package rows

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
)

// Header is the header on a tab, of an account with a balance.
func (s Source) Header(at action.Tab, balance api.Balance) statusbar.Header {
	files := s.Transfers.Totals(s.Now)
	h := statusbar.Header{Balance: Balance(balance), Tabs: []statusbar.Tab{
		{Name: "Jobs", On: at == action.JobsTab},
		{Name: "Batches", On: at == action.BatchesTab, N: s.Batches.Open()},
		{Name: "Transfers", On: at == action.TransfersTab, N: files.Open + files.Failed + len(s.Create.Pending.Uploads())},
		{Name: "Activity", On: at == action.ActivityTab},
	}}
	h.Spent, h.SpentOf, h.Over = s.Create.Money.Today()
	_, atHeyGen, _ := s.Create.Pending.Here() // their rows are pending too
	if c := s.counts(); !s.Browse.Unheard() {
		h.Tallies = []statusbar.Tally{
			{N: c.Running, Status: api.StatusRunning},
			{N: c.Pending + atHeyGen, Status: api.StatusPending},
			{N: c.Failed, Status: api.StatusFailed},
			{N: c.Completed, Status: api.StatusCompleted},
		}
	}
	if s.Store.HasMore() {
		h.Of = "of " + format.Count(s.Store.Len(), "loaded", "loaded")
	}
	return h
}

// counts are how many jobs there are of each state; a failure that was made again is none that
// needs anybody.
func (s Source) counts() store.Counts {
	c := s.Store.Counts()
	c.Failed -= s.handled()
	return c
}

// Balance is what is left to spend, "" while that is not known.
func Balance(b api.Balance) string {
	if !b.Known {
		return ""
	}
	return format.Money(b.Amount, b.Currency)
}

// Held is what waits here, and how many of the account's slots are taken, "" where there is no
// limit.
func (s Source) Held(limit int) (here []statusbar.Here, slots string) {
	all, _, used := s.Create.Pending.Here()
	for _, h := range all {
		here = append(here, statusbar.Here(h))
	}
	if limit > 0 { // what is more than there are has left and waits at HeyGen
		slots = format.Number(min(s.active()+used, limit)) + "/" + format.Number(limit) + " slots"
	}
	return here, slots
}

// active is how many jobs wait or run at HeyGen, as far as the list has them.
func (s Source) active() int {
	c := s.Store.Counts()
	return c.Running + c.Pending
}

// QueuePaused says that nothing of what waits here is sent, "" while it is.
func (s Source) QueuePaused() string {
	if s.Create.Pending.Paused() {
		return "queue paused"
	}
	return ""
}

// Pulse says how old the picture is and when the next one comes; where the view stands
// still, since when. That nothing is heard from HeyGen meanwhile is not left out.
func (s Source) Pulse(stands bool, pausedUntil time.Time) statusbar.Pulse {
	if !stands {
		p := s.Poll.Picture(s.Now, pausedUntil, s.Browse.Cache.Since())
		return statusbar.Pulse{Mood: moods[p.Mood], Text: p.Text}
	}
	text, aside := "frozen "+format.Seconds(s.Now.Sub(s.Browse.SeenAt(s.Now))), ""
	switch {
	case s.Poll.Refused() != nil:
		aside = ", key refused"
	case s.Poll.Failures() > 0:
		aside = ", " + poll.OutageWord(s.Poll.Err())
	}
	goesOn := ", " + s.Keys.Of(keymap.Freeze, keymap.Jobs) + " resumes"
	return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{text + aside + goesOn, text + aside, text}}
}

var moods = map[poll.Mood]statusbar.Mood{poll.Live: statusbar.Live, poll.Asking: statusbar.Asking, poll.Odd: statusbar.Odd}

// Banner is the one line over the body while something needs a person. While text is typed it
// names the keys that are none.
func (s Source) Banner(typing bool) statusbar.Banner {
	err, failures, key := s.Poll.Err(), s.Poll.Failures(), s.Keys.Of
	if typing {
		key = s.Keys.Beside
	}
	b := statusbar.Banner{More: key(keymap.LastError, keymap.Global)}
	offer := func(c keymap.Command, text string) {
		if k := key(c, keymap.Global); k != "" {
			b.Keys = append(b.Keys, keymap.Hint{Key: k, Text: text})
		}
	}
	switch refused := s.Poll.Refused(); {
	case refused != nil:
		b.Text = api.Explain(refused).String() // the header says that it is refused
		offer(keymap.NewKey, "paste another key")
		offer(keymap.Refresh, "look again")
		return b
	case s.Browse.Unheard():
	case failures > 1 || failures > 0 && api.Reason(err) != api.Explain(err).What:
		b.Text = api.Reason(err) // what else is to be done is done: the header says when
		offer(keymap.Refresh, "try now")
		return b
	}
	return statusbar.Banner{}
}

// refresh is the key that asks now, or looks for the key again.
func (s Source) refresh() string { return s.Keys.Of(keymap.Refresh, keymap.Global) }

// Title tells the counts to a terminal that is not looked at.
func (s Source) Title() string {
	c := s.counts()
	t := "lipdash"
	if c.Running+c.Pending > 0 {
		t += " - " + format.Count(c.Running+c.Pending, "active", "active")
	}
	if c.Failed > 0 {
		t += " - " + format.Count(c.Failed, "failed", "failed")
	}
	return t
}
