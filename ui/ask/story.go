package ask

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/activity"
)

// Story is a dialog that only tells. What can be copied has buttons; curl makes the call
// again, "" for none.
func Story(s activity.Story, curl string) confirm.Spec {
	spec := confirm.Spec{Title: s.Title, Tells: "copy", Buttons: []confirm.Button{{Label: "Close"}}}
	if s.Wrong != "" {
		spec.Lines = append(spec.Lines, confirm.Line{Text: s.Wrong, Tone: theme.Fail})
	}
	for _, text := range s.Says {
		spec.Lines = append(spec.Lines, confirm.Line{Text: text})
	}
	if len(spec.Lines) > 0 {
		spec.Lines = append(spec.Lines, confirm.Line{})
	}
	for _, f := range s.Facts {
		spec.Lines = append(spec.Lines, confirm.Line{Text: format.FitWith(f.Label, 9, "") + f.Value, Tone: theme.Muted})
	}
	if s.Request != "" {
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Copy request id", Action: action.Copy{What: "request id", Text: s.Request}})
	}
	if curl != "" {
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Copy as curl", Action: action.Copy{What: "curl command", Text: curl}})
	}
	return spec
}
