package sim

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"strings"
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
	// block is the one last made, number its place plus one.
	block  [blockSize]byte
	number int64
}

const blockSize = 4096

// newNoise is a file of size bytes that begins with head; the same name gives
// the same bytes.
func newNoise(name string, size int64, head string) io.ReadSeeker {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return io.NewSectionReader(&noise{seed: h.Sum64(), head: head}, 0, size)
}

// ReadAt reads anywhere; the section around it has the end.
func (n *noise) ReadAt(p []byte, at int64) (done int, err error) {
	for done < len(p) {
		n.load(at / blockSize)
		c := copy(p[done:], n.block[at%blockSize:])
		done, at = done+c, at+int64(c)
	}
	return done, nil
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

// captions is an SRT file with the marks real ones have: a byte order mark and
// CRLF (api.md 7).
func captions(j *job) string {
	const each = 4 * time.Second
	var b strings.Builder
	b.WriteString("\ufeff")
	for i := range int((j.length + each - 1) / each) {
		from := time.Duration(i) * each
		to := min(from+each-500*time.Millisecond, j.length)
		fmt.Fprintf(&b, "%d\r\n%s --> %s\r\nLine %d\r\n\r\n", i+1, stamp(from), stamp(to), i+1)
	}
	return b.String()
}

func stamp(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d:%02d,%03d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60, d.Milliseconds()%1000)
}
