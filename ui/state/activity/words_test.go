package activity

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/create"
	"lipdash/ui/state/poll"
)

// told are the texts of a log, the oldest first.
func told(l *Log) (out []string) {
	for _, e := range slices.Backward(l.Entries(WhatHappened)) {
		out = append(out, string(e.Kind)+" "+e.Text)
	}
	return out
}

func hasTold(t *testing.T, l *Log, want ...string) {
	t.Helper()
	if got := told(l); !slices.Equal(got, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsToldIsOneSafeLine(t *testing.T) {
	var l Log
	l.Failed(noon, "not done\n\x1b[31m", errors.New("at https://x.y/z?X-Amz-Signature=beef and sk_live_0123456789abcdefXYZ \u202e"))
	l.Trouble(noon, Bad, "sk_live_0123456789abcdefXYZ", Problem{What: "sk_live_0123456789abcdefXYZ", Op: "https://x.y/z?Signature=beef"})
	l.Attempt(noon, api.Call{Method: "GET", Path: "/sk_live_0123456789abcdefXYZ", RequestID: "r\x1b[31m", Query: "key=sk_live_0123456789abcdefXYZ"})
	all := fmt.Sprint(told(&l))
	for _, e := range l.Entries(Everything) {
		all += fmt.Sprintf("%+v %s", e.Story(noon), e.Words())
	}
	for _, bad := range []string{"beef", "sk_live", "\u202e", "\x1b", "\n"} {
		if strings.Contains(all, bad) {
			t.Errorf("%q is told: %q", bad, all)
		}
	}
	if !strings.Contains(all, "At https://x.y/z?(signed) and (key)") {
		t.Error(all)
	}
}

func TestUploadsAreToldFromTheirBeginToTheirEnd(t *testing.T) {
	o := create.Outgoing{Submission: submission.New("s", map[string]string{"title": "ep018"}, noon), Param: "video"}
	o.State, o.Upload = submission.Uploading, api.UploadProgress{Total: 104_900_000}
	var l Log
	tell := func(change func()) {
		change()
		for range 2 {
			l.Uploads(noon, []create.Outgoing{o}, func(o create.Outgoing) string { return o.Title() }, nobatch)
		}
	}
	tell(func() {})
	tell(func() { o.Upload.Sent = 9 })
	tell(func() {
		o.Problem = submission.Problem{Message: "No answer from HeyGen.", Code: submission.CodeOffline}
	})
	tell(func() { o.State, o.Assets = submission.Sending, map[string]string{"video": "as_1"} })
	hasTold(t, &l, "up ep018: its video goes up, 104.9 MB", "warn ep018 waits: No answer from HeyGen.", "up ep018: its video is at HeyGen")
	if p := l.problems[0]; p.Code != submission.CodeOffline || p.Op != "making ep018" {
		t.Errorf("%+v", p)
	}
}

func TestAnUploadThatFailedIsNotSaidToBeAtHeyGen(t *testing.T) {
	o := create.Outgoing{Submission: submission.New("s", nil, noon), Param: "video"}
	o.State, o.Upload = submission.Uploading, api.UploadProgress{Total: 33_554_432}
	var l Log
	title := func(create.Outgoing) string { return "ep018" }
	l.Uploads(noon, []create.Outgoing{o}, title, nobatch)
	o.Param, o.Upload, o.Problem = "", api.UploadProgress{}, submission.Problem{Message: "HeyGen had a fault."}
	l.Uploads(noon, []create.Outgoing{o}, title, nobatch)
	hasTold(t, &l, "up ep018: its video goes up, 33.6 MB", "warn ep018 waits: HeyGen had a fault.")
	o.Elsewhere, o.Param, o.Upload, o.ID = true, "audio", api.UploadProgress{Total: 9}, "another process has it"
	o.Problem.Message = ""
	l.Uploads(noon, []create.Outgoing{o}, title, nobatch)
	if n := len(told(&l)); n != 2 {
		t.Error(told(&l))
	}
}

func TestARefusedSubmissionIsAProblemWithItsField(t *testing.T) {
	o := create.Outgoing{Submission: submission.New("s", nil, noon)}
	o.Problem = submission.Problem{Code: "invalid_parameter", Param: "audio", Message: "The audio is bad.", Money: "Nothing was made or billed."}
	if p := ProblemWith(o); p.Field != "audio" || p.What != "The audio is bad." || p.Money == "" || p.Code != "invalid_parameter" || p.Op != "making the new lipsync" {
		t.Errorf("%+v", p)
	}
}

// noRoute answers no call.
type noRoute struct{}

func (noRoute) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}
}

