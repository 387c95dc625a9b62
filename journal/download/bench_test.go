package download

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lipdash/api"
	"lipdash/journal"
)

// full is the size that the figures in the issue are about.
const full = 200 * megabyte

// BenchmarkDownload compares a plain copy of the stream to a file, and curl, which
// neither sync nor check anything, with a whole transfer.
func BenchmarkDownload(b *testing.B) {
	r := newRig(b)
	job := r.job("Tanaka interview", full)
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(full)
		for b.Loop() {
			plain(b, r, job)
		}
	})
	if curl, err := exec.LookPath("curl"); err == nil {
		b.Run("curl", func(b *testing.B) {
			b.SetBytes(full)
			for b.Loop() {
				path := filepath.Join(b.TempDir(), "curl.mp4")
				must(b, exec.Command(curl, "-fsS", "-o", path, job.VideoURL).Run())
				must(b, os.Remove(path))
			}
		})
	}
	b.Run("downloader", func(b *testing.B) {
		d := r.running()
		b.SetBytes(full)
		for b.Loop() {
			got, err := d.FetchAgain(b.Context(), []api.Job{job})
			must(b, err)
			it := r.untilState(d, got.Queued[0].ID, journal.TransferDone)
			must(b, os.Remove(it.Path))
		}
	})
}

func plain(b *testing.B, r *rig, job api.Job) {
	body, err := r.client.Client.OpenDownload(b.Context(), api.Download{URL: job.VideoURL})
	must(b, err)
	path := filepath.Join(b.TempDir(), "plain.mp4")
	f, err := os.Create(path)
	must(b, err)
	// Without ReadFrom, which would let the kernel do what it cannot do here.
	_, err = io.Copy(struct{ io.Writer }{f}, body)
	must(b, err)
	must(b, f.Close())
	must(b, body.Close())
	must(b, os.Remove(path))
}

// BenchmarkStories tells the stories of the tests in full size: once each is
// enough (-benchtime 1x).
func BenchmarkStories(b *testing.B) {
	for name, tell := range map[string]func(testing.TB, int64){
		"cut ten times, expired twice": cutTenTimes,
		"killed twice":                 func(t testing.TB, size int64) { killed(t, size, 2) },
	} {
		b.Run(fmt.Sprintf("%s/%d MB", name, full/megabyte), func(b *testing.B) {
			b.SetBytes(full)
			for b.Loop() {
				tell(b, full)
			}
		})
	}
}
