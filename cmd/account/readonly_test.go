package account_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/cmd/account"
)

var links = map[string]string{"video": "https://x.example.com/v.mp4", "audio": "https://x.example.com/a.mp3"}

// readOnly gives a memory a client that may only read, of a server.
func readOnly(t *testing.T, server *sim.Server) func(*account.Options) {
	t.Helper()
	client, err := api.New(api.Credential{Key: key}, api.Options{Transport: server.Transport(), ReadOnly: true})
	must(t, err)
	return func(o *account.Options) { o.Client = client }
}

func TestNothingIsTakenOverForAReadOnlyProfile(t *testing.T) {
	server := sim.New(sim.Options{Key: key})
	j := opened(t, t.TempDir(), "ana")
	m := started(t, j, readOnly(t, server))
	one := record.Batch{Items: []record.BatchItem{{Number: 1}}}
	tried := map[string]error{}
	_, tried["Submit"] = m.Submit(t.Context(), links, "")
	_, tried["SubmitAgain"] = m.SubmitAgain(t.Context(), links, "", "ls_1")
	_, tried["SubmitNamed"] = m.SubmitNamed(t.Context(), "nightly-1", links, "", "")
	_, tried["SubmitBatch"] = m.SubmitBatch(t.Context(), one, []map[string]string{links})
	for name, err := range tried {
		if !api.IsReadOnly(err) || !strings.Contains(api.Explain(err).String(), "Nothing was made or billed.") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, err := j.Submissions(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("%d in the journal, %v", len(all), err)
	}
	// A new way to hand something over is to be tried here too.
	for method := range reflect.TypeFor[*account.Memory]().Methods() {
		if _, known := tried[method.Name]; strings.HasPrefix(method.Name, "Submit") && !known {
			t.Errorf("%s is not tried", method.Name)
		}
	}
}

func TestWhatWaitsInAReadOnlyProfileStaysAndSaysWhy(t *testing.T) {
	server := sim.New(sim.Options{Key: key})
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		before := opened(t, dir, "ana")
		s := submission.New("0192d6a8-0000-7000-8000-000000000001", links, time.Now())
		_, err := before.Submit(t.Context(), s, "")
		must(t, err)
		must(t, before.Close())

		m := started(t, opened(t, dir, "ana"), readOnly(t, server))
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		<-ctx.Done()
		out := m.Outgoing()
		if len(out) != 1 || !out[0].WaitsElsewhere() || out[0].Why() != "Not sent from here, the profile is read-only. A profile of the account that may write sends it." {
			t.Errorf("%+v", out)
		}
		if n := server.CallCount("POST /v3/lipsyncs"); n > 0 {
			t.Errorf("%d creates", n)
		}
	})
}
