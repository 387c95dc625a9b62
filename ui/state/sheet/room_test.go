package sheet

import (
	"errors"
	"fmt"
	"testing"

	"lipdash/api"
)

// rig is a room that reads tables in turn, and answers what it asks: nothing was made before.
type rig struct {
	*Room
	ids int
}

func (r *rig) id() string { r.ids++; return fmt.Sprint("batch-", r.ids) }

func (r *rig) read(t Table) {
	effects := r.Open(t.path())
	r.WasRead(effects[0].(Read).N, t, nil, r.id, noon)
	r.answer()
}

func (r *rig) answer() {
	for {
		due := r.Due(true)
		if len(due) == 0 {
			return
		}
		for _, e := range due {
			switch e := e.(type) {
			case LookAt:
				files := map[string]api.LocalFile{}
				for _, path := range e.Paths {
					files[path] = lasting(path, 0)
				}
				r.WereLooked(e.N, files)
			case AskMade:
				var answers []Answer
				for _, q := range e.Questions {
					answers = append(answers, Answer{Question: q})
				}
				r.WereMade(e.N, answers)
			}
		}
	}
}

func (r *rig) send(t *testing.T, first int, err error) HandOver {
	t.Helper()
	effects, why := r.Send(first)
	if why != "" {
		t.Fatal(why)
	}
	over := effects[0].(HandOver)
	r.HandedOver(over.N, err, r.id)
	return over
}

func links(rows ...string) Table {
	t := table("video|audio")
	t.Columns = []string{"video", "audio"}
	for i, audio := range rows {
		t.Records = append(t.Records, Record{Line: i + 2, Cells: []string{"https://x.example/v.mp4", audio}})
	}
	return t
}

func TestRowsThatAreLeftStayWithWhatWasMendedAndGoOnceAsAnotherBatch(t *testing.T) {
	r := &rig{Room: NewRoom(rates)}
	r.read(links("https://x.example/a.wav", "ftp://b", "https://x.example/c.wav", "ftp://d"))
	lost := r.send(t, 1, errors.New("disk full"))
	if again := r.send(t, 1, nil); again.Batch.ID != lost.Batch.ID || len(again.Values) != 1 {
		t.Error("another attempt is another batch", again)
	}
	r.answer()
	if got := r.Sheet().Sum().Counts(); got != "1 sent, 1 ready, 2 in trouble" {
		t.Error("after the first:", got)
	}
	r.Sheet().Fix(1, "audio", "https://x.example/b.wav")
	r.answer()
	if got := r.Leaving("b"); r.Unsent() != 1 || got != "3 rows of week47.csv are left, with 1 edited cell: b continues" {
		t.Error(r.Unsent(), got)
	}
	other := links("https://x.example/z.wav")
	other.Name = "other.csv"
	r.read(other)
	r.send(t, 0, nil)
	if r.Sheet() != nil || r.Unsent() != 1 {
		t.Error("of another sheet nothing is left, and what was mended before stays:", r.Unsent())
	}
	r.read(links("https://x.example/a.wav", "ftp://b", "https://x.example/c.wav", "ftp://d"))
	if r.Sheet().Rows()[1].Verdict != Ready {
		t.Error("what was mended is lost", r.Sheet().Rows()[1])
	}
	if got := r.Sheet().Sum().Counts(); got != "1 sent, 2 ready, 1 in trouble" {
		t.Error("read again:", got)
	}
}

func TestWhatWasSentGoesAgainOnlyForAYesOrAnotherText(t *testing.T) {
	r := &rig{Room: NewRoom(rates)}
	r.read(links("https://x.example/a.wav", "ftp://b"))
	r.send(t, 0, nil)
	if _, why := r.Send(0); why != "there is nothing to send: 1 sent, 1 in trouble" {
		t.Error(why)
	}
	r.Sheet().Toggle(0)
	if over := r.send(t, 0, nil); len(over.Values) != 1 || over.Batch.ID != "batch-2" {
		t.Error("again", over)
	}
	if r.Sheet().Sum().Rows != 0 {
		t.Error("the yes counts twice")
	}
}
