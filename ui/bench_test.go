package ui

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
)

var fleetSizes = []int{1_000, 10_000, 100_000}

// fleetJob is the i-th newest job of a studio, with everything HeyGen sends. The
// first thousand are running, one in eleven of the others failed.
func fleetJob(i int) api.Job {
	id := fmt.Sprintf("%016x%016x", uint64(i+1)*0x9e3779b97f4a7c15, uint64(i+1)*0xc2b2ae3d27d4eb4f)
	j := api.Job{
		ID: api.JobID(id), Title: fmt.Sprintf("ep%05d %s take %d", i, []string{"German", "French", "日本語"}[i%3], i%7),
		Status: api.StatusCompleted, Duration: time.Duration(20+i%400) * time.Second, CallbackID: "week-47",
		CreatedAt: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC).Add(-time.Duration(i) * time.Minute),
	}
	link := "https://files.heygen.ai/" + id + "/video.mp4?Signature=" + strings.Repeat("0123456789abcdef", 24)
	switch {
	case i < 1000:
		j.Status = api.StatusRunning
	case i%11 == 8:
		j.Status, j.FailureMessage = api.StatusFailed, fmt.Sprintf("Audio is %d s longer than the video", i%100)
	default:
		j.VideoURL, j.CaptionURL = strings.Clone(link), strings.Clone(link)
	}
	j.Raw = fmt.Appendf(nil, `{"id":%q,"title":%q,"status":%q,"video_url":%q,"caption_url":%q}`, j.ID, j.Title, j.Status, j.VideoURL, j.CaptionURL)
	return j
}

// fleetPage is the page from a job on.
func fleetPage(from, n int) api.JobPage {
	p := api.JobPage{NextToken: strconv.Itoa(from + n)}
	for i := from; i < from+n; i++ {
		p.Jobs = append(p.Jobs, fleetJob(i))
	}
	return p
}

// loadedModel is the dashboard at 120x40 with n jobs loaded by its own appliers.
func loadedModel(tb testing.TB, n int) *Model {
	tb.Helper()
	dark := true
	m := New(tb.Context(), Options{Session: &calls.Session{Client: &counting{page: fleetPage(0, 50)}, Identity: calls.Identity{KeyTail: "4f2a"}}, Dark: &dark})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Init()
	_, asked := m.begin("list")
	arrive(m, calls.JobsListed{Request: asked, Page: fleetPage(0, 100)})
	for from := 100; from < n; from += 100 {
		_, asked := m.begin("page")
		arrive(m, calls.JobsListed{Request: asked, Token: strconv.Itoa(from), Page: fleetPage(from, 100)})
	}
	if m.store.Len() != n {
		tb.Fatalf("%d jobs are loaded, want %d", m.store.Len(), n)
	}
	return m
}

// eachFleet runs a benchmark at each size.
func eachFleet(b *testing.B, f func(b *testing.B, m *Model)) {
	for _, n := range fleetSizes {
		b.Run(fmt.Sprint(n, " jobs"), func(b *testing.B) { f(b, loadedModel(b, n)) })
	}
}

