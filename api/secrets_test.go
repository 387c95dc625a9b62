package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
)

const signed = "https://bucket.example.com/in.mp4?X-Amz-Signature=s3cr3t&Key-Pair-Id=K2"

// leaks are texts that must be nowhere.
var leaks = []string{testKey, "s3cr3t", "K2", "\x1b", "\n"}

func assertClean(t *testing.T, where, text string) {
	t.Helper()
	for _, l := range leaks {
		if strings.Contains(text, l) {
			t.Errorf("%s shows %q: %q", where, l, text)
		}
	}
}

func TestACredentialIsNeverPrinted(t *testing.T) {
	for _, c := range []Credential{{Key: testKey}, {Bearer: testKey}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
			assertClean(t, verb, fmt.Sprintf(verb, c))
			assertClean(t, "&"+verb, fmt.Sprintf(verb, struct{ C *Credential }{&c}))
			assertClean(t, "in a struct "+verb, fmt.Sprintf(verb, struct{ C Credential }{c}))
		}
		raw, err := json.Marshal(map[string]Credential{"c": c})
		if err != nil {
			t.Fatal(err)
		}
		assertClean(t, "json", string(raw))
		var log strings.Builder
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "c", c)
		assertClean(t, "slog", strings.TrimSpace(log.String()))
		if c.Tail() != "4f2a" {
			t.Errorf("tail %q", c.Tail())
		}
	}
	if tail := (Credential{Key: "shortkey123"}).Tail(); tail != "" {
		t.Errorf("a short key shows %q", tail)
	}
}

func TestAClientIsNeverPrinted(t *testing.T) {
	c, _ := scripted(t, reply200(""))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		assertClean(t, verb, fmt.Sprintf(verb, c))
	}
}

func TestEitherTheKeyOrTheTokenIsSentNeverBoth(t *testing.T) {
	for _, c := range []struct {
		cred        Credential
		key, bearer string
	}{
		{Credential{Key: "k"}, "k", ""},
		{Credential{Bearer: "b"}, "", "Bearer b"},
		{Credential{Key: "k", Bearer: "b"}, "k", ""},
	} {
		s := &script{steps: []step{reply200(oneJob)}}
		client, err := New(c.cred, Options{Transport: s})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.GetJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		if h := s.seen[0].Header; h.Get("X-Api-Key") != c.key || h.Get("Authorization") != c.bearer {
			t.Errorf("%v", h)
		}
	}
}

// everything is all texts of an error that can end up somewhere.
func everything(t *testing.T, err error) string {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	x := Explain(err)
	return strings.Join([]string{err.Error(), fmt.Sprintf("%v %+v", e, e), e.Code, e.Message, e.Param, e.Hint, e.RequestID, x.What, x.Money, x.Next}, "|")
}

func TestNoSecretIsInAnyError(t *testing.T) {
	envelope := fmt.Sprintf(`{"error":{"code":"download_failed","message":"could not fetch %s\nwith \u001b[31m%s","param":"video%s"}}`, signed, testKey, testKey)
	for name, answer := range map[string]step{
		"envelope":        answerWith(400, envelope),
		"flat":            answerWith(400, `{"message":"key `+testKey+` at `+signed+`"}`),
		"text as error":   answerWith(403, `{"error":"`+signed+`"}`),
		"2xx with error":  reply200(envelope),
		"request id":      answerWith(500, "", "X-Request-Id", testKey),
		"redirect":        answerWith(302, "", "Location", signed),
		"the network":     fail(fmt.Errorf("proxy refused %s for %s: %w", signed, testKey, errReset)),
		"gateway's page":  answerWith(502, "<html>"+testKey+signed),
		"signature alone": answerWith(400, `{"error":{"message":"bad Signature=s3cr3t and Policy=s3cr3t"}}`),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{steps: []step{answer}}
				var told []Call
				client, err := New(Credential{Key: testKey}, Options{Transport: s, Observe: func(c Call) { told = append(told, c) }})
				if err != nil {
					t.Fatal(err)
				}
				_, err = client.CreateJob(background(), CreateRequest{}, "key-1")
				assertClean(t, "the error", everything(t, err))
				for _, c := range told {
					assertClean(t, "the observer", fmt.Sprintf("%+v", c))
				}
			})
		})
	}
}

func TestACauseStaysRecognisableAfterItsTextWasCleaned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, fail(fmt.Errorf("to %s: %w", signed, errReset)))
		if _, err := client.GetJob(background(), "ls_1"); !errors.Is(err, errReset) || !IsOffline(err) {
			t.Fatal(err)
		}
	})
}

func TestAJobsTextsHoldNoSecret(t *testing.T) {
	said := `could not fetch ` + signed + ` as ` + testKey + ` from https://u:s3cr3t@host/a`
	enc := strings.ReplaceAll(strings.ReplaceAll(said, "/", `\/`), "&", `\u0026`)
	job := `{"id":"ls_1","status":"failed","title":"mine ` + testKey + `","callback_id":"` + testKey + `","failure_message":"` + enc +
		`","detail":{"why":["` + enc + `"]},"video_url":null}`
	c, _ := newRecorder(t, map[string]http.HandlerFunc{
		"GET /v3/lipsyncs/ls_1":     say(200, `{"data":`+job+`}`),
		"PATCH /v3/lipsyncs/ls_1":   say(200, `{"data":`+job+`}`),
		"GET /v3/lipsyncs":          say(200, `{"data":[`+job+`],"has_more":false}`),
		"GET /v3/lipsyncs/statuses": say(200, `{"data":[{"video_id":"ls_1","status":"failed","error":{"message":"`+enc+`"}}]}`),
	})
	read, err := c.GetJob(background(), "ls_1")
	if err != nil {
		t.Fatal(err)
	}
	renamed, err := c.UpdateTitle(background(), "ls_1", "x")
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.ListJobs(background(), ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	states, err := c.JobStatuses(background(), []JobID{"ls_1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range append(page.Jobs, read, renamed) {
		for _, text := range []string{j.Title, j.CallbackID, j.FailureMessage, string(j.Raw)} {
			assertClean(t, "the job", text)
		}
		if !json.Valid(j.Raw) || !strings.Contains(j.FailureMessage, "could not fetch https://bucket.example.com/in.mp4") {
			t.Errorf("too much was taken: %q %s", j.FailureMessage, j.Raw)
		}
	}
	assertClean(t, "the state", states[0].Failure)
}

func TestWhatIsNoSecretStaysInAJob(t *testing.T) {
	raw := `{"id":"ls_1","status":"completed","title":"https://x.example/a?b=c","video_url":"` + signed + `","caption_url":null}`
	c, _ := newRecorder(t, map[string]http.HandlerFunc{"GET /v3/lipsyncs/ls_1": say(200, `{"data":`+raw+`}`)})
	j, err := c.GetJob(background(), "ls_1")
	if err != nil || j.VideoURL != signed || !strings.Contains(string(j.Raw), signed) || j.Title != "https://x.example/a?b=c" {
		t.Fatalf("%+v %s %v", j, j.Raw, err)
	}
}
