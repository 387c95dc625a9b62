package sheetio

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lipdash/ui/state/sheet"
)

// What is paired by its name; what HeyGen does not take is too, so that a row says why.
var (
	videoNames = []string{".mp4", ".webm", ".mov", ".mkv", ".m4v", ".avi"}
	voiceNames = []string{".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg", ".opus"}
)

// folder pairs the files of a folder: a voice belongs to the video whose name its own
// begins with, before a sign that parts words (ep01_de.wav to ep01.mp4), the longest
// where there are several. Each voice is a row, called as its file is.
func folder(typed, dir string) (sheet.Table, error) {
	t := sheet.Table{Name: filepath.Base(dir), Dir: dir, Unit: "pair", How: []string{"paired by name"}, Columns: []string{"video", "audio", "title"}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return t, fmt.Errorf("%s may not be read", typed)
	}
	var videos, voices []string
	for _, e := range entries {
		switch ext := strings.ToLower(filepath.Ext(e.Name())); {
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
		case slices.Contains(videoNames, ext):
			videos = append(videos, e.Name())
		case slices.Contains(voiceNames, ext):
			voices = append(voices, e.Name())
		}
	}
	used := map[string]bool{}
	for _, voice := range voices {
		video := partner(voice, videos)
		if video == "" {
			t.Alone = append(t.Alone, voice)
			continue
		}
		used[video] = true
		t.Records = append(t.Records, sheet.Record{Line: len(t.Records) + 1, Cells: []string{video, voice, stem(voice)}})
	}
	for _, video := range videos {
		if !used[video] {
			t.Alone = append(t.Alone, video)
		}
	}
	slices.Sort(t.Alone)
	if len(videos)+len(voices) == 0 {
		return t, errors.New(typed + ": there is no video and no audio in this folder")
	}
	return t, nil
}

// partner prefers what HeyGen takes where a video is there in several types.
func partner(voice string, videos []string) (best string) {
	kind := func(name string) int { return slices.Index(videoNames, strings.ToLower(filepath.Ext(name))) }
	for _, video := range videos {
		rest, ok := strings.CutPrefix(strings.ToLower(stem(voice)), strings.ToLower(stem(video)))
		if !ok || rest != "" && !strings.ContainsRune("_-. ", rune(rest[0])) {
			continue
		}
		if longer := len(stem(video)) - len(stem(best)); best == "" || longer > 0 || longer == 0 && kind(video) < kind(best) {
			best = video
		}
	}
	return best
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
