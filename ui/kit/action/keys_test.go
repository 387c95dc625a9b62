package action

import (
	"reflect"
	"testing"

	"lipdash/ui/kit/keymap"
)

func TestEverySentenceHasItsKey(t *testing.T) {
	// A command without a key is found by its name.
	none, _ := keymap.Remap([]keymap.Change{{Scope: "jobs", Command: "load-all"}, {Command: "refresh", Keys: []string{"f5"}}})
	k := KeysOf(none)
	if k.LoadAll != ": load all" || k.Refresh != "f5" {
		t.Errorf("%q, %q", k.LoadAll, k.Refresh)
	}
	v := reflect.ValueOf(UsualKeys())
	for i := range v.NumField() {
		if f := v.Field(i); f.IsZero() || f.Kind() == reflect.Struct && f.Field(0).IsZero() {
			t.Errorf("%s is empty", v.Type().Field(i).Name)
		}
	}
}
