package outbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"sync"
	"time"

	"lipdash/api"
)

const (
	// hashChunk is how much of a file is in memory while it is hashed.
	hashChunk = 256 << 10
	// hashSpeed bounds how fast files are read for their hash, in bytes a
	// second: the machine has other work, and disks are shared.
	hashSpeed = 400 << 20
	// hashSilence is how long a file is read before anybody is told: of most it
	// would only flicker.
	hashSilence = 300 * time.Millisecond
	// hashTold is how often it is told then.
	hashTold = 100 * time.Millisecond
)

// contentHash is the sha256 in hex of what an upload would send, read in small
// pieces and not too fast. tell is told how far it is once it takes a while.
func contentHash(ctx context.Context, up api.Upload, tell func(done int64)) (string, error) {
	f, err := up.Open()
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // only read
	h, buf, began, told := sha256.New(), make([]byte, hashChunk), time.Now(), time.Now().Add(hashSilence-hashTold)
	for done := int64(0); ; {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := io.ReadFull(f, buf)
		_, _ = h.Write(buf[:n])
		done += int64(n)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
		if time.Since(told) >= hashTold {
			told = time.Now()
			tell(done)
		}
		if early := time.Duration(float64(done)/hashSpeed*float64(time.Second)) - time.Since(began); early > time.Millisecond && !sleep(ctx, early) {
			return "", ctx.Err()
		}
	}
}

// witness hashes what is sent of an upload while it is sent, so that it need not
// be read for that again.
type witness struct {
	mu  sync.Mutex
	sum string
}

// watch is the upload with the witness looking on.
func (w *witness) watch(up api.Upload) api.Upload {
	open := up.Open
	up.Open = func() (io.ReadCloser, error) {
		f, err := open()
		if err != nil {
			return nil, err
		}
		return &watched{ReadCloser: f, w: w, h: sha256.New(), left: up.Size}, nil
	}
	return up
}

// hash is the sha256 in hex of what was last sent whole, "" when nothing was.
func (w *witness) hash() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sum
}

// watched is the file of one attempt.
type watched struct {
	io.ReadCloser
	w    *witness
	h    hash.Hash
	left int64
}

// Read looks at what goes by, up to the announced end.
func (f *watched) Read(p []byte) (int, error) {
	n, err := f.ReadCloser.Read(p)
	if f.left > 0 {
		seen := min(int64(n), f.left)
		_, _ = f.h.Write(p[:seen])
		if f.left -= seen; f.left == 0 {
			f.w.mu.Lock()
			f.w.sum = hex.EncodeToString(f.h.Sum(nil))
			f.w.mu.Unlock()
		}
	}
	return n, err
}
