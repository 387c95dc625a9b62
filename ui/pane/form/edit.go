package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
)

// edit gives a key to a field of text. Text is text whatever it is bound to;
// other keys are commands of the form first, except those a line needs.
func (f *Form) edit(fd *field, k tea.KeyPressMsg, cmd keymap.Command) (action.Action, bool) {
	before := fd.line.Text()
	switch {
	case textline.Typed(k):
		fd.line.Insert(k.Text)
	case cmd == keymap.Clear:
		fd.line.Kill()
	case cmd == keymap.CopyCommand && f.copyCommand() == nil && fd.line.Key(k): // nothing to copy: what was killed comes back
	case cmd != keymap.None && cmd != keymap.Left && cmd != keymap.Right:
		return nil, false
	default:
		f.adopt(fd)
		if !fd.line.Key(k) {
			return nil, false
		}
	}
	if fd.line.Text() == before {
		return nil, true
	}
	return f.changed(fd), true
}

// adopt makes the suggested title typed text, so that it can be edited.
func (f *Form) adopt(fd *field) {
	s := f.suggestion()
	if f.several() {
		s = f.unfiltered().Pattern
	}
	if s != "" && fd.param.Name == titleParam && fd.line.Empty() {
		fd.line = textline.New(s)
	}
}

// changed follows up on a changed text: what the server said about the old one
// no longer holds, and a path may be completed.
func (f *Form) changed(fd *field) action.Action {
	fd.refused = ""
	f.list = completions{}
	if f.pathOf(fd) == "" && !(fd.several(&f.voices) && endsFolder(fd.text())) {
		return nil
	}
	return f.complete(fd)
}

// Paste puts text into the field with the focus, as one line; a file dropped on
// the terminal arrives as its quoted path. The audio field takes several, a line each or as a
// shell takes them, and one more behind what it holds.
func (f *Form) Paste(text string) action.Action {
	f.leave()
	fd := f.typing()
	if fd == nil || f.sending {
		return nil
	}
	switch {
	case fd.param.Name == audioParam:
		f.pasteAudio(fd, api.PastedSources(text))
	case fd.param.Kind == api.KindSource:
		fd.line.Insert(strings.TrimSpace(api.PastedSource(text)))
	default:
		fd.line.Insert(strings.TrimSpace(text))
	}
	if act := f.changed(fd); act != nil {
		return act
	}
	return f.Ask()
}

func (f *Form) pasteAudio(fd *field, text string) {
	text = strings.TrimSpace(text)
	joined, more := api.AppendSources(fd.line.Text(), text)
	if fd.line.AtEnd() && more && !textline.TooLong(joined) {
		fd.set(joined)
		return
	}
	fd.line.Insert(text)
}

// Ask is the next thing the form wants to know about what it holds, or nil. The
// root may ask after every message; each question is put once.
func (f *Form) Ask() action.Action {
	if f.list.wanted && f.awaited() {
		return f.complete(f.at())
	}
	for i := range f.fields {
		fd := &f.fields[i]
		if p := f.pathOf(fd); p != "" && p != fd.asked {
			fd.asked = p
			return action.CheckFile{Param: fd.param.Name, Path: p}
		}
	}
	return f.askVoices()
}

// pathOf is the local path in a source field, "" where it names several too.
func (f *Form) pathOf(fd *field) string {
	if fd.several(&f.voices) {
		return ""
	}
	return fd.path()
}

// path is the local path in a source field, or "".
func (fd *field) path() string {
	if fd.param.Kind != api.KindSource || fd.undecided() {
		return ""
	}
	return api.LocalPath(fd.text())
}

// undecided tells whether a text may still become a link or an asset id: its
// first letters would be a path nobody means.
func (fd *field) undecided() bool {
	for _, start := range []string{"https://", "http://", "asset:"} {
		if strings.HasPrefix(start, fd.text()) {
			return true
		}
	}
	return false
}

// The parameters the form knows by name: a title may come from the video.
const (
	titleParam = "title"
	videoParam = "video"
	audioParam = "audio"
)

// suggestion is the title taken from the video's file name, "" when it has
// none.
func (f *Form) suggestion() string {
	video := f.fields[f.index(videoParam)].text()
	return strings.TrimSpace(textline.OneLine(submission.TitleFrom(video)))
}
