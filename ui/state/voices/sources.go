package voices

import (
	"maps"
	"slices"

	"lipdash/api"
	"lipdash/ui/state/create"
)

// NewSet is the set of the sources of voices that values name; more is how many there are besides
// these, over Most.
func NewSet(values map[string]string, sources []string, more int) Set {
	s := Set{Values: values, More: more}
	for _, source := range sources {
		s.Audios = append(s.Audios, Audio{Source: source})
	}
	return s
}

// Paths are those of the local files among them, each once.
func (s Set) Paths() (out []string) {
	for _, a := range append([]Audio{{Source: s.Values["video"]}}, s.Audios...) {
		if path := api.LocalPath(a.Source); path != "" && !slices.Contains(out, path) {
			out = append(out, path)
		}
	}
	return out
}

// Looked takes what the files are, by their paths.
func (s *Set) Looked(files map[string]api.LocalFile) {
	at := func(source string) api.LocalFile { return files[api.LocalPath(source)] }
	s.Video = create.FileFor("video", at(s.Values["video"]))
	for i, a := range s.Audios {
		s.Audios[i].File = create.FileFor("audio", at(a.Source))
	}
}

// AsVoice are the values of a voice that nothing is wrong with: each one is looked at by itself.
func (s Set) AsVoice() map[string]string {
	values := maps.Clone(s.Values)
	values["audio"], values["title"] = "asset:0123456789", ""
	return values
}
