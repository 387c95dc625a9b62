package voices

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"lipdash/api"
	"lipdash/api/lazyregexp"
)

// Language is the name of the language that a file's name ends with, in English, "" for none:
// "ep018_de.wav", "ep018.pt-BR.mp3", "ep018-ja_v2.wav". Where the name has none, the folder
// may be called after one: "voices/de/ep018.wav". It is one that exists (BCP 47), not any two
// letters.
func Language(source string) string {
	if src, _, _ := api.ParseSource(source); src.AssetID != "" {
		return ""
	}
	folder, name := split(source)
	tag, ok := ending(tokens(name))
	if !ok {
		tag, ok = parse(tokens(folder))
	}
	if !ok {
		return ""
	}
	return nameOf(tag)
}

// split is the name of a source without what tells its type, and that of its folder.
func split(source string) (folder, name string) {
	src, p, err := api.ParseSource(source)
	switch {
	case err != nil:
		return "", ""
	case src.AssetID != "":
		return "", string(src.AssetID)
	case src.URL != "":
		u, err := url.Parse(src.URL)
		if err != nil {
			return "", ""
		}
		p = u.Path
	default:
		p = strings.ReplaceAll(p, `\`, "/")
	}
	dir, name := path.Split(strings.TrimSuffix(p, "/"))
	return path.Base(dir), strings.TrimSuffix(name, path.Ext(name))
}

// token is a word of a name: letters and digits, and what stands before them.
type token struct{ before, text string }

var word = lazyregexp.New(`([^\pL\pN]*)([\pL\pN]+)`)

func tokens(name string) (out []token) {
	for _, m := range word.Get().FindAllStringSubmatch(name, -1) {
		out = append(out, token{m[1], m[2]})
	}
	return out
}

// version is what often follows a language.
var version = lazyregexp.New(`(?i)^(v?\d+|final)$`)

// ending is the language that a name ends with, as long as it can be.
func ending(all []token) (language.Tag, bool) {
	const longest = 3 // language, script and region
	for n := min(longest, len(all)); n > 0; n-- {
		if tag, ok := parse(all[len(all)-n:]); ok {
			return tag, true
		}
	}
	if last := len(all) - 1; last > 0 && version.Get().MatchString(all[last].text) {
		return ending(all[:last])
	}
	return language.Und, false
}

var (
	script = lazyregexp.New(`^[A-Za-z]{4}$`)
	region = lazyregexp.New(`^([A-Za-z]{2}|419)$`) // Latin America alone has a number that people use
)

// parse is the language that some words together are.
func parse(words []token) (language.Tag, bool) {
	if len(words) == 0 {
		return language.Und, false
	}
	base, ok := single(words[0].text)
	if len(words) == 1 || !ok {
		return base, ok
	}
	text := words[0].text
	for _, w := range words[1:] {
		if w.before != "-" && w.before != "_" {
			return language.Und, false
		}
		text += "-" + w.text
	}
	last := words[len(words)-1].text
	if len(words) == 3 && (!script.Get().MatchString(words[1].text) || !region.Get().MatchString(last)) {
		return language.Und, false
	}
	tag, err := language.Parse(text)
	if err != nil || !script.Get().MatchString(last) && !inRegion(base, tag, last) {
		return language.Und, false
	}
	return tag, true
}

// inRegion tells whether the last word of a tag is a region. Where it is a language too, as in
// "en_de", it is one only where the language is spoken: "pt_br".
func inRegion(base, tag language.Tag, last string) bool {
	r, _ := tag.Region()
	if !region.Get().MatchString(last) || !r.IsCountry() && !r.IsGroup() {
		return false
	}
	if _, also := single(last); !also || last == strings.ToUpper(last) {
		return true
	}
	_, known := language.CompactIndex(tag)
	likely, _ := language.Make("und-" + last).Base()
	own, _ := base.Base()
	return likely == own || known && base != language.English // English is known everywhere
}

// ordinary are words and file names that happen to be the code of a small language.
var ordinary = []string{
	"ban", "bas", "bin", "den", "fan", "fat", "gay", "mad", "mag", "man", "men", "mic", "min", "mis", "mul", "new", "sad", "sam",
	"sat", "see", "sus", "ton", "und", "war", "zap", "zxx",
}

// single is the language of one word: of two letters, or of three that are not a word of their
// own.
func single(text string) (language.Tag, bool) {
	low := strings.ToLower(text)
	if len(low) < 2 || len(low) > 3 || slices.Contains(ordinary, low) {
		return language.Und, false
	}
	tag, err := language.Parse(low)
	if err != nil || nameOf(tag) == "" {
		return language.Und, false
	}
	// A code that was replaced long ago is rather a word: "fade_in".
	return tag, len(low) == 3 || tag.String() == low || low == "tl"
}
