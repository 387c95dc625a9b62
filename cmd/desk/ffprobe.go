package desk

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

	"lipdash/cmd/desk/clip"
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
		"-v", "error", "-protocol_whitelist", "file",
		"-show_entries", "format=duration:stream=codec_type,codec_name,width,height:stream_disposition=attached_pic",
		"-of", "json", "-i", "file:"+abs)
	// It has no business with our key.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT"), "LC_ALL=C"}
	cmd.WaitDelay = time.Second
	out := &limited{room: probeOutput}
	cmd.Stdout = out
	if cmd.Run() != nil {
		return f, false
	}
	return readProbe(out.kept.Bytes())
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

func readProbe(out []byte) (f clip.Facts, ok bool) {
	var said struct {
		Streams []struct {
			Kind        string `json:"codec_type"`
			Codec       string `json:"codec_name"`
			Width       int    `json:"width"`
			Height      int    `json:"height"`
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
	if s, err := strconv.ParseFloat(said.Format.Duration, 64); err == nil {
		f.Length = time.Duration(s * float64(time.Second))
	}
	for _, s := range said.Streams {
		f.Tracks = true
		switch {
		case s.Kind == "video" && f.Video == "" && s.Disposition.Cover == 0:
			f.Video, f.Width, f.Height = s.Codec, s.Width, s.Height
		case s.Kind == "audio" && f.Audio == "":
			f.Audio = s.Codec
		}
	}
	return f.Tidy()
}
