package transfers

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// Note says why a file waits or failed, and what helps, "" when there is nothing to say.
func (t Transfer) Note(now time.Time, keys action.Keys) string {
	switch {
	case t.State == Done:
		return ""
	case t.State == Cancelled && t.Done == 0:
		return keys.OfFile.Again + " fetches it"
	case t.State == Cancelled:
		return "its part file is kept: " + keys.OfFile.Again + " resumes it"
	case t.Asks:
		return t.Reason + " " + keys.OfFile.Open + " decides."
	case t.State == Running && t.Step == "" && !t.Linked:
		return ""
	case t.NextTry.After(now):
		return strings.TrimSpace(t.Reason + " Again in " + format.Elapsed(t.NextTry.Sub(now).Round(time.Second)) + ".")
	}
	return t.Reason
}

// Nothing says why nothing comes of a plan, "" when something does.
func (p Plan) Nothing() string {
	switch all := len(p.All()); {
	case all > 0 && all == p.Told:
		return format.Plural(all, "it is", "they are") + " asked for already"
	case all > 0:
		return ""
	case p.Failed == 1:
		return "it failed: there is nothing to download"
	}
	return "nothing to download: all of them failed"
}

// TakenBack says that the jobs of a plan are no longer fetched when done.
func (p Plan) TakenBack() string {
	return format.Count(len(p.Later), "job is", "jobs are") + " no longer fetched when done"
}

// OnlyLater says that all of a plan is for later, "" when it is not.
func (p Plan) OnlyLater() string {
	if len(p.Done()) > 0 {
		return ""
	}
	return format.Count(len(p.Later), "job", "jobs") + " will be fetched when done, while lipdash runs"
}

// in is a file and the folder it is in, which is said once.
func (t Transfer) in(folder string) string {
	for _, name := range []string{t.Name, t.Path} {
		if rel, err := filepath.Rel(folder, name); err == nil && filepath.IsLocal(rel) {
			return rel + " in " + folder
		}
	}
	return t.Name
}

// Words say what failed first, else what arrived in a folder, "" when neither did.
func (n News) Words(folder string) string {
	switch {
	case len(n.Failed) > 0:
		return n.Failed[0].Name + ": " + n.Failed[0].Reason
	case len(n.Arrived) == 1:
		return "saved " + n.Arrived[0].in(folder)
	case len(n.Arrived) > 1:
		return "saved " + format.Count(len(n.Arrived), "file", "files") + " in " + folder
	}
	return ""
}

// Summary is the line under the transfers: what is to come, what came today.
func (r *Room) Summary(now time.Time) string {
	h := r.Totals(now)
	var parts []string
	if h.Open > 0 {
		s := format.Count(h.Open, "file", "files") + " to come"
		if left := r.Left(now); left > 0 {
			s += ", about " + format.Age(left)
		}
		parts = append(parts, s)
	}
	if h.Failed > 0 {
		parts = append(parts, format.Count(h.Failed, "failed", "failed"))
	}
	if h.Done > 0 {
		parts = append(parts, "today "+format.Count(h.Done, "file", "files")+", "+format.Size(h.Brought))
	}
	return strings.Join(parts, "   ")
}

// Short is how far an upload is, for the row of a list.
func Short(p api.UploadProgress) string {
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

// Going is one line for the files that go up: the first by its name, and how many others.
func Going(ups []Upload) string {
	if len(ups) == 0 {
		return ""
	}
	s := format.Safe(filepath.Base(cmp.Or(ups[0].Name, ups[0].Param)))
	if more := len(ups) - 1; more > 0 {
		s += format.Drawn(" (+" + strconv.Itoa(more) + " more)")
	}
	return string(s) + ": " + Long(ups[0].Progress)
}

// Long is how far an upload is, with its step and why that is done again.
func Long(p api.UploadProgress) string {
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

// Immovable says why a wish makes no sense for a transfer, "" when it does.
func (t Transfer) Immovable(wish action.Wish, now time.Time, keys action.Keys) string {
	switch {
	case wish == action.Pause && t.Over():
		return "it is not on its way: there is nothing to pause"
	case wish == action.Retry && t.State == Running && !t.Waits(now):
		return "it is coming down: there is nothing to try again"
	case wish == action.Retry && t.State == Paused:
		return "it is paused: " + keys.OfFile.Pause + " resumes it"
	case wish == action.Retry && t.State == Done:
		return keys.OfFile.Again + " tries again what failed; " + keys.Download + " on the job fetches it again"
	}
	return ""
}
