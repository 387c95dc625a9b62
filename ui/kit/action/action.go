// Package action is the closed set of things a user can ask for. Panes answer
// keys with an action; the root's perform turns it into state or a command.
// Names are imperative: an action is a wish, not an event.
package action

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// Action is one wish of the user. The set is closed to this package.
type Action interface{ isAction() }

// Part is one thing of a job that can be copied.
type Part string

// PartID is the part that has a key of its own; the others are those of the copy menu.
const PartID Part = "id"

// Title is a title for a job.
type Title struct {
	ID    api.JobID
	Title string
}

// Voice is one of several audios for a video, and what is known of its file: nothing before
// somebody looked, and of a link.
type Voice struct {
	Source string
	File   api.LocalFile
}

type (
	// Quit leaves the program; Force does not ask.
	Quit struct{ Force bool }
	// Back goes back one step: from a screen or pane, then from what was told to the list
	// (state/browse says in which order), then nothing.
	Back struct{}
	// Help shows or hides the key overlay.
	Help struct{}
	// Suspend stops the process (ctrl+z).
	Suspend struct{}
	// Redraw repaints the whole screen.
	Redraw struct{}
	// FocusPane moves the focus between list and detail.
	FocusPane struct{}

	// Refresh asks for the newest page and the active statuses now.
	Refresh struct{}
	// Resync reloads every loaded page.
	Resync struct{}
	// NextPage goes to the first job of the next API page, fetching it if need
	// be.
	NextPage struct{}
	// PrevPage goes one page back, to its first job, or to its last when the
	// cursor came over the upper edge.
	PrevPage struct{ ToLast bool }
	// FirstPage goes to the very top, where new jobs arrive.
	FirstPage struct{}

	// OpenJob shows a job's detail.
	OpenJob struct{ ID RowID }
	// ShowRaw toggles the raw JSON in the detail pane.
	ShowRaw struct{}

	// NewJob opens the create form.
	NewJob struct{}
	// CloseForm leaves the form; what was typed stays.
	CloseForm struct{}
	// DiscardDraft empties the form and leaves it.
	DiscardDraft struct{}
	// SubmitForm sends what the form holds: values by parameter name, local paths still in
	// them, and what is known of those. With Voices it is a lipsync for each of them, and the
	// title is a pattern.
	SubmitForm struct {
		Values map[string]string
		Files  map[string]api.LocalFile
		Voices []Voice
	}
	// GoOn is the yes to a question before something is made, by its number; with Rest it is
	// one to what was not made already.
	GoOn struct {
		N    int
		Rest bool
	}
	// AskAgain asks before jobs are made again from the same inputs.
	AskAgain struct{ IDs []RowID }
	// AskPromote asks before jobs are made again in precision.
	AskPromote struct{ IDs []RowID }
	// Duplicate opens the form on what a job was made from.
	Duplicate struct{ ID RowID }
	// Remake makes jobs again, with some inputs changed. Cost is what they are estimated to
	// cost together, in dollars, 0 when nobody knows. Over is a yes to more than the day's limit.
	Remake struct {
		IDs    []api.JobID
		Change map[string]string
		Cost   float64
		Over   bool
	}
	// Decide decides about a submission that waits for the user: it is that job, it is sent
	// again, or it is forgotten.
	Decide struct {
		ID    submission.ID
		Job   api.JobID
		Again bool
	}
	// DropDrafts throws stored drafts away, and does Then after that, if anything.
	DropDrafts struct {
		IDs  []string
		Then Action
	}
	// PickDraft goes on with a stored draft, or with an empty form for "".
	PickDraft struct{ ID string }
	// EditText opens the whole form in the user's editor.
	EditText struct{}
	// CheckFile asks what a local path in a source field is.
	CheckFile struct{ Param, Path string }
	// ListVoices asks which voices a text with several of them names.
	ListVoices struct{ Text string }
	// CheckVoices asks what the local files of voices are.
	CheckVoices struct{ Paths []string }
	// CompletePath asks for paths that start like Prefix.
	CompletePath struct{ Param, Prefix string }

	// AskFilter opens the line in which the filter is typed.
	AskFilter struct{}
	// ShowFailures opens the screen of failures by reason.
	ShowFailures struct{}
	// MarkJobs marks jobs, or takes their marks off.
	MarkJobs struct {
		IDs []api.JobID
		Off bool
	}
	// LoadAll begins to load the whole account, or stops that.
	LoadAll struct{}

	// AskRename opens the title editor on a job, the pattern editor on several.
	AskRename struct{ IDs []RowID }
	// Rename changes a job's title.
	Rename struct {
		ID    api.JobID
		Title string
	}
	// RenameAll changes the titles of several jobs, as one step for Undo.
	RenameAll struct{ Titles []Title }
	// Redo asks once more for what failed for jobs.
	Redo struct{ IDs []RowID }
	// AskDelete opens the delete dialog for a fixed set of jobs.
	AskDelete struct{ IDs []RowID }
	// Delete deletes jobs after the undo window.
	Delete struct{ IDs []RowID }
	// Undo takes the last undoable thing back.
	Undo struct{}

	// Download fetches the files of jobs to this machine; Sure ones were asked
	// about, Again means also those that are here already. Their marks go, but where
	// they are still Meant for what the download comes before.
	Download struct {
		IDs                []RowID
		Sure, Again, Meant bool
	}
	// MoveTransfer does something with one transfer.
	MoveTransfer struct {
		ID   FileID
		Wish Wish
	}
	// OpenBatch shows the items of a batch.
	OpenBatch struct{ ID record.BatchID }
	// FetchBatch fetches those results of a batch that are not here.
	FetchBatch struct{ ID record.BatchID }
	// SaveResults writes what became of each item of a batch into a file.
	SaveResults struct{ ID record.BatchID }
	// WatchBatch tells about the ends of what of a batch has not ended, or no more.
	WatchBatch struct{ ID record.BatchID }
	// AskRetry asks before items of a batch that failed are made again: all for nil.
	AskRetry struct {
		ID    record.BatchID
		Items []int
	}
	// RetryItems makes items of a batch again that ended without a result. Cost is as in Remake.
	RetryItems struct {
		Batch record.BatchID
		Items []int
		Cost  float64
		Over  bool
	}
	// GotoRow shows a row in the list.
	GotoRow struct{ Row RowID }
	// OpenFolder shows the folder of a file.
	OpenFolder struct{ Path string }
	// Show goes to a tab.
	Show struct{ Tab Tab }
	// Turn goes so many tabs to the right.
	Turn struct{ By int }

	// AskCopy opens the copy menu for jobs.
	AskCopy struct{ IDs []RowID }
	// Copy puts text on the clipboard; What names it in the toast.
	Copy struct{ What, Text string }
	// CopyPart puts one part of each job on the clipboard.
	CopyPart struct {
		IDs  []RowID
		Part Part
	}
	// ShowPlain shows what there is of jobs as text alone, for the mouse.
	ShowPlain struct{ IDs []RowID }
	// OpenLink opens a job's video in the browser.
	OpenLink struct{ ID RowID }

	// Watch tells about the end of jobs, or no more if all of them are told
	// about.
	Watch struct{ IDs []RowID }
	// WatchAll changes about which jobs is told: the watched ones, all, none.
	WatchAll struct{}

	// ShowEntry shows all there is to a line of the activity.
	ShowEntry struct{ ID int }
	// CopyRequest copies the request id of a line.
	CopyRequest struct{ ID int }
	// CopyCall copies the call of a line as curl.
	CopyCall struct{ ID int }
	// LastError shows what went wrong last, or before what is shown.
	LastError struct{}
	// Divide moves the line between the list and the detail by so many cells to the right.
	Divide struct{ By int }
	// Freeze holds what is on screen still, or resumes it.
	Freeze struct{}
	// OpenPalette opens the list of commands.
	OpenPalette struct{}
	// Press is a key press by its name, for what chooses keys by their meaning.
	Press struct{ Key string }
	// Say says that there is nothing to do, and why. Without a text it is what a layer answers
	// to a key that means nothing there.
	Say struct{ Text string }
	// LeaveDemo opens the account of the key in place of the demo.
	LeaveDemo struct{}
	// UseProfile opens another account of the settings.
	UseProfile struct{ Name string }
	// UseTheme draws with another theme.
	UseTheme struct{ Name string }
	// TestNotify tells the user now, as if jobs had ended.
	TestNotify struct{}

	// AskKey opens the dialog in which another API key is pasted.
	AskKey struct{}
	// OpenDemo starts the built-in simulator and shows it.
	OpenDemo struct{}
)
