package outbox

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

// crew are several outboxes on one journal and one account, as several processes are.
func crew(t *testing.T, server *sim.Server, n int, o Options) (out []*rig) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "j.db")
	for range n {
		o.Journal = openedAt(t, path)
		out = append(out, started(t, server, o))
	}
	return out
}

// busyFor is an account that takes one job, and has one for so long.
func busyFor(d time.Duration) (*sim.Server, Options) {
	server := sim.New(sim.Options{Key: testKey, Concurrency: 1})
	server.AddJob(sim.JobSpec{Title: "elsewhere", Running: d})
	return server, Options{Limit: 1}
}

// A pause by one process holds for all within a second, for what waits already and for what
// comes; resuming by another one lets all of it go.
func TestAPauseByOneProcessHoldsForAll(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		rigs := crew(t, server, 3, Options{})
		_, err := rigs[0].Arrange(t.Context(), submission.Change{Do: submission.PauseAll})
		must(t, err)
		time.Sleep(time.Second)
		var ids []submission.ID
		for i, r := range rigs {
			if !r.Queue().Paused() {
				t.Errorf("process %d does not know", i)
			}
			ids = append(ids, r.submit(links(numbered(3)[i])))
		}
		time.Sleep(10 * time.Minute)
		if n := len(server.Jobs()); n != 0 {
			t.Fatalf("%d jobs of a paused queue", n)
		}
		_, err = rigs[2].Arrange(t.Context(), submission.Change{Do: submission.ResumeAll})
		must(t, err)
		for i, r := range rigs {
			r.becomes(ids[i], submission.Accepted, time.Minute)
		}
		if got := order(server); !slices.Equal(got, numbered(3)) {
			t.Errorf("sent as %v", got)
		}
	})
}

// What is being sent goes on in a paused queue, and is made once.
func TestWhatIsBeingSentGoesOnWhenTheQueueIsPaused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Times: 1})
		r := started(t, server, Options{})
		id := r.submit(links("one"))
		r.becomes(id, submission.Unknown, time.Minute)
		_, err := r.Arrange(t.Context(), submission.Change{Do: submission.PauseAll})
		must(t, err)
		r.becomes(id, submission.Accepted, 5*time.Minute)
		r.expect("one", 1)
	})
}

// The queue is reordered by one process while another one has what waits, and sends.
func TestAQueueIsReorderedWhileItIsSent(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server, o := busyFor(5 * time.Minute)
		rigs := crew(t, server, 2, o)
		titles := numbered(4)
		var ids []submission.ID
		for i, title := range titles {
			ids = append(ids, rigs[i%2].submit(links(title)))
		}
		time.Sleep(time.Second)
		_, err := rigs[0].Arrange(t.Context(), submission.Change{Do: submission.Reorder, IDs: ids[2:], Move: submission.Move{To: submission.ToTop}})
		must(t, err)
		_, err = rigs[1].Arrange(t.Context(), submission.Change{Do: submission.PauseOne, IDs: ids[:1]})
		must(t, err)
		time.Sleep(time.Second)
		if a, b := rigs[1].item(ids[3]), rigs[0].item(ids[0]); a.Place != 2 || b.Place != 0 || !b.Paused {
			t.Errorf("places %d and %d, paused %v", a.Place, b.Place, b.Paused)
		}
		time.Sleep(30 * time.Minute)
		if got, want := order(server), []string{"elsewhere", titles[2], titles[3], titles[1]}; !slices.Equal(got, want) {
			t.Errorf("sent as %v, want %v", got, want)
		}
	})
}

// What one process drops, another one that has it and uploads for it does not send.
func TestWhatAnotherProcessDropsIsNotSent(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server, o := busyFor(5 * time.Minute)
		rigs := crew(t, server, 2, o)
		id := rigs[0].submit(links("one"))
		time.Sleep(time.Second)
		out, err := rigs[1].Arrange(t.Context(), submission.Change{Do: submission.Drop, IDs: []submission.ID{id}})
		must(t, err)
		if len(out.Done) != 1 {
			t.Fatalf("got %+v", out)
		}
		rigs[0].until("gone", time.Second, func() bool {
			return !slices.ContainsFunc(rigs[0].Items(), func(it submission.Outgoing) bool { return !it.State.Final() })
		})
		time.Sleep(10 * time.Minute)
		rigs[0].expect("one", 0)
	})
}

// A batch waits in a paused queue as well: its files, its call and the call's next try.
func TestABatchWaitsInAPausedQueue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		rigs := crew(t, server, 2, Options{})
		pause := func(do submission.Do, ids ...submission.ID) {
			t.Helper()
			_, err := rigs[1].Arrange(t.Context(), submission.Change{Do: do, IDs: ids})
			must(t, err)
			time.Sleep(time.Second)
		}
		pause(submission.PauseAll)
		b, values := sheet("a", 4)
		values[0]["video"] = video(t, "talk.mp4", 1<<10)
		_, err := rigs[0].SubmitBatch(t.Context(), b, values)
		must(t, err)
		time.Sleep(10 * time.Minute)
		if len(server.Jobs())+len(server.Assets()) != 0 {
			t.Fatalf("%d jobs and %d files of a paused queue", len(server.Jobs()), len(server.Assets()))
		}
		held := rigs[0].Items()[3].ID
		pause(submission.PauseOne, held)
		server.Faults().Add(sim.Fault{Route: batches, Kind: sim.FaultStatus, Status: 429, Times: 1, RetryAfter: "300"})
		pause(submission.ResumeAll)
		time.Sleep(5 * time.Second)
		pause(submission.PauseAll)
		time.Sleep(10 * time.Minute)
		if n := len(server.Jobs()); n != 0 {
			t.Errorf("%d jobs of a call that waits in a paused queue", n)
		}
		pause(submission.ResumeAll)
		time.Sleep(time.Minute)
		if n := len(server.Jobs()); n != 3 {
			t.Errorf("%d jobs, and one is paused", n)
		}
		pause(submission.ResumeOne, held)
		time.Sleep(time.Minute)
		rigs[0].once(4)
	})
}
