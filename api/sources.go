package api

import (
	"path"
	"slices"
	"strings"
	"unicode"
)

// Word is one of the sources that a text lists.
type Word struct {
	// Text is a source as ParseSource reads it.
	Text string
	// Glob is the text as path.Match reads it, where it may name several files.
	Glob string
	// Not says that it names what is taken out of the list ("!in/ep018_ja.wav").
	Not bool
}

// Sources reads a text that lists several sources, as a shell would: words with
// blanks between them, quoted where they have blanks themselves, patterns of file
// names, folders with a slash behind them, and with a ! before it what is left out.
// Commas and line ends may stand between them too.
// It is nil for a text that is one source: a path may have blanks, and is only taken
// for several where each of its words looks like one.
func Sources(text string) []Word { return SourcesWith(text, nil) }

// SourcesWith is Sources where it can be told which paths are of files: such a path is one
// source, whatever is in it.
func SourcesWith(text string, exists func(path string) bool) (out []Word) {
	words, _ := sourceWords(text, exists)
	for _, w := range words {
		out = append(out, w.word())
	}
	return out
}

// areSources tells whether each of some words can be nothing else than a source. Behind a
// link, a bare name is rather the rest of a link with a blank in it.
func areSources(words []shellWord) bool {
	link := false
	for _, w := range words {
		if !w.source() || link && !w.apart() {
			return false
		}
		link = w.link() && !w.quoted && !strings.HasPrefix(w.text, assetPrefix)
	}
	return true
}

// ChangeSources is the text of a list in which some sources are others, as change says; false
// for a text that is one source.
func ChangeSources(text string, change func(source string) string) (string, bool) {
	words, between := sourceWords(text, nil)
	if words == nil {
		return text, false
	}
	changed, out := false, make([]string, len(words))
	for i, w := range words {
		was, not := w.text, ""
		if w.not() {
			was, not = was[1:], "!"
		}
		is := change(was)
		if out[i] = w.raw; is != was {
			out[i], changed = not+quoteSource(is, true), true
		}
	}
	if !changed {
		return text, true
	}
	return strings.Join(out, between), true
}

// shellWord is a word of a text, which is written as raw there. Its glob has a backslash before
// what was quoted.
type shellWord struct {
	text, glob, raw string
	// quoted says that it began with a quote, whole that nothing in it was not quoted.
	quoted, whole bool
}

func (w shellWord) word() Word {
	if !w.wild() {
		w.glob = ""
	}
	if out := (Word{Text: w.text, Glob: w.glob}); !w.not() {
		return out
	}
	return Word{Text: w.text[1:], Glob: strings.TrimPrefix(w.glob, "!"), Not: true}
}

func (w shellWord) not() bool { return !w.quoted && len(w.text) > 1 && w.text[0] == '!' }

// several tells whether a text that is this word alone is a list all the same.
func (w shellWord) several() bool { return w.whole || w.wild() || w.folder() }

func (w shellWord) link() bool { return linkStart(strings.TrimPrefix(w.text, "!")) }

func linkStart(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, assetPrefix)
}

// wild tells whether it has wildcards that are not quoted.
func (w shellWord) wild() bool {
	if w.link() {
		return false // a ? begins its query
	}
	for i := 0; i < len(w.glob); i++ {
		switch w.glob[i] {
		case '\\':
			i++
		case '*', '?', '[':
			return true
		}
	}
	return false
}

func (w shellWord) folder() bool {
	return !w.link() && (strings.HasSuffix(w.text, "/") || strings.HasSuffix(w.text, `\`))
}

// source tells whether a word can be nothing else than a source.
func (w shellWord) source() bool {
	switch {
	case w.quoted, w.link(), w.not(), w.folder(), w.wild():
		return true
	}
	return MediaName(w.text)
}

// apart tells whether a word does not go on with the one before.
func (w shellWord) apart() bool {
	return w.quoted || w.link() || w.not() || rooted(w.text) || strings.HasPrefix(w.text, "./") || strings.HasPrefix(w.text, "../")
}

// rooted tells whether a path begins at a root, a home or a drive.
func rooted(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "~/") || strings.HasPrefix(s, `\\`) || onDrive(s)
}

func onDrive(s string) bool {
	return len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z')
}

// soundNames and videoNames are how files end that hold sound or a video: what HeyGen
// takes, and what it refuses with a reason that users should see (api.md 3).
var (
	soundNames = []string{".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".aif", ".aiff", ".wma"}
	videoNames = []string{".mp4", ".webm", ".mov", ".mkv", ".m4v", ".avi"}
)

// MediaName tells whether a file's name ends like that of a sound or a video.
func MediaName(name string) bool {
	return SoundName(name) || VideoName(name)
}

// SoundName tells whether a file's name ends like that of a sound.
func SoundName(name string) bool {
	return slices.Contains(soundNames, strings.ToLower(path.Ext(name)))
}

// VideoName tells whether a file's name ends like that of a video.
func VideoName(name string) bool {
	return slices.Contains(videoNames, strings.ToLower(path.Ext(name)))
}

// JoinSources is a text that Sources reads as these sources, and ParseSource as the one
// where there is one.
func JoinSources(sources ...string) string {
	if len(sources) == 1 && Sources(sources[0]) == nil {
		return sources[0]
	}
	link := slices.ContainsFunc(sources, linkStart)
	out := make([]string, len(sources))
	for i, s := range sources {
		out[i] = quoteSource(s, link)
	}
	return strings.Join(out, " ")
}

// Without is the text of a list that names a source no more: where that is one of its
// words it is dropped, else it is left out.
func Without(text, source string) string {
	var rest []string
	at, words := -1, Sources(text)
	for i, w := range words {
		if w.Glob != "" || w.Not || (shellWord{text: w.Text}).folder() {
			return strings.TrimSpace(text) + " !" + quoteSource(source, false)
		}
		if rest = append(rest, w.Text); w.Text == source {
			at = i
		}
	}
	if at < 0 {
		return strings.TrimSpace(text) + " !" + quoteSource(source, false)
	}
	return JoinSources(slices.Delete(rest, at, at+1)...)
}

// quoteSource is a source as one word, in a list that may have links.
func quoteSource(s string, links bool) string {
	w := shellWord{text: s, glob: s}
	switch {
	case linkStart(s) && !strings.ContainsFunc(s, unicode.IsSpace) && !strings.Contains(s, ","):
		return s
	case MediaName(s) && !w.wild() && !w.not() && (w.apart() || !links) && !strings.ContainsFunc(s, special):
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// special tells what means something in a word that is not quoted.
func special(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`'",\`, r) }
