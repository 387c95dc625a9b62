package ui

import (
	"fmt"
	"testing"
	"time"
)

// queue is n transfers: most are done, some of them before today; the rest waits,
// comes down or failed.
func queue(n int, now time.Time) []Transfer {
	out := make([]Transfer, n)
	for i := range out {
		t := Transfer{ID: fmt.Sprint("t", i), Job: fleetJob(i % 900).ID, Name: fmt.Sprintf("ep%04d.mp4", i), Size: 40 << 20, Done: 40 << 20, State: TransferDone, At: now.Add(-time.Duration(i) * time.Minute)}
		switch i % 10 {
		case 0:
			t.State, t.Done = TransferQueued, 0
		case 1:
			t.State, t.Done, t.Speed = TransferRunning, 10<<20, 1<<20
		case 2:
			t.State = TransferFailed
		case 3:
			t.State, t.Size, t.Done = TransferQueued, -1, 0
		}
		out[i] = t
	}
	return out
}

func TestWhatTheTransfersAmountToIsKeptUntilTheyOrTheDayChange(t *testing.T) {
	m := loadedModel(t, 100)
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	m.now, m.transfersSince = noon, noon.Add(-2*time.Hour)
	m.setTransfers(queue(1000, noon))
	h := m.transferTotals()
	// Six in ten are done, those of the last 12 hours of today, less midnight's.
	if h.open != 300 || h.running != 100 || h.failed != 100 || h.unsized != 100 || h.done != 12*36 || h.brought != 12*36*40<<20 {
		t.Errorf("%+v", h)
	}
	// Two hours of them came since the queue was last empty, and a quarter of each
	// that comes down.
	if h.batch != 2*36+300 || h.here != 2*36+25 {
		t.Errorf("%d in the batch, %v of them here", h.batch, h.here)
	}
	m.now = noon.Add(24 * time.Hour)
	m.countToday()
	if h = m.transferTotals(); h.done != 0 || h.brought != 0 || h.open != 300 {
		t.Errorf("a day later %+v", h)
	}
	m.setTransfers(nil)
	if h = m.transferTotals(); h != (transferTotals{}) {
		t.Errorf("of none %+v", h)
	}
	m.setTransfers(queue(10, noon))
	m.session = newSession(m.Session, m.opts)
	if h = m.transferTotals(); h != (transferTotals{}) {
		t.Errorf("of another account %+v", h)
	}
}

// BenchmarkFrameWithTransfers is a cursor move and the frame that shows it, on the
// list and among the transfers, while thousands of files come down or did.
func BenchmarkFrameWithTransfers(b *testing.B) {
	for _, n := range []int{0, 5_000} {
		for _, tab := range []string{"1", "3"} {
			b.Run(fmt.Sprintf("%d files, tab %s", n, tab), func(b *testing.B) {
				m := loadedModel(b, 1000)
				m.setTransfers(queue(n, m.now))
				presses(m, tab)
				for b.Loop() {
					presses(m, "j")
					m.View()
				}
			})
		}
	}
}

// BenchmarkHaulOfAFrame is what one frame wants to know of the transfers.
func BenchmarkHaulOfAFrame(b *testing.B) {
	m := loadedModel(b, 100)
	m.setTransfers(queue(5_000, m.now))
	for b.Loop() {
		m.tabs()
		m.progress()
		m.tick()
		m.transfersFoot()
		m.transfersAside()
	}
}

// fetching is a queue of files as it is told.
type fetching struct {
	Downloads
	list []Transfer
}

func (f *fetching) Transfers() []Transfer { return f.list }

func TestWhatCameBeforeTheQueueWasEmptyIsNoPartOfTheProgress(t *testing.T) {
	m := loadedModel(t, 100)
	f := &fetching{list: []Transfer{{ID: "a", State: TransferDone, Size: 10, Done: 10, At: m.now.Add(-time.Minute)}}}
	m.downloads = f
	m.takeTransfers()
	f.list = append([]Transfer{{ID: "b", State: TransferRunning, Size: 10, Done: 2}}, f.list...)
	m.takeTransfers()
	if p := m.progress(); p == nil || p.Value != 20 {
		t.Errorf("%+v", p)
	}
}
