package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// BenchmarkUpload sends the same file by turns with curl, which looks at nothing,
// and as a job does, with its hash and its notes, and tells the ratio of their
// speeds: one run, one server, one file.
func BenchmarkUpload(b *testing.B) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		b.Skip("no curl")
	}
	for _, megabytes := range []int64{31, 500} {
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			path, sum := largeFile(b, megabytes)
			server := sim.New(sim.Options{Key: testKey})
			base := loopback(b, server)
			client, err := api.New(api.Credential{Key: testKey}, api.Options{BaseURL: base})
			must(b, err)
			var theirs, ours time.Duration
			b.SetBytes(megabytes << 20)
			for b.Loop() {
				began := time.Now()
				curlUp(b, curl, base, path, megabytes)
				theirs += time.Since(began)
				began = time.Now()
				c := &worker{o: New(Options{Client: client, Files: realFiles{}, Journal: inMemory(b)})}
				_, err := c.sendFile(context.Background(), submission.Upload{Param: "video", Path: path})
				must(b, err)
				ours += time.Since(began)
			}
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "of-curl's-speed")
			for _, a := range server.Assets() {
				if a.SHA256 != sum {
					b.Fatalf("arrived: %+v", a)
				}
			}
		})
	}
}

// curlUp sends a file with curl, by the way that its size takes.
func curlUp(b *testing.B, curl, base, path string, megabytes int64) {
	if megabytes < 32 {
		run(b, curl, "-fsS", "-H", "X-Api-Key: "+testKey, "-F", "file=@"+path+";type=video/mp4", base+"/v3/assets")
		return
	}
	var slot struct {
		Data struct {
			Asset   string            `json:"asset_id"`
			URL     string            `json:"upload_url"`
			Headers map[string]string `json:"upload_headers"`
		}
	}
	must(b, json.Unmarshal(post(b, curl, base+"/v3/assets/direct-uploads", fmt.Sprintf(`{"filename":"talk.mp4","content_type":"video/mp4","size_bytes":%d}`, megabytes<<20)), &slot))
	args := []string{"-fsS", "-T", path}
	for k, v := range slot.Data.Headers {
		args = append(args, "-H", k+": "+v)
	}
	run(b, curl, append(args, slot.Data.URL)...)
	post(b, curl, base+"/v3/assets/"+slot.Data.Asset+"/complete", "{}")
}

func run(b *testing.B, name string, args ...string) []byte {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	must(b, err)
	return out
}

func post(b *testing.B, curl, url, body string) []byte {
	b.Helper()
	return run(b, curl, "-fsS", "-H", "X-Api-Key: "+testKey, "-H", "Content-Type: application/json", "-d", body, url)
}
