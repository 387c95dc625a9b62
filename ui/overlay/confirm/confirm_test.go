package confirm_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/uitest"
)

var (
	opened = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	wipe   = action.Delete{IDs: action.JobRows("ls_1", "ls_2")}
)

func deletion(typed string) confirm.Spec {
	return confirm.Spec{
		Title: "Delete 12 jobs", Danger: true, Typed: typed,
		Lines: []confirm.Line{
			{Text: "HeyGen removes the jobs and their files for good.", Brief: "Gone at HeyGen for good."},
			{},
			{Text: "✓ 9 done   4 of them were never downloaded", Brief: "✓ 9 done   4 never downloaded", Tone: theme.Done},
			{Text: "✗ 2 failed", Tone: theme.Fail},
			{Text: "● 1 running   it may still be billed", Brief: "● 1 running   may be billed", Tone: theme.Run},
			{},
			{Names: []string{"promo_fr_v3", "promo_es_v3", "webinar_pt full", "ep003", "ep004", "ep005"}, Of: 12, Tone: theme.Muted},
		},
		Buttons: []confirm.Button{
			{Label: "Cancel"},
			{Label: "Refresh first", Action: action.Refresh{}},
			{Label: "Delete", Action: wipe, Danger: true},
		},
		Footer: "u takes it back for 8 s",
	}
}

// play presses keys and reports the last answer.
func play(d *confirm.Dialog, keys ...string) (act action.Action, done bool) {
	for _, k := range keys {
		act, done = d.Key(uitest.Key(k))
	}
	return act, done
}

func TestAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		keys        []string
		want        action.Action
		done        bool
	}{
		{"enter presses Cancel", "", []string{"enter"}, nil, true},
		{"y is yes", "", []string{"y"}, wipe, true},
		{"n is no", "", []string{"n"}, nil, true},
		{"esc is no", "", []string{"esc"}, nil, true},
		{"q is no", "", []string{"q"}, nil, true},
		{"tab walks", "", []string{"tab", "tab", "enter"}, wipe, true},
		{"left goes around the end", "", []string{"left", "enter"}, wipe, true},
		{"h and l walk", "", []string{"l", "l", "h", "enter"}, action.Refresh{}, true},
		{"a key without meaning says so", "", []string{"x"}, action.Say{}, false},
		{"y needs the count first", "12", []string{"y"}, action.Say{Text: "type 12 first"}, false},
		{"the dangerous button is skipped", "12", []string{"tab", "tab", "enter"}, nil, true},
		{"the dangerous button is skipped backwards", "12", []string{"left", "enter"}, action.Refresh{}, true},
		{"the count moves to Delete", "12", []string{"1", "2", "enter"}, wipe, true},
		{"the count unlocks y", "12", []string{"1", "2", "y"}, wipe, true},
		{"the wrong count is no answer", "12", []string{"1", "3", "enter"}, action.Say{Text: "type 12 first"}, false},
		{"another button is one all the same", "12", []string{"1", "3", "tab", "enter"}, action.Refresh{}, true},
		{"a digit too many locks again", "12", []string{"1", "2", "3", "enter"}, action.Say{Text: "type 12 first"}, false},
		{"a wrong digit can be taken back", "12", []string{"1", "3", "backspace", "2", "enter"}, wipe, true},
		{"n is no while the count is typed", "12", []string{"1", "n"}, nil, true},
		{"letters that must be typed are text", "any", []string{"a", "n", "y"}, nil, false},
		{"and are keys again once typed", "any", []string{"a", "n", "y", "y"}, wipe, true},
		{"esc is no while letters are typed", "any", []string{"a", "esc"}, nil, true},
	} {
		d := confirm.New(keymap.Default(), deletion(tt.typed))
		act, done := play(d, tt.keys...)
		if done != tt.done || !same(act, tt.want) {
			t.Errorf("%s: %v after %v, done %v", tt.name, act, tt.keys, done)
		}
	}
}

func same(a, b action.Action) bool {
	da, okA := a.(action.Delete)
	db, okB := b.(action.Delete)
	if okA && okB {
		return len(da.IDs) == len(db.IDs)
	}
	return okA == okB && a == b
}

func TestKeysTypedBeforeTheDialogCouldBeReadNeverAnswerIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := confirm.New(keymap.Default(), deletion(rapid.SampledFrom([]string{"", "12"}).Draw(t, "typed")))
		var open stack.Stack
		open.PushGuarded(d, opened)
		fresh, typed := d.View(theme.New(theme.Options{}), 68), false
		keys := rapid.SampledFrom([]string{"y", "enter", "tab", "esc", "n", "1", "2", "left"})
		for range rapid.IntRange(1, 10).Draw(t, "n") {
			at := opened.Add(time.Duration(rapid.Int64Range(0, int64(stack.GuardDelay)-1).Draw(t, "after")))
			key := keys.Draw(t, "key")
			// The field takes what is typed, and nothing is answered but with a cancel.
			typed = typed || key == "1" || key == "2"
			act, handled := open.Key(uitest.Key(key), at)
			if act != nil || !handled {
				t.Fatalf("%v, handled %v", act, handled)
			}
			if open.Top() == nil {
				if cancels := key == "esc" || key == "n" || key == "enter"; !cancels {
					t.Fatalf("%s closed it", key)
				}
				return
			}
		}
		if !typed && d.View(theme.New(theme.Options{}), 68) != fresh {
			t.Fatal("an early key changed the dialog")
		}
		if open.Key(uitest.Key("esc"), opened.Add(stack.GuardDelay)); open.Top() != nil {
			t.Fatal("it is never answered")
		}
	})
}

