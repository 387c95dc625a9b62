package ui

// typing tells whether a letter that is pressed now is text, for whoever is offered
// the key.
func (m *Model) typing() bool {
	if o := m.top(); o != nil {
		return o.typing()
	}
	switch {
	case m.screen == screenForm:
		return m.form.Typing()
	case m.screen == screenFirstRun:
		return m.firstRun.Typing()
	case m.screen == screenActivity:
		return m.events.Typing()
	}
	return m.screen == screenJobs && m.finding.line != nil
}
