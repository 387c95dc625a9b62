package cmd

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Names are refused before there is a change that could have them.
func TestFieldsOfAChangeAreAllNamed(t *testing.T) {
	var want []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[changeLine]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		want = append(want, name)
	}
	got := changeTable().Fields
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
