package ask

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
)

// Retry asks before items of a batch that ended without a result are made again; cost is what
// that is estimated to cost, "" when nobody knows.
func Retry(a action.RetryItems, batch, cost string) confirm.Spec {
	if cost == "" {
		cost = "The cost follows the length of the results."
	}
	return confirm.Spec{
		Title: "Try " + format.Count(len(a.Items), "item", "items") + " of " + batch + " again",
		Lines: []confirm.Line{
			{Text: format.Sentence(strings.TrimSuffix(cost, "."))},
			{Text: "Those that were made before and failed get new jobs; whatever else the batch has stays as it is.", Tone: theme.Muted},
		},
		Buttons: []confirm.Button{{Label: "Go on", Action: a}, {Label: "Cancel"}},
		Footer:  "each gets a key of its own: one job each, even if sent twice",
	}
}
