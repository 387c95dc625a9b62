package create

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// Sources are the local files that jobs were made from, as they are now, by their paths.
type Sources struct {
	known map[string]api.LocalFile
	at    map[string]time.Time
}

// sourceFor is how long a look at a file is good for, restOn how long somebody stays on a job
// before its files are looked at.
const (
	sourceFor = 30 * time.Second
	restOn    = 300 * time.Millisecond
)

// LookAt are the files of the row that somebody stays on which are to be looked at, once;
// Looked answers it.
func (r *Room) LookAt(row action.RowID, lastKey, now time.Time) (paths []string) {
	if now.Sub(lastKey) < restOn {
		return nil
	}
	s := &r.Sources
	for _, path := range api.LocalPaths(r.Typed(row)) {
		if at, asked := s.at[path]; asked && now.Sub(at) < sourceFor {
			continue
		}
		if s.at == nil {
			s.at = map[string]time.Time{}
		}
		s.at[path] = now
		paths = append(paths, path)
	}
	return paths
}

// Looked takes what files are.
func (s *Sources) Looked(files map[string]api.LocalFile) {
	if s.known == nil {
		s.known = map[string]api.LocalFile{}
	}
	for path, f := range files {
		f.Path = path
		s.known[path] = f
	}
}

// LocalFiles are the paths of the local files among the inputs of several, each once.
func LocalFiles(values []map[string]string) []string {
	all := map[string]bool{}
	for _, v := range values {
		for _, path := range api.LocalPaths(v) {
			all[path] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Inputs are what a row was made from, with what its files are as far as they were looked at.
func (r *Room) Inputs(row action.RowID) Inputs {
	in := Inputs{Values: r.Typed(row), Files: map[string]api.LocalFile{}}
	for param, path := range api.LocalPaths(in.Values) {
		if f, looked := r.Sources.known[path]; looked {
			in.Files[param] = FileFor(param, f)
		}
	}
	return in
}

// Odd is what is odd about inputs that failed, in a few words, and the parameter that it is
// about; "" for nothing.
func (in Inputs) Odd() (text, param string) {
	for _, param := range []string{"video", "audio"} {
		f, ok := in.file(param)
		switch {
		case ok && param == "video" && f.NoPicture:
			return "no picture in the video", param
		case ok && f.Silent:
			return "no sound in the " + param, param
		}
	}
	if in.same() {
		return "the audio is the video itself", "audio"
	}
	found := ""
	in.warnOfLengths(func(param, _ string) { found = param })
	if found == "" {
		return "", ""
	}
	return in.apart(), found
}

// apart says how far the lengths of audio and video are from each other.
func (in Inputs) apart() string {
	what, video, voice := "video", in.lasts("video"), in.lasts("audio")
	if from, to := in.part(); from > 0 || to < video {
		what, video = "part", min(to, video)-from
	}
	switch {
	case voice >= 1.95*video:
		return "audio is " + times(voice/video) + " the " + what
	case video >= 1.95*voice:
		return what + " is " + times(video/voice) + " the audio"
	case voice > video:
		return "audio is " + format.Length(seconds(voice-video)) + " longer than the " + what
	}
	return "audio is " + format.Length(seconds(video-voice)) + " shorter than the " + what
}

func times(n float64) string { return fmt.Sprintf("%.0f times", math.Round(n)) }
