package ui

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/sheet"
)

// Many lipsyncs from one sheet: what its rows mean and when they go is decided by
// state/sheet.

// onSheet does what the user wants of the sheet.
func (m *Model) onSheet(a action.Action) tea.Cmd {
	room, s := m.sheets, m.sheets.Sheet()
	switch a := a.(type) {
	case action.AskSheet:
		return m.openSheet()
	case action.OpenSheet:
		return m.carryOutSheet(room.Open(a.Path))
	case action.CompleteSheet:
		return calls.CompleteSheet(m.opts.Sheets, a.Prefix)
	}
	if s == nil || room.Handing() {
		return nil
	}
	switch a := a.(type) {
	case action.CompleteCell:
		return calls.CompleteCell(m.opts.Files, s.Dir, a.Prefix)
	case action.ReadSheet:
		return m.carryOutSheet(room.Again())
	case action.EditSheet:
		if s.Folder() {
			return m.say(statusbar.Info, "it is a folder: name its files so that they pair, then "+m.keys.Of(keymap.Refresh, keymap.OnSheet))
		}
		return calls.EditSheet(m.opts.Sheets, filepath.Join(s.Dir, s.Name))
	case action.FixCell:
		s.Fix(s.At(a.Line), a.Param, a.Text)
	case action.ToggleRow:
		if !s.Toggle(s.At(a.Line)) {
			return m.say(statusbar.Info, "a row in trouble is not sent anyway; "+m.keys.Of(keymap.Open, keymap.OnSheet)+" fixes it")
		}
	case action.AskSend:
		why := room.NotYet()
		if m.memory == nil {
			why = "HeyGen has not answered yet: try again in a moment"
		}
		if why == "" {
			m.openDialog(ask.Send(s, m.funds(), m.memory.Trouble()))
		}
		return m.say(statusbar.Info, why)
	case action.SendSheet:
		effects, why := room.Send(a.First)
		return tea.Batch(m.say(statusbar.Info, why), m.carryOutSheet(effects))
	}
	return nil
}

// openSheet opens the screen: on the sheet that is there, or asking for one.
func (m *Model) openSheet() tea.Cmd {
	switch {
	case !m.isOpen():
		return nil
	case m.opts.Sheets == nil:
		return m.say(statusbar.Info, "sheets cannot be read here")
	case m.Screen == nav.Sheet:
		m.sheet.Ask()
	}
	m.Enter(nav.Sheet)
	return nil
}

// funds are what may be spent, as far as that is known.
func (s *session) funds() sheet.Funds {
	f := sheet.Funds{Limit: s.create.Money.Limit, Spent: s.create.Money.SpentToday()}
	if b := s.account.Balance; b.Known && b.Currency == api.CurrencyUSD {
		f.Wallet = &b.Amount
	}
	return f
}

// carryOutSheet turns effects into calls.
func (m *Model) carryOutSheet(effects []sheet.Effect) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range effects {
		cmds = append(cmds, calls.CarryOutSheet(m.ctx, m.opts.Sheets, m.opts.Files, m.memory, e))
	}
	return m.guarded(cmds...)
}

// applySheet takes what was found out of the sheet.
func (m *Model) applySheet(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case calls.SheetRead:
		m.sheets.WasRead(msg.N, msg.Table, msg.Err, api.NewIdempotencyKey, m.now)
		switch problem := m.sheets.Problem(); {
		case problem == "":
			m.sheet.Showing()
		case !m.sheet.Typing():
			return m.warn(problem)
		}
	case calls.SheetFilesLooked:
		m.sheets.WereLooked(msg.N, msg.Files)
	case calls.InputsAsked:
		m.sheets.WereMade(msg.N, msg.Answers)
	case calls.BatchSubmitted:
		say, taken := m.sheets.HandedOver(msg.N, msg.Err, api.NewIdempotencyKey)
		switch {
		case say == "":
			return nil
		case !taken:
			return m.warn(say)
		case m.Screen == nav.Sheet && m.sheets.Sheet() == nil:
			m.Show(action.BatchesTab)
		default:
			m.sheet.Left()
		}
		m.batches.Changed()
		return tea.Batch(m.takeOutgoing(), m.say(statusbar.Good, say))
	}
	return nil
}
