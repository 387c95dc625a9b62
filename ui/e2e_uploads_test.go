package ui_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// diskFiles are files on disk.
type diskFiles struct{}

func (diskFiles) Upload(path string) (api.Upload, error) { return api.FileUpload(path) }

// sendTwelve sends a batch of twelve rows, each with a file of its own.
func sendTwelve(t *testing.T, mem calls.Memory) {
	t.Helper()
	dir := t.TempDir()
	b := record.Batch{ID: "twelve", Name: "twelve"}
	var values []map[string]string
	for i := range 12 {
		path := filepath.Join(dir, fmt.Sprintf("%d.wav", i))
		wav := append([]byte("RIFF\x24\x00\x00\x00WAVEfmt "), byte(i))
		if err := os.WriteFile(path, wav, 0o600); err != nil {
			t.Fatal(err)
		}
		title := fmt.Sprintf("row %02d", i)
		b.Items = append(b.Items, record.BatchItem{Number: i + 1, Title: title})
		values = append(values, map[string]string{"video": "https://example.com/v.mp4", "audio": path, "title": title})
	}
	if _, err := mem.SubmitBatch(t.Context(), b, values); err != nil {
		t.Fatal(err)
	}
}

// The account runs ten jobs at once: two of the twelve wait for a place.
func TestABatchWithUploadsIsSeenToEndAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Seed: 1, Speed: 20})
		var mem calls.Memory
		r := start(t, server, 120, 40, func(o *ui.Options) {
			client := o.Session.Client.(account.Client)
			o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
				mem = account.New(ctx, account.Options{Client: client, Files: diskFiles{}, Limit: -1})
				return mem
			}
		})
		defer r.Stop()
		sendTwelve(t, mem)
		for began := time.Now(); !allDone(server); r.Wait(time.Second) {
			if time.Since(began) > 2*time.Minute {
				t.Fatalf("the batch does not end\n%s", r.Text())
			}
		}
		r.Until("12 done", 20*time.Second)
		r.Wait(time.Minute)
		var polls []sim.Entry
		for _, c := range server.Calls() {
			if strings.HasPrefix(c.Route, "GET ") {
				polls = append(polls, c)
			}
		}
		if n, what := busiest(polls); n > 25 {
			t.Errorf("%d calls in one minute beside what the user sent: %v", n, what)
		}
		if n := server.CallCount("POST /v3/assets"); n != 12 {
			t.Errorf("%d uploads", n)
		}
	})
}

func allDone(s *sim.Server) bool {
	for _, j := range s.Jobs() {
		if j.Status != "completed" {
			return false
		}
	}
	return len(s.Jobs()) == 12
}
