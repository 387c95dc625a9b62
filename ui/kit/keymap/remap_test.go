package keymap

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestACommandGetsOtherKeys(t *testing.T) {
	m, faults := Remap([]Change{
		{Scope: "jobs", Command: "delete", Keys: []string{"X", "Ctrl+Alt+d"}},
		{Scope: "jobs", Command: "download", Keys: []string{"x"}}, // free now
		{Command: "refresh", Keys: []string{"F5"}},
		{Scope: "jobs", Command: "promote"},
		{Scope: "jobs", Command: "raw", Keys: []string{""}},
		{Scope: "dialog", Command: "no", Keys: []string{"N"}},
		{Scope: "everywhere", Command: "quit", Keys: []string{"ctrl+q"}},
	})
	if len(faults) > 0 {
		t.Fatalf("%+v", faults)
	}
	for key, want := range map[string]Command{"X": Delete, "ctrl+alt+d": Delete, "x": Download, "d": None, "f5": Refresh, "r": None, "P": None, "i": None, "ctrl+q": ForceQuit, "ctrl+c": ForceQuit} {
		if got := m.Lookup(key, Jobs, Queue, Move, Global); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if m.Of(Delete, Jobs) != "X" || m.Of(Promote, Jobs) != ": precision" || m.Of(No, Confirm) != "N" || m.Lookup("esc", Confirm) != No {
		t.Errorf("shown: %q %q %q", m.Of(Delete, Jobs), m.Of(Promote, Jobs), m.Of(No, Confirm))
	}
	if len(m.Hints([]Scope{Jobs}, Promote)) > 0 {
		t.Error("a command without a key is a hint")
	}
	if b, _ := m.Find(Promote, Jobs); m.Lookup(Pressed(b.Keys()[0]).String(), Jobs) != Promote || len(b.Shown()) > 0 {
		t.Errorf("%v: the palette cannot run a command without a key", b.Keys())
	}
}

func TestAChangeThatIsNotMadeSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []Change
		want    string
	}{
		{"scope", []Change{{Scope: "job", Command: "delete", Keys: []string{"X"}}}, `there is no scope "job", did you mean jobs? Ignored`},
		{"command", []Change{{Scope: "jobs", Command: "delet", Keys: []string{"X"}}}, `jobs has no command "delet", did you mean delete? Ignored`},
		{"another scope's", []Change{{Command: "load-all", Keys: []string{"X"}}}, `everywhere has no command "load-all", but [keys.jobs] has Ignored`},
		{"twice", []Change{{Command: "undo", Keys: []string{"U"}, Line: 3}, {Scope: "everywhere", Command: "undo", Keys: []string{"ctrl+g"}, Line: 7}}, `undo of everywhere has its keys already from line 3 Ignored`},
		{"no key", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"spce"}}}, `there is no key "spce", did you mean space? delete keeps x`},
		{"cannot arrive", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"ctrl+i"}}}, `ctrl+i cannot be told apart: terminals send tab for it delete keeps x`},
		{"cannot arrive either", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"Ctrl+@"}}}, `ctrl+@ cannot be told apart: terminals send ctrl+space for it delete keeps x`},
		{"one of several is none", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"X", ""}}}, `a key is missing between the quotes delete keeps x`},
		{"esc", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"esc"}}}, `esc is taken: it leads out, always delete keeps x`},
		{"ctrl+c", []Change{{Scope: "form", Command: "submit", Keys: []string{"ctrl+c"}}}, `ctrl+c is taken: it quits, always submit keeps ctrl+x`},
		{"a letter of a text", []Change{{Scope: "filter", Command: "accept", Keys: []string{"y"}}}, `y is a letter of the text that is typed in filter accept keeps enter`},
		{"edits a text", []Change{{Scope: "form", Command: "submit", Keys: []string{"home"}}}, `home edits the text that is typed in form submit keeps ctrl+x`},
		{"another layout", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"ж"}}}, `"ж" is no key: Latin letters and signs are, on any keyboard delete keeps x`},
		{"has it by default", []Change{{Scope: "jobs", Command: "download", Keys: []string{"x"}, Line: 4}}, `x would be download in jobs, and it is delete in jobs (its usual key) download keeps d`},
		{"hides one from outside", []Change{{Scope: "jobs", Command: "delete", Keys: []string{"u"}}}, `u would be delete in jobs, and it is undo in everywhere (its usual key) delete keeps x`},
		{"two changes", []Change{{Scope: "jobs", Command: "watch", Keys: []string{"ctrl+g"}, Line: 4}, {Command: "undo", Keys: []string{"ctrl+g"}, Line: 2}}, `ctrl+g would be watch in jobs, and it is undo in everywhere (line 2) watch keeps w`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, faults := Remap(c.changes)
			if len(faults) != 1 || faults[0].Problem+" "+faults[0].Instead != c.want {
				t.Errorf("got  %+v\nwant %s", faults, c.want)
			}
		})
	}
}

