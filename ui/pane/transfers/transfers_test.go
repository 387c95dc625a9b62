package transfers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

// id is a download.
func id(s string) action.FileID { return action.FileID{Download: s} }

// files are rows that are all at hand.
type files []Row

func (l files) Len() int               { return len(l) }
func (l files) ID(i int) action.FileID { return l[i].ID }
func (l files) Index(id action.FileID) (int, bool) {
	i := slices.IndexFunc(l, func(r Row) bool { return r.ID == id })
	return i, i >= 0
}

func (l files) Between(a, b action.FileID) []action.FileID {
	i, _ := l.Index(a)
	j, _ := l.Index(b)
	var out []action.FileID
	for k := min(i, j); k <= max(i, j); k++ {
		out = append(out, l[k].ID)
	}
	return out
}
func (l files) Over(i int) bool   { return l[i].over() }
func (l files) Note(i int) string { return l[i].Note }
func (l files) Row(i int) Row     { return l[i] }

func some() []Row {
	return []Row{
		{ID: id("u"), State: Up, Name: "in/ep018.mp4", Done: 65_000_000, Size: 104_900_000, Note: "step 2 of 3"},
		{ID: id("a"), State: Down, Name: "out/字幕テスト 第三話.mp4", Done: 51_200_000, Size: 58_100_000, Speed: 6_200_000},
		{ID: id("b"), State: Failed, Name: "out/ep010_de.mp4", Done: 7, Size: 58, Note: "The disk is full at /out."},
		{ID: id("c"), State: Paused, Name: "out/ep009_de.mp4", Size: -1},
		{ID: id("d"), State: Done, Name: "a/long/path/" + strings.Repeat("x", 90) + "/ep008_de.mp4", Done: 5, Size: 5, Step: "2 min ago"},
	}
}

func pane(w, h int, rows []Row) *Pane {
	p := New(keymap.Default())
	p.SetSize(w, h)
	p.Show(files(rows), "2 files to come")
	return p
}

func TestThePaneIsExactlyAsLargeAsItWasTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 220).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		p := pane(w, h, some()[:rapid.IntRange(0, 5).Draw(t, "n")])
		for range rapid.IntRange(0, 6).Draw(t, "down") {
			p.Key("j")
		}
		cellstest.Exact(t, p.View(th), w, h)
	})
}

func TestTheCursorsRowIsOnScreenAndStaysOnItsFile(t *testing.T) {
	var rows []Row
	for i := range 60 {
		r := some()[2]
		r.ID, r.Name = id(fmt.Sprint(i)), fmt.Sprintf("file %02d", i)
		rows = append(rows, r)
	}
	p := pane(100, 12, rows)
	for range 30 {
		p.Key("j")
	}
	if !strings.Contains(ansi.Strip(p.View(th)), "file 30") {
		t.Fatal("the cursor's row is not on screen")
	}
	p.Show(files(rows[7:]), "")
	if p.Cursor().Download != "30" || !strings.Contains(ansi.Strip(p.View(th)), "file 30") {
		t.Fatalf("the cursor went to %s", p.Cursor().Download)
	}
	p.Show(files(append(rows[7:30:30], rows[31:]...)), "")
	if p.Cursor().Download != "31" {
		t.Fatalf("its row is gone, and the cursor on %s", p.Cursor().Download)
	}
}

func TestAFileThatArrivesDoesNotTakeTheCursorAlong(t *testing.T) {
	row := func(name string, over bool) Row {
		r := Row{ID: id(name), Name: name, Size: -1, State: Down}
		if over {
			r.State = Stopped
		}
		return r
	}
	p := pane(100, 12, []Row{row("a", false), row("b", false), row("c", true)})
	p.Show(files{row("b", false), row("a", true), row("c", true)}, "")
	if p.Cursor().Download != "b" {
		t.Fatalf("the cursor went to %s", p.Cursor().Download)
	}
	p.Key("G")
	p.Show(files{row("b", true), row("a", true), row("c", true)}, "")
	p.Show(files{row("x", false), row("b", true), row("a", true), row("c", true)}, "")
	if p.Cursor().Download != "c" {
		t.Fatalf("the cursor left a file that is over for %s", p.Cursor().Download)
	}
}

