package ui

import (
	"lipdash/api"
	"lipdash/ui/kit/format"
)

// How far an upload is, in words: short in a row, long where there is room.

// uploadShort fits the row of a list.
func uploadShort(p api.UploadProgress) string {
	switch p.Step {
	case "":
		return "waits"
	case api.StepCompare:
		return "known? " + format.Percent(p.Sent, p.Total)
	case api.StepSlot:
		return "1/3 asking"
	case api.StepFinish:
		return "3/3 ending"
	}
	s := format.Percent(p.Sent, p.Total) + " of " + format.Size(p.Total)
	if p.Direct {
		s = "2/3 " + format.Percent(p.Sent, p.Total)
	}
	if p.Again != "" {
		s += " again"
	}
	return s
}

// uploadLong tells the step and why it is done again.
func uploadLong(p api.UploadProgress) string {
	var s string
	switch p.Step {
	case "":
		s = "waits until the other uploads are through"
	case api.StepCompare:
		s = "looking whether HeyGen has it, " + format.Percent(p.Sent, p.Total) + " read"
	case api.StepSlot:
		s = "step 1 of 3, asking where it may go"
	case api.StepFinish:
		s = "step 3 of 3, HeyGen takes it over"
	default:
		s = format.Percent(p.Sent, p.Total) + " of " + format.Size(p.Total) + " sent"
		if p.Direct {
			s = "step 2 of 3, " + s
		}
		if p.Sent == p.Total && !p.Direct {
			s += ", waiting for the answer"
		}
	}
	if p.Again != "" {
		s += ": " + p.Again
	}
	return s
}
