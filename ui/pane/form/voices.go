package form

import (
	"slices"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// voiceList are the voices that the audio field names, when those are several.
type voiceList struct {
	// text is what it was made for, asked what was last asked about.
	text, asked string
	items       []action.Voice
	// more is how many there are besides.
	more int
	// one is a text that names one file after all, folder one that names a folder.
	one, folder string
	// at is the chosen one.
	at int
}

// several tells whether the audio field names several voices, or may.
func (f *Form) several() bool {
	return f.audio().several(&f.voices)
}

// audio is the field of the audio.
func (f *Form) audio() *field { return &f.fields[f.index(audioParam)] }

func (fd *field) several(v *voiceList) bool {
	text := fd.text()
	return fd.param.Name == audioParam && text != "" && text != v.one && (text == v.folder || api.Sources(text) != nil)
}

// listed are the voices as far as they were looked for; false while they were not.
func (f *Form) listed() ([]action.Voice, bool) {
	if !f.several() || f.voices.text != f.audio().text() {
		return nil, false
	}
	return f.voices.items, true
}

// Title is what the form is called: of is what it holds a copy of, "" for nothing.
func (f *Form) Title(of string) string {
	title := "New lipsync"
	if of != "" {
		title = "Copy of " + of
	}
	if items, known := f.listed(); known && len(items) > 0 {
		title += ", " + format.Count(len(items), "voice", "voices")
	}
	return title
}

// askVoices is what is still to be known of the voices, nil when nothing is.
func (f *Form) askVoices() action.Action {
	if !f.several() {
		return nil
	}
	text := f.audio().text()
	if f.focus == (stop{stopField, f.index(audioParam)}) && endsFolder(text) {
		return nil // on the way to a file in it, most likely
	}
	if f.voices.asked != text {
		f.voices.asked = text
		return action.ListVoices{Text: text}
	}
	return nil
}

// VoicesListed takes the voices that a text names and how many there are besides; those of a
// text that is no longer typed are ignored. It asks for what is not known of their files.
func (f *Form) VoicesListed(text string, sources []string, more int) action.Action {
	if !f.several() || f.audio().text() != text {
		return nil
	}
	v := &f.voices
	if len(sources) == 1 && sources[0] == text {
		v.one = text
		return f.Ask()
	}
	known := v.items
	v.text, v.items, v.more = text, nil, more
	var unknown []string
	for _, s := range sources {
		item := action.Voice{Source: s}
		if i := slices.IndexFunc(known, func(k action.Voice) bool { return k.Source == s }); i >= 0 {
			item = known[i]
		}
		if path := api.LocalPath(s); path != "" && item.File.Path == "" && !slices.Contains(unknown, path) {
			unknown = append(unknown, path)
		}
		v.items = append(v.items, item)
	}
	v.at = max(0, min(v.at, len(v.items)-1))
	if f.focus.kind == stopVoices && len(v.items) == 0 {
		f.goTo(f.index(audioParam))
	}
	if len(unknown) == 0 {
		return nil
	}
	return action.CheckVoices{Paths: unknown}
}

// voiceChecked takes what is known of a voice's file.
func (f *Form) voiceChecked(file api.LocalFile) {
	for i := range f.voices.items {
		if api.LocalPath(f.voices.items[i].Source) == file.Path {
			f.voices.items[i].File = file
		}
	}
}

// step moves in the list of voices; false at its ends.
func (v *voiceList) step(by int) bool {
	if at := v.at + by; at >= 0 && at < len(v.items) {
		v.at = at
		return true
	}
	return false
}

// takeOut takes the chosen voice out of the list. Where one is left, it is the audio.
func (f *Form) takeOut() {
	items, ok := f.listed()
	if !ok || f.focus.kind != stopVoices || len(items) == 0 {
		return
	}
	fd, v := f.audio(), &f.voices
	fd.set(api.Without(fd.text(), items[v.at].Source))
	fd.refused = ""
	v.items = slices.Delete(slices.Clone(items), v.at, v.at+1)
	v.text = fd.text()
	if v.more == 0 {
		v.asked = v.text // nothing else can be in it
	}
	v.at = max(0, min(v.at, len(v.items)-1))
	if !f.several() || len(v.items) == 0 {
		f.goTo(f.index(audioParam))
	}
}
