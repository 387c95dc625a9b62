package host

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/ui/state/voices"
)

// Voices are the sources that a text lists (api.Sources): patterns are looked up, of a folder
// the sound files that are right in it. There are at most voices.Most, and more says how many
// there are besides. What is named alone is there whether there is such a file or not.
func (f Files) Voices(text string) (sources []string, more int) {
	return f.VoicesOf([]string{text})
}

// VoicesOf are the sources that some texts list together, as Voices does.
func (Files) VoicesOf(texts []string) (sources []string, more int) {
	var words []api.Word
	for _, text := range texts {
		listed := api.SourcesWith(text, isFile)
		if listed == nil {
			listed = []api.Word{{Text: strings.TrimSpace(text)}} // a folder without its slash
		}
		words = append(words, listed...)
	}
	var all []string
	for _, w := range words {
		if !w.Not {
			all = append(all, namedBy(w)...)
		}
	}
	all = slices.DeleteFunc(all, func(s string) bool { return slices.ContainsFunc(words, func(w api.Word) bool { return leftOut(s, w) }) })
	n := min(len(all), voices.Most)
	return all[:n], len(all) - n
}

// OneVoice tells whether a text names one voice and no list of them.
func (Files) OneVoice(text string) bool {
	info, err := os.Stat(Expand(strings.TrimSpace(text)))
	if err == nil {
		return !info.IsDir()
	}
	return api.SourcesWith(text, isFile) == nil
}

func isFile(path string) bool {
	info, err := os.Stat(Expand(path))
	return err == nil && !info.IsDir()
}

// namedBy are the sources of a word. A file that is called like a pattern is that file.
func namedBy(w api.Word) []string {
	info, err := os.Stat(Expand(w.Text))
	if err == nil && info.IsDir() { // also one that is called like an asset id
		return soundsIn(w.Text)
	}
	if api.LocalPath(w.Text) == "" {
		return []string{w.Text}
	}
	switch {
	case err == nil, w.Glob == "":
		return []string{w.Text}
	}
	found, err := filepath.Glob(Expand(w.Glob))
	if err != nil {
		return []string{w.Text}
	}
	// With a pattern for all kinds of files the voices are meant.
	any := strings.ContainsAny(filepath.Ext(w.Text), "*?[") || filepath.Ext(w.Text) == ""
	return slices.DeleteFunc(found, func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.IsDir() || any && !api.SoundName(path) || hidden(filepath.Base(path), filepath.Base(w.Text))
	})
}

// soundsIn are the sound files of a folder, by name.
func soundsIn(dir string) (out []string) {
	for _, e := range list(Expand(dir)) {
		if api.SoundName(e.Name()) && !hidden(e.Name(), "") && !isDir(Expand(dir), e) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(out)
	return out
}

// leftOut tells whether a word leaves a source out: by its path, or by a pattern of it or of
// its name alone.
func leftOut(source string, w api.Word) bool {
	if !w.Not {
		return false
	}
	if w.Glob == "" {
		return source == w.Text || filepath.Clean(Expand(source)) == filepath.Clean(Expand(w.Text))
	}
	name := source
	if !strings.ContainsAny(w.Glob, "/") {
		name = filepath.Base(source)
	}
	match, err := filepath.Match(Expand(w.Glob), name)
	return err == nil && match
}
