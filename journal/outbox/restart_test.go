package outbox

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lipdash/api/sim"
)

// The account takes ten jobs at a time, 25 are submitted, and the process dies
// in the middle.
func TestTheOrderIsKeptAcrossAKillOnAnAccountThatIsFull(t *testing.T) {
	t.Parallel()
	const n = 25
	server := sim.New(sim.Options{Key: testKey, Speed: 150, Concurrency: 10})
	base := loopback(t, server)
	path := filepath.Join(t.TempDir(), "state", "j.db")
	first := start(t, "submit", path, base, numbered(n)...)
	first.ready(t)
	for end := time.Now().Add(20 * time.Second); len(server.Jobs()) < 12; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("only %d jobs after 20 s", len(server.Jobs()))
		}
	}
	if got := first.killed(t); len(got) != n {
		t.Fatalf("%d of %d were confirmed", len(got), n)
	}
	if made := len(server.Jobs()); made >= n {
		t.Fatal("nothing was left for the second process")
	}
	start(t, "finish", path, base).ends(t)
	if got := order(server); !slices.Equal(got, numbered(n)) {
		t.Errorf("made in the order %v", got)
	}
	if n := refusals(server); n > 1 {
		t.Errorf("%d answers 429", n)
	}
}
