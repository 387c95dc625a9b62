package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// copied is the last text that was copied without anybody knowing whether it
// arrived: the plain-text screen shows it first.
type copied struct {
	// ids are the jobs it is of, none for a text of no job.
	ids        []api.JobID
	what, text string
}

// copyPart copies one part of jobs, once their links are fresh.
func (m *Model) copyPart(a action.CopyPart) tea.Cmd {
	p, ok := partByID(a.Part)
	if !ok {
		return nil
	}
	return m.withFreshLinks(linkRequest{ids: action.JobsOf(a.IDs), links: p.links(), do: p.copy})
}

// noIDYet is why nothing can be copied of what is no job yet.
const noIDYet = "it has no id yet"

// copy is the part's text of every job that has it, onto the clipboard.
func (p part) copy(m *Model, jobs []fresh) tea.Cmd {
	if len(jobs) == 0 {
		return m.say(statusbar.Info, noIDYet)
	}
	var texts []string
	var ids []api.JobID
	var missing fresh
	for _, j := range jobs {
		ids = append(ids, j.ID)
		if text, why := p.text(m, j.Job); text != "" && !m.endedOf(p, j) {
			texts = append(texts, text)
		} else if missing = j; missing.why == "" {
			missing.why = why
		}
	}
	if len(texts) == 0 {
		return m.lacks(p, missing)
	}
	what := "the " + p.one
	if len(jobs) > 1 {
		what = format.Count(len(texts), p.one, p.many)
	}
	if n := len(jobs) - len(texts); n > 0 {
		what += " (" + format.Count(n, "has", "have") + " none)"
	}
	return m.send(copied{ids: ids, what: what, text: p.join(texts)}, m.shortly(p, jobs))
}

// lacks says why a part could not be had of any job.
func (m *Model) lacks(p part, j fresh) tea.Cmd {
	switch {
	case j.err != nil:
		return m.failed("no "+p.one, j.err)
	case j.why == "" && m.poll.Refused() != nil:
		j.why = "it has ended, and the key is refused"
	case j.why == "":
		j.why = "it has ended"
	}
	return m.say(statusbar.Warning, "no "+p.one+": "+j.why)
}

// copy puts a text on the clipboard that is no part of a job.
func (m *Model) copy(a action.Copy) tea.Cmd {
	return m.send(copied{what: "the " + a.What, text: a.Text}, "")
}

// send hands a text to the clipboard, without what a terminal or a shell would
// obey. aside is one more thing to say of it.
func (m *Model) send(c copied, aside string) tea.Cmd {
	c.text = format.Outside(c.text)
	if c.text == "" || m.opts.Clipboard == nil {
		return nil
	}
	return m.guarded(copyText(m.ctx, m.opts.Clipboard, copiedMsg{of: c, aside: aside}))
}

func copyText(ctx context.Context, c Clipboard, msg copiedMsg) tea.Cmd {
	return func() tea.Msg {
		msg.how, msg.err = c.Copy(ctx, msg.of.text)
		return msg
	}
}

// applyCopied says what was copied and how, and what to do when it may not have
// arrived.
func (m *Model) applyCopied(msg copiedMsg) tea.Cmd {
	if msg.err != nil {
		return tea.Batch(m.say(statusbar.Bad, "not copied: "+msg.err.Error()), m.showCopied(msg))
	}
	var terminal tea.Cmd
	m.copied = copied{}
	if msg.how.OSC52 {
		terminal = tea.SetClipboard(msg.of.text)
	}
	if msg.how.OSC52 || msg.how.Doubt != "" {
		m.copied = msg.of
	}
	return tea.Batch(m.sayCopied(msg), tea.Sequence(terminal, m.showCopied(msg)))
}

func (m *Model) sayCopied(msg copiedMsg) tea.Cmd {
	aside, look := "", ", Y t shows it"
	if msg.aside != "" {
		aside = ", " + msg.aside
	}
	if msg.show && !m.busy() {
		look = ""
	}
	switch {
	case msg.how.Doubt != "":
		return m.warn(msg.of.what + " may be lost" + look + "; " + msg.how.Doubt)
	case msg.how.OSC52:
		return m.say(statusbar.Good, "sent "+msg.of.what+" "+msg.how.How+look+aside)
	}
	return m.say(statusbar.Good, "copied "+msg.of.what+", "+msg.how.How+aside)
}

// showCopied shows what was copied, where that was asked for and nobody began
// anything else meanwhile.
func (m *Model) showCopied(msg copiedMsg) tea.Cmd {
	if !msg.show || m.busy() {
		return nil
	}
	return m.showText(msg.of.text)
}

// busy tells whether a screen that comes by itself would take keys away that
// are meant for something else.
func (m *Model) busy() bool {
	return m.layers.Top() != nil || m.screen == screenForm
}

// jobsOf are the jobs that are known, in the list's order.
func (m *Model) jobsOf(ids []api.JobID) []api.Job {
	var out []api.Job
	for _, id := range ids {
		if e, ok := m.store.Get(id); ok {
			out = append(out, e.Job)
		}
	}
	slices.SortStableFunc(out, func(a, b api.Job) int { return m.listOrder(a.ID, b.ID) })
	return out
}

func idsOf(jobs []api.Job) []api.JobID {
	out := make([]api.JobID, len(jobs))
	for i, j := range jobs {
		out[i] = j.ID
	}
	return out
}

// lines puts one text on each line; a single one may have several.
func lines(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = format.OutsideLine(t)
	}
	return strings.Join(out, "\n")
}
