package rows

import (
	"cmp"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	pane "lipdash/ui/pane/batches"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

// Batches are what was sent off in one go, the newest first. They are summed up when they are
// drawn or measured, each once: reasons are told apart by expressions, which are dear.
type Batches struct {
	s    Source
	sums map[int]batches.Sum
}

// BatchRows are the rows of the batches.
func (s Source) BatchRows() Batches { return Batches{s, map[int]batches.Sum{}} }

// Len counts the rows.
func (b Batches) Len() int { return len(b.s.Batches.List()) }

// ID is the batch at a place.
func (b Batches) ID(i int) record.BatchID { return b.s.Batches.List()[i].ID }

// Index is a batch's place, false when it is not among these.
func (b Batches) Index(id record.BatchID) (int, bool) { return b.s.Batches.Index(id) }

func (b Batches) sum(i int) batches.Sum {
	sum, ok := b.sums[i]
	if !ok {
		sum = batches.Of(b.s.Batches.Items(b.ID(i), b.s.Store))
		b.sums[i] = sum
	}
	return sum
}

// Row is a batch as it is drawn.
func (b Batches) Row(i int) pane.Row {
	of, sum := b.s.Batches.List()[i], b.sum(i)
	row := pane.Row{
		State: b.s.batchState(sum), Name: b.s.BatchName(of), Done: sum.Done, Failed: sum.Failed, Total: sum.Total,
		Cost: sum.Money(), Left: b.left(i), Age: format.Age(b.s.Now.Sub(of.MadeAt)),
	}
	row.Note, row.Wanted = sum.Note()
	unended, told := b.s.tells(batches.Unended(b.s.Batches.Items(of.ID, b.s.Store))...)
	row.Unended, row.Told = unended > 0, unended > 0 && told == unended
	return row
}

// left is how long the rest of a batch is likely to take, "" when nobody knows.
func (b Batches) left(i int) string {
	typical := b.s.Create.Durations.Median()
	gone := typical
	for _, row := range batches.Unended(b.s.Batches.Items(b.ID(i), b.s.Store)) {
		if e, ok := b.s.Store.Get(row.Job); ok {
			gone = min(gone, b.s.Now.Sub(b.s.made(e.Job)))
		} else {
			gone = 0 // it is no job yet
		}
	}
	return b.sum(i).Left(typical, max(0, gone), b.s.Slots)
}

// BatchName is how a batch is called.
func (s Source) BatchName(b record.Batch) string { return batches.Called(b, s.Now) }

// Told is a batch in the header of its own screen: how it is called, and how far it is.
func (b Batches) Told(id record.BatchID) (name, told string) {
	i, ok := b.Index(id)
	if !ok {
		return "", ""
	}
	sum := b.sum(i)
	return b.s.BatchName(b.s.Batches.List()[i]), sum.Told(b.left(i))
}

// Foot is the line under the batches.
func (b Batches) Foot() string {
	if err := b.s.Batches.Err(); err != nil {
		return "the batches could not be read: " + err.Error()
	}
	return format.Count(b.Len(), "batch", "batches") + ", " + format.Number(b.s.Batches.Open()) + " under way"
}

// batchState is a batch in one word.
func (s Source) batchState(sum batches.Sum) theme.State {
	switch {
	case sum.Asks > 0:
		return theme.State{Glyph: s.Theme.Glyphs.Stuck, Word: "waits", Style: s.Theme.Warn.Bold(true)}
	case !sum.Over() && sum.Done+sum.Running+sum.Failed > 0:
		return s.Theme.Status(api.StatusRunning)
	case !sum.Over() && sum.Sent > 0:
		return s.Theme.Status(api.StatusPending)
	case !sum.Over():
		return theme.State{Glyph: s.Theme.Glyphs.Held, Word: "queued", Style: s.Theme.Held}
	case sum.Failed > 0:
		return s.Theme.Status(api.StatusFailed)
	case sum.Done > 0:
		return s.Theme.Status(api.StatusCompleted)
	}
	return s.Theme.Status(api.StatusGone)
}

// BatchItems are the items of a batch as they are drawn.
func (s Source) BatchItems(id record.BatchID) (out []pane.Item) {
	for _, it := range s.Batches.Items(id, s.Store) {
		out = append(out, s.batchItem(it))
	}
	return out
}

func (s Source) batchItem(it record.BatchItem) pane.Item {
	out := pane.Item{
		Number: it.Number, Row: batches.Row(it), Failed: it.State.Failed(),
		Title: cmp.Or(format.Line(it.Title), "(untitled)"), Input: names(format.Line(it.Input)),
	}
	unended, told := s.tells(out.Row)
	out.Unended, out.Told = unended > 0, told > 0
	if it.Cost > 0 && !it.State.Failed() && it.State != record.ItemDiscarded { // those are not billed
		out.Cost = "~" + format.Dollars(it.Cost)
	}
	if o := s.Create.Pending.Find(it.Submission); o != nil {
		row := s.submissionRow(o)
		out.State, out.Info, out.InfoTone = *row.State, row.Info, row.InfoTone
		return out
	}
	out.State = s.itemState(it.State)
	switch {
	case it.State.Failed():
		out.Info, out.InfoTone = browse.Brief(it.Reason), theme.Fail
	case it.State.Asks():
		out.Info, out.InfoTone = browse.Brief(cmp.Or(it.Reason, it.Next)), theme.Warn
	case it.State == record.ItemCompleted && it.Saved != "":
		out.Info = "saved"
	case it.State == record.ItemCompleted:
		out.Info, out.InfoTone = fileInfo(s.Transfers, it.Job)
	}
	return out
}

// names are the files of an input without their folders, which the job's detail has.
func names(input string) string {
	parts := strings.Split(input, " + ")
	for i, p := range parts {
		if name := p[strings.LastIndexAny(p, `/\`)+1:]; name != "" {
			parts[i] = name
		}
	}
	return strings.Join(parts, " + ")
}

// itemState is the state of an item that is no submission on its way here.
func (s Source) itemState(state record.ItemState) theme.State {
	switch state {
	case record.ItemRefused:
		return theme.State{Glyph: s.Theme.Glyphs.Fail, Word: "refused", Style: s.Theme.Fail.Bold(true)}
	case record.ItemDiscarded:
		return theme.State{Glyph: s.Theme.Glyphs.Held, Word: "dropped", Style: s.Theme.Faint}
	case record.ItemQueued, record.ItemReady, record.ItemUploading, record.ItemSending, record.ItemUnknown, record.ItemAsking, record.ItemHeld:
		return theme.State{Glyph: s.Theme.Glyphs.Held, Word: create.Word(&create.Outgoing{Submission: submission.Submission{State: submission.State(state)}}), Style: s.Theme.Held}
	}
	return s.Theme.Status(api.Status(state))
}

var _ pane.Rows = Batches{}
