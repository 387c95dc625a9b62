package store

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// steps is the length of one run's noise.
const steps = 90

var allRules = New(1).rules

// broken runs the simulation over seeds and returns one that broke a rule, with
// what was seen, or nil.
func broken(seeds uint64, r rules) (seed uint64, err error) {
	var next atomic.Uint64
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for n := next.Add(1); n <= seeds; n = next.Add(1) {
				if e := newWorld(n, r).run(steps); e != nil {
					mu.Lock()
					seed, err = n, e
					mu.Unlock()
					next.Store(seeds)
				}
			}
		})
	}
	workers.Wait()
	return seed, err
}

// TestReorderingNetworkBreaksNoPromise plays lives of a client whose answers come
// late, out of order or never: no deleted job comes back, no finished one runs
// again, none is shown twice, none is lost, a renamed one keeps its title, one
// created here stays on top, and a full load afterwards equals the server's list.
func TestReorderingNetworkBreaksNoPromise(t *testing.T) {
	t.Parallel()
	if seed, err := broken(seeds, allRules); err != nil {
		t.Errorf("seed %d: %v", seed, err)
	}
}

// TestEachRuleIsNeeded proves that the simulation has teeth: with any one of the
// four rules off, it fails.
func TestEachRuleIsNeeded(t *testing.T) {
	t.Parallel()
	for name, off := range map[string]func(*rules){
		"1 older reads are refused":           func(r *rules) { r.refuseOld = false },
		"2 status only moves forward":         func(r *rules) { r.forwardOnly = false },
		"3 the dead stay dead":                func(r *rules) { r.deadStayDead = false },
		"4 what was created here stays above": func(r *rules) { r.createdOnTop = false },
	} {
		t.Run(name, func(t *testing.T) {
			r := allRules
			off(&r)
			seed, err := broken(seeds, r)
			if err == nil {
				t.Fatalf("%d runs without this rule saw nothing wrong", seeds)
			}
			t.Logf("seed %d: %v", seed, err)
		})
	}
}
