package ui

// typing tells whether a letter that is pressed now is text. It asks in the order
// in which keys are offered.
func (m *Model) typing() bool {
	switch {
	case m.help != nil:
		return false
	case m.palette != nil:
		return true
	case m.dialog != nil:
		return m.dialog.Typing()
	case m.menu != nil:
		return false
	case m.rename != nil, m.finding.line != nil, m.titles != nil:
		return true
	case m.screen == screenForm:
		return m.form.Typing()
	case m.screen == screenFirstRun:
		return m.firstRun.Typing()
	case m.screen == screenActivity:
		return m.events.Typing()
	}
	return false
}
