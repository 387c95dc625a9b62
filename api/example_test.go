package api_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"lipdash/api"
)

// answers plays HeyGen for the examples: the job is running when it is read
// first and completed when it is read again.
func answers() http.Handler {
	reads := 0
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v3/lipsyncs", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"data":{"lipsync_id":"ls_1"}}`)
	})
	mux.HandleFunc("GET /v3/lipsyncs/ls_1", func(w http.ResponseWriter, _ *http.Request) {
		reads++
		if reads == 1 {
			_, _ = io.WriteString(w, `{"data":{"id":"ls_1","status":"running"}}`)
			return
		}
		_, _ = io.WriteString(w, `{"data":{"id":"ls_1","status":"completed","duration":42.5,"video_url":"https://files.example.com/ls_1.mp4"}}`)
	})
	mux.HandleFunc("GET /v3/lipsyncs/ls_2", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"error":{"code":"resource_not_found","message":"lipsync not found"}}`)
	})
	return mux
}

// Make a job and wait for its result.
func Example() {
	server := httptest.NewServer(answers())
	defer server.Close()
	ctx := context.Background()

	client, err := api.New(api.Credential{Key: "key"}, api.Options{BaseURL: server.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	id, err := client.CreateJob(ctx, api.CreateRequest{
		Video: api.Source{URL: "https://example.com/talk.mp4"},
		Audio: api.Source{URL: "https://example.com/talk_de.wav"},
		Mode:  api.ModePrecision,
	}, api.NewIdempotencyKey())
	if err != nil {
		fmt.Println(api.Explain(err).What)
		return
	}
	for {
		job, err := client.GetJob(ctx, id)
		if err != nil && !api.IsTransient(err) {
			fmt.Println(api.Explain(err).What)
			return
		}
		fmt.Println(job.ID, job.Status)
		if job.Status.Terminal() {
			link, _ := job.VideoLink()
			fmt.Println(job.Duration, link)
			return
		}
		time.Sleep(10 * time.Millisecond) // some seconds in earnest
	}
	// Output:
	// ls_1 running
	// ls_1 completed
	// 42.5s https://files.example.com/ls_1.mp4
}

// Build a request from texts, as a form or a command line has them.
func ExampleParseCreate() {
	_, problems := api.ParseCreate(map[string]string{
		"video":      "http://example.com/talk.mp4",
		"audio":      "talk_de.wav",
		"start_time": "12.5",
		"end_time":   "3",
	})
	for _, p := range api.Params() {
		if err := problems[p.Name]; err != nil {
			fmt.Printf("%s: %v\n", p.Label, err)
		}
	}
	// Output:
	// video: it must be https: HeyGen does not fetch plain http
	// audio: upload the file first
	// to: it must be after the start
}

// Ask what an error means instead of comparing numbers.
func ExampleExplain() {
	server := httptest.NewServer(answers())
	defer server.Close()
	client, err := api.New(api.Credential{Key: "key"}, api.Options{BaseURL: server.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = client.GetJob(context.Background(), "ls_2")
	x := api.Explain(err)
	fmt.Println(api.IsGone(err), x.What, x.Next)
	// Output: true Lipsync not found. It was deleted, perhaps from elsewhere.
}
