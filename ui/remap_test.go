package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/keymap"
)

// remapScenes are where the commands of a scope are pressed.
var remapScenes = map[keymap.Scope]string{
	keymap.Global: "list", keymap.Move: "list", keymap.Jobs: "list", keymap.Queue: "list", keymap.Detail: "detail beside the list",
	keymap.Batches: "batches", keymap.Transfers: "transfers", keymap.Activity: "activity", keymap.Form: "form", keymap.OnSheet: "sheet",
	keymap.Path: "sheet, asking", keymap.Edit: "title", keymap.Filter: "filter line", keymap.Commands: "commands", keymap.Confirm: "delete dialog",
	keymap.Menu: "copy menu", keymap.InCopy: "copy menu", keymap.InViews: "menu of views", keymap.InDrafts: "menu of drafts",
}

// TestEveryCommandFollowsItsKey gives each command of each scope another key: that does what
// its usual ones did, which do it no more, and the help and the commands name it.
func TestEveryCommandFollowsItsKey(t *testing.T) {
	oneGoroutine(t)
	const other = "f9"
	for _, scope := range keymap.Scopes() {
		i := slices.IndexFunc(keyScenes, func(s struct {
			name  string
			enter func(m *Model)
		},
		) bool {
			return s.name == remapScenes[scope]
		})
		if i < 0 {
			t.Errorf("nowhere are the keys of %s pressed", scope)
			continue
		}
		scene := func(b keymap.Binding, keys *keymap.Map) *Model {
			m := keySceneOn(t, keys, func(*Model) {})
			if b.Command == keymap.TakeOut { // only in the list of voices
				onVoices(m)
			} else {
				keyScenes[i].enter(m)
			}
			return m
		}
		for _, b := range keymap.Default().Bindings(scope) {
			keys, faults := keymap.Remap([]keymap.Change{{Scope: string(scope), Command: string(b.Command), Keys: []string{other}}})
			if len(faults) > 0 {
				t.Fatalf("%s of %s: %+v", b.Command, scope, faults)
			}
			was, is := meaning(scene(b, keymap.Default()), b.Keys()[0]), meaning(scene(b, keys), other)
			if was != is {
				t.Errorf("%s of %s did %q, by another key it does %q", b.Command, scope, was, is)
			}
			m := scene(b, keys)
			if k := b.Keys()[0]; k != "esc" && k != "ctrl+c" && was != "" && was != "taken" && meaning(m, k) == was && keys.Lookup(k, scope) == keymap.None && !sharesKey(k, scope) {
				t.Errorf("%s of %s is still %s", b.Command, scope, k)
			}
			m = keySceneOn(t, keys, func(*Model) {})
			m.Update(keymap.Pressed(keys.Press(keymap.Help, keymap.Global)))
			if seen := helpOf(m); !strings.Contains(seen, other) {
				t.Errorf("the help does not name the key of %s in %s", b.Command, scope)
			}
		}
	}
}

// sharesKey tells whether a key means something in another scope as well.
func sharesKey(key string, scope keymap.Scope) bool {
	return slices.ContainsFunc(keymap.Scopes(), func(s keymap.Scope) bool {
		return s != scope && keymap.Default().Lookup(key, s) != keymap.None
	})
}

// helpOf is all of the help that is open.
func helpOf(m *Model) string {
	m.Update(tea.WindowSizeMsg{Width: 260, Height: 100})
	return ansi.Strip(m.draw())
}

func TestTheCommandsAndTheFooterNameAnotherKey(t *testing.T) {
	keys, _ := keymap.Remap([]keymap.Change{
		{Scope: "jobs", Command: "delete", Keys: []string{"X"}}, {Scope: "jobs", Command: "load-all", Keys: nil}, {Command: "palette", Keys: []string{"f2"}},
	})
	m := keySceneOn(t, keys, func(*Model) {})
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "X delete") {
		t.Errorf("the footer:\n%s", s)
	}
	m.Update(keymap.Pressed("f2"))
	for _, r := range "load all" {
		m.Update(keymap.Pressed(map[bool]string{true: "space", false: string(r)}[r == ' ']))
	}
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "load the whole account") {
		t.Errorf("a command without a key is not found:\n%s", s)
	}
	if m.Update(keymap.Pressed("enter")); m.layers.Top() != nil || !strings.Contains(ansi.Strip(m.draw()), "all loaded") && !strings.Contains(ansi.Strip(m.draw()), "loading") {
		t.Errorf("nor run:\n%s", ansi.Strip(m.draw()))
	}
}
