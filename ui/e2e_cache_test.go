package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/journal"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// remembered gives a rig a memory on disk in a folder.
func remembered(t *testing.T, dir string, open *[]*account.Memory) func(*ui.Options) {
	return func(o *ui.Options) {
		client, _ := o.Session.Client.(*api.Client)
		o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
			j, err := journal.Open(ctx, dir+"/journal.db")
			if err != nil {
				t.Error(err)
				return nil
			}
			m := account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1, Journal: j})
			*open = append(*open, m)
			return m
		}
	}
}

// aCentury is time to get from the year in which fake time begins to one that
// the client believes a job was made in.
const aCentury = 100 * 365 * 24 * time.Hour

// runs are runs of the program on the account, with what the last one kept.
type runs struct {
	t    *testing.T
	dir  string
	open []*account.Memory
}

func (s *runs) start(server *sim.Server) rig {
	return start(s.t, server, 110, 30, remembered(s.t, s.dir, &s.open))
}

func (s *runs) stop(r rig) {
	r.Stop()
	m := s.open[len(s.open)-1]
	m.Close()
	m.Wait()
}

// deleteElsewhere is another client's delete.
func deleteElsewhere(t *testing.T, server *sim.Server, id string) {
	t.Helper()
	client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: server.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.DeleteJob(t.Context(), api.JobID(id)); err != nil {
		t.Fatal(err)
	}
}

func TestTheNextStartPaintsWhatTheLastOneKnewAlsoWithoutANetwork(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := newSim(120)
		r := s.start(server)
		r.Press("n")
		r.Wait(time.Minute)
		s.stop(r)
		time.Sleep(2 * time.Hour)

		server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r = s.start(server)
		r.Wait(2 * time.Second)
		r.Has("job 001", "from ", ", 2h ago")
		r.Press("n")
		r.Has("job 051", "page 2")
		r.Press("/")
		r.Type("job 077")
		r.Press("enter")
		r.Has("job 077", "1 of 120 loaded matches")
		r.Press("esc", "g")

		server.Faults().Clear()
		// The jobs that were deleted elsewhere meanwhile are gone once the list
		// was read again, and what came in is on top.
		for _, j := range server.Jobs() {
			if j.Title == "job 002" || j.Title == "job 003" {
				deleteElsewhere(t, server, j.ID)
			}
		}
		server.AddJob(sim.JobSpec{Title: "brand new", Status: "completed", CreatedAt: time.Now()})
		r.Wait(2 * time.Minute)
		r.Has("1 new above, g", "job 001", "live")
		r.Press("g")
		r.Has("brand new")
		r.HasNot("job 002", "job 003", "2h ago")
		s.stop(r)

		r = s.start(server)
		r.Has("brand new", "job 001")
		r.HasNot("job 002")
		s.stop(r)
	})
}

func TestAWholeAccountThatWasKeptIsReadAgainOnlyWhenWanted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := newSim(730)
		r := s.start(server)
		r.Press("A")
		r.Until("all loaded: 730 jobs", 5*time.Minute)
		r.Wait(time.Minute)
		s.stop(r)

		for _, j := range server.Jobs() {
			if strings.HasPrefix(j.Title, "job 5") {
				deleteElsewhere(t, server, j.ID)
			}
		}
		server.ResetCalls()
		r = s.start(server)
		r.Wait(time.Minute)
		if n := r.sim.CallCount("GET /v3/lipsyncs"); n > 3 {
			t.Fatalf("%d lists in the first minute", n)
		}
		r.Press("/")
		r.Type("job 730")
		r.Has("1 of 730 loaded matches")
		r.Press("esc", "/")
		r.Type("job 555")
		r.Has("job 555")
		r.Press("esc", "A")
		r.Until("all loaded: 630 jobs", 5*time.Minute)
		r.Press("/")
		r.Type("job 555")
		r.Has("0 of 630 loaded match")
		s.stop(r)
	})
}
