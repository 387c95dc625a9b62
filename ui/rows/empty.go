package rows

import (
	"cmp"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// WhyEmpty says why there is no job on screen.
func (s Source) WhyEmpty() []string {
	switch {
	case s.Poll.Refused() != nil:
		return []string{"nothing is shown while the key is refused", "", s.Keys.Of(keymap.NewKey, keymap.Global) + "  paste another key", s.refresh() + "  look for the key again, where it is kept"}
	case !s.Store.Loaded() && s.Poll.Failures() > 0:
		return []string{api.Explain(s.Poll.Err()).String(), "", "lipdash keeps trying. " + s.refresh() + " tries now."}
	case !s.Store.Loaded():
		return []string{"asking HeyGen for your jobs"}
	case s.Store.Nameless() > 0:
		return []string{"HeyGen's list holds " + format.Count(s.Store.Nameless(), "row", "rows") + " without an id, which cannot be shown"}
	}
	return []string{"no lipsync jobs in this account yet", "", s.Keys.Of(keymap.Create, keymap.Jobs) + "  make one from a video and an audio file", s.Keys.Of(keymap.Sheet, keymap.Jobs) + "  make many from a sheet or a folder", s.Keys.Of(keymap.Palette, keymap.Global) + "  type demo to look around with made-up jobs"}
}

// NoBatches says what to press where nothing was sent off in one go.
func (s Source) NoBatches() []string {
	return []string{
		"nothing was sent off in one go yet", "",
		s.Keys.Of(keymap.Sheet, keymap.Jobs) + "  make many from a sheet or a folder",
		s.Keys.Of(keymap.Create, keymap.Jobs) + "  give one video many voices: several files or *.wav as its audio",
	}
}

// NoFiles says what to press where nothing goes up or comes down; files come down into a
// folder, "" where that is not known.
func (s Source) NoFiles(folder string) []string {
	return []string{
		"nothing goes up or comes down", "",
		s.Keys.Of(keymap.Download, keymap.Jobs) + "  on a job fetches its video and captions to " + cmp.Or(folder, "a folder"),
	}
}
