package activity

import (
	"fmt"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 24, 9, 14, 2, 0, time.UTC)

func read(path string, ms int) Call {
	d := time.Duration(ms) * time.Millisecond
	return Call{Method: "GET", Path: path, Status: 200, Attempt: 1, Least: d, Most: d, Routine: true, Reads: true, RequestID: fmt.Sprint("req-", ms)}
}

func TestANightOfPollingPushesNothingOutThatHappened(t *testing.T) {
	var l Log
	l.Happened(start, Bad, "ep010 failed")
	for i := range 20_000 {
		l.called(start.Add(time.Duration(i)*time.Second), read("/v3/lipsyncs", 40+i%40), nil)
		l.called(start.Add(time.Duration(i)*time.Second), read("/v3/lipsyncs/statuses", 30), nil)
		l.called(start.Add(time.Duration(i)*time.Second), Call{Method: "GET", Path: "/v3/lipsyncs", Status: 503, Failed: true}, nil)
	}
	all := l.Entries(Everything)
	if all[len(all)-1].Text != "ep010 failed" || len(all) != kept+1 {
		t.Fatalf("%d entries, the oldest %+v", len(all), all[len(all)-1])
	}
}

func TestRoutineCallsOfOnePathAreOneLineUntilSomethingHappens(t *testing.T) {
	var l Log
	for i := range 12 {
		l.called(start.Add(time.Duration(i)*time.Second), read("/v3/lipsyncs/statuses", 40+i), nil)
		l.called(start.Add(time.Duration(i)*time.Second), read("/v3/lipsyncs", 9), nil)
	}
	l.Happened(start.Add(time.Minute), Good, "done")
	l.called(start.Add(2*time.Minute), read("/v3/lipsyncs/statuses", 99), nil)
	l.called(start.Add(3*time.Minute), Call{Method: "GET", Path: "/v3/lipsyncs/statuses", Status: 503, Failed: true}, nil)
	l.called(start.Add(4*time.Minute), read("/v3/lipsyncs/statuses", 98), nil)
	var got []string
	for _, e := range l.Entries(Everything) {
		if e.Call == nil {
			got = append(got, e.Text)
		} else {
			got = append(got, fmt.Sprint(e.Call.N, " ", e.Took(), " ", e.RequestID()))
		}
	}
	want := []string{"1 98ms req-98", "0 0ms ", "1 99ms req-99", "done", "12 9ms req-9", "12 40-51ms req-51"}
	want[1] = "1 0ms "
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%q\nwant %q", got, want)
	}
	if n, slowed := l.callsSince(start.Add(90 * time.Second)); n != 3 || slowed != 0 {
		t.Fatalf("%d calls, %d slowed", n, slowed)
	}
}

func TestCallsAreCountedWithinCollapsedLines(t *testing.T) {
	var l Log
	for i := range 61 { // one every ten seconds, for ten minutes
		l.called(start.Add(time.Duration(i)*10*time.Second), read("/v3/lipsyncs", 5), nil)
	}
	l.called(start.Add(10*time.Minute), Call{Method: "GET", Path: "/v3/lipsyncs", Status: 429, Failed: true}, nil)
	if n, slowed := l.callsSince(start.Add(9 * time.Minute)); n < 6 || n > 8 || slowed != 1 {
		t.Fatalf("%d calls, %d slowed", n, slowed)
	}
}

func TestAnEntryThatWasTakenDoesNotChange(t *testing.T) {
	var l Log
	l.called(start, read("/a", 5), nil)
	taken := l.Entries(Everything)
	l.called(start.Add(time.Second), read("/a", 6), nil)
	if taken[0].Call.N != 1 || l.Entries(Everything)[0].Call.N != 2 || taken[0].ID != l.Entries(Everything)[0].ID {
		t.Fatal("a held view would change under the eyes")
	}
}

func TestTheSameProblemAgainIsCountedAndTheNewest(t *testing.T) {
	var l Log
	a := Problem{What: "No answer.", Op: "asking for news"}
	l.Trouble(start, Offline, "", a)
	l.Trouble(start.Add(time.Second), Bad, "", Problem{What: "Not renamed.", RequestID: "r1"})
	l.Known(start.Add(time.Minute), a)
	p := l.problems[1]
	if p.What != "No answer." || p.N != 2 || !p.First.Equal(start) || !p.Last.Equal(start.Add(time.Minute)) {
		t.Fatalf("%+v", p)
	}
	now := start.Add(time.Hour)
	for i, want := range []string{"No answer.", "Not renamed.", "No answer."} {
		title := "What went wrong last"
		if i == 1 {
			title = "What went wrong before that"
		}
		if s, at, ok := l.LastError(i, nil, now); !ok || s.Wrong != want || at != i%2 || s.Title != title {
			t.Errorf("error %d is %d: %+v", i, at, s)
		}
	}
	for i := range 3 * problemsKept {
		l.Known(start, Problem{What: fmt.Sprint(i)})
	}
	if l.Problems() != problemsKept {
		t.Fatalf("%d problems are kept", l.Problems())
	}
}

func BenchmarkACallOnAFullLog(b *testing.B) {
	var l Log
	for i := range 2 * kept {
		l.Happened(start, Note, fmt.Sprint(i))
		l.called(start, Call{Method: "GET", Path: fmt.Sprint(i), Failed: true}, nil)
	}
	p := read("/v3/lipsyncs", 5)
	for b.Loop() {
		l.called(start, p, nil)
	}
}
