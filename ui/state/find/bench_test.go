package find

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"lipdash/api"
)

var sizes = []int{1_000, 10_000, 100_000}

// fleet is n jobs of a studio, one in eleven failed, a thousand running.
func fleet(n int) *shelf {
	s := newShelf()
	s.list = make([]api.JobID, n)
	for i := range n {
		f := jobAt(i)
		s.list[i] = f.ID
		s.facts[f.ID] = f
		s.Put(f)
	}
	s.Watch(slices.Values(s.list))
	return s
}

func jobAt(i int) Facts {
	f := Facts{
		ID: api.JobID(fmt.Sprintf("%032x", uint64(i)*0x9e3779b97f4a7c15)), Title: fmt.Sprintf("ep%05d %s take %d", i, []string{"German", "French", "日本語"}[i%3], i%7),
		Status: api.StatusCompleted, Length: time.Duration(i%500) * time.Second, Changed: time.Unix(int64(i), 0), CallbackID: "week-47",
	}
	switch {
	case i < 1000:
		f.Status = api.StatusRunning
	case i%11 == 8:
		f.Status, f.Failure = api.StatusFailed, fmt.Sprintf("audio is %d s longer than the video", i%100)
	}
	return f
}

// BenchmarkKeystroke types a query letter by letter; an operation is one letter.
func BenchmarkKeystroke(b *testing.B) {
	for _, typed := range []string{"german take 3", "e", "047", "gmn 7", "zq"} {
		for _, n := range sizes {
			b.Run(fmt.Sprintf("%s of %d", typed, n), func(b *testing.B) {
				s := fleet(n)
				i := 0
				for b.Loop() {
					s.Ask(Query{Text: typed[:i%len(typed)+1]})
					i++
				}
			})
		}
	}
}

// BenchmarkWorstKeystroke is the first letter of a query that nearly all jobs
// match, and what is near when none does.
func BenchmarkWorstKeystroke(b *testing.B) {
	for name, text := range map[string]string{"first letter": "e", "near": "gmnk7"} {
		b.Run(name, func(b *testing.B) {
			s := fleet(100_000)
			for b.Loop() {
				s.Ask(Query{Text: "!"})
				s.Ask(Query{Text: text})
			}
		})
	}
}

func BenchmarkSort(b *testing.B) {
	for by := Title; by < sorts; by++ {
		b.Run(by.Word(false), func(b *testing.B) {
			s := fleet(100_000)
			for b.Loop() {
				s.Ask(Query{})
				s.Ask(Query{Sort: by})
			}
		})
	}
}

// BenchmarkRound is a thousand of a hundred thousand jobs that change, under a
// filter and a sort.
func BenchmarkRound(b *testing.B) {
	s := fleet(100_000)
	s.Ask(Query{Text: "ep", Sort: ByState})
	i := 0
	for b.Loop() {
		i++
		for k := range 1000 {
			f := jobAt(k)
			if i%2 == 0 {
				f.Status = api.StatusPending
			}
			s.Put(f)
		}
		s.Refresh(nil, 0, false, "")
	}
}

// BenchmarkArrivals is five jobs that come on top of a hundred thousand.
func BenchmarkArrivals(b *testing.B) {
	s := fleet(100_000)
	s.Ask(Query{Text: "ep", Sort: Title})
	i := 200_000
	for b.Loop() {
		for range 5 {
			i++
			s.put(jobAt(i))
		}
		s.Refresh(slices.Values(s.list), len(s.list)-5, false, "")
	}
}
