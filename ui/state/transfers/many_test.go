package transfers

import (
	"errors"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

func TestAWishForSeveralIsDoneToThoseItMakesSenseFor(t *testing.T) {
	r := New(AutoOff)
	queue := []Transfer{
		{ID: "runs", State: Running},
		{ID: "waits", State: Queued},
		{ID: "retries", State: Running, NextTry: noon.Add(time.Minute)},
		{ID: "paused", State: Paused},
		{ID: "asks", State: Paused, Asks: true},
		{ID: "failed", State: Failed},
		{ID: "done", State: Done, At: noon},
		{ID: "stopped", State: Cancelled},
	}
	r.Changed(queue, noon)
	ids := []action.FileID{{Upload: "up"}, {Download: "gone"}}
	for _, q := range queue {
		ids = append(ids, action.FileID{Download: q.ID})
	}
	for _, c := range []struct {
		wish action.Wish
		want string
		said string
	}{
		{action.Pause, "runs waits retries", "3 downloads paused, 1 upload continues by itself, 2 paused already"},
		{action.Resume, "paused", "1 download resumed, 1 upload continues by itself, 3 not paused, 1 with a file in the way, which is decided one by one"},
		{action.Cancel, "runs waits retries paused asks failed", "6 downloads stopped, part files are kept, 1 upload continues by itself"},
		{action.Retry, "retries failed stopped", "3 downloads tried again, 1 upload continues by itself, 2 on their way, 2 done or paused, 1 with a file in the way, which is decided one by one"},
		{action.Forget, "done stopped", "2 downloads taken off the list, 1 upload continues by itself, 6 not over"},
	} {
		s := r.Several(ids, c.wish, noon)
		got := ""
		for i, m := range s.Move {
			if i > 0 {
				got += " "
			}
			got += m.ID
		}
		if got != c.want || s.Nothing() != "" || s.Said(0, nil).Text != c.said {
			t.Errorf("wish %v: %q, %q", c.wish, got, s.Said(0, nil).Text)
		}
	}
	s := r.Several(ids, action.Cancel, noon)
	if said := s.Said(2, errors.New("The disk is full.")); !said.Failed || said.Text != "2 of 6 did not work: The disk is full." {
		t.Errorf("%+v", said)
	}
	if why := r.Several(ids[:2], action.Pause, noon).Nothing(); why != "nothing to pause: 1 upload continues by itself" {
		t.Errorf("%q", why)
	}
	if why := r.Several(ids[8:], action.Pause, noon).Nothing(); why != "nothing to pause: 2 over already" {
		t.Errorf("%q", why)
	}
	if why := r.Several(nil, action.Pause, noon).Nothing(); why != "there is nothing to do here" {
		t.Errorf("%q", why)
	}
}

func TestAFileThatIsAskedForTwiceAtOnceIsAskedForOnce(t *testing.T) {
	job := store.Entry{Job: api.Job{ID: "a", Status: api.StatusCompleted, VideoURL: "https://files.heygen.ai/v.mp4"}}
	get := func(api.JobID) (store.Entry, bool) { return job, true }
	r := New(AutoOff)
	p := r.Plan([]api.JobID{"a"}, get)
	if p.Nothing() != "" || len(p.New) != 1 {
		t.Fatalf("%+v", p)
	}
	r.Want(p.All(), false)
	if d := r.Due(get, noon); len(d.Fetch) != 1 {
		t.Fatalf("%+v", d)
	}
	if again := r.Plan([]api.JobID{"a"}, get); again.Nothing() != "it is asked for already" {
		t.Errorf("%+v", again)
	}
	r.Told([]api.JobID{"a"}, nil, noon)
	if p := r.Plan([]api.JobID{"a"}, get); p.Nothing() != "" {
		t.Errorf("once the queue was told: %+v", p)
	}
}