// offline is the error of a call that reached nobody, however often it was tried.
func offline(t *testing.T) (err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c, broken := api.New(api.Credential{Key: "k-0123456789abcdef"}, api.Options{Transport: noRoute{}})
		if broken != nil {
			t.Fatal(broken)
		}
		_, err = c.UpdateTitle(context.Background(), "ls_1", "x")
	})
	return err
}

func TestAnOutageIsTwoLinesAndOneProblemThatGoesOn(t *testing.T) {
	var l Log
	off := offline(t)
	for i := range 3 {
		l.Round(noon.Add(time.Duration(i)*time.Minute), poll.Round{Err: off, Failed: i, Since: noon})
	}
	l.Round(noon.Add(3*time.Minute), poll.Round{Failed: 3, Since: noon})
	for _, r := range []poll.Round{{}, {Err: context.Canceled}, {Err: &api.Error{Op: "x", Status: 401}}} {
		l.Round(noon.Add(4*time.Minute), r) // nobody needs to read of these here
	}
	hasTold(t, &l, "off "+api.Explain(off).String(), "on HeyGen answers again after 3m00s, 3 rounds failed")
	if p := l.problems[0]; len(l.problems) != 1 || p.N != 3 || p.Op != polling || !p.Last.Equal(noon.Add(2*time.Minute)) {
		t.Errorf("%+v", p)
	}
	l = Log{}
	l.Round(noon, poll.Round{Err: &api.Error{Op: "x", Status: 500}})
	if got := told(&l); len(got) != 1 || !strings.HasPrefix(got[0], "warn ") {
		t.Errorf("a fault of HeyGen's: %q", got)
	}
}

func TestAProblemThatIsStillTriedIsTheLastErrorOfAnEmptyLog(t *testing.T) {
	var l Log
	if _, _, ok := l.LastError(0, nil, noon); ok {
		t.Error("nothing went wrong")
	}
	off := offline(t)
	s, at, ok := l.LastError(0, off, noon)
	if !ok || at != 0 || s.Wrong != api.Explain(off).What || s.Title != "What went wrong last" {
		t.Errorf("%+v", s)
	}
	l.Failed(noon, "not renamed", errors.New("odd"))
	if s, _, _ := l.LastError(0, off, noon); s.Facts[0].Value != "not renamed" {
		t.Errorf("%+v", s)
	}
}

func TestAttemptsInWords(t *testing.T) {
	call := func(c api.Call) api.Call {
		c.Method, c.Path, c.Start = "GET", "/v3/lipsyncs", noon
		return c
	}
	for name, tc := range map[string]struct {
		calls             []api.Call
		words, last, took string
		kind              Kind
	}{
		"one":         {[]api.Call{call(api.Call{Status: 200, Attempt: 1, Duration: 42 * time.Millisecond})}, "GET /v3/lipsyncs  200", "", "42ms", Called},
		"two alike":   {[]api.Call{call(api.Call{Status: 200, Attempt: 1, Duration: 42 * time.Millisecond}), call(api.Call{Status: 200, Attempt: 1, Duration: 1200 * time.Millisecond})}, "GET /v3/lipsyncs  200  2 times", ", last 12:00:01", "42ms-1.2s", Called},
		"no answer":   {[]api.Call{call(api.Call{Attempt: 2, Duration: 41 * time.Second, Err: errors.New("odd")})}, "GET /v3/lipsyncs  no answer  try 2", "", "41s", Called},
		"a slow-down": {[]api.Call{call(api.Call{Status: 429, Attempt: 1, Wait: 8 * time.Second})}, "GET /v3/lipsyncs  429, again in 8.0s", "", "0ms", Limited},
	} {
		var l Log
		for _, c := range tc.calls {
			l.Attempt(noon, c)
		}
		e := l.Entries(Calls)[0]
		if e.Words() != tc.words || e.Last(noon) != tc.last || e.Took() != tc.took || e.Kind != tc.kind {
			t.Errorf("%s: %s %q %q %q", name, e.Kind, e.Words(), e.Last(noon), e.Took())
		}
	}
	var l Log
	l.Attempt(noon, call(api.Call{Status: 429, Attempt: 1, Wait: 8 * time.Second}))
	for _, c := range []api.Call{{Method: "GET", Path: "/(media)", Status: 200}, {Method: "PUT", Path: "/(storage)", Status: 200}, {Method: "POST", Path: "/v3/assets/direct-uploads", Status: 200}} {
		l.Attempt(noon, c)
	}
	hasTold(t, &l, "429 HeyGen asked to slow down, waiting 8.0s")
	if got := l.CallsInAMinute(noon.Add(time.Second)); got != "1 calls in the last minute, 1 slow-down" {
		t.Error(got)
	}
}

