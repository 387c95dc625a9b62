package transfers

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// State is where a file on its way stands.
type State int

// The states. Up is on its way to HeyGen, all others are on their way from it.
const (
	Up State = iota
	Queued
	Down
	Retrying
	Paused
	Asking
	Failed
	Done
	Stopped
)

// Row is one file on its way.
type Row struct {
	ID    action.FileID
	State State
	// Owner is the row of the list that it is of.
	Owner action.RowID
	// Name is how people write where it is, Path how the machine does.
	Name, Path string
	// Done of Size bytes are there; Size is -1 when it is unknown.
	Done, Size int64
	// Speed is in bytes a second, 0 when it is not known. Step is what is said in its
	// place, "" for nothing.
	Speed float64
	Step  string
	// Note is a second line under the row, "" for none.
	Note string
}

// paused files go on with the key that pauses others.
func (x Row) paused() bool { return x.State == Paused || x.State == Asking }

// takes tells whether something comes of a command on this file alone.
func (x Row) takes(c keymap.Command) bool {
	switch c {
	case keymap.Pause:
		return x.State != Up && x.State != Failed && !x.over()
	case keymap.Again:
		return x.State == Failed || x.State == Stopped || x.State == Retrying
	}
	return true
}

// over files can be taken off the list.
func (x Row) over() bool { return x.State == Done || x.State == Stopped }

// copyPath copies where a file is, or will be, as one word for a shell.
func (x Row) copyPath() action.Action {
	return action.Copy{What: "path", Text: format.QuotePath(x.Path)}
}

// wish is what a key wants of the file, false for those that want nothing. Who goes on
// with a file that asks is asked.
func (x Row) wish(c keymap.Command) (w action.Wish, ok bool) {
	switch {
	case c == keymap.Open, c == keymap.Pause && x.paused():
		return action.Resume, true
	case c == keymap.Pause:
		return action.Pause, true
	case c == keymap.Again:
		return action.Retry, true
	case c == keymap.Cancel && x.over():
		return action.Forget, true
	case c == keymap.Cancel:
		return action.Cancel, true
	}
	return 0, false
}

func (x Row) state(th theme.Theme) theme.State {
	g := th.Glyphs
	return [...]theme.State{
		Up:       {Glyph: g.Run, Word: "up", Style: th.Run},
		Queued:   {Glyph: g.Wait, Word: "waits", Style: th.Wait},
		Down:     {Glyph: g.Run, Word: "down", Style: th.Run},
		Retrying: {Glyph: g.Wait, Word: "retry", Style: th.Warn},
		Paused:   {Glyph: g.Held, Word: "paused", Style: th.Held},
		Asking:   {Glyph: g.Stuck, Word: "asks", Style: th.Warn.Bold(true)},
		Failed:   {Glyph: g.Fail, Word: "failed", Style: th.Fail.Bold(true)},
		Done:     {Glyph: g.Done, Word: "done", Style: th.Done},
		Stopped:  {Glyph: g.Held, Word: "stopped", Style: th.Held},
	}[x.State]
}

// speed is the last column: how fast a file is, or what is done instead.
func (x Row) speed() string {
	if x.Step != "" {
		return x.Step
	}
	return Speed(x.Speed)
}

// Speed is a speed in words, "" for none; bytes is in a second.
func Speed(bytes float64) string {
	if bytes < 1 {
		return ""
	}
	return format.Size(int64(bytes)) + "/s"
}

// amount is how much of a file is there, of how much.
func (x Row) amount() string {
	switch {
	case x.State == Done:
		return format.Size(x.Size)
	case x.Size < 0 && x.Done == 0:
		return ""
	case x.Size < 0:
		return format.Size(x.Done)
	}
	here, unit, _ := strings.Cut(format.Size(x.Done), " ")
	all, of, _ := strings.Cut(format.Size(x.Size), " ")
	if unit == of {
		return here + "/" + all + " " + of
	}
	return here + " " + unit + "/" + all + " " + of
}

// share is how much of it is there in percent; of a whole file that is not said.
func (x Row) share() string {
	if x.State == Done {
		return ""
	}
	return format.Percent(x.Done, x.Size)
}