func presses(m *Model, text string) {
	for _, r := range text {
		m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// BenchmarkFrame is a cursor move and the frame that shows it: on a page, and in
// the middle of a list that is filtered and sorted.
func BenchmarkFrame(b *testing.B) {
	for name, keys := range map[string]string{"page": "", "filtered and sorted": "ssS/ep"} {
		b.Run(name, func(b *testing.B) {
			eachFleet(b, func(b *testing.B, m *Model) {
				presses(m, keys)
				m.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
				if m.View().Content == "" {
					b.Fatal("nothing was drawn")
				}
				i := 0
				for b.Loop() {
					i++
					presses(m, string("jk"[i%2]))
					m.View()
				}
			})
		})
	}
}

// BenchmarkFilterKey is one letter typed into the filter, or taken back, and its
// frame; the query goes from nothing to "german 042" and back.
func BenchmarkFilterKey(b *testing.B) {
	eachFleet(b, func(b *testing.B, m *Model) {
		presses(m, "/")
		const query = "german 042"
		i := 0
		var took []time.Duration
		for b.Loop() {
			began := time.Now()
			if at := i % (2 * len(query)); at < len(query) {
				presses(m, query[at:at+1])
			} else {
				m.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
			}
			m.View()
			took = append(took, time.Since(began))
			i++
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	})
}

// BenchmarkMergePage is the answer of a list whose five newest jobs are new, as it
// arrives, with the frame; the list is sorted and filtered.
func BenchmarkMergePage(b *testing.B) {
	eachFleet(b, func(b *testing.B, m *Model) {
		presses(m, "s/ep")
		i := 0
		for b.Loop() {
			page := fleetPage(0, 50)
			for k := range 5 {
				i++
				job := fleetJob(k)
				job.ID = api.JobID(fmt.Sprintf("new%029d", i))
				page.Jobs = append([]api.Job{job}, page.Jobs...)
			}
			_, asked := m.begin("list")
			arrive(m, calls.JobsListed{Request: asked, Page: page})
			m.View()
		}
	})
}

// BenchmarkStatusRound is a round of ten answers about a thousand active jobs, of
// which twenty changed, with a frame for each; the list is sorted and filtered.
func BenchmarkStatusRound(b *testing.B) {
	eachFleet(b, func(b *testing.B, m *Model) {
		presses(m, "ss/ep")
		m.poll.Pressed(time.Time{})
		i := 0
		for b.Loop() {
			i++
			for chunk := range 10 {
				var got []api.JobStatus
				for k := range 100 {
					st := api.StatusRunning
					if k < 2 && i%90 == chunk*9+k {
						st = api.StatusCompleted
					}
					got = append(got, api.JobStatus{ID: fleetJob(chunk*100 + (i*2+k)%100).ID, Status: st})
				}
				key := fmt.Sprintf("statuses:%d", chunk)
				_, asked := m.begin(key)
				arrive(m, calls.StatusesPolled{Request: asked, Statuses: got})
				m.View()
			}
		}
	})
}

// BenchmarkMemory measures a process of its own that holds a hundred thousand
// jobs, filtered and sorted: what lives on the heap, and what the system counts.
func BenchmarkMemory(b *testing.B) {
	out := memoryChild(b)
	b.ReportMetric(out["heap"], "heap-MB")
	b.ReportMetric(out["rss"], "rss-MB")
	b.ReportMetric(out["peak"], "peak-MB")
	b.ReportMetric(0, "ns/op")
}

// TestAHundredThousandJobsFitInto150MB measures the same once.
func TestAHundredThousandJobsFitInto150MB(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("the race detector multiplies what a process weighs")
	}
	got := memoryChild(t)
	t.Logf("heap %.0f MB, resident %.0f MB, at most %.0f MB", got["heap"], got["rss"], got["peak"])
	if got["heap"] == 0 || max(got["heap"], got["rss"], got["peak"]) > 150 {
		t.Errorf("a hundred thousand jobs weigh %v MB", got)
	}
}

const memoryChildEnv = "LIPDASH_TEST_MEMORY"

func memoryChild(tb testing.TB) map[string]float64 {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), os.Args[0], "-test.run=^TestMemoryChild$", "-test.v")
	// The program collects its garbage as early (gcPercent in package cmd).
	cmd.Env = append(os.Environ(), memoryChildEnv+"=1", "GOGC=40")
	out, err := cmd.CombinedOutput()
	if err != nil {
		tb.Fatalf("%v: %s", err, out)
	}
	got := map[string]float64{}
	for _, m := range regexp.MustCompile(`(heap|rss|peak)=(\d+)`).FindAllSubmatch(out, -1) {
		kb, _ := strconv.ParseFloat(string(m[2]), 64)
		got[string(m[1])] = kb / 1000
	}
	return got
}

func TestMemoryChild(t *testing.T) {
	if os.Getenv(memoryChildEnv) == "" {
		t.Skip("is run by others")
	}
	m := loadedModel(t, 100_000)
	presses(m, "s/ep")
	m.View()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	t.Logf("heap=%d", s.HeapAlloc/1000)
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range bytes.Split(status, []byte("\n")) {
		for name, as := range map[string]string{"VmRSS:": "rss", "VmHWM:": "peak"} {
			if rest, ok := bytes.CutPrefix(line, []byte(name)); ok {
				kb, _ := strconv.Atoi(strings.Fields(string(rest))[0])
				t.Logf("%s=%d", as, kb*1024/1000)
			}
		}
	}
	runtime.KeepAlive(m)
}
