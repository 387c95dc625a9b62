package terminal

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

// anyGrid is a screen with wide characters at any place, many blanks, the edges
// among them, and so few letters that two screens have much in common.
func anyGrid(t *rapid.T, label string, w, h int) *grid {
	g := newGrid(w, h)
	params := []string{"", "31", "41", "1;31", "7", "7;31", "4", "4:3;42", "38;2;1;2;3;48;5;7"}
	for range rapid.IntRange(0, 12).Draw(t, label) {
		g.pen = style{}
		g.pen.apply(rapid.SampledFrom(params).Draw(t, "pen"))
		g.moveTo(rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y"))
		n := rapid.IntRange(1, w).Draw(t, "n")
		switch text := rapid.SampledFrom([]string{"a", "b", "字", "幕", " ", "", "ж"}).Draw(t, "text"); text {
		case "":
			g.erase(g.x, g.x+n)
		default:
			width := ansi.StringWidth(text)
			for n = min(n, (w-g.x)/width); n > 0; n-- {
				g.draw(text, width)
			}
		}
	}
	g.pen = style{}
	return g
}

// showing is a terminal that was sent a screen in the plainest way.
func showing(g *grid) *vt.Emulator {
	e := vt.NewEmulator(g.w, g.h)
	var out []byte
	for y := range g.h {
		for x := 0; x < g.w; x += width(g.row(y), x) {
			c := g.row(y)[x]
			out = append(out, ansi.CursorPosition(x+1, y+1)+"\x1b[m"+c.style.from(style{})...)
			out = append(out, c.text...)
		}
	}
	_, _ = e.Write(append(out, "\x1b[m"...))
	return e
}

// TestAnyPictureBecomesAnyOther is also about orders that are not the cheapest: which
// runs there are and how they are written must not depend on it.
func TestAnyPictureBecomesAnyOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
		have, want := anyGrid(t, "have", w, h), anyGrid(t, "want", w, h)
		p := &painter{have: have, blanks: rapid.Bool().Draw(t, "blanks"), astray: true}
		terminal := showing(have)
		var todo []run
		for y := range h {
			todo = p.compare(todo, y, want.row(y))
		}
		for i := range todo {
			p.foresee(&todo[i], want.row(todo[i].y))
		}
		pl := p.plan(todo)
		order := pl.order()
		if got, most := pl.walk(order)[len(todo)].cost, pl.walk(pl.greedy())[len(todo)].cost; got > most {
			t.Fatalf("what was put in a better order costs %d instead of %d", got, most)
		}
		if each := slices.Compact(slices.Sorted(slices.Values(order))); len(order) != len(todo) || len(each) != len(todo) {
			t.Fatalf("%v are not %d runs, each once", order, len(todo))
		}
		if rapid.Bool().Draw(t, "shuffled") {
			r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		for _, i := range order {
			p.write(todo[i], want.row(todo[i].y))
		}
		if !slices.Equal(have.cells, want.cells) {
			t.Fatalf("by %q it is\n%+v\nnot\n%+v", p.out, have.cells, want.cells)
		}
		_, _ = terminal.Write(p.out)
		if a, b := look(showing(want)), look(terminal); a != b {
			t.Fatalf("by %q the terminal shows\n%s\nnot\n%s", p.out, b, a)
		}
	})
}

func TestWhereARunLeavesTheCursorIsForeseen(t *testing.T) {
	gap := strings.Repeat(" ", 25)
	for name, c := range map[string]struct {
		have, want string
		end        int
		astray     bool
	}{
		"letters":                   {"", "\x1b[1;3Hab", 4, false},
		"few blanks":                {"\x1b[1;3Habcde|", "\x1b[1;3Ha    |", 7, false},
		"blanks":                    {"\x1b[1;3H" + strings.Repeat("x", 26) + "|", "\x1b[1;3Ha" + gap + "|", 3, false},
		"blanks to the end":         {"\x1b[1;3Habcdefg", "\x1b[1;3Ha", 3, false},
		"few blanks to the end":     {"\x1b[1;3Habcd", "\x1b[1;3Hab", 6, false},
		"the last column":           {"", "\x1b[1;38Habc", 40, true},
		"a wide one":                {"", "\x1b[1;3H字a", 5, true},
		"blanks behind a wide one":  {"\x1b[1;3H" + strings.Repeat("x", 27) + "|", "\x1b[1;3H字" + gap + "|", 4, false},
		"the end behind a wide one": {"\x1b[1;3Habcdefg", "\x1b[1;3H字", 4, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := shownScreen(40, 10)
			s.translate([]byte(c.have))
			s.blanks = true
			for rest := []byte("\x1b[1;1H\x1b[K" + c.want); len(rest) > 0; {
				seq, _ := s.want.take(rest, true)
				rest = rest[len(seq):]
			}
			todo := s.compare(nil, 0, s.want.row(0))
			if len(todo) != 1 {
				t.Fatalf("%d runs", len(todo))
			}
			s.foresee(&todo[0], s.want.row(0))
			if r := todo[0]; r.end != c.end || r.astray != c.astray {
				t.Errorf("foreseen is %d, astray %t; want %d, %t", r.end, r.astray, c.end, c.astray)
			}
			s.write(todo[0], s.want.row(0))
			if s.astray != c.astray || !c.astray && s.have.x != c.end {
				t.Errorf("it is in %d, astray %t", s.have.x, s.astray)
			}
		})
	}
}

