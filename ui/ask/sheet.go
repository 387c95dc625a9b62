package ask

import (
	"fmt"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/sheet"
)

// Send is the question before the rows of a sheet are sent: what they cost, what goes up,
// what is left behind. Trouble is why nothing is kept, "" when it is.
func Send(s *sheet.Sheet, funds sheet.Funds, trouble string) confirm.Spec {
	sum := s.Sum()
	n := format.Count(sum.Rows, "lipsync", "lipsyncs")
	spec := confirm.Spec{Title: "Send " + n + " of " + s.Name + "?"}
	say := func(tone theme.Tone, text string) {
		if text != "" {
			spec.Lines = append(spec.Lines, confirm.Line{Text: text, Tone: tone})
		}
	}
	over, fit := s.Over(funds), s.Fit(funds)
	say(theme.Plain, format.Sentence(sum.Price()))
	if funds.Wallet != nil && over == "" {
		say(theme.Muted, "The wallet has "+format.Dollars(*funds.Wallet)+".")
	}
	say(theme.Muted, format.Sentence(sum.Uploads.String()))
	if left := len(s.Rows()) - sum.Rows - sum.Sent; left > 0 {
		say(theme.Warn, format.Count(left, "row is", "rows are")+" left here for later: "+sum.Stays()+".")
	}
	if trouble != "" {
		say(theme.Warn, trouble+" If lipdash is killed before HeyGen answers, nobody can tell which were made.")
	}
	all := confirm.Button{Label: fmt.Sprintf("Send %d", sum.Rows), Action: action.SendSheet{}}
	if over == "" {
		spec.Buttons = []confirm.Button{all, {Label: "Cancel"}}
		return spec
	}
	say(theme.Warn, format.Sentence(over))
	all.Label, all.Danger = fmt.Sprintf("Send all %d", sum.Rows), true
	spec.Choice = true // a yes could be either
	if fit > 0 {
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: fmt.Sprintf("Send the first %d", fit), Action: action.SendSheet{First: fit}})
	}
	spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Cancel"}, all)
	return spec
}
