package depot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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

// quick is how fast the depots of tests live.
var quick = pace{
	lease: time.Second, busy: 20 * time.Millisecond, idle: 50 * time.Millisecond,
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
	client, err := api.New(api.Credential{Key: testKey}, api.WithBaseURL(r.base))
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

// depot is one that has not been run.
func (r *rig) depot() *Depot {
	r.t.Helper()
	d, err := New(r.opts)
	must(r.t, err)
	d.pace = quick
	return d
}

// running is a depot that runs until the test ends.
func (r *rig) running() *Depot {
	r.t.Helper()
	d := r.depot()
	_ = r.run(d)
	return d
}

// run runs a depot and returns what ends it.
func (r *rig) run(d *Depot) (stop func()) {
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

func (r *rig) fetch(d *Depot, jobs []api.Job, kinds ...journal.TransferKind) []journal.Transfer {
	r.t.Helper()
	got, err := d.Fetch(r.t.Context(), jobs, kinds...)
	must(r.t, err)
	return got.Queued
}

// until waits for a transfer to be as wanted, and returns it.
func (r *rig) until(d *Depot, id journal.TransferID, what string, wanted func(Item) bool) Item {
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

func (r *rig) untilState(d *Depot, id journal.TransferID, s journal.TransferState) Item {
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

// counting is a client that counts what is read, and how many read at once.
type counting struct {
	*api.Client
	read, open, most atomic.Int64
	mu               sync.Mutex
	offsets          []int64
}

func (c *counting) OpenDownload(ctx context.Context, d api.Download) (api.Body, error) {
	b, err := c.Client.OpenDownload(ctx, d)
	if err != nil {
		return b, err
	}
	c.mu.Lock()
	c.offsets = append(c.offsets, b.Offset)
	c.most.Store(max(c.most.Load(), c.open.Add(1)))
	c.mu.Unlock()
	b.ReadCloser = &counted{b.ReadCloser, c}
	return b, nil
}

type counted struct {
	io.ReadCloser
	c *counting
}

func (b *counted) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.c.read.Add(int64(n))
	return n, err
}

func (b *counted) Close() error {
	b.c.open.Add(-1)
	return b.ReadCloser.Close()
}

// cuts is a listener whose connections are cut when so many bytes have been
// sent, all together.
type cuts struct {
	net.Listener
	mu     sync.Mutex
	sent   int64
	points []int64
	// onCut is told the number of each cut.
	onCut func(n int)
	made  int
	// asked are the first bytes that were asked for, by Range.
	asked []int64
}

// at sets where to cut, counted from now.
func (l *cuts) at(points []int64, onCut func(int)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.Sort(points)
	l.sent, l.points, l.onCut, l.made = 0, points, onCut, 0
}

func (l *cuts) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &cutConn{c, l}, nil
}

var errCut = errors.New("cut")

// allow tells how much of n bytes may pass, and whether the line is cut then.
func (l *cuts) allow(n int) (pass int, cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pass = n
	if len(l.points) > 0 && l.sent+int64(n) > l.points[0] {
		pass, cut = int(max(0, l.points[0]-l.sent)), true
		l.points = l.points[1:]
		if l.made++; l.onCut != nil {
			l.onCut(l.made)
		}
	}
	l.sent += int64(pass)
	return pass, cut
}

type cutConn struct {
	net.Conn
	l *cuts
}

func (c *cutConn) Write(p []byte) (int, error) {
	pass, cut := c.l.allow(len(p))
	n, err := c.Conn.Write(p[:pass])
	if cut {
		_ = c.Close()
		return n, errCut
	}
	return n, err
}

var ranged = regexp.MustCompile(`(?m)^Range: bytes=(\d+)-\r$`)

// Read looks for what is asked for; a request fits into one read.
func (c *cutConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if m := ranged.FindSubmatch(p[:n]); m != nil {
		from, _ := strconv.ParseInt(string(m[1]), 10, 64)
		c.l.mu.Lock()
		c.l.asked = append(c.l.asked, from)
		c.l.mu.Unlock()
	}
	return n, err
}

// forget drops what was asked for so far, first is where the first request since
// then began: 0 when it had no range.
func (l *cuts) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = nil
}

func (l *cuts) first() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.asked) == 0 {
		return 0
	}
	return l.asked[0]
}
