package ui

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// cachedPulse is the live mark while all on screen is an earlier run's.
func (m *Model) cachedPulse() statusbar.Pulse {
	age := m.cachedAge()
	if m.poll.retrying != nil {
		return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{"no answer, " + age + ", trying again", age + ", trying", age}}
	}
	return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{age + ", asking", age}}
}

// cachedAge says of when an earlier run's list is.
func (m *Model) cachedAge() string {
	at := m.cache.from.Local()
	layout := "15:04"
	if now := m.now.Local(); at.YearDay() != now.YearDay() || at.Year() != now.Year() {
		layout = "2 Jan 15:04"
	}
	return "from " + at.Format(layout) + ", " + format.Age(m.now.Sub(at)) + " ago"
}
