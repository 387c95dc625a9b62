package cmd

import (
	"bytes"
	endian "encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"lipdash/api/sim"
)

// voiceOf is a WAV that lasts so many seconds.
func voiceOf(seconds int) []byte {
	form := append([]byte{1, 0, 1, 0, 0x80, 0xbb, 0, 0}, endian.LittleEndian.AppendUint32(nil, 100)...)
	out := append([]byte("RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00"), append(form, 2, 0, 16, 0)...)
	out = append(out, "data"...)
	return append(endian.LittleEndian.AppendUint32(out, uint32(100*seconds)), make([]byte, 100*seconds)...)
}

func mp4Box(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(endian.BigEndian.AppendUint32(nil, uint32(8+len(body))), kind...), body...)
}

func track(handler, codec string) []byte {
	return mp4Box("trak", mp4Box("tkhd", make([]byte, 84)), mp4Box("mdia", mp4Box("mdhd", make([]byte, 24)), mp4Box("hdlr", make([]byte, 8), []byte(handler), make([]byte, 13)),
		mp4Box("minf", mp4Box("stbl", mp4Box("stsd", []byte{0, 0, 0, 0, 0, 0, 0, 1}, mp4Box(codec, make([]byte, 70)))))))
}

// videoOf is an MP4 that lasts ten seconds.
func videoOf() []byte {
	mvhd := mp4Box("mvhd", make([]byte, 12), []byte{0, 0, 0, 1, 0, 0, 0, 10}, make([]byte, 80))
	return append(mp4Box("ftyp", []byte("isom\x00\x00\x02\x00isommp41")), append(mp4Box("moov", mvhd, track("vide", "avc1"), track("soun", "mp4a")), mp4Box("mdat", make([]byte, 100))...)...)
}

// A sheet of sixty rows in UTF-16: what is wrong is named by its line, nothing is
// sent before that is mended, and then one batch is made although its answer is lost.
func TestASheetOfSixtyRowsBecomesOneBatch(t *testing.T) {
	sheet := func(bad bool) []byte {
		var b strings.Builder
		b.WriteString("title;video;audio\n")
		for line := 2; line <= 61; line++ {
			video, audio := "v.mp4", fmt.Sprintf("https://example.com/%d.wav", line)
			wrong := map[int][2]string{
				10: {video, "gone.wav"}, 20: {"ftp://old/v.mp4", audio}, 30: {video, "https://example.com/2.wav"},
				40: {video, "fake.mp3"}, 50: {video, "long.wav"},
			}
			if w, ok := wrong[line]; ok && bad {
				video, audio = w[0], w[1]
			}
			fmt.Fprintf(&b, "für München %d;%s;%s\n", line, video, audio)
		}
		raw, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	inShop(t, func(s *shop) {
		for file, raw := range map[string][]byte{"v.mp4": videoOf(), "long.wav": voiceOf(30), "fake.mp3": []byte("\xff\xf1\x50\x80 no mp3"), "s.csv": sheet(true)} {
			s.must(os.WriteFile(file, raw, 0o600))
		}
		got := s.run(0, "", "batch", "s.csv", "--dry-run", "--columns", "line,state")
		for _, want := range []string{"10\ttrouble", "20\ttrouble", "30\ttwice", "40\ttrouble", "50\twarning", "2\tready"} {
			if !strings.Contains("\n"+got.out, "\n"+want+"\n") {
				t.Errorf("no %q in %s%s", want, got.out, got.err)
			}
		}
		if got := s.run(0, "", "batch", "s.csv"); got.code != exitUsage || len(s.server.Batches()) != 0 {
			t.Errorf("code %d, %d batches: %s", got.code, len(s.server.Batches()), got.err)
		}
		s.must(os.WriteFile("s.csv", sheet(false), 0o600))
		fault, err := sim.ParseFault("drop-after,on=batch,times=1")
		s.must(err)
		s.server.Faults().Add(fault)
		for range 2 {
			if got := s.run(0, "", "batch", "s.csv", "--quiet"); got.code != 0 || len(strings.Fields(got.out)) != 60 {
				t.Errorf("code %d, %d jobs: %s", got.code, len(strings.Fields(got.out)), got.err)
			}
		}
		if n := len(s.server.Batches()); n != 1 {
			t.Errorf("%d batches at the server", n)
		}
	})
}
