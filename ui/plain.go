package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

type plainLeftMsg struct{ err error }

// showPlain shows what there is of jobs as text alone, once the links are good.
func (m *Model) showPlain(a action.ShowPlain) tea.Cmd {
	if m.opts.Plain == nil {
		return nil
	}
	return m.withFreshLinks(linkRequest{ids: action.JobsOf(a.IDs), links: []linkOf{api.Job.VideoLink}, do: (*Model).showSheet})
}

func (m *Model) showSheet(jobs []fresh) tea.Cmd {
	if m.busy() {
		return m.say(statusbar.Info, "the text is ready, Y t shows it")
	}
	return m.showText(m.sheet(jobs))
}

// sheet is the parts of jobs, each under its name. What was copied last and may
// not have arrived comes first, so that the toast that says so is right.
func (m *Model) sheet(jobs []fresh) string {
	var blocks, deep []string
	first := m.awaited(jobs)
	if first != "" {
		blocks = append(blocks, first)
	}
	for _, p := range parts {
		text := m.block(p, jobs)
		_, alone, _ := strings.Cut(text, "\n")
		switch {
		case text == "" || alone == first || p.deep && len(jobs) > 1:
		case p.deep:
			deep = append(deep, text)
		default:
			blocks = append(blocks, text)
		}
	}
	return strings.Join(append(blocks, deep...), "\n\n")
}

// awaited is what was copied of these jobs, or of none, and may not have
// arrived. Where no job is meant, it is whatever was.
func (m *Model) awaited(jobs []fresh) string {
	c := m.copied
	if len(jobs) > 0 && len(c.ids) > 0 && !slices.EqualFunc(c.ids, jobs, func(id api.JobID, j fresh) bool { return id == j.ID }) {
		return ""
	}
	return c.text
}

// block is one part of jobs under its name.
func (m *Model) block(p part, jobs []fresh) string {
	var texts []string
	for _, j := range jobs {
		if text, _ := p.text(m, j.Job); text != "" && !m.endedOf(p, j) {
			texts = append(texts, text)
		}
	}
	switch {
	case len(texts) == 0:
		return ""
	case len(jobs) > 1:
		return p.many + "\n" + p.join(texts)
	}
	return p.one + "\n" + p.join(texts)
}

// showText gives the terminal to a text until the user has left it. Only the
// terminal itself can wrap a long link so that it is still one line to the
// mouse; what happens meanwhile is caught up with afterwards.
func (m *Model) showText(text string) tea.Cmd {
	if m.opts.Plain == nil || text == "" {
		return nil
	}
	return tea.Exec(m.opts.Plain.Command(format.Outside(text)), func(err error) tea.Msg { return plainLeftMsg{err} })
}

func (m *Model) plainLeft(msg plainLeftMsg) tea.Cmd {
	if msg.err != nil {
		return m.say(statusbar.Bad, "the text could not be shown: "+msg.err.Error())
	}
	return nil
}
