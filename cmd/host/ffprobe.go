package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"lipdash/api/clip"
)

const (
	// probeTime bounds ffprobe: a file may be odd, or its disk far away.
	probeTime = 5 * time.Second
	// probeOutput bounds what it may say.
	probeOutput = 64 << 10
)

// ffprobe asks an installed ffprobe about a file that our own reading did not
// understand; ok is false when there is none, or when it does not know either.
func ffprobe(ctx context.Context, path string) (f clip.Facts, ok bool) {
	tool, err := exec.LookPath("ffprobe")
	if err != nil {
		return f, false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return f, false
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	// The name is never an option, a protocol or a playlist's: it stands behind
	// -i and file:, and nothing else may be opened.
	cmd := exec.CommandContext(ctx, tool, //nolint:gosec // the user's own tool
		"-v", "warning", "-protocol_whitelist", "file",
		"-show_entries", "format=duration:stream=codec_type,codec_name,width,height,start_time,duration:stream_disposition=attached_pic",
		"-of", "json", "-i", "file:"+abs)
	// It has no business with our key.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT"), "LC_ALL=C"}
	cmd.WaitDelay = time.Second
	out, doubts := &limited{room: probeOutput}, &limited{room: probeOutput}
	cmd.Stdout, cmd.Stderr = out, doubts
	if cmd.Run() != nil {
		return f, false
	}
	f, ok = readProbe(out.kept.Bytes())
	if bytes.Contains(doubts.kept.Bytes(), []byte("Estimating duration")) {
		f.Length = 0 // from the size and a rate: a guess
	}
	return f, ok
}

// limited takes so much and no more. The buffer is not embedded: its ReadFrom
// would pass the limit by.
type limited struct {
	kept bytes.Buffer
	room int
}

var errTalkative = errors.New("too much output")

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.room {
		return 0, errTalkative
	}
	l.room -= len(p)
	return l.kept.Write(p)
}

// readProbe reads what ffprobe says. Counted is the length of the streams where the
// whole is said to be another.
func readProbe(out []byte) (f clip.Facts, ok bool) {
	var said struct {
		Streams []struct {
			Kind        string `json:"codec_type"`
			Codec       string `json:"codec_name"`
			Width       int    `json:"width"`
			Height      int    `json:"height"`
			Start       string `json:"start_time"`
			Duration    string `json:"duration"`
			Disposition struct {
				Cover int `json:"attached_pic"`
			} `json:"disposition"`
		} `json:"streams"`
		Format struct {
			Duration string `json:"duration"`
		} `json:"format"`
	}
	if json.Unmarshal(out, &said) != nil {
		return f, false
	}
	f.Length = length(said.Format.Duration)
	for _, s := range said.Streams {
		f.Tracks = true
		if d := length(s.Duration); d > 0 && (s.Kind == "video" || s.Kind == "audio") {
			f.Counted = max(f.Counted, length(s.Start)+d)
		}
		switch {
		case s.Kind == "video" && f.Video == "" && s.Disposition.Cover == 0:
			f.Video, f.Width, f.Height = s.Codec, s.Width, s.Height
		case s.Kind == "audio" && f.Audio == "":
			f.Audio = s.Codec
		}
	}
	if clip.Agree(f.Length, f.Counted) {
		f.Counted = 0
	}
	return f.Tidy()
}

// length reads a number of seconds, 0 for anything else.
func length(seconds string) time.Duration {
	s, err := strconv.ParseFloat(seconds, 64)
	if err != nil {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}
