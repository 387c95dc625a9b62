package ui

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
	"lipdash/ui/state/sheet"
)

// noSheets has no sheet.
type noSheets struct{}

func (noSheets) Read(string) (sheet.Table, error) { return sheet.Table{}, errors.New("no such file") }
func (noSheets) Complete(string) []string         { return nil }
func (noSheets) Save(b record.Batch, folder string) (string, bool, error) {
	return folder + "/" + b.Name + ".results.csv", len(b.Items) > 1, nil
}

func (noSheets) Edit(string) (tea.ExecCommand, func() error) {
	return nil, func() error { return nil }
}

// threeRows is a sheet the second row of which has a bad link.
func threeRows() sheet.Table {
	return sheet.Table{
		Name: "week47.csv", Dir: "/in", How: []string{"separated by commas", "UTF-8"}, Columns: []string{"video", "audio", "title"},
		Records: []sheet.Record{
			{Line: 2, Cells: []string{"https://x.example/a.mp4", "https://x.example/a.wav", "one"}},
			{Line: 3, Cells: []string{"https://x.example/a.mp4", "ftp://x.example/b.wav", "two"}},
			{Line: 4, Cells: []string{"https://x.example/a.mp4", "https://x.example/c.wav", "three"}},
		},
	}
}

// onSheet is on a sheet whose rows were not made before.
func onSheet(m *Model) {
	m.opts.Sheets = noSheets{}
	key(m, "b")
	m.sheets.Open("week47.csv")
	arrive(m, calls.SheetRead{N: 1, Table: threeRows()})
	asked(m)
}

// asked says that nothing was made before.
func asked(m *Model) {
	var answers []sheet.Answer
	for _, q := range m.sheets.Sheet().Inputs() {
		answers = append(answers, sheet.Answer{Question: q})
	}
	arrive(m, calls.InputsAsked{N: 1, Answers: answers})
}

func showsOnSheet(t *testing.T, m *Model, want ...string) {
	t.Helper()
	screen := seen(m)
	for _, text := range want {
		if !strings.Contains(screen, text) {
			t.Errorf("%q is not on screen:\n%s", text, screen)
		}
	}
}

func TestASheetIsAskedForReadAndShownWithWhatIsWrong(t *testing.T) {
	m := keyScene(t, func(m *Model) { m.opts.Sheets = noSheets{}; key(m, "b") })
	showsOnSheet(t, m, "SHEET OR FOLDER", "paired by name")
	m.Update(tea.PasteMsg{Content: "none.csv"})
	act, _ := m.meaning(tea.KeyPressMsg{Code: tea.KeyEnter})
	if act != (action.OpenSheet{Path: "none.csv"}) {
		t.Fatal(act)
	}
	m.perform(act)
	arrive(m, calls.SheetRead{N: 1, Err: errors.New("none.csv: no such file")})
	showsOnSheet(t, m, "none.csv: no such file")
	m.sheets.Open("week47.csv")
	arrive(m, calls.SheetRead{N: 2, Table: threeRows()})
	showsOnSheet(t, m, "week47.csv: 3 rows, separated by commas, UTF-8", "trouble", "audio: it must be an https link, not ftp", "2 ready, 1 in trouble", "2 to send, of unknown cost")
}

func TestACellIsMendedInPlaceAndTheSheetStays(t *testing.T) {
	m := keyScene(t, onSheet)
	press(m, "n")
	press(m, "space")
	showsOnSheet(t, m, "a row in trouble is not sent anyway; enter fixes it")
	press(m, "n")
	press(m, "enter")
	showsOnSheet(t, m, "audio ftp://x.example/b.wav")
	for range len("ftp://x.example/b.wav") {
		press(m, "backspace")
	}
	m.Update(tea.PasteMsg{Content: "https://x.example/b.wav"})
	press(m, "enter")
	asked(m)
	showsOnSheet(t, m, "3 ready", "3 to send")
	press(m, "esc")
	if m.Screen != nav.Jobs || m.sheets.Sheet() == nil {
		t.Fatal("esc leaves, and the sheet stays")
	}
	key(m, "b")
	showsOnSheet(t, m, "3 ready", "3 to send")
	m.Update(calls.SheetEdited{Err: errors.New("vi ended with exit status 1")})
	showsOnSheet(t, m, "vi ended with exit status 1", "3 ready")
}

func TestTheRowsThatCanGoAreSentOnceAfterAQuestion(t *testing.T) {
	m := keyScene(t, onSheet)
	m.account.Balance = api.Balance{Known: true, Amount: 12.5, Currency: api.CurrencyUSD}
	press(m, "ctrl+x")
	showsOnSheet(t, m, "Send 2 lipsyncs of week47.csv?", "The wallet has $12.50.", "1 row is left here for later", "Send 2")
	m.now = m.now.Add(time.Minute)
	effects, why := m.sheets.Send(0)
	if len(effects) != 1 || why != "" {
		t.Fatal(effects, why)
	}
	order := effects[0].(sheet.HandOver)
	if again, _ := m.sheets.Send(0); len(again) != 0 {
		t.Fatal("it was handed over twice")
	}
	if len(order.Values) != 2 || order.Values[1]["title"] != "three" || order.Batch.Items[1].Number != 4 || order.Batch.ID == "" {
		t.Error(order)
	}
	m.layers.Remove(m.layers.Top())
	arrive(m, calls.BatchSubmitted{N: 1, Err: errors.New("disk full")})
	showsOnSheet(t, m, "nothing was sent", "2 ready")
	effects, _ = m.sheets.Send(0)
	if !reflect.DeepEqual(effects[0], order) {
		t.Error("another attempt is another batch")
	}
	arrive(m, calls.BatchSubmitted{N: 1})
	if m.Screen != nav.Sheet {
		t.Error("a row is left, and the screen is not")
	}
	showsOnSheet(t, m, "2 lipsyncs of week47 queued, 1 row of week47.csv is left", "2 sent, 1 in trouble", "audio: it must be an https link")
	if strings.Contains(seen(m), "sent from here") {
		t.Error("the state says it, and a line more")
	}
	press(m, "enter") // on the row that is left
	showsOnSheet(t, m, "audio ftp://x.example/b.wav")
	press(m, "esc")
	m.sheets.Sheet().Fix(1, "audio", "https://x.example/b.wav")
	asked(m)
	press(m, "esc")
	showsOnSheet(t, m, "1 row of week47.csv is left, with 1 edited cell: b continues")
	if lost := m.unfinished().Lost(); len(lost) != 1 {
		t.Error("quitting loses the cell and does not say so:", lost)
	}
	key(m, "b")
	effects, _ = m.sheets.Send(0)
	last := effects[0].(sheet.HandOver)
	if len(last.Values) != 1 || last.Values[0]["title"] != "two" || last.Batch.ID == order.Batch.ID {
		t.Error("the rest is", last)
	}
	arrive(m, calls.BatchSubmitted{N: 1})
	if m.Screen != nav.Batches || m.sheets.Sheet() != nil || len(m.unfinished().Lost()) > 0 {
		t.Error("all is sent, and it is still there")
	}
}
