package keymap_test

import (
	"testing"

	"lipdash/ui/kit/keymap"
)

func TestAPressByItsNameIsThatKey(t *testing.T) {
	for _, s := range []keymap.Scope{keymap.Global, keymap.Move, keymap.Jobs, keymap.Detail, keymap.Transfers, keymap.Activity, keymap.Form} {
		for _, b := range keymap.Default().Bindings(s) {
			for _, k := range b.Keys() {
				if got := keymap.Pressed(k).String(); got != k {
					t.Errorf("pressing %s presses %s", k, got)
				}
			}
		}
	}
}
