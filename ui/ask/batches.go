package ask

import (
	"slices"
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
)

// Retry asks before items of a batch that ended without a result are made again; cost is what
// that is estimated to cost, "" when nobody knows, over says that it goes over the day's limit.
func Retry(a action.RetryItems, batch, cost, over string) confirm.Spec {
	if cost == "" {
		cost = "The cost follows the length of the results."
	}
	a.Over = over != ""
	spec := confirm.Spec{
		Title: "Try " + format.Count(len(a.Items), "item", "items") + " of " + batch + " again",
		Lines: []confirm.Line{
			{Text: format.Sentence(strings.TrimSuffix(cost, "."))},
			{Text: "Those that were made before and failed get new jobs; whatever else the batch has stays as it is.", Tone: theme.Muted},
		},
		Buttons: []confirm.Button{{Label: "Go on", Action: a}, {Label: "Cancel"}},
	}
	if over != "" {
		spec.Lines = slices.Insert(spec.Lines, 1, confirm.Line{Text: over, Tone: theme.Warn})
	}
	if len(a.Items) > 1 {
		spec.Footer = eachItsKey
	}
	return spec
}
