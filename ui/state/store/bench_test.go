package store

import (
	"fmt"
	"testing"

	"lipdash/api"
)

// loaded is a store with n jobs in pages of fifty, the first thousand running.
func loaded(n int) *Store {
	s := New(50)
	token := ""
	for from := 0; from < n; from += 50 {
		page := stretchOf(from, 50)
		page.NextToken = fmt.Sprint(from)
		if from == 0 {
			s.ApplyFirstPage(s.NextSeq(), page, noon)
		} else {
			s.ApplyNextPage(s.NextSeq(), token, page, noon)
		}
		token = page.NextToken
	}
	return s
}

func stretchOf(from, n int) api.JobPage {
	var page api.JobPage
	for i := from; i < from+n; i++ {
		job := done(api.JobID(fmt.Sprintf("job-%06d", i)), "https://x/")
		if i < 1000 {
			job.Status = api.StatusRunning
		}
		page.Jobs = append(page.Jobs, job)
	}
	return page
}

func BenchmarkApplyFirstPage(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n, " loaded"), func(b *testing.B) {
			s := loaded(n)
			page := stretchOf(0, 50)
			page.NextToken = "0"
			for b.Loop() {
				s.ApplyFirstPage(s.NextSeq(), page, noon)
			}
			if s.Len() != n {
				b.Fatalf("%d jobs are held, want %d", s.Len(), n)
			}
		})
	}
}

func BenchmarkApplyFirstPageWithArrival(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n, " loaded"), func(b *testing.B) {
			s := loaded(n)
			page := stretchOf(0, 49)
			page.Jobs = append([]api.Job{{ID: "new", Status: api.StatusPending}}, page.Jobs...)
			page.NextToken = "0"
			for b.Loop() {
				s.ApplyFirstPage(s.NextSeq(), page, noon)
				s.ApplyDeleted("new")
				delete(s.dead, "new")
			}
		})
	}
}

func BenchmarkApplyStatusesOf1000(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n, " loaded"), func(b *testing.B) {
			s := loaded(n)
			got := make([]api.JobStatus, 1000)
			for i, id := range s.Active() {
				got[i] = api.JobStatus{ID: id, Status: api.StatusRunning}
			}
			for b.Loop() {
				s.ApplyStatuses(s.NextSeq(), got, noon)
			}
		})
	}
}

func BenchmarkActiveOf1000(b *testing.B) {
	s := loaded(100_000)
	for b.Loop() {
		if len(s.Active()) != 1000 {
			b.Fatal("not all active jobs were found")
		}
	}
}
