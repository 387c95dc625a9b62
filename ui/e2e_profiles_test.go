package ui_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/journal"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// profile is one account of a test: a server, a folder, and the session on it, which is
// the same whenever it is opened.
type profile struct {
	server   *sim.Server
	readOnly bool
	dir      string
	session  *calls.Session
	memories []*account.Memory
}

// open is the session of a profile; its memory is opened once for as long as it lives.
func (p *profile) open(t *testing.T, name string) calls.Session {
	if p.session != nil {
		return *p.session
	}
	attempts := make(chan api.Call, 64)
	client, err := api.New(api.Credential{Key: testKey}, api.Options{
		Transport: p.server.Transport(), ReadOnly: p.readOnly, Observe: func(c api.Call) { attempts <- c },
	})
	if err != nil {
		t.Error(err)
	}
	p.session = &calls.Session{
		Client: client, Identity: calls.Identity{Profile: name, KeyTail: "4f2a", ReadOnly: p.readOnly}, Calls: attempts,
		OpenMemory: func(ctx context.Context, _ string) calls.Memory {
			if n := len(p.memories); n > 0 && !p.memories[n-1].Ended() {
				return p.memories[n-1]
			}
			j, err := journal.Open(ctx, p.dir+"/journal.db")
			if err != nil {
				t.Error(err)
				return nil
			}
			m := account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1, Journal: j})
			p.memories = append(p.memories, m)
			return m
		},
	}
	return *p.session
}

// profiles start the dashboard on the profile "one" of some.
func profiles(t *testing.T, all map[string]*profile) rig {
	t.Helper()
	for _, p := range all {
		p.dir = t.TempDir()
	}
	return start(t, all["one"].server, 120, 40, func(o *ui.Options) {
		first := all["one"].open(t, "one")
		o.Session, o.Profiles = &first, []string{"default", "one", "two", "none"}
		o.OpenProfile = func(_ context.Context, name string) (calls.Session, error) {
			p, ok := all[name]
			if !ok {
				return calls.Session{}, errors.New("There is no API key. Looked in NO_KEY in the environment (not set).")
			}
			return p.open(t, name), nil
		}
	})
}

// switchTo chooses a profile in the list of commands.
func switchTo(r rig, name string) {
	r.Press(":")
	r.Type("profile " + name)
	r.Press("enter")
	r.Wait(2 * time.Second)
}

// endAll ends what the profiles have open, after the program.
func endAll(r rig, all map[string]*profile) {
	r.Stop()
	for _, p := range all {
		for _, m := range p.memories {
			m.Close()
			m.Wait()
		}
	}
}

// titled is a server with finished jobs of a title.
func titled(title string, jobs int) *sim.Server {
	s := newSim(0)
	for i := range jobs {
		s.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now().Add(-time.Duration(i+1) * time.Minute), Duration: time.Minute})
	}
	return s
}

func TestASwitchOfTheProfileKeepsWhatIsTypedAndComesBackAtOnceWithoutANetwork(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		all := map[string]*profile{"one": {server: newSim(30)}, "two": {server: titled("of the other", 3)}}
		r := profiles(t, all)
		defer endAll(r, all)
		r.Press("j", "j", "j", "j", "c")
		r.Type("https://example.com/half")
		r.Press("esc")
		switchTo(r, "two")
		r.Has("of the other", "opened two. Of one the draft stays there", " two ")
		r.HasNot("job 001")
		r.Press("c")
		r.Has("New lipsync")
		r.HasNot("example.com/half")
		r.Press("esc")
		r.Wait(time.Hour)

		all["one"].server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r.Press(":")
		r.Type("profile one")
		r.Press("enter")
		r.Wait(100 * time.Millisecond)
		r.Has("job 001", "job 005")
		r.HasNot("of the other")
		r.Wait(5 * time.Second)
		r.Has("job 001", "1h ago")
		r.Press("c")
		r.Has("example.com/half")
		r.Press("esc")
		all["one"].server.Faults().Clear()
		r.Wait(2 * time.Minute)
		r.Has("live", "job 001")
		if n := len(all["one"].memories); n != 1 {
			t.Errorf("the journal was opened %d times", n)
		}
	})
}

func TestWhatIsOnItsWayInTheProfileThatIsLeftGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		one := newSim(3)
		one.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: sim.FaultStatus, Status: 503, Times: 2})
		all := map[string]*profile{"one": {server: one}, "two": {server: titled("of the other", 3)}}
		r := profiles(t, all)
		defer endAll(r, all)
		r.Press("c")
		r.Type("https://example.com/a.mp4")
		r.Press("tab")
		r.Type("https://example.com/a.wav")
		r.Press("ctrl+x", "enter")
		switchTo(r, "two")
		r.Has("of the other", "opened two. Of one 1 lipsync continues")
		r.Wait(3 * time.Minute)
		if n := len(one.Jobs()); n != 4 {
			t.Errorf("%d jobs in the profile that was left, want the one made and 3", n)
		}
		switchTo(r, "one")
		r.Wait(30 * time.Second)
		r.Press("g") // it is the newest, and the detail beside the list names its file
		r.Has("a.mp4")
		// The changes of the memory are heard again.
		r.Press("c")
		r.Type("https://example.com/b.mp4")
		r.Press("tab")
		r.Type("https://example.com/b.wav")
		r.Press("ctrl+x", "enter")
		r.Wait(5 * time.Second)
		r.Has("b.mp4")
		if n := len(one.Jobs()); n != 5 {
			t.Errorf("%d jobs, want 5", n)
		}
	})
}

func TestADeleteThatHasNotLeftIsNotSentAndSaysSoWhereItWasAsked(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		all := map[string]*profile{"one": {server: newSim(5)}, "two": {server: titled("of the other", 3)}}
		r := profiles(t, all)
		defer endAll(r, all)
		deleteAll(r, 5)
		switchTo(r, "two")
		r.Has("opened two. Of one 5 deletes were not sent")
		r.Wait(5 * time.Minute)
		if n := len(all["one"].server.Jobs()); n != 5 {
			t.Errorf("%d jobs are left of 5", n)
		}
		switchTo(r, "one")
		r.Wait(10 * time.Second)
		r.Has("not sent, you left")
		r.Press(".")
		r.Wait(time.Minute)
		if n := len(all["one"].server.Jobs()); n != 0 {
			t.Errorf("%d jobs are left", n)
		}
	})
}

func TestAProfileWithoutAKeyIsNotOpenedAndSaysWhereItLooked(t *testing.T) {
	bubble(t, func(t *testing.T) {
		all := map[string]*profile{"one": {server: newSim(3)}}
		r := profiles(t, all)
		defer endAll(r, all)
		switchTo(r, "none")
		r.Has("not switched to none: There is no API key. Looked in NO_KEY", "job 001")
	})
}

func TestAReadOnlyProfileSaysSoAndNoKeyOfItWrites(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(5)
		all := map[string]*profile{"one": {server: server, readOnly: true}, "two": {server: titled("of the other", 1)}}
		r := profiles(t, all)
		defer endAll(r, all)
		r.Has("one read-only")
		for _, k := range []string{"x", "e", "c", "N", "t", "D", "P"} {
			r.Press(k)
			r.Has("the profile one is read-only", ": profile switches")
			r.HasNot("New lipsync", "Delete", "Cancel")
			r.Wait(time.Minute)
		}
		switchTo(r, "two")
		r.HasNot("read-only")
		for _, c := range server.Calls() {
			if c.Method != "GET" {
				t.Errorf("%s %s left", c.Method, c.Path)
			}
		}
	})
}
