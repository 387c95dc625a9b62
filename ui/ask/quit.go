package ask

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/unfinished"
)

// Quit is the question before the program ends, without lines when there is nothing to ask
// about. force is the key that quits all the same.
func Quit(w unfinished.Work, force string) confirm.Spec {
	spec := confirm.Spec{
		Title:   "Quit now?",
		Buttons: []confirm.Button{{Label: "Stay"}, {Label: "Quit", Action: action.Quit{Force: true}}},
		Footer:  force + " again quits",
	}
	for _, s := range w.Lost() {
		spec.Lines = append(spec.Lines, confirm.Line{Text: s, Tone: theme.Warn})
	}
	for _, s := range w.GoesOn() {
		spec.Lines = append(spec.Lines, confirm.Line{Text: s, Tone: theme.Run})
	}
	return spec
}
