package download

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

const testKey = "sk_live_secretsecretsecret4f2a"

// quick is how fast the downloaders of tests live.
var quick = pace{
	look:  20 * time.Millisecond,
	first: 2 * time.Millisecond, last: 50 * time.Millisecond, hold: 20 * time.Millisecond,
	notice: 10 * time.Millisecond, past: time.Hour, pastKept: 100,
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clock is the account's: it can be put forward.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *clock) forward(d time.Duration) { c.ahead.Add(int64(d)) }

// rig is an account on loopback, a journal and a folder.
type rig struct {
	t      testing.TB
	clock  clock
	sim    *sim.Server
	wire   *cuts
	base   string
	dir    string
	folder string
	opts   Options
	client *counting
	// lastReached is how far the last killed process had come.
	lastReached int64
}

func newRig(t testing.TB) *rig {
	t.Helper()
	r := &rig{t: t, dir: t.TempDir()}
	r.sim = sim.New(sim.Options{Key: testKey, Now: r.clock.now})
	r.folder = filepath.Join(r.dir, "videos")
	r.serve()
	client, err := api.New(api.Credential{Key: testKey}, api.Options{BaseURL: r.base})
	must(t, err)
	r.client = &counting{Client: client}
	r.opts = Options{Client: r.client, Journal: r.journal(), Folder: r.folder}
	return r
}

func (r *rig) serve() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(r.t, err)
	r.wire = &cuts{Listener: ln}
	r.base = "http://" + ln.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- sim.Serve(ctx, r.wire, r.sim) }()
	r.t.Cleanup(func() {
		stop()
		must(r.t, <-done)
	})
}

func (r *rig) path() string { return filepath.Join(r.dir, "state", "j.db") }

func (r *rig) journal() *journal.Journal {
	r.t.Helper()
	j, err := journal.Open(r.t.Context(), r.path())
	must(r.t, err)
	r.t.Cleanup(func() { must(r.t, j.Close()) })
	return j
}

func inMemory(t testing.TB) *journal.Journal {
	t.Helper()
	j, err := journal.InMemory(context.Background())
	must(t, err)
	t.Cleanup(func() { must(t, j.Close()) })
	return j
}

// downloader is one that has not been run.
func (r *rig) downloader() *Downloader {
	r.t.Helper()
	d, err := New(r.opts)
	must(r.t, err)
	d.pace = quick
	return d
}

// running is a downloader that runs until the test ends.
func (r *rig) running() *Downloader {
	r.t.Helper()
	d := r.downloader()
	_ = r.run(d)
	return d
}

// run runs a downloader and returns what ends it.
func (r *rig) run(d *Downloader) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		must(r.t, <-done)
	})
	r.t.Cleanup(stop)
	return stop
}

// job is a completed job with so many bytes of video.
func (r *rig) job(title string, size int64) api.Job {
	r.t.Helper()
	// The simulator makes 400,000 bytes a second.
	id := r.sim.AddJob(sim.JobSpec{Title: title, Status: "completed", Duration: time.Duration(size) * time.Second / 400_000, Caption: true})
	j, err := r.client.GetJob(r.t.Context(), api.JobID(id))
	must(r.t, err)
	return j
}

// original is a job's video as a plain download gets it.
func (r *rig) original(j api.Job) (sum string, size int64) {
	r.t.Helper()
	return r.content(j.VideoURL)
}

func (r *rig) content(link string) (sum string, size int64) {
	r.t.Helper()
	b, err := r.client.Client.OpenDownload(r.t.Context(), api.Download{URL: link})
	must(r.t, err)
	defer func() { _ = b.Close() }()
	h := sha256.New()
	size, err = io.Copy(h, b)
	must(r.t, err)
	return hex.EncodeToString(h.Sum(nil)), size
}

func (r *rig) fetch(d *Downloader, jobs []api.Job, kinds ...journal.TransferKind) []journal.Transfer {
	r.t.Helper()
	got, err := d.Fetch(r.t.Context(), jobs, kinds...)
	must(r.t, err)
	return got.Queued
}

// until waits for a transfer to be as wanted, and returns it.
func (r *rig) until(d *Downloader, id journal.TransferID, what string, wanted func(Item) bool) Item {
	r.t.Helper()
	end := time.After(30 * time.Second)
	for {
		for _, it := range d.Items() {
			if it.ID == id && wanted(it) {
				return it
			}
		}
		select {
		case <-d.Changes():
		case <-time.After(10 * time.Millisecond):
		case <-end:
			r.t.Fatalf("never %s: %+v", what, d.Items())
		}
	}
}

func (r *rig) untilState(d *Downloader, id journal.TransferID, s journal.TransferState) Item {
	r.t.Helper()
	return r.until(d, id, string(s), func(it Item) bool { return it.State == s })
}

// sumOnDisk is the checksum of a file.
func (r *rig) sumOnDisk(path string) string {
	r.t.Helper()
	f, err := os.Open(path)
	must(r.t, err)
	defer func() { _ = f.Close() }()
	h := sha256.New()
	_, err = io.Copy(h, f)
	must(r.t, err)
	return hex.EncodeToString(h.Sum(nil))
}

// files are the names in the folder.
func (r *rig) files() []string {
	r.t.Helper()
	list, err := os.ReadDir(r.folder)
	must(r.t, err)
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	slices.Sort(out)
	return out
}

// want checks that a transfer ended with a content, in its place and alone.
func (r *rig) want(it Item, sum string, size int64) {
	r.t.Helper()
	if it.SHA256 != sum || it.Size != size || it.Done != size || r.sumOnDisk(it.Path) != sum {
		r.t.Errorf("%s: %d of %d bytes, want %d; %s, want %s", it.Path, it.Done, it.Size, size, it.SHA256, sum)
	}
	if slices.ContainsFunc(r.files(), func(name string) bool { return strings.HasSuffix(name, ".part") }) {
		r.t.Errorf("a part file is left: %q", r.files())
	}
	if n := r.sim.LeakedKeys(); n > 0 {
		r.t.Errorf("%d keys went to the media host", n)
	}
}
