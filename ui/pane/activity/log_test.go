package activity

import (
	"fmt"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 24, 9, 14, 2, 0, time.UTC)

func poll(path string, ms int) Call {
	d := time.Duration(ms) * time.Millisecond
	return Call{Method: "GET", Path: path, Status: 200, Attempt: 1, Least: d, Most: d, Routine: true, Reads: true, RequestID: fmt.Sprint("req-", ms)}
}

func everything(*Entry) bool { return true }

func TestANightOfPollingPushesNothingOutThatHappened(t *testing.T) {
	var l Log
	l.Happened(Entry{At: start, Kind: Bad, Text: "ep010 failed"})
	for i := range 20_000 {
		l.Called(start.Add(time.Duration(i)*time.Second), poll("/v3/lipsyncs", 40+i%40), nil)
		l.Called(start.Add(time.Duration(i)*time.Second), poll("/v3/lipsyncs/statuses", 30), nil)
		l.Called(start.Add(time.Duration(i)*time.Second), Call{Method: "GET", Path: "/v3/lipsyncs", Status: 503, Failed: true}, nil)
	}
	all := l.entries(everything)
	if all[len(all)-1].Text != "ep010 failed" || len(all) != kept+1 {
		t.Fatalf("%d entries, the oldest %+v", len(all), all[len(all)-1])
	}
}

func TestRoutineCallsOfOnePathAreOneLineUntilSomethingHappens(t *testing.T) {
	var l Log
	for i := range 12 {
		l.Called(start.Add(time.Duration(i)*time.Second), poll("/v3/lipsyncs/statuses", 40+i), nil)
		l.Called(start.Add(time.Duration(i)*time.Second), poll("/v3/lipsyncs", 9), nil)
	}
	l.Happened(Entry{At: start.Add(time.Minute), Kind: Good, Text: "done"})
	l.Called(start.Add(2*time.Minute), poll("/v3/lipsyncs/statuses", 99), nil)
	l.Called(start.Add(3*time.Minute), Call{Method: "GET", Path: "/v3/lipsyncs/statuses", Status: 503, Failed: true}, nil)
	l.Called(start.Add(4*time.Minute), poll("/v3/lipsyncs/statuses", 98), nil)
	var got []string
	for _, e := range l.entries(everything) {
		if e.Call == nil {
			got = append(got, e.Text)
		} else {
			got = append(got, fmt.Sprint(e.Call.N, " ", e.Call.took(), " ", e.RequestID()))
		}
	}
	want := []string{"1 98ms req-98", "0 0ms ", "1 99ms req-99", "done", "12 9ms req-9", "12 40-51ms req-51"}
	want[1] = "1 0ms "
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%q\nwant %q", got, want)
	}
	if n, slowed := l.CallsSince(start.Add(90 * time.Second)); n != 3 || slowed != 0 {
		t.Fatalf("%d calls, %d slowed", n, slowed)
	}
}

func TestCallsAreCountedWithinCollapsedLines(t *testing.T) {
	var l Log
	for i := range 61 { // one every ten seconds, for ten minutes
		l.Called(start.Add(time.Duration(i)*10*time.Second), poll("/v3/lipsyncs", 5), nil)
	}
	l.Called(start.Add(10*time.Minute), Call{Method: "GET", Path: "/v3/lipsyncs", Status: 429, Failed: true}, nil)
	if n, slowed := l.CallsSince(start.Add(9 * time.Minute)); n < 6 || n > 8 || slowed != 1 {
		t.Fatalf("%d calls, %d slowed", n, slowed)
	}
}

func TestAnEntryThatWasTakenDoesNotChange(t *testing.T) {
	var l Log
	l.Called(start, poll("/a", 5), nil)
	taken := l.entries(everything)
	l.Called(start.Add(time.Second), poll("/a", 6), nil)
	if taken[0].Call.N != 1 || l.entries(everything)[0].Call.N != 2 || taken[0].ID != l.entries(everything)[0].ID {
		t.Fatal("a held view would change under the eyes")
	}
}

func TestTheSameProblemAgainIsCountedAndTheNewest(t *testing.T) {
	var l Log
	a := Problem{What: "No answer.", Op: "asking for news"}
	l.Happened(Entry{At: start, Kind: Offline, Problem: &a})
	l.Happened(Entry{At: start.Add(time.Second), Kind: Bad, Problem: &Problem{What: "Not renamed.", RequestID: "r1"}})
	l.Again(a, start.Add(time.Minute))
	p, _ := l.Problem(0)
	if p.What != "No answer." || p.N != 2 || !p.First.Equal(start) || !p.Last.Equal(start.Add(time.Minute)) {
		t.Fatalf("%+v", p)
	}
	if p, ok := l.Problem(1); !ok || p.RequestID != "r1" {
		t.Fatalf("%+v", p)
	}
	if _, ok := l.Problem(2); ok || l.Problems() != 2 {
		t.Fatal("there are more than two problems")
	}
	for i := range 3 * problemsKept {
		l.Again(Problem{What: fmt.Sprint(i)}, start)
	}
	if l.Problems() != problemsKept {
		t.Fatalf("%d problems are kept", l.Problems())
	}
}

func BenchmarkACallOnAFullLog(b *testing.B) {
	var l Log
	for i := range 2 * kept {
		l.Happened(Entry{At: start, Text: fmt.Sprint(i)})
		l.Called(start, Call{Method: "GET", Path: fmt.Sprint(i), Failed: true}, nil)
	}
	p := poll("/v3/lipsyncs", 5)
	for b.Loop() {
		l.Called(start, p, nil)
	}
}
