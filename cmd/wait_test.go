package cmd

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// Another process may have what is waited for, and be the one that hears what becomes of it.
func TestWaitHearsWhatBecomesOfWhatAnotherProcessSends(t *testing.T) {
	for name, c := range map[string]struct {
		fault, says string
		code        int
	}{
		"made":    {"", `"status":"completed"`, 0},
		"refused": {"400,on=create", `"change":"refused"`, exitFailure},
	} {
		t.Run(name, func(t *testing.T) {
			inShop(t, func(s *shop) {
				if c.fault != "" {
					s.arrange("fault", c.fault)
				}
				s.run(0, "", "queue", "pause")
				sent, waited := make(chan result, 1), make(chan result, 1)
				go func() {
					sent <- s.run(0, "", "create", "--video", "https://example.com/v.mp4", "--audio", "https://example.com/a.wav")
				}()
				<-time.After(5 * time.Second)
				go func() { waited <- s.run(0, "", "wait", "--mine", "--timeout", "1h") }()
				<-time.After(5 * time.Second)
				s.run(0, "", "queue", "resume")
				if got := <-waited; got.code != c.code || !strings.Contains(got.out, c.says) {
					t.Errorf("wait ended with %d:\n%s%s", got.code, got.out, got.err)
				}
				if got := <-sent; got.code != c.code {
					t.Errorf("create ended with %d:\n%s%s", got.code, got.out, got.err)
				}
			})
		})
	}
}

func TestAWaitThatTookTooLongSaysWhatIsNotOver(t *testing.T) {
	for want, l := range map[string]lateError{
		"Not over after 2s. Still runs: talk (ls_1). Not made yet: 3.":                        {after: 2 * time.Second, names: []string{"talk (ls_1)"}, coming: 3},
		"Not over after 2s. Still run: a and 4 more.":                                         {after: 2 * time.Second, names: []string{"a"}, more: 4},
		"Not over after 2s. All that was waited for has ended, but what --exec runs has not.": {after: 2 * time.Second},
		"Not over after 2s. Still runs: a. Not known yet, HeyGen did not answer for it: b. There is no lipsync x.": {
			after: 2 * time.Second, names: []string{"a"}, unheard: []string{"b"}, missing: missingError{names: []string{"x"}, errs: []error{errors.New("There is no lipsync x")}},
		},
	} {
		if got := l.Error(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// What another command deletes is gone, whatever else there is.
func TestAWatchTellsWhatAnotherCommandDeletes(t *testing.T) {
	for _, titles := range [][]string{{"mine"}, {"mine", "newer"}, {"older", "mine"}, {"older", "mine", "newer"}} {
		inShop(t, func(s *shop) {
			for _, title := range titles {
				s.arrange("job", title)
			}
			ctx, stop := context.WithCancel(s.t.Context())
			var out, said bytes.Buffer
			over := make(chan int)
			go func() {
				over <- run(ctx, []string{"watch", "--jsonl"}, streams{out: &out, err: &said, network: s.server.Transport()})
			}()
			<-time.After(time.Minute)
			for _, j := range s.server.Jobs() {
				if j.Title == "mine" {
					s.run(0, "", "delete", j.ID, "--yes")
				}
			}
			<-time.After(5 * time.Minute)
			stop()
			<-over
			if strings.Count(out.String(), `"change":"gone"`) != 1 || !strings.Contains(out.String(), `"title":"mine"`) {
				t.Errorf("%v: %s%s", titles, out.String(), said.String())
			}
		})
	}
}

// Whoever saw a job end, its hook runs with the next watch, and once.
func TestAWatchRunsTheHooksOfWhatOtherCommandsSawEnd(t *testing.T) {
	t.Setenv("LIPDASH_ON_DONE", "true")
	inShop(t, func(s *shop) {
		watch := func() (got result) {
			ctx, stop := context.WithTimeout(s.t.Context(), 5*time.Second)
			defer stop()
			var out, err bytes.Buffer
			code := run(ctx, []string{"watch", "--jsonl"}, streams{out: &out, err: &err, network: s.server.Transport()})
			return result{code, out.String(), err.String()}
		}
		made := s.run(0, "", "create", "--video", "https://example.com/v.mp4", "--audio", "https://example.com/a.wav", "--title", "T1", "--wait")
		if made.code != 0 {
			s.t.Fatal(made)
		}
		s.run(0, "", "list")
		if got := watch(); strings.Count(got.out, `"change":"state"`) != 1 || !strings.Contains(got.err, "on_done") {
			s.t.Errorf("the first watch: %+v", got)
		}
		if got := watch(); strings.Contains(got.out, "T1") || strings.Contains(got.err, "on_done") {
			s.t.Errorf("the second watch: %+v", got)
		}
	})
}
