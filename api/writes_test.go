package api

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestARenameEndsWithTheJobAsTheServerHasIt(t *testing.T) {
	whole := `{"data":{"id":"ls_1","status":"running","title":"new"}}`
	for name, c := range map[string]struct {
		patch    step
		requests int
	}{
		"whole":          {reply200(whole), 1},
		"no content":     {answerWith(204, ""), 2},
		"empty":          {reply200(""), 2},
		"no data":        {reply200(`{}`), 2},
		"null data":      {reply200(`{"data":null}`), 2},
		"without status": {reply200(`{"data":{"id":"ls_1"}}`), 2},
		"truncated":      {reply200(`{"data":{"id"`), 2},
	} {
		client, s := scripted(t, c.patch, reply200(whole))
		j, err := client.UpdateTitle(background(), "ls_1", "new")
		if err != nil || j.Title != "new" || j.Status != StatusRunning || s.requests() != c.requests {
			t.Errorf("%s: %+v %v, %d requests", name, j, err, s.requests())
		}
	}
}

func TestAPortalsPageIsNeitherARenameNorADelete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, reply200("<html>log in</html>"))
		if _, err := client.UpdateTitle(background(), "ls_1", "new"); !IsTransient(err) {
			t.Error(err)
		}
		if err := client.DeleteJob(background(), "ls_1"); !IsTransient(err) {
			t.Error(err)
		}
	})
}

func TestEvery2xxOfTheServerIsADelete(t *testing.T) {
	for name, answer := range map[string]step{
		"documented": reply200(`{"data":{"id":"ls_1"}}`), "no content": answerWith(204, ""), "empty": reply200(""),
		"text": reply200("deleted"), "truncated": reply200(`{"data":`), "accepted": answerWith(202, `{}`),
	} {
		client, s := scripted(t, answer)
		if err := client.DeleteJob(background(), "ls_1"); err != nil || s.requests() != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	client, _ := scripted(t, reply200(`{"error":{"code":"forbidden","message":"no"}}`))
	if err := client.DeleteJob(background(), "ls_1"); err == nil {
		t.Error("an error inside a 200 is a delete")
	}
}

func TestABare404OnARepeatedDeleteIsNotDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, fail(errReset), answerWith(404, "not found"))
		if err := client.DeleteJob(background(), "ls_1"); err == nil || IsGone(err) {
			t.Fatal(err)
		}
	})
}

func TestIdempotencyKeysAreCheckedBeforeAnythingIsSent(t *testing.T) {
	client, s := scripted(t, reply200(`{"data":{"lipsync_id":"ls_9"}}`))
	for key, ok := range map[string]bool{
		"a": true, "A-z_0:9.": true, strings.Repeat("k", 255): true, NewIdempotencyKey(): true,
		"": false, strings.Repeat("k", 256): false, "a b": false, "a\r\nX: y": false, "é": false, "a\n": false,
	} {
		before := s.requests()
		_, err := client.CreateJob(background(), CreateRequest{}, key)
		if (err == nil) != ok || ok != (s.requests() == before+1) || IsUncertain(err) {
			t.Errorf("%q: %v", key, err)
		}
	}
	if a, b := NewIdempotencyKey(), NewIdempotencyKey(); a == b {
		t.Error("two keys are the same")
	}
}

func TestTheIDOfANewJobIsTakenUnderAnyOfItsNames(t *testing.T) {
	for _, body := range []string{
		`{"data":{"lipsync_id":"ls_9"}}`, `{"data":{"id":"ls_9"}}`, `{"data":{"video_id":"ls_9","lipsync_id":null}}`,
	} {
		client, _ := scripted(t, answerWith(201, body))
		if id, err := client.CreateJob(background(), CreateRequest{}, "k"); err != nil || id != "ls_9" {
			t.Errorf("%s: %q %v", body, id, err)
		}
	}
}

func TestAnInputThatIsStillProcessedIsWaitedForShortly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(409, `{"error":{"code":"resource_not_ready"}}`), reply200(`{"data":{"lipsync_id":"ls_9"}}`))
		if _, err := client.CreateJob(background(), CreateRequest{}, "k"); err != nil || s.requests() != 2 {
			t.Fatal(err, s.requests())
		}
		client, _ = scripted(t, answerWith(409, `{"error":{"code":"resource_not_ready"}}`))
		if _, err := client.CreateJob(background(), CreateRequest{}, "k"); err == nil || IsUncertain(err) {
			t.Fatal(err)
		}
	})
}