// TestThePlanKnowsWhatTheWayCosts is about letters and short blanks, which cost a byte
// a cell: those between the red ones are written in red, those on blue need a pen.
func TestThePlanKnowsWhatTheWayCosts(t *testing.T) {
	s := shownScreen(40, 20)
	s.translate([]byte("\x1b[14;8Hxx"))
	for rest := []byte("\x1b[44m\x1b[11;1H  \x1b[12;1H  \x1b[;31m\x1b[13;1Hab\x1b[15;1Hcd\x1b[;32m\x1b[16;1He\x1b[m\x1b[14;8H  "); len(rest) > 0; {
		seq, _ := s.want.take(rest, true)
		rest = rest[len(seq):]
	}
	var todo []run
	for y := range s.want.h {
		todo = s.compare(todo, y, s.want.row(y))
	}
	order, cells := make([]int, len(todo)), 0
	for i := range todo {
		s.foresee(&todo[i], s.want.row(todo[i].y))
		order[i] = i
		cells += todo[i].to - todo[i].from
	}
	planned := s.plan(todo).walk(order)[len(todo)].cost + cells
	s.out = nil
	for _, r := range todo {
		s.write(r, s.want.row(r.y))
	}
	if len(todo) != 6 || planned != len(s.out) {
		t.Errorf("%d runs cost %d bytes, not the %d that were planned: %q", len(todo), len(s.out), planned, s.out)
	}
}

func TestAnUpdateThatBeginsEndsAndNothingOfItIsSeenInBetween(t *testing.T) {
	steps := []string{
		string(syncOn), string(syncOff), string(cursorOn), string(hideIt), string(altOn), string(altOff), "\x1b[H\x1b[2J",
		"\x1b[2;1Ha", "\x1b[3;1Hb\x1b[4;1Hc", "\x1b[1;1H" + strings.Repeat("long ", 40), "\x1b]2;title\a", "\x1b[5;5w",
	}
	rapid.Check(t, func(t *rapid.T) {
		s := shownScreen(40, 10)
		inside, open := false, false
		for _, step := range rapid.SliceOfN(rapid.SampledFrom(steps), 1, 40).Draw(t, "steps") {
			if !inside && rapid.IntRange(0, 20).Draw(t, "size") == 0 { // an update is one write
				s.resize(rapid.IntRange(30, 50).Draw(t, "w"), 10)
			}
			switch step {
			case string(syncOn):
				inside = true
			case string(syncOff):
				inside = false
			}
			known := !s.lost
			out := s.translate([]byte(step))
			if begins, ends := bytes.LastIndex(out, syncOn), bytes.LastIndex(out, syncOff); begins != ends {
				open = begins > ends
			}
			if open && !inside {
				t.Fatalf("after %q the terminal still waits for the end of an update", step)
			}
			if at := bytes.Index(out, clearAll); at >= 0 && inside && known && !open {
				t.Fatalf("%q clears the screen outside of the update", out)
			}
		}
	})
}

func TestAScreenThatIsClearedIsNotSeenEmpty(t *testing.T) {
	s := shownScreen(40, 10)
	s.translate([]byte("\x1b[3;5Hhello"))
	frame := string(syncOn) + "\x1b[H\x1b[2J\x1b[3;5Hhello" + string(syncOff)
	if got := string(s.translate([]byte(frame))); got != string(syncOn)+"\x1b[2J\x1b[3;5Hhello"+string(syncOff) {
		t.Errorf("it is sent as %q", got)
	}
}
