// Package clip reads the length, the picture's size and the codecs of a local
// video or audio from its headers: mp4 and its relatives, webm and mkv, wav, mp3.
//
// It is our own because of what is asked of it: a few numbers of four families,
// from files that anybody may have made, in bounded time and memory. A library a
// family, each with its own idea of a hostile file, would be more to trust than
// this is to read; and what is too odd for it is ffprobe's.
package clip

import (
	"encoding/binary"
	"io"
	"math"
	"time"
)

// Facts are what a file's headers say; what they do not say is zero.
type Facts struct {
	Length time.Duration
	// Width and Height are of the picture as it is shown, in pixels.
	Width, Height int
	// Video and Audio are the codecs by the container's own names: "avc1",
	// "mp4a", "V_VP9", "A_OPUS", "mp3", "pcm".
	Video, Audio string
	// Tracks tells that the tracks are known: then a codec that is "" means that
	// there is none.
	Tracks bool
	// Flaw says why a file is not whole, "" when nothing is known to be missing.
	Flaw string
	// Counted is how long the content is where the headers say something else;
	// Length is 0 then.
	Counted time.Duration
}

// What can be missing of a file.
const (
	FlawCut   = "it ends before its content does"
	FlawIndex = "its index (moov) is missing"
)

// Read looks at a file of a size; ok is false when nothing was learned. It reads
// little, wherever the headers are. A length is only told when what else the file
// says agrees with it.
func Read(r io.ReaderAt, size int64) (f Facts, ok bool) {
	src := &source{r: r, size: size, left: mostReads}
	head, _ := src.bytes(0, 12)
	switch {
	case len(head) < 12:
		return Facts{}, false
	case string(head[:4]) == "\x1a\x45\xdf\xa3":
		f = readMatroska(src)
	case string(head[:4]) == "RIFF" && string(head[8:12]) == "WAVE":
		f = readWave(src)
	case string(head[:3]) == "ID3" || head[0] == 0xff && head[1]&0xe0 == 0xe0:
		f = readMP3(src, span{src.afterTags(), size - src.tail()})
	case isBox(head):
		f = readMP4(src)
	}
	return f.Tidy()
}

// The bounds of what is believed: longer or larger things are mistakes.
const (
	longest = 100 * time.Hour
	largest = 1 << 15
	// mostReads is how often a file is read at most, whatever it says is in it,
	// and mostCalls how many of its parts are looked at.
	mostReads = 4096
	mostCalls = 1 << 18
)

// Tidy is the facts without what cannot be, and whether anything is left.
func (f Facts) Tidy() (tidy Facts, ok bool) {
	if f.Length < 0 || f.Length > longest {
		f.Length = 0
	}
	if f.Counted < 0 || f.Counted > longest {
		f.Counted = 0
	}
	if f.Width <= 0 || f.Height <= 0 || f.Width > largest || f.Height > largest {
		f.Width, f.Height = 0, 0
	}
	f.Video, f.Audio = plain(f.Video), plain(f.Audio)
	return f, f != Facts{}
}

// plain is a codec's name without what no name has.
func plain(s string) string {
	out := []byte{}
	for i := 0; i < len(s) && i < 32; i++ {
		if c := s[i]; c > ' ' && c < 0x7f {
			out = append(out, c)
		}
	}
	return string(out)
}

// seconds is a length by its count of units, 0 when it makes no sense.
func seconds(units, perSecond float64) time.Duration {
	s := units / perSecond
	if math.IsNaN(s) || s <= 0 || s > longest.Seconds() {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}

// Agree tells whether two lengths are the same as far as headers go: they round,
// and leave out what an encoder adds at the ends.
func Agree(a, b time.Duration) bool {
	return a > 0 && b > 0 && (a-b).Abs() <= time.Second/2+max(a, b)/50
}

// believe takes a length from a header unless what was counted in the content
// contradicts it. Nothing counted contradicts nothing.
func (f *Facts) believe(said, counted time.Duration) {
	switch {
	case f.Flaw != "":
	case said <= 0:
		f.Length = counted
	case counted <= 0 || Agree(said, counted):
		f.Length = said
	default:
		f.Counted = counted
	}
}

// source is a file that is read in small pieces, and not for ever.
type source struct {
	r    io.ReaderAt
	size int64
	// left is how many more reads there may be; 0 says that not everything was
	// seen.
	left, calls int
	// near is what was read last, from nearAt on.
	near   []byte
	nearAt int64
}

// ahead is how much is read at least: headers stand side by side.
const ahead = 4 << 10

// bytes are up to n bytes at a place; ok is false when there are fewer.
func (s *source) bytes(at, n int64) (b []byte, ok bool) {
	if s.calls++; s.calls > mostCalls {
		s.left = 0
	}
	if at < 0 || at >= s.size || n <= 0 || s.left <= 0 {
		return nil, false
	}
	want := min(n, s.size-at)
	if at < s.nearAt || at+want > s.nearAt+int64(len(s.near)) {
		s.left--
		b = make([]byte, min(max(n, ahead), s.size-at))
		got, _ := s.r.ReadAt(b, at)
		s.near, s.nearAt = b[:got], at
	}
	b = s.near[at-s.nearAt:]
	b = b[:min(want, int64(len(b)))]
	return b, int64(len(b)) == n
}

func be32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }
func be64(b []byte) uint64 { return binary.BigEndian.Uint64(b) }
func le16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func le32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
