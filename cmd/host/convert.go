package host

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lipdash/api/clip"
)

// What an mp4 can hold, by the names that containers and ffmpeg give it. Where
// a file holds nothing else, its content need not be encoded again.
var (
	videoFits = []string{
		"avc1", "avc3", "h264", "V_MPEG4/ISO/AVC", "hvc1", "hev1", "hevc", "V_MPEGH/ISO/HEVC",
		"mp4v", "mpeg4", "V_MPEG4/ISO/ASP", "av01", "av1", "V_AV1",
	}
	audioFits = []string{"mp4a", "aac", "A_AAC", ".mp3", "mp3", "A_MPEG/L3", "ac-3", "ac3", "A_AC3"}
	hevc      = []string{"hvc1", "hev1", "hevc", "V_MPEGH/ISO/HEVC"}
)

// convertCommand is what one types into a shell to make a file that HeyGen takes:
// to is the extension of its type. It is "" for a name that could not be typed.
func convertCommand(path, to string, f clip.Facts, goos string) string {
	in := plainArgument(path)
	quote := quoteFor(goos)
	from, ok := quote(in)
	if !ok {
		return ""
	}
	result, ok := quote(freeName(in, to))
	if !ok {
		return ""
	}
	words := slices.Concat([]string{"ffmpeg", "-i", from}, codecArgs(to, f), []string{result})
	return strings.Join(words, " ")
}

// codecArgs copy what can be copied, and encode the rest for everybody.
func codecArgs(to string, f clip.Facts) []string {
	if to != ".mp4" || !f.Tracks {
		return nil
	}
	video := slices.Contains(videoFits, f.Video)
	audio := f.Audio == "" || slices.Contains(audioFits, f.Audio)
	var args []string
	switch {
	case video && audio:
		args = []string{"-c", "copy"}
	case video:
		args = []string{"-c:v", "copy", "-c:a", "aac"}
	case audio && f.Audio != "":
		args = []string{"-c:a", "copy", "-pix_fmt", "yuv420p"}
	default:
		args = []string{"-pix_fmt", "yuv420p"}
	}
	if slices.Contains(hevc, f.Video) {
		// Players and checks look for this name.
		args = append(args, "-tag:v", "hvc1")
	}
	if strings.HasPrefix(f.Video, "V_") {
		// Subtitles of an MKV often do not fit, and nobody needs them here.
		args = append(args, "-sn")
	}
	return args
}

// plainArgument keeps a name from being read as an option or a protocol.
func plainArgument(path string) string {
	if strings.HasPrefix(path, "-") || !filepath.IsAbs(path) && strings.Contains(path, ":") {
		return "." + string(filepath.Separator) + path
	}
	return path
}

// freeName is a name beside a file for what it is converted to. Nothing has it,
// least of all the file itself.
func freeName(path, to string) string {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	if strings.HasSuffix(stem, string(filepath.Separator)) || stem == "" {
		stem = path // a name that is nothing but an extension
	}
	for n := 0; ; n++ {
		name := stem + to
		switch n {
		case 0:
		case 1:
			name = stem + "-converted" + to
		default:
			name = stem + "-converted-" + strconv.Itoa(n) + to
		}
		if _, err := os.Lstat(name); (errors.Is(err, fs.ErrNotExist) || n > 99) && !strings.EqualFold(name, path) {
			return name
		}
	}
}

// quoteFor makes one word of a name for the shell people have; ok is false when
// it has something in it that no screen can show.
func quoteFor(goos string) func(name string) (word string, ok bool) {
	return func(name string) (string, bool) {
		if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }) {
			return "", false
		}
		switch {
		case !strings.ContainsFunc(name, special(goos)):
			return name, true
		case goos == "windows":
			// Names there have no quote in them; percent and dollar would
			// be variables.
			return `"` + name + `"`, !strings.ContainsAny(name, "\"%$`")
		}
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'", true
	}
}

// special tells which letters a shell may read as something else.
func special(goos string) func(r rune) bool {
	safe := "/._-+,@:%"
	if goos == "windows" {
		safe = `/\._-:+`
	}
	return func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(safe, r)
	}
}