// Who opened the question may close it at once; one that came by itself is to be read first.
func TestACancelNeedsNoReading(t *testing.T) {
	for _, danger := range []bool{true, false} {
		for _, key := range []string{"esc", "n", "enter", "click"} {
			spec := deletion("")
			spec.Danger = danger
			d := confirm.New(keymap.Default(), spec)
			var open stack.Stack
			open.PushGuarded(d, opened)
			if key == "click" {
				open.Click(1, 0, " Cancel   Refresh first   Delete ", opened)
			} else {
				open.Key(uitest.Key(key), opened)
			}
			if (open.Top() == nil) != danger {
				t.Errorf("%s, danger %v: open %v", key, danger, open.Top())
			}
		}
	}
}

func TestNothingButTheWholeCountReachesTheDangerousButton(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := confirm.New(keymap.Default(), deletion("12"))
		typed := ""
		keys := rapid.SampledFrom([]string{"y", "enter", "tab", "left", "right", "h", "l", "1", "2", "3", "backspace"})
		for range rapid.IntRange(1, 20).Draw(t, "n") {
			k := keys.Draw(t, "key")
			switch {
			case k == "backspace":
				typed = typed[:max(0, len(typed)-1)]
			case strings.Contains("123", k):
				typed += k
			}
			act, done := d.Key(uitest.Key(k))
			if _, deletes := act.(action.Delete); deletes && typed != "12" {
				t.Fatalf("deleted with %q typed", typed)
			}
			if done {
				return
			}
		}
	})
}

func TestYesOfADialogWithoutDangerIsTheButtonThatDoesSomething(t *testing.T) {
	spec := confirm.Spec{Title: "Quit now?", Buttons: []confirm.Button{
		{Label: "Stay"}, {Label: "Quit", Action: action.Quit{Force: true}},
	}}
	act, done := play(confirm.New(keymap.Default(), spec), "y")
	if !done || act != (action.Quit{Force: true}) {
		t.Fatalf("%v %v", act, done)
	}
}

func TestADialogWithoutButtonsCanBeClosed(t *testing.T) {
	act, done := play(confirm.New(keymap.Default(), confirm.Spec{Title: "Well"}), "enter")
	if act != nil || !done {
		t.Fatalf("%v %v", act, done)
	}
}

func TestEveryLineIsEquallyWideAndWithinTheWidthGiven(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		spec := deletion(rapid.SampledFrom([]string{"", "12", "1,000"}).Draw(t, "typed"))
		spec.Title = rapid.String().Draw(t, "title")
		spec.Lines[3].Text = rapid.String().Draw(t, "line")
		spec.Footer = rapid.String().Draw(t, "footer")
		d := confirm.New(keymap.Default(), spec)
		play(d, "1")
		maxW := rapid.IntRange(36, 80).Draw(t, "maxW")
		view := d.View(th, maxW)
		lines := strings.Split(view, "\n")
		if w := format.Width(lines[0]); w > maxW {
			t.Fatalf("%d cells wide, at most %d", w, maxW)
		}
		cellstest.Exact(t, view, format.Width(lines[0]), len(lines))
	})
}

func TestALowScreenKeepsTheButtons(t *testing.T) {
	th := theme.New(theme.Options{})
	for h := 4; h < 20; h++ {
		d := confirm.New(keymap.Default(), deletion("12"))
		d.SetSize(0, h)
		view := ansi.Strip(d.View(th, 68))
		if n := strings.Count(view, "\n") + 1; n > max(h, 5) {
			t.Errorf("%d lines, room for %d", n, h)
		}
		for _, want := range []string{"Cancel", "Delete", "Type 12"} {
			if !strings.Contains(view, want) {
				t.Errorf("at %d lines %q is missing:\n%s", h, want, view)
			}
		}
	}
}

func TestAirGoesBeforeText(t *testing.T) {
	spec := deletion("12")
	d := confirm.New(keymap.Default(), spec)
	whole := ansi.Strip(d.View(theme.New(theme.Options{}), 68))
	var said []string
	for _, l := range strings.Split(whole, "\n") {
		if text := strings.Trim(l, " ▌"); text != "" {
			said = append(said, text)
		}
	}
	d.SetSize(0, len(said))
	view := ansi.Strip(d.View(theme.New(theme.Options{}), 68))
	for _, text := range said {
		if !strings.Contains(view, text) {
			t.Errorf("%q is cut:\n%s", text, view)
		}
	}
}