// A change that is given up gives its usual key back, which another one may have taken.
func TestAKeyThatComesBackIsNotAnothersAsWell(t *testing.T) {
	m, faults := Remap([]Change{
		{Scope: "jobs", Command: "delete", Keys: []string{"u"}, Line: 1},
		{Scope: "jobs", Command: "download", Keys: []string{"x"}, Line: 2},
	})
	if len(faults) != 2 || m.Lookup("x", Jobs) != Delete || m.Lookup("d", Jobs) != Download {
		t.Errorf("%+v", faults)
	}
}

func TestWhateverIsRemappedNoKeyMeansTwoThingsAndTheWayOutStays(t *testing.T) {
	var names []string
	for _, b := range defaults() {
		names = append(names, b.Keys()...)
	}
	names = append(names, "f5", "ctrl+g", "alt+x", "X", "ctrl+i", "nonsense")
	rapid.Check(t, func(t *rapid.T) {
		var changes []Change
		for i := range rapid.IntRange(0, 12).Draw(t, "changes") {
			b := rapid.SampledFrom(defaults()).Draw(t, "binding")
			changes = append(changes, Change{Scope: string(b.Scope), Command: string(b.Command), Keys: rapid.SliceOfN(rapid.SampledFrom(names), 0, 3).Draw(t, "keys"), Line: i + 1})
		}
		m, faults := Remap(changes)
		usual := clashes(defaults())
		for _, c := range clashes(m.bindings) {
			if !slices.ContainsFunc(usual, func(u clash) bool { return u.a == c.a && u.b == c.b }) {
				t.Errorf("%s is %s and %s", c.key, m.bindings[c.a].Command, m.bindings[c.b].Command)
			}
		}
		for _, s := range Scopes() {
			want := Default().Lookup("esc", s)
			if m.Lookup("esc", s) != want {
				t.Errorf("esc is %q in %s", m.Lookup("esc", s), s)
			}
		}
		if m.Lookup("ctrl+c", Global) != ForceQuit {
			t.Error("ctrl+c does not quit")
		}
		if len(faults) > len(changes) {
			t.Errorf("%d faults of %d changes", len(faults), len(changes))
		}
	})
}

func TestKeysAreNamedAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"X": "X", "Ctrl+X": "ctrl+x", "control+x": "ctrl+x", "shift+x": "X", "shift+tab": "shift+tab", "alt+ctrl+x": "ctrl+alt+x",
		" ": "space", "Space": "space", "PgDn": "pgdown", "Escape": "esc", "Return": "enter", "F12": "f12", "+": "+", "ctrl++": "ctrl++", "é": "é", ",": ",", "del": "delete",
	} {
		got, why := Name(text)
		if got != want || why != "" {
			t.Errorf("%q is %q (%s), want %q", text, got, why, want)
		}
		if pressed := Pressed(got).String(); pressed != got {
			t.Errorf("pressing %s presses %s", got, pressed)
		}
	}
	for _, text := range []string{"", "xx", "ctrl+m", "meta+x", "\x1b", "shift+enter", "f13"} {
		if got, why := Name(text); why == "" {
			t.Errorf("%q is the key %q", text, got)
		}
	}
}

func TestEveryScopeIsInAView(t *testing.T) {
	for _, s := range Scopes() {
		if !slices.ContainsFunc(views, func(v []Scope) bool { return slices.Contains(v, s) }) {
			t.Errorf("nobody looks whether keys of %s clash", s)
		}
		if strings.ContainsAny(string(s), " .") {
			t.Errorf("%q is no name of a table", s)
		}
	}
	for i, b := range defaults() {
		for _, other := range defaults()[:i] {
			if other.Scope == b.Scope && other.Command == b.Command {
				t.Errorf("%s of %s stands there twice", b.Command, b.Scope)
			}
		}
	}
}
