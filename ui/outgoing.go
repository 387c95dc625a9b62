package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/transfers"
)

// local finds the submission of a row, nil when the row is a job.
func (m *Model) local(row action.RowID) *Outgoing {
	if row.Submission == "" {
		return nil
	}
	for i := range m.outgoing {
		if m.outgoing[i].ID == row.Submission {
			return &m.outgoing[i]
		}
	}
	return nil
}

// takeOutgoing looks at the outbox: what became a job turns into its row, what
// was refused comes back into the form, the rest are rows of their own.
func (m *Model) takeOutgoing() tea.Cmd {
	var cmds []tea.Cmd
	elsewhere, held := map[submission.ID]bool{}, map[submission.ID]bool{}
	for _, o := range m.outgoing {
		elsewhere[o.ID], held[o.ID] = o.Elsewhere, o.Held
	}
	m.outgoing = m.outgoing[:0]
	fresh := false
	for _, o := range m.memory.Outgoing() {
		if !o.State.Final() {
			_, before := elsewhere[o.ID]
			delete(elsewhere, o.ID)
			if m.isListed(o) {
				continue
			}
			fresh = fresh || !before
			m.outgoing = append(m.outgoing, o)
			if o.State == submission.Asking && !o.Elsewhere && !m.concluded[o.ID+"?"] {
				m.concluded[o.ID+"?"] = true
				cmds = append(cmds, m.warn(m.title(o)+" may or may not have been made, enter decides"))
			}
			if o.Held && !held[o.ID] && !o.Elsewhere {
				cmds = append(cmds, m.becameHeld(o))
			}
			continue
		}
		if m.concluded[o.ID] {
			continue
		}
		m.concluded[o.ID] = true
		switch o.State {
		case submission.Accepted:
			cmds = append(cmds, m.becameJob(o))
		case submission.Refused:
			cmds = append(cmds, m.wasRefused(o), m.gatherRefused(o))
		}
	}
	if fresh && m.untouched() {
		m.list.Edge(false, m.rows())
	}
	m.transfers.Sent(uploadsOf(m.outgoing), m.now)
	m.noteUploads()
	for id, other := range elsewhere {
		if other && !m.concluded[id] {
			// What another lipdash finished is a job now: look for it.
			m.concluded[id] = true
			cmds = append(cmds, m.startRound())
		}
	}
	return tea.Batch(cmds...)
}

// becameHeld says what waits for the user. A key that was refused is tried with a
// read, so that the header tells whether it is refused altogether.
func (m *Model) becameHeld(o Outgoing) tea.Cmd {
	_, info := m.phase(&o)
	said := m.warn(m.title(o) + " waits, " + info)
	if o.Problem.Code == "quota_exceeded" {
		return said
	}
	return tea.Batch(said, m.startRound())
}

// wasRefused brings what was typed back: into the form when it is free, else as
// a draft.
func (m *Model) wasRefused(o Outgoing) tea.Cmd {
	p := o.Problem
	text := p.Message
	for _, more := range []string{p.Money, p.Next} {
		if more != "" {
			text += " " + more
		}
	}
	if p.Code == "unauthorized" {
		m.refused = &api.Error{Op: "create the lipsync", Status: 401, Message: p.Message}
	}
	// The journal keeps a refused submission as a draft of the same id.
	d := Draft{ID: string(o.ID), Values: o.Values, CreatedAt: m.now, UpdatedAt: m.now}
	if !m.form.Empty() {
		m.drafts = append([]Draft{d}, m.drafts...)
		return tea.Batch(m.saveDraft(d), m.sayRefused(o, m.title(o)+" was refused and is a draft now: "+text))
	}
	m.draft = d
	m.form.SetValues(o.Values)
	if p.Param != "" {
		m.form.Refused(map[string]string{p.Param: text}, "")
	} else {
		m.form.Refused(nil, text)
	}
	return tea.Batch(m.saveDraft(d), m.sayRefused(o, m.title(o)+" was refused, c shows it: "+text))
}

func (m *Model) title(o Outgoing) string {
	if t := m.cut(o.Title(), 40); t != "" {
		return t
	}
	return "the new lipsync"
}

// localRow draws a submission in the list.
func (m *Model) localRow(o *Outgoing) joblist.Row {
	word, info := m.phase(o)
	row := joblist.Row{
		State: &theme.State{Glyph: m.theme.Glyphs.Held, Word: word, Style: m.theme.Held},
		Title: format.Line(o.Title()), Info: info, InfoTone: joblist.Plain, Note: m.watchNote(action.SubmissionRow(o.ID)),
	}
	if row.Title == "" {
		row.Title, row.Untitled = "(untitled)", true
	}
	if o.State == submission.Unknown || o.State == submission.Asking || o.Problem.Message != "" {
		row.InfoTone = joblist.Odd
	}
	if o.State == submission.Asking {
		row.State.Glyph, row.State.Style = m.theme.Glyphs.Stuck, m.theme.Warn.Bold(true)
	}
	return row
}

// phase is a submission's state as a word, and what there is to say of it.
func (m *Model) phase(o *Outgoing) (word, info string) {
	if o.Elsewhere {
		return elsewhere(o.State), "another lipdash's, or left by one"
	}
	if o.Held {
		return "held", m.sendKey() + " sends it: " + strings.TrimSuffix(o.Problem.Message, ".")
	}
	switch o.State {
	case submission.Uploading:
		if o.Upload.Total > 0 {
			return "upload", o.Param + " " + transfers.Short(o.Upload)
		}
		return "upload", "starting"
	case submission.Sending:
		return "sending", "waiting for the answer"
	case submission.Unknown:
		if o.Problem.Code == submission.CodeInProgress {
			return "checking", "still being made"
		}
		return "checking", "answer lost, looking for it"
	case submission.Asking:
		return "unsure", "made or not? enter"
	}
	switch {
	case o.Place > 0:
		return "held", ordinal(o.Place) + " for a slot"
	case o.NextTry.After(m.now):
		return "held", "tries again in " + format.Elapsed(o.NextTry.Sub(m.now))
	}
	return "held", "next"
}

// elsewhere is the word for a submission that another process drives.
func elsewhere(s submission.State) string {
	switch s {
	case submission.Uploading:
		return "upload"
	case submission.Sending:
		return "sending"
	case submission.Unknown:
		return "checking"
	case submission.Asking:
		return "unsure"
	}
	return "held"
}

// ordinal is a place in words.
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}
