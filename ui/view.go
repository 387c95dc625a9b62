package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/theme"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/pane/side"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/browse"
)

// View is the only place that builds a tea.View. It reads and writes nothing:
// called twice it draws the same.
func (m *Model) View() tea.View {
	v := tea.NewView(m.draw())
	v.AltScreen = true
	v.ReportFocus = true
	if !m.pointer.Off {
		v.MouseMode = tea.MouseModeCellMotion // clicks and the wheel, and movement only while a button is held
	}
	v.KeyboardEnhancements.ReportAlternateKeys = true // for keymap.Fold
	v.WindowTitle = m.source().Title()
	v.ProgressBar = progress(m.source(), m.opts.TabProgress)
	return v
}

func (m *Model) draw() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	l := m.layout()
	th := m.theme
	if m.layers.Dims() {
		th = th.Dimmed()
	}
	lines := strings.Split(m.drawHeader(l), "\n")
	rule := slices.Repeat([]string{cells.Rule(m.theme, l.Width)}, l.Rule)
	lines = append(lines, rule...)
	if l.Banner > 0 {
		lines = append(lines, m.source().Banner(m.scopes()[0].typing).Line(m.theme, l.Width))
	}
	if l.Body > 0 {
		lines = append(lines, strings.Split(m.drawBody(th, l), "\n")...)
	}
	lines = append(lines, rule...)
	// On low screens what happened takes the place of the keys for a while, but never
	// that of the way out.
	note := m.note()
	over := l.Note == 0 && note.Text != "" && m.layers.Top() == nil
	if l.Note > 0 || over {
		lines = append(lines, drawNote(m.theme, l, note, m.Identity.Host))
	}
	if !over {
		lines = append(lines, statusbar.Hints(m.theme, l.Width, statusbar.Step(m.scopes()[0].hints(), m.habits.Known)))
	}
	lines = lines[:min(len(lines), l.Height)] // no frame is higher than the screen, whatever its size
	return strings.Join(m.drawLayers(lines, l), "\n")
}

func (m *Model) drawBody(th theme.Theme, l layout.Layout) string {
	s := m.source()
	switch {
	case m.Screen == nav.Form:
		return m.form.View(th)
	case m.Screen == nav.Sheet:
		return m.sheet.View(th)
	case m.Screen == nav.FirstRun:
		return m.firstRun.View(th)
	case m.Screen == nav.Failures:
		return m.failures.View(th, s.GroupsFoot(m.stalled(m.now)))
	case m.Screen == nav.Job:
		return m.detail.View(th, m.browse.SeenAt(m.now))
	case m.Screen == nav.Batches && len(m.batches.List()) > 0:
		return m.batch.View(th)
	case m.Screen == nav.Batches:
		return words(th, l, s.NoBatches()...)
	case m.Screen == nav.Batch:
		return m.items.View(th)
	case m.Screen == nav.Transfers:
		if s.Files().Len() > 0 {
			return m.files.View(th)
		}
		folder, _ := calls.FolderOf(m.downloads)
		return words(th, l, s.NoFiles(folder)...)
	case m.Screen == nav.Activity:
		return m.events.View(th)
	case s.List().Len() == 0 && !m.browse.Flat() && m.filterLine == nil:
		return words(th, l, s.WhyEmpty()...)
	}
	foot := s.Foot(browse.Screen{Above: m.list.Above(), Typing: m.filterLine != nil, Stalled: m.stalled(m.now), Marked: m.list.Marks()})
	if m.filterLine != nil {
		foot.Line = m.filterLine.View(m.theme, l.List, strings.TrimRight(foot.Page, ":,"))
	}
	list := m.list.View(th, s.List(), foot)
	if l.Side == 0 {
		return list
	}
	beside := m.detail.View(th, m.browse.SeenAt(m.now))
	if l.Blocks.Day > 0 {
		_, free := calls.FolderOf(m.downloads)
		beside += "\n" + side.View(th, l.Side, l.Blocks, s.Side(&m.log, free))
	}
	return cells.SideBySide(th, list, beside, m.DetailFocus)
}

// words are a few lines where there is nothing else to show.
func words(th theme.Theme, l layout.Layout, text ...string) string {
	return cells.Block(cells.Words(th, l.Width, l.Body, text...), l.Width, l.Body)
}

// progress is what the terminal itself shows of what is under way, nil while that is nothing
// or where it shows none.
func progress(s rows.Source, shown bool) *tea.ProgressBar {
	percent, failed, ok := 0, false, false
	if shown {
		percent, failed, ok = s.Progress()
	}
	switch {
	case !ok:
		return nil
	case failed:
		return tea.NewProgressBar(tea.ProgressBarError, percent)
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, percent)
}
