package download

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"lipdash/api"
	"lipdash/journal"
)

// host is a client whose one job's link leads to whatever content there is now.
type host struct {
	content []byte
	etag    string
	// breaks are the places where the stream breaks, one an attempt, and then
	// is run.
	breaks []int64
	then   func()
	// size overrides what the host says of the length.
	size    int64
	offsets []int64
}

func (h *host) GetJob(_ context.Context, id api.JobID) (api.Job, error) {
	return api.Job{ID: id, Status: api.StatusCompleted, VideoURL: "https://files.heygen.ai/v.mp4"}, nil
}

func (h *host) OpenDownload(_ context.Context, d api.Download) (api.Body, error) {
	b := api.Body{Size: int64(len(h.content)), ETag: h.etag}
	if d.ETag == h.etag && d.ETag != "" {
		b.Offset = d.Offset
	}
	if h.size != 0 {
		b.Size = h.size
	}
	h.offsets = append(h.offsets, b.Offset)
	rest := h.content[b.Offset:]
	var end io.Reader = bytes.NewReader(nil)
	if len(h.breaks) > 0 {
		rest = rest[:h.breaks[0]-b.Offset]
		h.breaks = h.breaks[1:]
		end = broken(func() error {
			if h.then != nil {
				h.then()
			}
			return transient{}
		})
	}
	b.ReadCloser = io.NopCloser(io.MultiReader(bytes.NewReader(rest), end))
	return b, nil
}

type broken func() error

func (b broken) Read([]byte) (int, error) { return 0, b() }

// transient is an error that the client's predicates take for the network's.
type transient struct{}

func (transient) Error() string { return "broken" }

func (transient) As(target any) bool {
	e, ok := target.(**api.Error)
	if ok {
		*e = networkError()
	}
	return ok
}

// networkError is what the client makes of a host that cannot be reached.
func networkError() *api.Error {
	c, err := api.New(api.Credential{Key: testKey}, api.Options{BaseURL: "http://127.0.0.1:1"})
	if err != nil {
		panic(err)
	}
	_, err = c.OpenDownload(context.Background(), api.Download{URL: "http://127.0.0.1:1/x"})
	var e *api.Error
	if !errors.As(err, &e) {
		panic("no error")
	}
	return e
}

func pattern(b byte, n int) []byte { return bytes.Repeat([]byte{b}, n) }

func TestChangedContentIsFetchedFromTheStartAndNeverSpliced(t *testing.T) {
	a, other := pattern('a', 300_000), pattern('b', 300_000)
	for name, c := range map[string]struct {
		change  func(*host)
		content []byte
	}{
		"other bytes, same length":          {func(h *host) { h.content, h.etag = other, `"b"` }, other},
		"other bytes, shorter than the old": {func(h *host) { h.content, h.etag = other[:90_000], `"b"` }, other[:90_000]},
		"other bytes, longer":               {func(h *host) { h.content, h.etag = slices.Concat(other, other), `"b"` }, slices.Concat(other, other)},
		"same validator, other length":      {func(h *host) { h.content = other[:250_000] }, other[:250_000]},
		"validator lost":                    {func(h *host) { h.content, h.etag = other, "" }, other},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			h := &host{content: a, etag: `"a"`, breaks: []int64{200_000}}
			h.then = func() { c.change(h) }
			r.opts.Client = h
			d := r.running()
			id := r.fetch(d, []api.Job{{ID: "ls_1", Title: "t"}})[0].ID
			it := r.untilState(d, id, journal.TransferDone)
			r.want(it, sumOfBytes(t, c.content), int64(len(c.content)))
			if last := h.offsets[len(h.offsets)-1]; last != 0 {
				t.Errorf("began at %v", h.offsets)
			}
		})
	}
}

func sumOfBytes(t *testing.T, b []byte) string {
	t.Helper()
	var f follower
	f.rewind(0)
	must(t, f.follow(t.Context(), bytes.NewReader(b), int64(len(b))))
	return f.sum()
}

// The link of a job leads to another job's video after the first cut, over the
// wire this time: other bytes, another validator, the same length.
type swapped struct {
	*counting
	to func() string
}

func (s *swapped) GetJob(ctx context.Context, id api.JobID) (api.Job, error) {
	j, err := s.counting.GetJob(ctx, id)
	if link := s.to(); link != "" {
		j.VideoURL = link
	}
	return j, err
}

func TestAnotherFileBehindTheJobIsNoticedOverTheWire(t *testing.T) {
	r := newRig(t)
	job, other := r.job("a", 4*megabyte), r.job("b", 4*megabyte)
	sum, size := r.original(other)
	cut := make(chan struct{})
	r.wire.at([]int64{2 * megabyte}, func(int) {
		r.clock.forward(8 * 24 * 3600e9)
		close(cut)
	})
	r.opts.Client = &swapped{r.client, func() string {
		select {
		case <-cut:
			j, err := r.client.GetJob(t.Context(), other.ID)
			must(t, err)
			return j.VideoURL
		default:
			return ""
		}
	}}
	d := r.running()
	it := r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferDone)
	r.want(it, sum, size)
	if !slices.Equal(r.client.offsets, []int64{0, 0}) {
		t.Errorf("began at %v", r.client.offsets)
	}
}

func TestABodyThatEndsBeforeItsLengthIsNotTakenForTheFile(t *testing.T) {
	r := newRig(t)
	h := &host{content: pattern('a', 100_000), etag: `"a"`, size: 100_001}
	r.opts.Client = h
	d := r.running()
	id := r.fetch(d, []api.Job{{ID: "ls_1", Title: "t"}})[0].ID
	it := r.ends(d, id)
	if it.State != journal.TransferFailed || len(h.offsets) != linkPatience+1 {
		t.Errorf("%+v after %d attempts", it, len(h.offsets))
	}
	for _, name := range r.files() {
		if name == "t.mp4" {
			t.Error("it got its name")
		}
	}
}

func TestAFileOfUnknownLengthIsWholeWhenItsStreamEndsWell(t *testing.T) {
	r := newRig(t)
	h := &host{content: pattern('a', 100_000), size: -1}
	r.opts.Client = h
	d := r.running()
	id := r.fetch(d, []api.Job{{ID: "ls_1", Title: "t"}})[0].ID
	r.want(r.untilState(d, id, journal.TransferDone), sumOfBytes(t, h.content), 100_000)
}
