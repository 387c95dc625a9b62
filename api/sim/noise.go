package sim

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"time"
)

// bytesPerSecond is a believable rate for a talking head.
const bytesPerSecond = 400_000

// MediaSize is how large a result of a length is, in bytes.
func MediaSize(length time.Duration) int64 { return int64(length.Seconds() * bytesPerSecond) }

// mp4Head begins what should look like an MP4 file.
const mp4Head = "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"

// noise is a file of repeatable bytes that exists nowhere: every block is made
// when it is read.
type noise struct {
	seed uint64
	head string
	size int64
	at   int64
	// block is the one last made, number its place plus one.
	block  [blockSize]byte
	number int64
}

const blockSize = 4096

// newNoise is a file of size bytes that begins with head; the same name gives
// the same bytes.
func newNoise(name string, size int64, head string) *noise {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return &noise{seed: h.Sum64(), size: size, head: head}
}

func (n *noise) Read(p []byte) (int, error) {
	if n.at >= n.size {
		return 0, io.EOF
	}
	n.load(n.at / blockSize)
	c := copy(p[:min(int64(len(p)), n.size-n.at)], n.block[n.at%blockSize:])
	n.at += int64(c)
	return c, nil
}

func (n *noise) load(number int64) {
	if n.number == number+1 {
		return
	}
	n.number = number + 1
	r := rand.NewPCG(n.seed, uint64(number)) //nolint:gosec // repeatable on purpose
	for i := 0; i < blockSize; i += 8 {
		binary.LittleEndian.PutUint64(n.block[i:], r.Uint64())
	}
	if number == 0 {
		copy(n.block[:], n.head)
	}
}

func (n *noise) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += n.at
	case io.SeekEnd:
		offset += n.size
	}
	if offset < 0 {
		return 0, errors.New("before the start")
	}
	n.at = offset
	return offset, nil
}
