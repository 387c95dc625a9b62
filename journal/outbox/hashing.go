package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"sync"

	"lipdash/api"
	"lipdash/api/safely"
)

// hashingReader hashes what is sent of an upload while it is sent, so that it need not
// be read for that again.
type hashingReader struct {
	mu  sync.Mutex
	sum string
}

// watch is the upload with the hashingReader looking on.
func (w *hashingReader) watch(up api.Upload) api.Upload {
	open := up.Open
	up.Open = func() (io.ReadCloser, error) {
		f, err := open()
		if err != nil {
			return nil, err
		}
		a := &ahead{w: w, chunks: make(chan chunk), free: make(chan []byte, aheadOf), stop: make(chan struct{})}
		for range aheadOf {
			a.free <- make([]byte, hashChunk)
		}
		safely.Go(func() { a.run(f, up.Size) })
		return a, nil
	}
	return up
}

// hash is the sha256 in hex of what was last sent whole, "" when nothing was.
func (w *hashingReader) hash() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sum
}

// aheadOf is how many pieces there are of a file at a time: one that is sent, one
// that waits and one that is read.
const aheadOf = 3

// ahead reads and hashes a file while what was read before is sent: done in
// turns, the connection would stand still half of the time.
type ahead struct {
	w      *hashingReader
	chunks chan chunk
	free   chan []byte
	stop   chan struct{}
	once   sync.Once

	// now is what is being sent, rest what is left of it.
	now  chunk
	rest []byte
}

// chunk is a piece of the file, or why there is no more. sum is the hash of the
// file with the piece that completes it.
type chunk struct {
	piece []byte
	sum   string
	err   error
}

// run reads until the end or until it is stopped. It closes the file, so that
// nobody who stops it has to wait for a slow disk.
func (a *ahead) run(f io.ReadCloser, size int64) {
	defer f.Close() //nolint:errcheck // only read
	h := sha256.New()
	for left := size; ; {
		var buf []byte
		select {
		case buf = <-a.free:
		case <-a.stop:
			return
		}
		n, err := io.ReadFull(f, buf)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		c := chunk{piece: buf[:n], err: err}
		if left > 0 {
			seen := min(int64(n), left)
			_, _ = h.Write(buf[:seen])
			if left -= seen; left == 0 {
				c.sum = hex.EncodeToString(h.Sum(nil))
			}
		}
		select {
		case a.chunks <- c:
		case <-a.stop:
			return
		}
		if err != nil {
			return
		}
	}
}

// Read gives what was read ahead.
func (a *ahead) Read(p []byte) (n int, err error) {
	defer safely.Catch(&err) // net/http reads in a goroutine of its own
	for len(a.rest) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.piece != nil {
			a.free <- a.now.piece[:cap(a.now.piece)]
			a.now = chunk{}
		}
		select {
		case a.now = <-a.chunks:
			a.rest = a.now.piece
		case <-a.stop:
			return 0, io.ErrClosedPipe
		}
	}
	n = copy(p, a.rest)
	if a.rest = a.rest[n:]; len(a.rest) == 0 && a.now.sum != "" {
		a.w.mu.Lock()
		a.w.sum = a.now.sum
		a.w.mu.Unlock()
	}
	return n, nil
}

// Close stops reading ahead.
func (a *ahead) Close() error {
	a.once.Do(func() { close(a.stop) })
	return nil
}
