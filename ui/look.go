package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lipdash/ui/kit/theme"
)

// The terminal's answers arrive whenever they do; until then the guess stands.

func (m *Model) sawBackground(dark bool) tea.Cmd {
	if m.opts.Dark == nil {
		m.look.Dark = dark
		m.theme = theme.New(m.look)
	}
	return nil
}

func (m *Model) sawProfile(p colorprofile.Profile) tea.Cmd {
	switch {
	case m.opts.Color == "never" || p <= colorprofile.Ascii:
		m.look.Depth = theme.NoColor
	case p == colorprofile.ANSI:
		m.look.Depth = theme.ANSI16
	case p == colorprofile.ANSI256:
		m.look.Depth = theme.ANSI256
	default:
		m.look.Depth = theme.Full
	}
	m.theme = theme.New(m.look)
	return nil
}

func (m *Model) resize(w, h int) tea.Cmd {
	m.width, m.height = w, h
	if m.screen == screenJob && m.layout().side > 0 {
		m.screen, m.detailFocus = screenJobs, true
	}
	if m.screen == screenJobs && m.layout().side == 0 && m.detailFocus {
		m.detailFocus = false
		m.screen = screenJob
	}
	return nil
}
