package download

import (
	"sync"
	"time"
)

// window is how far back the speed looks: shorter jumps, longer lags.
const window = 5 * time.Second

// meter tells how fast a count grows.
type meter struct {
	mu    sync.Mutex
	marks []mark
}

type mark struct {
	at    time.Time
	total int64
}

// add notes where the count stands.
func (m *meter) add(total int64, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.marks = append(m.marks, mark{at, total})
	for len(m.marks) > 2 && at.Sub(m.marks[0].at) > window {
		m.marks = m.marks[1:]
	}
}

// rate is in units a second, 0 before there is something to compare and when
// nothing was added for as long as it looks back: a speed that only falls tells
// nobody how long the rest takes.
func (m *meter) rate(at time.Time) float64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.marks) < 2 || m.silent(at) {
		return 0
	}
	first, last := m.marks[0], m.marks[len(m.marks)-1]
	if took := at.Sub(first.at).Seconds(); took > 0 {
		return float64(last.total-first.total) / took
	}
	return 0
}

// stalled tells whether nothing was added for as long as the speed looks back.
func (m *meter) stalled(at time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.silent(at)
}

func (m *meter) silent(at time.Time) bool {
	return len(m.marks) > 0 && at.Sub(m.marks[len(m.marks)-1].at) > window
}

// reset forgets everything: the count starts somewhere else.
func (m *meter) reset() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.marks = nil
}
