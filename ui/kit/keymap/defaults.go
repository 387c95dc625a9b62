package keymap

import "charm.land/bubbles/v2/key"

// line is a binding of the table.
type line struct {
	scope       Scope
	command     Command
	keys        []string
	short, long string
}

func defaults() []Binding {
	out := make([]Binding, len(table))
	for i, l := range table {
		out[i] = Binding{
			Binding: key.NewBinding(key.WithKeys(l.keys...), key.WithHelp(l.keys[0], l.short)),
			Scope:   l.scope, Command: l.command, Long: l.long,
		}
	}
	return out
}

// table is the one table of bindings. Never bound, because a terminal, a
// multiplexer or a keyboard layout owns them: ctrl+s ctrl+q ctrl+\ ctrl+h
// ctrl+i ctrl+m ctrl+[ ctrl+space, alt combinations; ctrl+a and ctrl+k only
// inside text fields; backspace, delete and F-keys never in lists.
var table = []line{
	{Global, Help, []string{"?"}, "help", "show or hide these keys"},
	{Global, Back, []string{"esc"}, "back", "one layer back: dialog, job, marks, filter, sort"},
	{Global, Close, []string{"q"}, "quit", "back; at the top, quit"},
	{Global, ForceQuit, []string{"ctrl+c"}, "quit", "quit from anywhere"},
	{Global, Suspend, []string{"ctrl+z"}, "suspend", "suspend to the shell"},
	{Global, Redraw, []string{"ctrl+l"}, "redraw", "draw the screen again"},
	{Global, Pane, []string{"tab", "shift+tab"}, "pane", "move between list and detail"},
	{Global, TabJobs, []string{"1"}, "jobs", "the jobs"},
	{Global, TabBatches, []string{"2"}, "batches", "what was sent off in one go"},
	{Global, TabTransfers, []string{"3"}, "transfers", "what goes up and comes down"},
	{Global, TabActivity, []string{"4"}, "activity", "what happened and what was called"},
	{Global, NextTab, []string{"l", "right"}, "next tab", "to the tab on the right"},
	{Global, PrevTab, []string{"h", "left"}, "previous tab", "to the tab on the left"},
	{Global, Refresh, []string{"r", "ctrl+r"}, "refresh", "ask for news now"},
	{Global, Resync, []string{"R"}, "reload", "load every page seen again"},
	{Global, Undo, []string{"u"}, "undo", "take the last delete, rename or review back"},
	{Global, NewKey, []string{"E"}, "new key", "paste another API key: checked, then kept where you say"},
	{Global, LastError, []string{"!"}, "last error", "what went wrong last; again: before that"},
	{Global, Palette, []string{":", "ctrl+p"}, "commands", "find a command by its name"},

	{Move, Down, []string{"j", "down"}, "down", "down"},
	{Move, Up, []string{"k", "up"}, "up", "up"},
	{Move, Top, []string{"g", "home"}, "top", "to the top"},
	{Move, Bottom, []string{"G", "end"}, "bottom", "to the bottom"},
	{Move, HalfDown, []string{"ctrl+d"}, "half down", "half a screen down"},
	{Move, HalfUp, []string{"ctrl+u"}, "half up", "half a screen up"},
	{Move, PageDown, []string{"pgdown", "ctrl+f"}, "screen down", "a screen down"},
	{Move, PageUp, []string{"pgup", "ctrl+b"}, "screen up", "a screen up"},

	{Jobs, Open, []string{"enter"}, "open", "open the job"},
	{Jobs, Create, []string{"c"}, "create", "new lipsync"},
	{Jobs, Another, []string{"N"}, "another", "new lipsync beside the draft there is"},
	{Jobs, Sheet, []string{"b"}, "batch", "make many from a sheet or a folder"},
	{Jobs, Delete, []string{"x"}, "delete", "delete the job or the marked jobs"},
	{Jobs, Rename, []string{"e"}, "rename", "change the title, or those of the marked jobs by a pattern"},
	{Jobs, Redo, []string{"."}, "again for what failed", "once more what failed, and what waits for you"},
	{Jobs, NextPage, []string{"n", "]"}, "next page", "next page of the list"},
	{Jobs, PrevPage, []string{"p", "["}, "previous page", "previous page of the list"},
	{Jobs, Mark, []string{"space"}, "mark", "mark the job"},
	{Jobs, Range, []string{"v"}, "range", "mark from here to where v or an action is pressed"},
	{Jobs, MarkAll, []string{"a"}, "mark all", "mark all shown, or none"},
	{Jobs, Download, []string{"d"}, "download", "fetch its video and captions, or those of the marked jobs"},
	{Jobs, Again, []string{"t"}, "try again", "make it again, or the marked ones; send what waits for you"},
	{Jobs, Double, []string{"D"}, "edit a copy", "open its inputs in the form, as another lipsync"},
	{Jobs, Promote, []string{"P"}, "precision", "make it again in precision"},
	{Jobs, CopyID, []string{"y"}, "copy id", "copy the job's id, or the marked jobs'"},
	{Jobs, CopyMenu, []string{"Y"}, "copy", "copy a link, the JSON, a command; or show plain text"},
	{Jobs, OpenLink, []string{"o"}, "open video", "open its file here, else its link; over ssh show which"},
	{Jobs, Watch, []string{"w"}, "tell me", "tell me when it is done, or the marked ones; again: do not"},
	{Jobs, WatchAll, []string{"W"}, "tell about", "tell me about the watched jobs, about all, about none"},
	{Jobs, Accepts, []string{"+"}, "accepted", "the result is accepted, or the marked ones; again: not"},
	{Jobs, Rejects, []string{"-"}, "rejected", "the result is rejected, or the marked ones; again: not"},
	{Jobs, Note, []string{"m"}, "note", "a short note on the result, or on the marked ones"},
	{Jobs, Raw, []string{"i"}, "raw", "raw JSON"},
	{Jobs, Find, []string{"/"}, "filter", "filter by text, note, review:accepted, review:rejected"},
	{Jobs, States, []string{"f"}, "state", "show all, active, failed, done or new jobs"},
	{Jobs, Sort, []string{"s"}, "sort", "sort by the next column; what waits here stays on top"},
	{Jobs, Reverse, []string{"S"}, "reverse", "sort the other way round"},
	{Jobs, Views, []string{"V"}, "views", "a filter and sort by its name; save the one there is"},
	{Jobs, Failures, []string{"F"}, "failures", "why jobs failed, grouped by reason"},
	{Jobs, LoadAll, []string{"A"}, "load all", "load the whole account, or stop that"},
	{Jobs, Narrower, []string{"<"}, "narrower list", "the line between list and detail to the left; kept"},
	{Jobs, Wider, []string{">"}, "wider list", "the line between list and detail to the right; kept"},
	{Jobs, Freeze, []string{"z"}, "freeze", "hold what is on screen still; again: resume"},

	{Queue, MoveUp, []string{"K"}, "move up", "move what waits here up, or the marked ones: sent later"},
	{Queue, MoveDown, []string{"J"}, "move down", "move it down: the next to be sent is at the bottom"},
	{Queue, Hold, []string{","}, "pause", "pause what waits here, or the marked ones; again: resume"},
	{Queue, PauseQueue, []string{"L"}, "pause queue", "pause all that waits here; again: resume it"},

	{Detail, NextJob, []string{"J"}, "next job", "next job"},
	{Detail, PrevJob, []string{"K"}, "previous job", "previous job"},

	{Batches, Open, []string{"enter"}, "items", "its items; of an item, its job"},
	{Batches, Again, []string{"t"}, "failed again", "make what failed again, in this batch"},
	{Batches, Download, []string{"d"}, "fetch all done", "fetch the results that are not here"},
	{Batches, States, []string{"f"}, "what needs you", "of its items show those that failed or wait for you, or all"},
	{Batches, Watch, []string{"w"}, "tell me", "tell me when it is done; again: do not"},
	{Batches, SaveResults, []string{"Y"}, "results.csv", "write what became of each item into a file beside its sheet"},
	{Batches, CopyID, []string{"y"}, "copy id", "copy its id"},

	{Transfers, Open, []string{"enter"}, "job", "to its job; where a file is in the way, decide"},
	{Transfers, Mark, []string{"space"}, "mark", "mark the file"},
	{Transfers, Range, []string{"v"}, "range", "mark from here to where v or an action is pressed"},
	{Transfers, MarkAll, []string{"a"}, "mark all", "mark all, or none"},
	{Transfers, Pause, []string{"z"}, "pause", "pause it or the marked ones, or resume them"},
	{Transfers, PauseAll, []string{"Z"}, "pause all", "pause all that comes down; again: resume it"},
	{Transfers, StopAll, []string{"X"}, "cancel all", "cancel all that comes down, after a question"},
	{Transfers, Again, []string{"t"}, "try again", "try it or the marked ones again now"},
	{Transfers, Cancel, []string{"x"}, "cancel", "cancel it or the marked ones, part files stay; off the list when they are over"},
	{Transfers, Folder, []string{"o"}, "folder", "open its folder"},
	{Transfers, CopyPath, []string{"y"}, "copy path", "copy its path, or those of the marked ones"},
	{Transfers, CopyMenu, []string{"Y"}, "plain text", "show what was copied as plain text"},

	{Activity, Open, []string{"enter"}, "details", "all there is to a line"},
	{Activity, Kinds, []string{"f"}, "filter", "everything, what happened, calls, problems"},
	{Activity, Seek, []string{"/"}, "search", "go to a line by its words"},
	{Activity, SeekNext, []string{"n"}, "next match", "the next line with the words"},
	{Activity, SeekPrev, []string{"N"}, "previous match", "the line with the words before"},
	{Activity, CopyRequest, []string{"y"}, "copy request id", "copy the request id"},
	{Activity, CopyCall, []string{"Y"}, "as curl", "copy the call as curl, without the key"},
	{Activity, Freeze, []string{"z"}, "freeze", "hold what is on screen still; again: resume"},

	{Form, NextField, []string{"tab", "down"}, "next", "next field"},
	{Form, PrevField, []string{"shift+tab", "up"}, "back", "previous field"},
	{Form, Toggle, []string{"space"}, "toggle", "toggle or choose"},
	{Form, Left, []string{"left"}, "left", "previous choice"},
	{Form, Right, []string{"right"}, "right", "next choice"},
	{Form, Press, []string{"enter"}, "next", "next field; on a button, press it"},
	{Form, Submit, []string{"ctrl+x"}, "create", "go to the button that creates it"},
	{Form, Clear, []string{"ctrl+u"}, "clear", "clear the field"},
	{Form, PathDown, []string{"ctrl+n"}, "next path", "next path of the open list; tab takes it"},
	{Form, PathUp, []string{"ctrl+p"}, "previous path", "previous path of the open list"},
	{Form, TakeOut, []string{"x"}, "take out", "in the list of voices: take the chosen one out"},
	{Form, CopyCommand, []string{"ctrl+y"}, "copy command", "copy the command that converts a file HeyGen does not take"},
	{Form, Editor, []string{"ctrl+o"}, "in $EDITOR", "edit the whole form as text in your editor"},
	{Form, Leave, []string{"esc"}, "leave, draft stays", "leave; what was typed stays"},

	{OnSheet, Submit, []string{"ctrl+x"}, "send", "send the rows that can go, after a question"},
	{OnSheet, Open, []string{"enter"}, "fix", "fix the cell at fault here; the sheet stays as it is"},
	{OnSheet, Mark, []string{"space"}, "leave out", "leave a row out, or take it in"},
	{OnSheet, Rename, []string{"e"}, "edit the sheet", "edit the sheet in your editor; it is read again after that"},
	{OnSheet, SeekNext, []string{"n"}, "next problem", "the next row that cannot go"},
	{OnSheet, SeekPrev, []string{"N"}, "previous problem", "the row before that cannot go"},
	{OnSheet, Sheet, []string{"b"}, "another sheet", "read another sheet or folder"},
	{OnSheet, Refresh, []string{"r"}, "read again", "read the sheet again"},
	{Path, Accept, []string{"enter"}, "take it", "take the text"},
	{Path, PathDown, []string{"tab"}, "complete", "complete the path"},
	{Path, Leave, []string{"esc"}, "leave", "leave it as it was"},

	{Edit, Accept, []string{"enter"}, "save", "take the text"},
	{Edit, Leave, []string{"esc"}, "leave", "leave it as it was"},

	{Filter, Accept, []string{"enter"}, "keep", "keep the filter"},
	{Filter, Leave, []string{"esc"}, "clear", "clear the filter"},
	{Commands, Accept, []string{"enter"}, "run", "run the chosen command"},
	{Commands, Down, []string{"down", "ctrl+n"}, "next", "next command"},
	{Commands, Up, []string{"up", "ctrl+p"}, "previous", "previous command"},
	{Commands, Leave, []string{"esc"}, "leave", "leave the commands"},

	{Confirm, Accept, []string{"enter"}, "press", "press the highlighted button"},
	{Confirm, Right, []string{"tab", "right", "l"}, "next", "next button"},
	{Confirm, Left, []string{"shift+tab", "left", "h"}, "previous", "previous button"},
	{Confirm, Yes, []string{"y"}, "yes", "yes"},
	{Confirm, No, []string{"n", "esc", "q"}, "no", "no"},

	{Menu, Open, []string{"enter"}, "choose", "choose what the cursor is on"},
	{Menu, Leave, []string{"esc", "q"}, "close", "close the menu"},
	{InCopy, "id", []string{"i"}, "id", "the id"},
	{InCopy, "video", []string{"v"}, "video link", "the link of the video"},
	{InCopy, "captions", []string{"s"}, "captions link", "the link of the captions"},
	{InCopy, "path", []string{"p"}, "path here", "the path of the file here"},
	{InCopy, "json", []string{"J"}, "JSON", "the JSON as HeyGen has it"},
	{InCopy, "curl", []string{"c"}, "curl", "a curl command that reads it"},
	{InCopy, "cli", []string{"h"}, "heygen", "a heygen command that reads it"},
	{InCopy, "title", []string{"n"}, "title", "the title"},
	{InCopy, "failure", []string{"f"}, "failure", "why it failed"},
	{InCopy, "create", []string{"C"}, "curl again", "a curl command that makes it again, which is paid"},
	{InCopy, PlainText, []string{"t"}, "plain text", "show all of it as plain text, for the mouse"},
	{InViews, SaveView, []string{"s"}, "save", "save the filter and sort there is as a view"},
	{InViews, DropView, []string{"x"}, "delete", "delete a view that was saved here"},
	{InDrafts, ThisDraft, []string{"c"}, "in the form", "the draft that is in the form"},
	{InDrafts, NewDraft, []string{"n"}, "new", "a new draft"},
	{InDrafts, Delete, []string{"x"}, "discard", "discard the draft under the cursor; again: keep it"},
}
