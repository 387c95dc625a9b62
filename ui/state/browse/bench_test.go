package browse

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

var sizes = []int{1_000, 10_000, 100_000}

// jobAt is the i-th newest job of a studio: a thousand run, one in eleven of the others
// failed.
func jobAt(i int) api.Job {
	j := api.Job{
		ID: api.JobID(fmt.Sprintf("%032x", uint64(i)*0x9e3779b97f4a7c15)), Title: fmt.Sprintf("ep%05d %s take %d", i, []string{"German", "French", "日本語"}[i%3], i%7),
		Status: api.StatusCompleted, Duration: time.Duration(i%500) * time.Second, CreatedAt: time.Unix(int64(1_000_000-i), 0), CallbackID: "week-47",
	}
	switch {
	case i < 1000:
		j.Status = api.StatusRunning
	case i%11 == 8:
		j.Status, j.FailureMessage = api.StatusFailed, fmt.Sprintf("audio is %d s longer than the video", i%100)
	}
	return j
}

// fleet is n jobs as they come in, a hundred a page.
func fleet(n int) *finder {
	s := store.New(50)
	f := newFinder(s)
	for from := 0; from < n; from += 100 {
		p := api.JobPage{NextToken: strconv.Itoa(from + 100)}
		for i := from; i < from+100; i++ {
			p.Jobs = append(p.Jobs, jobAt(i))
		}
		if from == 0 {
			s.ApplyFirstPage(s.NextSeq(), p, time.Unix(0, 0))
		} else {
			s.ApplyNextPage(s.NextSeq(), strconv.Itoa(from), p, time.Unix(0, 0))
		}
		f.took(s.TakeChanges())
	}
	f.ask(Query{})
	return &f
}

// BenchmarkKeystroke types a query letter by letter; an operation is one letter.
func BenchmarkKeystroke(b *testing.B) {
	for _, typed := range []string{"german take 3", "e", "047", "gmn 7", "zq"} {
		for _, n := range sizes {
			b.Run(fmt.Sprintf("%s of %d", typed, n), func(b *testing.B) {
				f := fleet(n)
				i := 0
				for b.Loop() {
					f.ask(Query{Text: typed[:i%len(typed)+1]})
					i++
				}
			})
		}
	}
}

// BenchmarkWorstKeystroke is a letter that nearly all jobs have, under a sort, and what
// is near when none does.
func BenchmarkWorstKeystroke(b *testing.B) {
	for name, text := range map[string]string{"first letter": "e", "near": "gmnk7"} {
		b.Run(name, func(b *testing.B) {
			f := fleet(100_000)
			f.ask(Query{Sort: Length})
			for b.Loop() {
				f.ask(Query{Text: text, Sort: Length})
			}
		})
	}
}

func BenchmarkSort(b *testing.B) {
	for by := Newest; by < sorts; by++ {
		b.Run(by.Word(false), func(b *testing.B) {
			f := fleet(100_000)
			for b.Loop() {
				f.sorted = nil
				f.ask(Query{Sort: by})
			}
		})
	}
}

// BenchmarkRound is a thousand of a hundred thousand jobs that change, under a filter and
// a sort.
func BenchmarkRound(b *testing.B) {
	f := fleet(100_000)
	f.ask(Query{Text: "ep", Sort: ByState})
	for b.Loop() {
		for k := range 1000 {
			f.changed[jobAt(k).ID] = struct{}{}
		}
		f.refresh(false, "")
	}
}

// BenchmarkArrivals is five jobs that come on top of a hundred thousand.
func BenchmarkArrivals(b *testing.B) {
	f := fleet(100_000)
	f.ask(Query{Text: "ep", Sort: Title})
	i := 200_000
	for b.Loop() {
		for range 5 {
			i++
			f.jobs.ApplyCreated(jobAt(i), time.Unix(0, 0))
		}
		f.took(f.jobs.TakeChanges())
		f.refresh(false, "")
	}
}