func TestDeleteCountsARepeated404AsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := answerWith(404, `{"error":{"code":"resource_not_found","message":"gone"}}`)
		client, _ := scripted(t, fail(errReset), gone)
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		client, _ = scripted(t, gone)
		if err := client.DeleteJob(background(), "ls_1"); !IsGone(err) {
			t.Fatal(err)
		}
		client, _ = scripted(t, answerWith(204, ""))
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWhetherADeleteMayBeDoneFollowsFromAllOfItsAttempts(t *testing.T) {
	busy := answerWith(429, "", "Retry-After", "1")
	for name, c := range map[string]struct {
		steps []step
		maybe bool
	}{
		"nothing listens":            {[]step{fail(errRefused)}, false},
		"no such host":               {[]step{fail(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x"}})}, false},
		"lost answers":               {[]step{fail(errReset)}, true},
		"our limit":                  {[]step{hang}, true},
		"lost, then nothing listens": {[]step{fail(errReset), fail(errRefused)}, true},
		"lost, then too many":        {[]step{fail(errReset), answerWith(429, "", "Retry-After", "90")}, true},
		"lost, then not allowed":     {[]step{fail(errReset), answerWith(403, `{"error":{"code":"forbidden"}}`)}, true},
		"lost, then refused":         {[]step{fail(errReset), answerWith(400, `{"error":{"code":"invalid_parameter"}}`)}, true},
		"too many":                   {[]step{busy}, false},
		"not allowed":                {[]step{answerWith(403, `{"error":{"code":"forbidden"}}`)}, false},
		"a key that is refused":      {[]step{answerWith(401, "")}, false},
		"a fault":                    {[]step{answerWith(500, "")}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, c.steps...)
				err := client.DeleteJob(background(), "ls_1")
				if err == nil || MayBeDone(err) != c.maybe || IsUncertain(err) {
					t.Errorf("%v: may be done %t, want %t", err, MayBeDone(err), c.maybe)
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, fail(errReset))
		if _, err := client.GetJob(background(), "ls_1"); err == nil || MayBeDone(err) {
			t.Errorf("%v: a read changes nothing", err)
		}
		client, _ = scripted(t, answerWith(204, ""), fail(errRefused))
		if j, err := client.UpdateTitle(background(), "ls_1", "x"); err != nil || j.ID != "ls_1" || j.Title != "x" || j.Status != StatusUnknown {
			t.Errorf("%+v, %v: the title was taken", j, err)
		}
	})
}

func TestAReadTellsWhatBecameOfAWriteWhoseAnswerWasLost(t *testing.T) {
	rename := func(c *Client) error {
		j, err := c.UpdateTitle(background(), "ls_1", "new")
		if err == nil && j.Title != "new" {
			return fmt.Errorf("the job that came back is called %q", j.Title)
		}
		return err
	}
	remove := func(c *Client) error { return c.DeleteJob(background(), "ls_1") }
	job := func(title string) step {
		return reply200(`{"data":{"id":"ls_1","status":"running","title":"` + title + `"}}`)
	}
	gone := answerWith(404, `{"error":{"code":"resource_not_found","message":"gone"}}`)
	for name, c := range map[string]struct {
		do    func(*Client) error
		lost  step
		read  step
		done  bool
		maybe bool
	}{
		"the title is there":               {rename, fail(errReset), job("new"), true, false},
		"the title is there, after a 502":  {rename, answerWith(502, "<html>"), job("new"), true, false},
		"the title is another":             {rename, fail(errReset), job("old"), false, true},
		"the title is another after a 502": {rename, answerWith(502, "<html>"), job("old"), false, false},
		"the job is gone":                  {remove, fail(errReset), gone, true, false},
		"the job is gone, after a 502":     {remove, answerWith(502, "<html>"), gone, true, false},
		"the job is there":                 {remove, fail(errReset), job("old"), false, true},
		"the job is there after a 502":     {remove, answerWith(502, "<html>"), job("old"), false, false},
		"nobody can tell":                  {rename, fail(errReset), fail(errReset), false, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, func(r *http.Request) (*http.Response, error) {
					if r.Method == http.MethodGet {
						return c.read(r)
					}
					return c.lost(r)
				})
				if err := c.do(client); (err == nil) != c.done || MayBeDone(err) != c.maybe {
					t.Errorf("%v: done %t, may be done %t", err, err == nil, MayBeDone(err))
				}
			})
		})
	}
}

func TestAnNoRateLimitWaitCallComesBackWithThe429AndWaitsForNoPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(429, "", "Retry-After", "20"), answerWith(204, ""))
		start := time.Now()
		for range 2 {
			if err := client.DeleteJob(NoRateLimitWait(background()), "ls_1"); !IsRateLimited(err) || MayBeDone(err) || time.Since(start) != 0 {
				t.Fatalf("%v after %v", err, time.Since(start))
			}
		}
		if s.requests() != 1 || client.PausedUntil() != start.Add(20*time.Second) {
			t.Fatalf("%d requests, paused until %v", s.requests(), client.PausedUntil())
		}
		// Others wait as ever.
		if err := client.DeleteJob(background(), "ls_1"); err != nil || time.Since(start) != 20*time.Second {
			t.Fatalf("%v after %v", err, time.Since(start))
		}
	})
}
