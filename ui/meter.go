package ui

import (
	"slices"
	"time"
)

// meter is the calls of the last minute, oldest first.
type meter struct{ calls []metered }

type metered struct {
	at   time.Time
	page bool
}

func (m *meter) note(now time.Time, key string) {
	m.forget(now)
	m.calls = append(m.calls, metered{now, key == "page"})
}

// forget drops what is older than a minute.
func (m *meter) forget(now time.Time) {
	i := slices.IndexFunc(m.calls, func(c metered) bool { return now.Sub(c.at) < time.Minute })
	if i < 0 {
		i = len(m.calls)
	}
	m.calls = slices.Delete(m.calls, 0, i)
}

func (m *meter) pages() int {
	n := 0
	for _, c := range m.calls {
		if c.page {
			n++
		}
	}
	return n
}

// wait is how long until another page fits a budget of calls a minute: pages are
// spread evenly over what the other calls of the last minute left of it.
func (m *meter) wait(now time.Time, budget int) time.Duration {
	left := max(2, budget-(len(m.calls)-m.pages())-1)
	wait := time.Duration(0)
	for _, c := range slices.Backward(m.calls) {
		if c.page {
			wait = c.at.Add(time.Minute / time.Duration(left)).Sub(now)
			break
		}
	}
	if over := len(m.calls) - budget; over >= 0 {
		wait = max(wait, m.calls[over].at.Add(time.Minute).Sub(now))
	}
	return wait
}
