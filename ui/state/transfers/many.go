package transfers

import (
	"slices"
	"strings"
	"time"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// Several is what comes of a wish for several files.
type Several struct {
	Wish action.Wish
	// Move are those that it is done to; the others are left as they are.
	Move []Transfer
	left []left
}

// left is how many files are left as they are for one reason.
type left struct {
	n   int
	why string
}

// The reasons that are told otherwise than the rest.
const (
	goesUp = "goes up"
	over   = "over already"
)

// Several is what comes of a wish for files. Uploads go on by themselves, and what is over
// or done already stays as it is.
func (r *Room) Several(ids []action.FileID, wish action.Wish, now time.Time) Several {
	known := make(map[string]Transfer, len(r.list))
	for _, t := range r.list {
		known[t.ID] = t
	}
	s := Several{Wish: wish}
	for _, id := range ids {
		t, ok := known[id.Download]
		switch why := t.passes(wish, now); {
		case id.Upload != "":
			s.leave(goesUp)
		case ok && why != "":
			s.leave(why)
		case ok:
			s.Move = append(s.Move, t)
		}
	}
	return s
}

func (s *Several) leave(why string) {
	i := slices.IndexFunc(s.left, func(l left) bool { return l.why == why })
	if i < 0 {
		i, s.left = len(s.left), append(s.left, left{why: why})
	}
	s.left[i].n++
}

// Left says which files are left as they are, and why, "" for none. Where some are not, those
// that are over go without saying.
func (s Several) Left() string {
	var parts []string
	for _, l := range s.left {
		switch {
		case l.why == over && len(s.Move) > 0:
		case l.why == goesUp:
			parts = append(parts, format.Count(l.n, "upload continues by itself", "uploads continue by themselves"))
		default:
			parts = append(parts, format.Number(l.n)+" "+l.why)
		}
	}
	return strings.Join(parts, ", ")
}

// passes says why a wish for several files passes one of them over, "" when it does not.
func (t Transfer) passes(wish action.Wish, now time.Time) string {
	switch {
	case wish == action.Pause && t.State == Paused:
		return "paused already"
	case (wish == action.Pause || wish == action.Resume) && t.Over(), wish == action.Cancel && (t.State == Done || t.State == Cancelled):
		return over
	case wish == action.Resume && t.Asks, wish == action.Retry && t.Asks:
		return "with a file in the way, which is decided one by one"
	case wish == action.Resume && t.State != Paused:
		return "not paused"
	case wish == action.Retry && (t.State == Queued || t.State == Running && !t.Waits(now)):
		return "on their way"
	case wish == action.Retry && (t.State == Done || t.State == Paused):
		return "done or paused"
	case wish == action.Forget && t.State != Done && t.State != Cancelled:
		return "not over"
	}
	return ""
}

// Nothing says why nothing comes of it, "" when something does.
func (s Several) Nothing() string {
	switch {
	case len(s.Move) > 0:
		return ""
	case len(s.left) == 0:
		return "there is nothing to do here"
	}
	return map[action.Wish]string{
		action.Pause: "nothing to pause", action.Resume: "nothing to resume", action.Cancel: "nothing to cancel",
		action.Retry: "nothing to try again", action.Forget: "nothing to take off the list",
	}[s.Wish] + ": " + s.Left()
}

// Said tells what became of it; failed of them did not work, first because of err.
func (s Several) Said(failed int, err error) Said {
	n := len(s.Move) - failed
	text := format.Count(n, "download ", "downloads ") + map[action.Wish]string{
		action.Pause: "paused", action.Resume: "resumed", action.Cancel: "stopped, part files are kept",
		action.Retry: "tried again", action.Forget: "taken off the list",
	}[s.Wish]
	if left := s.Left(); left != "" {
		text += ", " + left
	}
	if err != nil {
		return Said{Text: format.Number(failed) + " of " + format.Number(len(s.Move)) + " did not work: " + err.Error(), Failed: true}
	}
	return Said{Text: text}
}
