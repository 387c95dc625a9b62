package outbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"lipdash/api"
	"lipdash/journal"
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
		if early := time.Duration(float64(done)/hashSpeed*float64(time.Second)) - time.Since(began); early > time.Millisecond && !journal.Sleep(ctx, early) {
			return "", ctx.Err()
		}
	}
}
