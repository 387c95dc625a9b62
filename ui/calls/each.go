package calls

import (
	"sync"

	"golang.org/x/sync/errgroup"

	"lipdash/api/safely"
)

// atOnce is how many calls or looks at files go on side by side: a modest number, as for
// deletes, since a look may read much of a file or start a process of ffprobe.
const atOnce = 4

// each answers for every one of some, a few at a time; one without an answer is left out.
func each[K comparable, V any](some []K, answer func(K) (V, bool)) map[K]V {
	out := make(map[K]V, len(some))
	var mu sync.Mutex
	var all errgroup.Group
	all.SetLimit(atOnce)
	for _, k := range some {
		all.Go(safely.Err(func() error {
			if v, ok := answer(k); ok {
				mu.Lock()
				defer mu.Unlock()
				out[k] = v
			}
			return nil
		}))
	}
	_ = all.Wait() // none of them fails: an error is part of an answer
	return out
}
