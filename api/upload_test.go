package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// content is an upload of size bytes that never exists as a whole; largest is
// the largest piece anyone asked for at once.
type content struct {
	size    int64
	opened  int
	largest int
}

func (c *content) upload() Upload {
	return Upload{Name: "talk \"one\".mp4", Size: c.size, ContentType: "video/mp4", Open: func() (io.ReadCloser, error) {
		c.opened++
		return &pieces{of: c, left: c.size}, nil
	}}
}

type pieces struct {
	of   *content
	left int64
}

func (p *pieces) Read(b []byte) (int, error) {
	p.of.largest = max(p.of.largest, len(b))
	if p.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(b)), p.left)
	clear(b[:n])
	p.left -= n
	return int(n), nil
}

func (p *pieces) Close() error { return nil }

const assetAnswer = `{"data":{"asset_id":"as_1","url":"https://x.y/a","mime_type":"video/mp4","size_bytes":%d}}`

// takeAsset reads a form as a strict server would and answers with its size.
func takeAsset(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength <= 0 || len(r.TransferEncoding) > 0 {
			t.Errorf("length %d, encoding %v", r.ContentLength, r.TransferEncoding)
		}
		counted := &counter{r: r.Body}
		_, params, _ := strings.Cut(r.Header.Get("Content-Type"), "boundary=")
		form := multipart.NewReader(counted, params)
		part, err := form.NextPart()
		if err != nil || part.FormName() != "file" || part.FileName() != "talk \"one\".mp4" || part.Header.Get("Content-Type") != "video/mp4" {
			t.Errorf("part %v %v", part, err)
			return
		}
		n, err := io.Copy(io.Discard, part)
		if _, more := form.NextPart(); err != nil || !errors.Is(more, io.EOF) {
			t.Errorf("content %v, then %v", err, more)
		}
		_, _ = io.Copy(io.Discard, counted)
		if counted.n != r.ContentLength {
			t.Errorf("announced %d bytes, sent %d", r.ContentLength, counted.n)
		}
		_, _ = fmt.Fprintf(w, assetAnswer, n) //nolint:gosec // a number
	}
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// serve mounts one handler under the prefix without recording bodies.
func serve(t *testing.T, h http.Handler) *Client {
	t.Helper()
	srv := httptest.NewServer(http.StripPrefix(prefix, h))
	t.Cleanup(srv.Close)
	c, err := New(Credential{Key: testKey}, Options{BaseURL: srv.URL + prefix})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnUploadIsStreamedInBoundedMemory(t *testing.T) {
	const size = 20 << 20
	mux := http.NewServeMux()
	mux.Handle("POST /v3/assets", takeAsset(t))
	client := serve(t, mux)
	file := &content{size: size}
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	asset, err := client.UploadAsset(background(), file.upload(), nil)
	runtime.ReadMemStats(&during)
	if err != nil || asset.ID != "as_1" || asset.Size != size {
		t.Fatal(asset, err)
	}
	if grown := during.TotalAlloc - before.TotalAlloc; grown > 2<<20 {
		t.Errorf("%d bytes allocated for a file of %d", grown, size)
	}
	if file.largest > 64<<10 {
		t.Errorf("the file was read in pieces of %d", file.largest)
	}
}

func TestProgressNeverGoesBackAndEndsWithTheWhole(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("POST /v3/assets", takeAsset(t))
	client := serve(t, mux)
	var told []int64
	file := &content{size: 3 << 20}
	if _, err := client.UploadAsset(background(), file.upload(), func(p UploadProgress) {
		if p.Step != StepBytes || p.Direct || p.Again != "" || p.Total != file.size || len(told) > 0 && p.Sent < told[len(told)-1] {
			t.Errorf("%+v after %v", p, told)
		}
		told = append(told, p.Sent)
	}); err != nil {
		t.Fatal(err)
	}
	if told[len(told)-1] != file.size || len(told) > 50 {
		t.Fatalf("told %d times, last %d", len(told), told[len(told)-1])
	}
}

func TestProgressIsToldATenthOfASecondApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var times []time.Time
		r := &report{to: func(UploadProgress) { times = append(times, time.Now()) }, now: UploadProgress{Total: 100}}
		m := &meter{file: &pieces{of: &content{}, left: 100}, left: 100, total: 100, sent: r.sending()}
		for range 100 {
			if _, err := m.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
		}
		if len(times) != 11 {
			t.Fatalf("told %d times in a second", len(times))
		}
	})
}

// What was answered early may still be read for a while.
func TestOfARequestThatIsOverNoProgressIsTold(t *testing.T) {
	told := 0
	r := &report{to: func(UploadProgress) { told++ }, now: UploadProgress{Total: 100}}
	r.at(StepBytes, "")
	late := r.sending()
	r.at(StepBytes, againCut)
	late(100)
	if told != 2 || r.now.Sent != 0 {
		t.Errorf("told %d times, at last of %d bytes", told, r.now.Sent)
	}
	late = r.sending()
	r.end()
	if late(100); told != 2 {
		t.Error("told after the end")
	}
}

func TestAnUploadIsSentAgainFromTheFrontWithTheSameKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(503, ""), fail(errReset), reply200(fmt.Sprintf(assetAnswer, 5000)))
		file := &content{size: 5000}
		if _, err := client.UploadAsset(background(), file.upload(), nil); err != nil {
			t.Fatal(err)
		}
		if s.keys[0] == "" || s.keys[0] != s.keys[1] || s.keys[1] != s.keys[2] {
			t.Errorf("keys %q", s.keys)
		}
		if s.bodies[0] != s.bodies[2] || file.opened != 3 {
			t.Errorf("opened %d times", file.opened)
		}
		if _, err := client.UploadAsset(background(), file.upload(), nil); err != nil || s.keys[3] == s.keys[0] {
			t.Errorf("another upload has the same key, %v", err)
		}
	})
}

func TestAFileThatChangesWhileItIsSentIsNotTheNetworksFault(t *testing.T) {
	for name, c := range map[string]struct {
		real int
		want error
	}{"shorter": {4000, errShrunk}, "longer": {6000, errGrew}, "unreadable": {-1, io.ErrClosedPipe}} {
		t.Run(name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("POST /v3/assets", func(_ http.ResponseWriter, r *http.Request) {
				if _, err := io.Copy(io.Discard, r.Body); err == nil {
					t.Error("a whole body arrived")
				}
			})
			opened := 0
			up := Upload{Name: "a.mp4", Size: 5000, Open: func() (io.ReadCloser, error) {
				opened++
				if c.real < 0 {
					return io.NopCloser(io.MultiReader(strings.NewReader("x"), broken{})), nil
				}
				return io.NopCloser(bytes.NewReader(make([]byte, c.real))), nil
			}}
			_, err := serve(t, mux).UploadAsset(background(), up, nil)
			if !errors.Is(err, c.want) || IsOffline(err) || IsTransient(err) || opened != 1 {
				t.Fatalf("%v, opened %d times", err, opened)
			}
		})
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAnEmptyFileIsNotSent(t *testing.T) {
	client, s := scripted(t, reply200(""))
	if _, err := client.UploadAsset(background(), Upload{Name: "a"}, nil); err == nil || s.requests() != 0 {
		t.Fatal(err)
	}
}
