package ui

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
)

var updateKeys = flag.Bool("update-keys", false, "write the table of keys anew")

// keyScenes are what can be on screen, by name.
var keyScenes = []struct {
	name  string
	enter func(m *Model)
}{
	{"list", func(*Model) {}},
	{"list, marked", func(m *Model) { key(m, "a") }},
	{"detail beside the list", func(m *Model) { press(m, "tab") }},
	{"job", func(m *Model) { press(m, "enter") }},
	{"form", func(m *Model) { key(m, "c") }},
	{"voices of the form", onVoices},
	{"batches", func(m *Model) { someBatches(m); key(m, "2") }},
	{"a batch", func(m *Model) { someBatches(m); key(m, "2"); key(m, "enter") }},
	{"transfers", func(m *Model) { key(m, "3") }},
	{"failures", func(m *Model) { key(m, "F") }},
	{"activity", func(m *Model) { key(m, "4") }},
	{"activity, searching", func(m *Model) { key(m, "4"); key(m, "/") }},
	{"help", func(m *Model) { key(m, "?") }},
	{"commands", func(m *Model) { key(m, ":") }},
	{"delete dialog", func(m *Model) { key(m, "x") }},
	{"copy menu", func(m *Model) { key(m, "Y") }},
	{"menu of views", func(m *Model) {
		m.browse.Views.Keep(record.View{Name: "bad", State: "failed"})
		key(m, "f")
		key(m, "V")
	}},
	{"menu of drafts", func(m *Model) {
		m.create.Drafts.Opened([]record.Draft{{ID: "one", Values: map[string]string{"title": "first"}}, {ID: "two", Values: map[string]string{"title": "second"}}})
		key(m, "c")
	}},
	{"title", func(m *Model) { key(m, "e") }},
	{"titles by pattern", func(m *Model) { key(m, "a"); key(m, "e") }},
	{"filter line", func(m *Model) { key(m, "/") }},
	{"sheet, asking", func(m *Model) { m.opts.Sheets = noSheets{}; key(m, "b") }},
	{"sheet", func(m *Model) { onSheet(m) }},
	{"sheet, mending", func(m *Model) { onSheet(m); press(m, "enter") }},
	{"first run", func(m *Model) { *m = *New(m.ctx, Options{Dark: m.opts.Dark}) }},
}

// onVoices is on the list of the voices of a form.
func onVoices(m *Model) {
	key(m, "c")
	press(m, "tab")
	const voices = "ep_de.wav ep_fr.wav"
	m.Update(tea.PasteMsg{Content: voices})
	m.Update(calls.VoicesListed{Text: voices, Sources: strings.Fields(voices)})
	press(m, "enter")
}

func press(m *Model, name string) { m.Update(keymap.Pressed(name)) }

// keyScene is a model with one job of each state, in a scene.
func keyScene(t *testing.T, enter func(m *Model)) *Model {
	t.Helper()
	return keySceneOn(t, keymap.Default(), enter)
}

// keySceneOn is keyScene on other keys.
func keySceneOn(t *testing.T, keys *keymap.Map, enter func(m *Model)) *Model {
	t.Helper()
	dark := true
	m := New(t.Context(), Options{Keys: keys, Session: &calls.Session{Client: &counting{}, Identity: calls.Identity{KeyTail: "4f2a"}}, Dark: &dark})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Init()
	page := api.JobPage{}
	for i, s := range []api.Status{api.StatusRunning, api.StatusFailed, api.StatusCompleted, api.StatusPending} {
		page.Jobs = append(page.Jobs, api.Job{ID: api.JobID(fmt.Sprintf("ls_%d", i)), Status: s, Title: "t"})
	}
	arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: page})
	remembering(m)
	enter(m)
	m.now = m.now.Add(stack.GuardDelay) // a dialog is answered once it could be read
	return m
}

// meaning is what a key does in a scene: its action, "taken" where it only changes
// what has the focus, "" for nothing.
func meaning(m *Model, name string) string {
	k := keymap.Pressed(name)
	if name == "space" {
		k.Text = "" // the key alone: as text it is in the tests of the lines
	}
	covered, cursor := m.layers.Top() != nil, m.list.Cursor()
	act, handled := m.meaning(k)
	switch {
	case act != nil:
		return describe(act)
	case handled && covered && m.layers.Top() == nil:
		return "closes it"
	case handled && m.list.Cursor() != cursor:
		return "cursor on " + string(m.list.Cursor().Job)
	case handled:
		return "taken"
	}
	return ""
}

func describe(a action.Action) string {
	s := strings.TrimPrefix(fmt.Sprintf("%T%+v", a, a), "action.")
	if from, to := strings.Index(s, "IDs:["), strings.Index(s, "]"); from >= 0 && from < to { // marks have no order
		ids := strings.Fields(s[from+5 : to])
		slices.Sort(ids)
		s = s[:from+5] + strings.Join(ids, " ") + s[to:]
	}
	return s
}

// TestEveryKeyDoesWhatItDid holds what each key means in each scene against a table
// that is changed on purpose only (-update-keys).
func TestEveryKeyDoesWhatItDid(t *testing.T) {
	oneGoroutine(t)
	var keys []string
	for _, s := range keymap.Scopes() {
		for _, b := range keymap.Default().Bindings(s) {
			keys = append(keys, b.Keys()...)
		}
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, s := range keyScenes {
		for _, k := range slices.Compact(slices.Clone(keys)) {
			if what := meaning(keyScene(t, s.enter), k); what != "" {
				fmt.Fprintf(&b, "%s\t%s\t%s\n", s.name, k, what)
			}
		}
	}
	const table = "testdata/keys.txt"
	if *updateKeys {
		if err := os.WriteFile(table, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	old, now := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
	for _, l := range old {
		if !slices.Contains(now, l) {
			t.Errorf("no more: %s", l)
		}
	}
	for _, l := range now {
		if !slices.Contains(old, l) {
			t.Errorf("new: %s", l)
		}
	}
}
