package create

import (
	"fmt"
	"testing"
	"time"

	"lipdash/api/submission"
)

// What waits here is counted at once, and as its row shows it.
func TestWhatWaitsHereIsCountedAsItsRowsShowIt(t *testing.T) {
	var p Pending
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	add := func(change func(o *Outgoing), states ...submission.State) {
		for _, s := range states {
			o := Outgoing{Submission: submission.New("x", nil, now)}
			o.State = s
			change(&o)
			p.all = append(p.all, o)
		}
	}
	asTheyAre := func(*Outgoing) {}
	add(asTheyAre, submission.Asking, submission.Queued, submission.Queued, submission.Sending, submission.Uploading, submission.Unknown)
	add(func(o *Outgoing) { o.Held = true }, submission.Queued)
	add(func(o *Outgoing) { o.Paused = true }, submission.Queued)
	add(func(o *Outgoing) { o.Batch = "b" }, submission.Uploading, submission.Ready) // a batch's files go up without a slot
	add(func(o *Outgoing) { o.Batch, o.Call = "b", submission.EnvelopeMade }, submission.InEnvelope)
	here, pending, used := p.Here()
	if got := fmt.Sprint(here, pending, used); got != "[{4 held} {1 paused} {2 upload} {1 sending} {1 checking} {1 unsure}] 1 4" {
		t.Errorf("it is %s", got)
	}
	if p.Held() != 5 {
		t.Errorf("%d wait for their turn", p.Held())
	}
	counted := map[string]int{}
	for i := range p.all {
		word, _ := p.Phase(&p.all[i], now)
		counted[word]++
	}
	for _, h := range here {
		if counted[h.Word] != h.N {
			t.Errorf("%d rows say %s, %d are counted", counted[h.Word], h.Word, h.N)
		}
	}
}

func TestWhatWasJustHandedOverIsToldOnce(t *testing.T) {
	p := Pending{on: Terminal{Queue: "L", Ellipsis: "…"}}
	for _, id := range []submission.ID{"a", "b", "c"} {
		o := Outgoing{Submission: submission.New(id, map[string]string{"title": "ep018"}, time.Time{})}
		if o.ID = id; id != "a" {
			o.Batch = "many"
		}
		p.all = append(p.all, o)
	}
	for want, h := range map[string]Handed{
		"ep018 is taken, and sent in its turn":         {ID: "a"},
		"2 lipsyncs are taken, and sent in their turn": {ID: "b", Batch: "many"},
		"": {ID: "gone"},
	} {
		if got := p.Taken(h); got != want {
			t.Errorf("%+v: %q", h, got)
		}
	}
	p.queue.PausedAt = time.Unix(1, 0)
	if got := p.Taken(Handed{ID: "a"}); got != "ep018 waits: queue paused, L resumes" {
		t.Errorf("%q", got)
	}
}
