package transfers

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// Receipt is what became of a wish for files.
type Receipt struct {
	// Queued counts the files that come, Saved those that are here already.
	Queued, Saved int
	// Where is a saved file, for people.
	Where string
}

// Said is what a user is told of a wish, nothing where the row says it. Passing words are
// not kept in the activity, which is told by the queue.
type Said struct {
	Text            string
	Failed, Passing bool
}

// Said tells what became of the files of so many jobs; name is what the first of them is
// called.
func (r Receipt) Said(err error, jobs int, name, folder string, keys action.Keys) Said {
	switch {
	case err != nil:
		return Said{Text: "not downloaded yet: " + err.Error() + " It is tried again.", Failed: true}
	case r.Queued == 0 && r.Saved == 1:
		return Said{Text: "it is here already: " + r.Where}
	case r.Queued == 0:
		return Said{Text: "they are here already, such as " + r.Where}
	case jobs == 1:
		return Said{Text: "fetching " + name + " to " + folder + ", " + keys.Transfers + " shows it", Passing: true}
	}
	return Said{Text: "fetching " + format.Count(r.Queued, "file", "files") + " to " + folder + ", " + keys.Transfers + " shows them", Passing: true}
}

func moved(wish action.Wish, keys action.Keys) string {
	switch wish {
	case action.Pause:
		return " is paused, " + keys.OfFile.Pause + " resumes it"
	case action.Cancel:
		return " is stopped, its part file is kept"
	case action.Retry:
		return " is tried again"
	case action.Forget:
		return " is off the list"
	}
	return ""
}

// Moved tells what became of a wish for one transfer.
func Moved(name string, wish action.Wish, err error, keys action.Keys) Said {
	switch {
	case err != nil:
		return Said{Text: name + ": " + err.Error(), Failed: true}
	case moved(wish, keys) == "":
		return Said{}
	}
	return Said{Text: name + moved(wish, keys)}
}
