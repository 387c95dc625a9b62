package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestEscTakesOneThingOffTheListAtATime(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(30), 120, 30)
		defer r.Stop()
		hint := func(want string) {
			t.Helper()
			if got := lastLine(r); !strings.HasPrefix(strings.TrimSpace(got), want) {
				t.Fatalf("the keys are %q, want %q first", got, want)
			}
		}
		r.Press("s", "/")
		r.Type("job 01")
		r.Press("enter", "space", "v", "S", "S")
		hint("esc unmark")
		r.Has("11 of 30 loaded match: job 01, title ", "2 marked")
		r.Press("esc")
		r.Has("11 of 30 loaded match: job 01, title ")
		r.HasNot("marked")
		hint("esc all")
		r.Press("esc")
		r.Has("30 loaded, title ")
		hint("esc newest first")
		r.Press("z")
		hint("esc resume")
		r.Press("esc")
		hint("esc newest first")
		r.Press("S", "space", "esc")
		r.Has("30 loaded, title ")
		r.HasNot("marked")
		r.Press("esc")
		r.Has("page 1 jobs 1 to 30, the last")
		hint("enter open")
		r.Press("esc")
		r.Has("page 1 jobs 1 to 30, the last")
	})
}

func TestMarksOutliveAFilterThatCameLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(30), 120, 30)
		defer r.Stop()
		r.Press("space", "space", "f", "f") // failed jobs: there are none
		r.Has("esc  clears the filter")
		r.Press("esc")
		r.Has("page 1", "2 marked")
		r.Press("/")
		r.Type("job 00")
		r.Press("enter", "esc")
		r.Has("page 1", "2 marked")
		r.Press("f", "f", "f", "space", "esc")
		r.Has("30 loaded match: done")
		r.HasNot("marked")
		r.Press("esc")
		r.Has("page 1")
	})
}

func TestTwoEscapesThatArriveAtOnceAreTwo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(30), 120, 30)
		defer r.Stop()
		r.Press("space", "space", "Y")
		r.Has("2 marked", "plain text, for the mouse")
		r.Send(tea.KeyPressMsg{Code: tea.KeyEscape, Mod: tea.ModAlt})
		r.HasNot("plain text, for the mouse", "marked")
	})
}
