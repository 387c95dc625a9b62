package voices

import (
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/template"
)

// The fields of a pattern of titles.
const (
	video = "video"
	audio = "audio"
	lang  = "lang"
)

// Fields are the fields of a pattern of titles, in the order people are told of them.
func Fields() []string { return []string{video, audio, lang, template.N} }

// names are what titles are made of: the names of the video and of each voice, without
// what tells their type, and each voice's language.
type names struct {
	video  string
	voices []voiceName
}

type voiceName struct{ audio, language string }

func namesOf(videoSource string, audios []string) names {
	out := names{video: videoName(videoSource)}
	for _, a := range audios {
		_, name := split(a)
		out.voices = append(out.voices, voiceName{audio: clean(name), language: Language(a)})
	}
	return out
}

// videoName is the name of a video's file, "" when it has none.
func videoName(source string) string {
	if src, _, err := api.ParseSource(source); err != nil || src.AssetID != "" {
		return ""
	}
	_, name := split(source)
	return clean(name)
}

// clean is a name without what nobody can type, on one line.
func clean(s string) string { return strings.Join(strings.Fields(format.OutsideLine(s)), " ") }

// titles are the voices' titles by a template.
func (n names) titles(t template.Template) []string {
	out := make([]string, len(n.voices))
	for i, v := range n.voices {
		out[i] = clean(t.Fill(i+1, map[string]string{video: n.video, audio: v.audio, lang: v.language}))
	}
	return out
}

// pattern is the shortest of some patterns that tells the voices apart. The last one does
// always: its titles end with a number each of its own.
func (n names) pattern() string {
	fits := map[string]bool{"{video} {lang}": true, "{audio}": n.video != "", "{video} {audio}": true}
	for _, v := range n.voices {
		fits["{video} {lang}"] = fits["{video} {lang}"] && v.language != ""
		fits["{audio}"] = fits["{audio}"] && strings.HasPrefix(format.Fold(v.audio), format.Fold(n.video))
		fits["{video} {audio}"] = fits["{video} {audio}"] && v.audio != ""
	}
	for _, p := range []string{"{video} {lang}", "{audio}", "{video} {audio}"} {
		if t, err := template.Parse(p, Fields()...); err == nil && fits[p] && shared(n.titles(t)) == 0 {
			return p
		}
	}
	return "{video} {audio} {n}"
}

// shared is how many of some titles another one of them reads like.
func shared(titles []string) (n int) {
	seen := map[string]int{}
	for _, t := range titles {
		seen[format.Fold(t)]++
	}
	for _, same := range seen {
		if same > 1 {
			n += same
		}
	}
	return n
}
