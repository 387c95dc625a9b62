package outbox

import (
	"context"
	"testing"
	"testing/synctest"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/sim"
)

// falls is a client that panics when it is to create something.
type falls struct{ Client }

func (falls) CreateJob(context.Context, api.CreateRequest, string) (api.JobID, error) { panic("fell") }

func TestAPanicWhileSendingIsHandedOnAndTheOutboxCanEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := make(chan any, 1)
		safely.OnPanic(func(value any, _ []byte) { told <- value })
		defer safely.OnPanic(nil)
		server := sim.New(sim.Options{Key: testKey})
		client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: server.Transport()})
		must(t, err)
		r := started(t, server, Options{Client: falls{client}})
		r.submit(links("one"))
		if got := <-told; got != "fell" {
			t.Errorf("told of %v", got)
		}
		r.stop()
	})
}