// drawn is a dialog in so many cells and lines.
func drawn(w, h int) []string {
	d := confirm.New(keymap.Default(), deletion("12"))
	d.SetSize(0, h)
	return strings.Split(ansi.Strip(d.View(theme.New(theme.Options{}), w)), "\n")
}

func TestEmptyLinesGoOneAtATime(t *testing.T) {
	whole := drawn(68, 0)
	for h := len(whole); h >= 9; h-- {
		if lines := drawn(68, h); len(lines) != h {
			t.Errorf("%d lines where there is room for %d:\n%s", len(lines), h, strings.Join(lines, "\n"))
		}
	}
	empty := func(l string) bool { return strings.Trim(l, " ▌") == "" }
	for h := len(whole) - 1; h >= len(whole)-2; h-- {
		if lines := drawn(68, h); empty(lines[len(lines)-1]) || h == len(whole)-2 && empty(lines[0]) {
			t.Errorf("the edges do not go first:\n%s", strings.Join(lines, "\n"))
		}
	}
	lines := drawn(68, 11)
	if i := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "Cancel") }); i < 1 || !empty(lines[i-1]) {
		t.Errorf("the buttons are not apart:\n%s", strings.Join(lines, "\n"))
	}
}

func TestOnALowScreenWordsAreShorterThenNamesGoAndNothingElse(t *testing.T) {
	text := strings.Join(drawn(40, 9), "\n")
	for _, want := range []string{"Delete 12 jobs", "Gone at HeyGen for good.", "✓ 9 done      4 never downloaded", "✗ 2 failed", "● 1 running   may be billed", "Type 12", "Cancel", "Delete", "u takes it back"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if strings.Contains(drawn(40, 8)[6], "promo") {
		t.Errorf("the names stay:\n%s", text)
	}
}

func TestNamesAreAsManyAsFitOnOneRowAndTheRestIsCounted(t *testing.T) {
	for w, want := range map[int]string{
		40: "promo_fr_v3, promo_es_v3, +10 more", 68: "promo_fr_v3, promo_es_v3, webinar_pt full, ep003, +8 more",
	} {
		if text := strings.Join(drawn(w, 0), "\n"); !strings.Contains(text, want) {
			t.Errorf("in %d cells no %q:\n%s", w, want, text)
		}
	}
}

func TestADialogThatIsCutSaysSo(t *testing.T) {
	d := confirm.New(keymap.Default(), deletion("12"))
	for h, want := range map[int]bool{30: false, 8: false, 7: true, 6: true} {
		d.SetSize(0, h)
		if view := ansi.Strip(d.View(theme.New(theme.Options{}), 68)); strings.Contains(view, "a higher screen") != want {
			t.Errorf("at %d lines:\n%s", h, view)
		}
	}
}

func TestLooks(t *testing.T) {
	d := confirm.New(keymap.Default(), deletion("12"))
	for name, maxW := range map[string]int{"36": 36, "60": 60, "68": 68} {
		cellstest.Golden(t, "delete-"+name, ansi.Strip(d.View(theme.New(theme.Options{}), maxW)))
	}
	cellstest.Golden(t, "delete-colour", d.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), 68))
	play(d, "1", "2")
	cellstest.Golden(t, "delete-typed", d.View(theme.New(theme.Options{ASCII: true}), 68))
}

func TestYesAnswersNoChoice(t *testing.T) {
	spec := confirm.Spec{
		Title: "Was it made?", Choice: true,
		Buttons: []confirm.Button{{Label: "Leave it"}, {Label: "Send again", Action: action.Decide{Again: true}, Danger: true}, {Label: "Forget it", Action: action.Decide{}}},
	}
	d := confirm.New(keymap.Default(), spec)
	if act, done := d.Key(tea.KeyPressMsg{Code: 'y', Text: "y"}); act != (action.Say{}) || done || d.Open() {
		t.Errorf("y pressed %+v, done %t, offered %t", act, done, d.Open())
	}
}

func TestTheAsideOfAMutedLineIsNoWarning(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	for tone, want := range map[theme.Tone]theme.Style{theme.Muted: th.Text, theme.Run: th.Warn} {
		for _, w := range []int{68, 30} { // beside it, and below
			spec := confirm.Spec{Title: "Delete", Lines: []confirm.Line{{Text: "· 5 held here   nothing is billed at all", Tone: tone}}, Buttons: []confirm.Button{{Label: "Cancel"}}}
			colour, _, _ := strings.Cut(th.OnField(want).Render("|"), "|")
			before, _, _ := strings.Cut(confirm.New(keymap.Default(), spec).View(th, w), "nothing")
			if !strings.HasSuffix(strings.TrimRight(before, " "), colour) {
				t.Errorf("tone %d in %d cells: %q", tone, w, before)
			}
		}
	}
}