func TestKeysMeanTheCursorsFile(t *testing.T) {
	rows := append(some(), Row{ID: id("e"), State: Asking})
	rows[0].Path, rows[2].Owner, rows[4].Path = "in/ep018.mp4", action.JobRow("ls_b"), "/out/a b.mp4"
	p := pane(100, 20, rows)
	for _, c := range []struct {
		row  string
		key  string
		want action.Action
	}{
		{"a", "z", action.MoveTransfer{ID: id("a"), Wish: action.Pause}},
		{"c", "z", action.MoveTransfer{ID: id("c"), Wish: action.Resume}},
		{"b", "t", action.MoveTransfer{ID: id("b"), Wish: action.Retry}},
		{"a", "x", action.MoveTransfer{ID: id("a"), Wish: action.Cancel}},
		{"d", "x", action.MoveTransfer{ID: id("d"), Wish: action.Forget}},
		{"b", "enter", action.GotoRow{Row: action.JobRow("ls_b")}},
		{"e", "enter", action.MoveTransfer{ID: id("e"), Wish: action.Resume}},
		{"d", "o", action.OpenFolder{Path: "/out/a b.mp4"}},
		{"u", "o", action.Copy{What: "path", Text: "in/ep018.mp4"}},
		{"d", "y", action.Copy{What: "path", Text: "'/out/a b.mp4'"}},
	} {
		p.Key("g")
		for p.Cursor().Download != c.row {
			p.Key("j")
		}
		if got, handled := p.Key(c.key); got != c.want || !handled {
			t.Errorf("%s on %s: %#v", c.key, c.row, got)
		}
	}
	if _, handled := p.Key("q"); handled {
		t.Error("q is the pane's")
	}
}

func TestTransferPictures(t *testing.T) {
	var b strings.Builder
	for _, w := range []int{40, 64, 80, 120} {
		b.WriteString(ansi.Strip(pane(w, 12, some()).View(th)) + "\n")
	}
	cellstest.Golden(t, "transfers", b.String())
	cellstest.Golden(t, "transfers-colour", pane(80, 10, some()).View(th))
}

func TestARowSaysHowMuchOfAFileIsThere(t *testing.T) {
	for want, x := range map[string]Row{
		"":               {State: Queued, Size: -1},
		"5 B":            {State: Down, Size: -1, Done: 5},
		"7/58 B":         {State: Down, Size: 58, Done: 7},
		"500 B/104.9 MB": {State: Down, Size: 104_900_000, Done: 500},
		"1.0 kB":         {State: Done, Size: 1000, Done: 1000},
	} {
		if got := x.amount(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheFootSaysWhatAKeyDoesToTheFileUnderTheCursor(t *testing.T) {
	for state, want := range map[State]string{
		Down: "z pause, x cancel, enter job", Paused: "z resume, x cancel, enter job", Asking: "z pause, x cancel, enter decide", Up: "x take back, enter job",
		Failed: "t try again, x cancel, enter job", Retrying: "z pause, t try again, x cancel, enter job", Stopped: "t try again, x take off, enter job", Done: "x take off, enter job",
	} {
		p := pane(100, 20, []Row{{ID: id("a"), State: state}})
		var got []string
		for _, h := range p.Hints() {
			if strings.Contains("z t x enter", h.Key) {
				got = append(got, h.Key+" "+h.Text)
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q, want %q", s, want)
		}
	}
}

// TestANameIsNotCutBesideFreeCells is about whole files, which have no bar and no share.
func TestANameIsNotCutBesideFreeCells(t *testing.T) {
	name := "out/course 4 lesson 12, long.mp4"
	row := Row{ID: id("a"), State: Done, Name: name, Size: 11_600_000, Step: "8 min ago"}
	if view := ansi.Strip(pane(80, 12, []Row{row}).View(th)); !strings.Contains(view, name+" ") || !strings.Contains(view, "11.6 MB  8 min ago") {
		t.Error(view)
	}
}

func TestWhereNothingMovesThereAreNoBarsAndTheShareStays(t *testing.T) {
	still := theme.New(theme.Options{Dark: true, Depth: theme.Full, Still: true})
	moves, stands := ansi.Strip(pane(120, 12, some()).View(th)), ansi.Strip(pane(120, 12, some()).View(still))
	if !strings.Contains(moves, th.Glyphs.BarFull) || strings.Contains(stands, th.Glyphs.BarFull) || !strings.Contains(stands, "61%") {
		t.Errorf("with motion\n%s\nwithout\n%s", moves, stands)
	}
}
