// Package ui is the dashboard: one Bubble Tea model over one store. This
// comment is the guide for people who carry the work on.
//
// # Rooms
//
// The root of the package, file by file (a test holds that none is missing here):
//
//	model.go           the model, New and Init
//	session.go         all of one account; replaced whole when the account changes. What needs
//	                   only that and the time is a method of it, not of the model
//	guard.go           drops what was asked in a session that is left, but for what was
//	                   already done there, and answers to requests that are superseded
//	update.go          two flat switches, one line per message: of the terminal, of a session
//
//	mouse.go           from a click or the wheel to what is drawn there
//	input.go           from key to action: the scopes are asked, innermost first; counts the
//	                   use of keys that the footer shows
//	screens.go         whose keys each screen has
//	perform.go         an action becomes a change of state or a command
//	stack.go           opens a dialog over the screen, and the palette of the commands that
//	                   have a meaning now
//	quit.go            what is asked before the program ends, and said afterwards
//
//	view.go            the only place that builds a tea.View
//	header.go          the header of each screen
//	layout.go          hands out the rectangles of the screen that package layout makes
//	overlay.go         how what is open is drawn over the screen
//	display.go         colours and size as the terminal tells them
//	toasts.go          the teller: the one line for what happened, what else that line says,
//	                   and errors in words
//	clock.go           the one clock for what counts on screen, and the one timer of all rooms
//
//	edits.go           deletes and renames: what is asked before, and what state/edits
//	                   decides becomes calls, rows and marks
//
//	rows.go            hands the panes what they show: what package rows makes of the rooms
//	browse.go          what state/browse decides moves the cursor and becomes calls
//	freeze.go          makes the view stand still
//	views.go           looks through the views of the list that have names, keeps and forgets them
//	reads.go           single reads, what becomes of answers, and the names of requests
//
//	connect.go         opens another session: a key that is looked for or pasted, the demo
//	profiles.go        opens another profile and comes back: what stays of the one that is
//	                   left, and what a read-only one refuses
//	opening.go         how the memory of the account is opened, and what is asked of it
//	create.go          what is made: what state/create decides becomes calls, questions
//	                   and words
//	queue.go           what waits here is paused, moved and dropped, as state/create decides
//	again.go           the same inputs once more; what is decided about submissions
//	drafts.go          what is typed and not sent, here or in an editor
//
//	sheet.go           many lipsyncs from one sheet, as state/sheet decides
//	batches.go         what is done with a batch, as with its jobs from the list
//	fetch.go           what state/transfers decides becomes calls and words
//	moves.go           what is done with one transfer
//
//	share.go           what of jobs is copied, opened and shown, as state/share decides
//	clipboard.go       how a text goes out: the clipboard, or alone for the mouse
//
//	poller.go          the chain of rounds: what state/poll decides becomes calls, and
//	                   answers become events
//	merged.go          what follows from what an answer brought
//	hooks.go           begins the hooks of the user that are due, and tells how they end
//	notify.go          what a user who looks elsewhere is told, and of which jobs
//	activity.go        the activity on screen, and dialogs that only tell: what there is to
//	                   a line, the last errors
//
// Beside the root, the folder says what a package may do, and the linter keeps it so:
//
//	state/…    decides, and knows no screen, no clock and no goroutine. A room takes an
//	           event and the time and returns what to do next.
//	  store        what the server said, and the rules about late answers
//	  browse       which rows are shown, in which order, and what is loaded next
//	  poll         whom to ask and when, and how old the picture is
//	  edits        what deletes and renames wait for, how they end, and that in words
//	  create       what is asked before something is made, what is no job yet, drafts, money
//	  voices       one video and many voices: languages, titles, what speaks against each
//	  sheet        many lipsyncs from one sheet: its columns, what is wrong with each row, money
//	  review       what is thought of results: marks and notes, and how they are taken back
//	  batches      what was sent off in one go: how far each is, why items failed, time left
//	  transfers    which files are wanted, on their way and here
//	  share        what of jobs is copied, opened and shown
//	  activity     what happened and the last errors, and who is told of what ended
//	  hooks        which command of the user's runs when a job or a batch has ended
//	  follow       what happens one change at a time, and when a wait is over (for commands)
//	  habits       which keys of the footer are known: their hints step back
//	  unfinished   what quitting now would leave behind
//	nav        which screen, and what esc goes back to
//	timer      the one timer of all rooms
//	toast      the note about what happened: how long it stays, and its countdown
//	layout     parts the screen into rectangles
//	rows       what panes draw of what the rooms know, a file each: the header, the rows of
//	           the list and the line under it, the detail of one, groups of failures, files
//	           on their way, the activity; and how rows are called in sentences
//	mouse      whether a click is the second of two, and which key or tab is drawn where
//	options    what the dashboard is given from outside
//	calls      whom the dashboard asks, and one command for each call with the result it
//	           returns
//	ask        what dialogs say and offer, a file each: from what a room knows to the dialog
//	pane/…     one rectangle each (side has the blocks under the detail on wide screens); overlay/… what lies on top. Both know the kit, and
//	           nothing of each other, of state, or of the network.
//	kit/…      action (the closed set of what a user can ask for), keymap (every binding; help is derived
//	           from it), stack (what lies over the screen), list (cursor, scroll and marks
//	           of any list, by id), scroll (text in a viewport), theme and format (how
//	           things look and read), cells and textline (rows of exact width, one line of
//	           text being typed), keep (where a pasted key is kept), template and pattern (titles from
//	           patterns), find (commands by a few letters)
//	uitest     for tests: the model in the real program, on an emulated screen, in fake time
//
// # Where to look
//
//	a delete is decided           state/edits/delete.go starts its window, what lets it leave
//	                              is Due in state/edits/send.go, what it takes is told by
//	                              state/edits/impact.go
//	… asked about                 edits.go, openDelete: the dialog that ask/delete.go fills
//	… sent                        edits.go, carryOut: calls.EditJob (calls/client.go)
//	… how it failed, in words     state/edits/words.go (row, detail, activity), state/edits/ending.go
//	                              (toast), with api.Explain for the cause, as for any other error
//	a create is not sent twice    the form's second ctrl+x, and the same inputs today: state/create/flow.go
//	                              (Begin, MadeToday); an answer that was lost: api/submission decides
//	                              what may be sent again, journal/outbox sends
//	an answer comes late          after a switch of account: applyGuarded in guard.go drops it, but for
//	                              what was already done; after a newer one: state/store refuses it
//	a new dialog                  a function of ask that returns a confirm.Spec, given to openDialog
//	                              (stack.go); an action for each button; one that does more is a
//	                              type with a *confirm.Dialog in it (quitDialog)
//	another kind of overlay       a package in overlay/ that is a stack.Layer, and one Push
//	a new screen                  nav/nav.go, screens.go, layout.go, drawHeader in header.go and drawBody
//	                              in view.go
//	a new column of the list      pane/joblist/view.go (Row, columns, layout, measure, heading,
//	                              row); filled for jobs by jobRow in rows/list.go, for
//	                              submissions by submissionRow in rows/submission.go
//	the line under the list       its words are Foot in state/browse/words.go, drawn by pane/joblist/foot.go
//	how a row is called           rows/names.go
//	a new key                     a command in kit/keymap/keymap.go and its binding in
//	                              kit/keymap/defaults.go; an action in kit/action/action.go and
//	                              kit/action/closed.go; a case in perform.go, or for what only looks in
//	                              performLook of activity.go. What joins the two: for the
//	                              list of jobs kit/action/onrows.go, for a key that works everywhere
//	                              kit/action/everywhere.go, else Key of the pane. testdata/keys.txt and
//	                              the README list it
//	what a key means now          screens.go; input.go asks in that order
//	what is told to the user      say, flash, warn and failed in toasts.go
//
// # Three journeys
//
// A key press (x): input.go asks the scopes of screens.go, innermost first, for an
// action → perform.go, one line → edits.go asks (openDelete). The yes goes the same way, to
// deleteRows there, which hands it to state/edits and carries out its effects (carryOut):
// calls (package calls), rows, marks, words. The request leaves when the undo window is
// over: clock.go asks state/edits what is due. The other rooms go the same way.
//
// An answer: the command returns a result with its error, and the session it belongs to →
// update.go, where guard.go drops what is of another one → the applier of its kind, in
// edits.go, reads.go or browse.go: the room is told (Answered), the store merges (merged.go)
// → what follows is carried out as above. No branch tells a pane: after every message Update
// hands the panes what they show (rows.go), and view.go draws them.
//
// A tick: timer.Msg → clock.go asks each room what is due → poller.go: state/poll says what
// there is room for in the minute's budget, with the calls of every process on the account →
// one bulk status command for the hundred active jobs heard of longest ago, and the newest
// page when due → the round's last answer says when the next one is due, and the timer is armed
// for the earliest moment of all rooms. The rounds of a large fleet come faster, those of
// one that is too large for the budget no faster than it allows, and the header says within
// what time a change is seen. poll.Refresh asks for everything at once, as far as there is
// room: r, the focus, after an outage, after the machine slept. Nothing active: no status
// calls, only the slow refresh that finds jobs made elsewhere.
//
// # Habits
//
// Update never waits: no disk, no network, no lock that is held over either. View only
// reads. A fact has one home: what the server said is in store, the cursor and marks in
// joblist (as ids of rows), typed text in form, what is in flight in the session. The
// error rides in the result. Of timers only the newest counts. After every message Update
// lets the list catch up with the store, asks what is due, and hands the panes what they
// show, so that no branch has to remember to.
//
// A move of the cursor is what is done most, and over ssh each byte of it is felt.
// What follows the cursor says nothing that the row says; whoever opens the job reads
// all of it. A step off the screen turns half of it, in every list (kit/list).
//
// # Adding a feature
//
// "Archive a job" is an action, a binding, a case in perform, a method of state/edits
// with its test, a command and a method of Client: each in a place anyone could predict.
// If a feature needs the same fact in two structs, or a pane that imports another, or an
// entry in a list that fails silently when forgotten, the design is wrong.
package ui