func TestFiltersTakeAwayWhatTheyDoNotName(t *testing.T) {
	var l Log
	l.Happened(noon, Good, "finished")
	l.Trouble(noon, Bad, "failed", Problem{What: "failed"})
	l.called(noon, read("/v3/lipsyncs", 5), nil)
	l.called(noon, Call{Method: "GET", Path: "/v3/lipsyncs", Status: 503, Failed: true}, nil)
	for f, want := range map[Filter]int{Everything: 4, WhatHappened: 2, Calls: 2, Problems: 2} {
		if got := len(l.Entries(f)); got != want {
			t.Errorf("%s: %d entries, want %d", Filters[f], got, want)
		}
	}
	before := l.Entries(Everything)
	if l.Happened(noon, Note, "new"); len(l.Entries(Everything)) != 5 || len(before) != 4 {
		t.Error("what was taken before changes")
	}
}

func TestTheStoryOfACallSaysHowItWent(t *testing.T) {
	var l Log
	l.Attempt(noon, api.Call{
		Method: "POST", Path: "/v3/lipsyncs", Query: "a=1%2C2,3", Status: 429, Attempt: 2, Wait: time.Second, Bytes: 5, RequestID: "r-1", Start: noon,
		Err: &api.Error{Op: "x", Status: 429, Code: "rate_limited", Param: "audio", DocURL: "https://x.y/?…"},
	})
	s := l.Entries(Calls)[0].Story(noon)
	var facts []string
	for _, f := range s.Facts {
		facts = append(facts, f.Label)
	}
	if got := strings.Join(facts, " "); got != "code field more at answer query took try bytes request when" {
		t.Error(got)
	}
	if s.Title != "POST /v3/lipsyncs" || s.Request != "r-1" || s.Wrong == "" || s.Facts[4].Value != "a=1, 2, 3" || s.Facts[6].Value != "2, waiting 1.0s" {
		t.Errorf("%+v", s)
	}
	if e := l.Entries(WhatHappened)[0].Story(noon); e.Title != "What happened" || len(e.Says) != 1 {
		t.Errorf("%+v", e)
	}
	for why, c := range map[string]*Call{
		"this line is no call": nil, "": {Method: "GET", Path: "/v3/lipsyncs", Query: "a=1", Reads: true}, "its link was signed and is not kept, so there is no curl of it": {Path: "/(media)"},
		"what was sent is not kept, so there is no curl of it": {Path: "/v3/lipsyncs", Sends: true},
	} {
		command, got := (&Entry{Call: c}).Curl("https://api.example.com/x")
		if want := `curl -H "x-api-key: $HEYGEN_API_KEY" 'https://api.example.com/x/v3/lipsyncs?a=1'`; got != why || why == "" && command != want {
			t.Errorf("%q, %q, want %q", command, got, why)
		}
	}
	var none *Entry
	if _, why := none.Request(); why == "" {
		t.Error("a line that is not there has a request id")
	}
	if id, why := l.Entries(Calls)[0].Request(); id != "r-1" || why != "" {
		t.Errorf("%q, %q", id, why)
	}
}

func title(o create.Outgoing) string { return o.Title() }

func nobatch(submission.BatchID) string { return "" }

func TestTheFilesOfABatchAreTwoLines(t *testing.T) {
	var l Log
	name := ""
	look := func(states ...submission.State) {
		var all []create.Outgoing
		for i, s := range states {
			o := create.Outgoing{Submission: submission.Submission{ID: submission.ID(fmt.Sprint(i)), Batch: "launch", State: s}, Param: "video"}
			o.Upload.Total = 10
			all = append(all, o)
		}
		l.Uploads(noon, all, title, func(submission.BatchID) string { return name })
	}
	look(submission.Uploading, submission.Queued, submission.Queued)
	name = "launch-day" // which is known a moment later
	look(submission.Uploading, submission.Queued, submission.Queued)
	look(submission.Ready, submission.Uploading, submission.Queued)
	look(submission.Ready, submission.Ready, submission.Uploading)
	look(submission.Ready, submission.Ready, submission.Ready)
	look(submission.InEnvelope, submission.InEnvelope, submission.InEnvelope)
	if got := strings.Join(told(&l), "\n"); got != "up launch-day: its files go up\nup launch-day: its files are at HeyGen" {
		t.Errorf("%q", got)
	}
}

func TestWhatABatchWaitsForIsOneLine(t *testing.T) {
	var l Log
	var all []create.Outgoing
	for i := range 60 {
		o := create.Outgoing{Submission: submission.Submission{ID: submission.ID(fmt.Sprint(i)), Batch: "launch"}}
		o.Problem.Message = "The quota is used up."
		all = append(all, o)
	}
	for range 2 {
		l.Uploads(noon, all, title, func(submission.BatchID) string { return "launch-day" })
	}
	if got := l.Entries(Everything); len(got) != 1 || got[0].Text != "launch-day waits: The quota is used up." {
		t.Errorf("%d lines", len(got))
	}
}
