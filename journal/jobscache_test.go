package journal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

func listed(id string, created int) record.Job {
	l := record.Job{
		Job:      api.Job{ID: api.JobID(id), Status: api.StatusCompleted, Title: "t " + id, CallbackID: "c", FailureMessage: "f", Duration: 5 * time.Second},
		HasVideo: true, SeenAt: time.Unix(99, 0),
	}
	if created > 0 {
		l.Job.CreatedAt = time.Unix(int64(created), 0)
	}
	return l
}

// listing is all that is kept, in pages of two, as ids.
func listing(t *testing.T, j *Journal) (ids string, whole bool) {
	t.Helper()
	after := ""
	for range 100 {
		page, err := j.Listed(t.Context(), after, 2)
		must(t, err)
		for _, l := range page.Jobs {
			ids += string(l.Job.ID) + " "
		}
		whole = page.Whole
		if after = page.Next; after == "" {
			return strings.TrimSpace(ids), whole
		}
	}
	t.Fatal("the pages do not end")
	return "", false
}

func TestTheListIsKeptInItsOrderAndInPages(t *testing.T) {
	j := opened(t)
	if ids, whole := listing(t, j); ids != "" || whole {
		t.Errorf("an empty journal lists %q, whole %v", ids, whole)
	}
	at := time.Unix(1234, 0)
	must(t, j.KeepListed(t.Context(), record.Page{
		Jobs:  []record.Job{listed("c", 3), listed("a", 9), listed("x", 0), listed("b2", 5), listed("b1", 5), listed("b3", 5), listed("y", 0)},
		Whole: true, SavedAt: at, ClockOffset: 3 * time.Hour,
	}, nil))
	if ids, whole := listing(t, j); ids != "a b1 b2 b3 c x y" || !whole {
		t.Errorf("lists %q, whole %v", ids, whole)
	}
	page, err := j.Listed(t.Context(), "", 9)
	must(t, err)
	if want := listed("a", 9); !page.SavedAt.Equal(at) || page.ClockOffset != 3*time.Hour || fmt.Sprint(page.Jobs[0]) != fmt.Sprint(want) {
		t.Errorf("kept %+v at %s, want %+v", page.Jobs[0], page.SavedAt, want)
	}
	now := listed("c", 3)
	now.Job.Status, now.HasCaptions, now.Unseen = api.StatusFailed, true, true
	must(t, j.KeepListed(t.Context(), record.Page{Jobs: []record.Job{now}, SavedAt: at, ClockOffset: -time.Hour}, []api.JobID{"a", "b2", "nobody"}))
	if ids, whole := listing(t, j); ids != "b1 b3 c x y" || whole {
		t.Errorf("lists %q, whole %v", ids, whole)
	}
	page, err = j.Listed(t.Context(), "", 9)
	must(t, err)
	if page.ClockOffset != -time.Hour {
		t.Errorf("the clocks differ by %s", page.ClockOffset)
	}
	i := slices.IndexFunc(page.Jobs, func(l record.Job) bool { return l.Job.ID == "c" })
	if got := page.Jobs[i]; got.Job.Status != api.StatusFailed || !got.HasCaptions || !got.Unseen || page.Jobs[0].Unseen {
		t.Errorf("kept %+v", got)
	}
}

func TestTheListKeepsNoSecrets(t *testing.T) {
	path := t.TempDir() + "/journal.db"
	j := openedAt(t, path)
	j.Hide("sk_live_secret_key_of_somebody")
	l := listed("a", 1)
	l.Job.VideoURL, l.Job.CaptionURL = "https://files.example/v.mp4?Signature=abcdef", "https://files.example/c.srt?Signature=abcdef"
	l.Job.Raw = []byte(`{"video_url":"https://files.example/v.mp4?Signature=abcdef"}`)
	l.Job.FailureMessage = "could not fetch https://in.example/a.wav?X-Amz-Signature=fedcba9876543210"
	l.Job.Title = "key sk_live_secret_key_of_somebody"
	must(t, j.KeepListed(t.Context(), record.Page{Jobs: []record.Job{l}, SavedAt: time.Now()}, nil))
	page, err := j.Listed(t.Context(), "", 5)
	must(t, err)
	if got := fmt.Sprint(page.Jobs); strings.Contains(got, "abcdef") || strings.Contains(got, "fedcba") || strings.Contains(got, "sk_live") {
		t.Errorf("kept %s", got)
	}
}

// BenchmarkListed is what a start with a hundred thousand jobs costs: the first
// page, from which the screen is painted, and each one behind it.
func BenchmarkListed(b *testing.B) {
	j, err := Open(b.Context(), b.TempDir()+"/journal.db")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	var put []record.Job
	for i := range 100_000 {
		put = append(put, listed(fmt.Sprintf("%032x", uint64(i)*0x9e3779b97f4a7c15), 1_700_000_000+i))
	}
	for chunk := range slices.Chunk(put, 5000) {
		if err := j.KeepListed(b.Context(), record.Page{Jobs: chunk, Whole: true, SavedAt: time.Now()}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first 200 of 100000", func(b *testing.B) {
		for b.Loop() {
			if p, err := j.Listed(b.Context(), "", 200); err != nil || len(p.Jobs) != 200 {
				b.Fatal(err)
			}
		}
	})
	b.Run("2000 in the middle", func(b *testing.B) {
		for b.Loop() {
			if p, err := j.Listed(b.Context(), fmt.Sprintf("%d x", time.Unix(1_700_050_000, 0).UnixNano()), 2000); err != nil || len(p.Jobs) != 2000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("keep 100", func(b *testing.B) {
		for b.Loop() {
			if err := j.KeepListed(b.Context(), record.Page{Jobs: put[:100], Whole: true, SavedAt: time.Now()}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
