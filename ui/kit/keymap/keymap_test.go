package keymap

import (
	"slices"
	"testing"
)

func TestNoKeyMeansTwoThingsInOneView(t *testing.T) {
	for name, view := range map[string][]Scope{
		"list": {Jobs, Queue, Move, Global}, "detail": {Detail, Jobs, Move, Global},
		"transfers": {Transfers, Move, Global}, "activity": {Activity, Move, Global}, "form": {Form}, "text": {Edit}, "filter": {Filter}, "dialog": {Confirm}, "commands": {Commands},
	} {
		seen := map[string]Command{}
		for _, b := range defaults() {
			if !slices.Contains(view, b.Scope) {
				continue
			}
			for _, k := range b.Keys() {
				if other, taken := seen[k]; taken && other != b.Command {
					t.Errorf("%s: %s is %s and %s", name, k, other, b.Command)
				}
				seen[k] = b.Command
			}
		}
	}
}

func TestKeysThatBelongToOthersAreNotBound(t *testing.T) {
	// The bare capitals are what is left of an arrow or function key whose escape
	// a slow link tore off. A is bound all the same: what it does,
	// loading the account, harms nobody and stops with the next A; C only copies.
	never := []string{
		"ctrl+s", "ctrl+q", "ctrl+\\", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+space", "ctrl+a", "ctrl+k",
		"backspace", "delete", "f1", "f2", "f5", "shift+enter", "ctrl+enter", "B", "C", "M", "O",
	}
	for _, b := range defaults() {
		for _, k := range b.Keys() {
			if slices.Contains(never, k) && b.Scope != Edit && b.Scope != Form && b.Scope != Filter && b.Scope != InCopy {
				t.Errorf("%s is bound to %s in %s", k, b.Command, b.Scope)
			}
			if len(k) > 4 && k[:4] == "alt+" {
				t.Errorf("%s needs alt", k)
			}
		}
	}
}

func TestEveryBindingHasWordsAndCanBeFound(t *testing.T) {
	m := Default()
	for _, b := range defaults() {
		if b.Help().Desc == "" || b.Long == "" || len(b.Keys()) == 0 {
			t.Errorf("%s %s has no words", b.Scope, b.Command)
		}
		for _, k := range b.Keys() {
			if got := m.Lookup(k, b.Scope); got != b.Command {
				t.Errorf("%s in %s is %q, want %q", k, b.Scope, got, b.Command)
			}
		}
	}
	if m.Lookup("f12", Global, Jobs) != None {
		t.Error("an unbound key means something")
	}
}
