package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// queue is n transfers: most are done, some of them before today; the rest waits,
// comes down or failed.
func queue(n int, now time.Time) []transfers.Transfer {
	out := make([]transfers.Transfer, n)
	for i := range out {
		t := transfers.Transfer{ID: fmt.Sprint("t", i), Job: fleetJob(i % 900).ID, Name: fmt.Sprintf("ep%04d.mp4", i), Size: 40 << 20, Done: 40 << 20, State: transfers.Done, At: now.Add(-time.Duration(i) * time.Minute)}
		switch i % 10 {
		case 0:
			t.State, t.Done = transfers.Queued, 0
		case 1:
			t.State, t.Done, t.Speed = transfers.Running, 10<<20, 1<<20
		case 2:
			t.State = transfers.Failed
		case 3:
			t.State, t.Size, t.Done = transfers.Queued, -1, 0
		}
		out[i] = t
	}
	return out
}

// BenchmarkFrameWithTransfers is a cursor move and the frame that shows it, on the
// list and among the transfers, while thousands of files come down or did.
func BenchmarkFrameWithTransfers(b *testing.B) {
	for _, n := range []int{0, 5_000} {
		for _, tab := range []string{"1", "3"} {
			b.Run(fmt.Sprintf("%d files, tab %s", n, tab), func(b *testing.B) {
				m := loadedModel(b, 1000)
				m.transfers.Changed(queue(n, m.now), m.now)
				presses(m, tab)
				for b.Loop() {
					presses(m, "j")
					m.View()
				}
			})
		}
	}
}

// BenchmarkTotalsOfAFrame is what one frame wants to know of the transfers.
func BenchmarkTotalsOfAFrame(b *testing.B) {
	m := loadedModel(b, 100)
	m.transfers.Changed(queue(5_000, m.now), m.now)
	for b.Loop() {
		m.source().Header(action.JobsTab, m.account.Balance)
		progress(m.source(), true)
		m.tick(m.stands(), m.now)
		m.transfers.Summary(m.now)
		m.source().Files().Traffic(calls.FolderOf(m.downloads))
	}
}

// fetching is a queue of files as it is told.
type fetching struct {
	calls.Downloads
	list []transfers.Transfer
}

func (f *fetching) Transfers() []transfers.Transfer { return f.list }

func (f *fetching) Changes() <-chan struct{} { return nil }

func (f *fetching) Folder() (name string, free int64) { return "out", -1 }

func TestTheRowAndTheNoteTellHowFarAnUploadIs(t *testing.T) {
	const size = 104_900_000
	m := opened(t, &counting{})
	o := &create.Outgoing{Submission: submission.Submission{State: submission.Uploading}, Param: "video", Upload: api.UploadProgress{Step: api.StepSlot, Direct: true, Total: size}}
	if word, info := m.create.Pending.Phase(o, m.now); word != "upload" || info != "video 1/3 asking" {
		t.Error(word, info)
	}
	pending(m, *o)
	if note := m.note().Text; !strings.HasPrefix(note, "video: step 1 of 3") {
		t.Error(note)
	}
	sized(m, 40, 10)
	if m.note().Text != "" || !strings.Contains(m.View().Content, "help") {
		t.Errorf("on a low screen the keys yield to how far a file is:\n%s", m.View().Content)
	}
}

// TestTheTabShowsHowFarThingsAreWhereItCan is about OSC 9;4, which other terminals show as a
// message.
func TestTheTabShowsHowFarThingsAreWhereItCan(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	m.transfers.Changed(queue(2, m.now), m.now)
	if bar := m.View().ProgressBar; bar != nil {
		t.Errorf("%+v is sent to a terminal that shows none", bar)
	}
	m.opts.TabProgress = true
	if bar := m.View().ProgressBar; bar == nil || bar.State != tea.ProgressBarDefault || bar.Value < 1 || bar.Value > 99 {
		t.Errorf("two files under way are %+v", bar)
	}
	m.transfers.Changed(nil, m.now)
	if bar := m.View().ProgressBar; bar != nil {
		t.Errorf("nothing under way is %+v", bar)
	}
	someBatches(m)
	if bar := m.View().ProgressBar; bar == nil || bar.State != tea.ProgressBarError || bar.Value != 50 {
		t.Errorf("a batch that is half over, with a failure, is %+v", bar)
	}
}
