package sim_test

import (
	"context"
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
)

// A client under test talks to the simulator without a socket, here through an
// outage that heals by itself.
func Example() {
	server := sim.New(sim.Options{Key: "secret"})
	id := server.AddJob(sim.JobSpec{Title: "ep018 German", Status: "completed", Duration: 90 * time.Second})
	server.Faults().Add(sim.Fault{Route: "GET /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultHTML, Times: 1})

	client, err := api.New(api.Credential{Key: "secret"}, api.Options{Transport: server.Transport()})
	if err != nil {
		fmt.Println(err)
		return
	}
	job, err := client.GetJob(context.Background(), api.JobID(id))
	fmt.Println(job.Title, job.Status, job.Duration, err)
	fmt.Println(len(server.Calls()), "calls")
	// Output:
	// ep018 German completed 1m30s <nil>
	// 2 calls
}
