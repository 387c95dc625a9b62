package keymap

// defaults is the one table of bindings. Never bound, because a terminal, a
// multiplexer or a keyboard layout owns them: ctrl+s ctrl+q ctrl+\ ctrl+h
// ctrl+i ctrl+m ctrl+[ ctrl+space, alt combinations; ctrl+a and ctrl+k only
// inside text fields; backspace, delete and F-keys never in lists.
func defaults() []Binding {
	return []Binding{
		bind(Global, Help, []string{"?"}, "help", "show or hide these keys"),
		bind(Global, Back, []string{"esc"}, "back", "one layer back: dialog, job, marks, then nothing"),
		bind(Global, Close, []string{"q"}, "quit", "back; at the top, quit"),
		bind(Global, ForceQuit, []string{"ctrl+c"}, "quit", "quit from anywhere"),
		bind(Global, Suspend, []string{"ctrl+z"}, "suspend", "suspend to the shell"),
		bind(Global, Redraw, []string{"ctrl+l"}, "redraw", "draw the screen again"),
		bind(Global, Pane, []string{"tab", "shift+tab"}, "pane", "move between list and detail"),
		bind(Global, TabJobs, []string{"1"}, "jobs", "the jobs"),
		bind(Global, TabTransfers, []string{"3"}, "transfers", "what goes up and comes down"),
		bind(Global, NextTab, []string{"l", "right"}, "next tab", "to the tab on the right"),
		bind(Global, PrevTab, []string{"h", "left"}, "previous tab", "to the tab on the left"),
		bind(Global, Refresh, []string{"r", "ctrl+r"}, "refresh", "ask for news now"),
		bind(Global, Resync, []string{"R"}, "reload", "load every page seen again"),
		bind(Global, Undo, []string{"u"}, "undo", "take the last delete or rename back"),

		bind(Move, Down, []string{"j", "down"}, "down", "down"),
		bind(Move, Up, []string{"k", "up"}, "up", "up"),
		bind(Move, Top, []string{"g", "home"}, "top", "to the top"),
		bind(Move, Bottom, []string{"G", "end"}, "bottom", "to the bottom"),
		bind(Move, HalfDown, []string{"ctrl+d"}, "half down", "half a screen down"),
		bind(Move, HalfUp, []string{"ctrl+u"}, "half up", "half a screen up"),
		bind(Move, PageDown, []string{"pgdown", "ctrl+f"}, "screen down", "a screen down"),
		bind(Move, PageUp, []string{"pgup", "ctrl+b"}, "screen up", "a screen up"),

		bind(Jobs, Open, []string{"enter"}, "open", "open the job"),
		bind(Jobs, Create, []string{"c"}, "create", "new lipsync"),
		bind(Jobs, Another, []string{"N"}, "another", "new lipsync beside the draft there is"),
		bind(Jobs, Delete, []string{"x"}, "delete", "delete the job or the marked jobs"),
		bind(Jobs, Rename, []string{"e"}, "rename", "change the title, or those of the marked jobs by a pattern"),
		bind(Jobs, Redo, []string{"."}, "again for what failed", "delete or rename once more what was refused"),
		bind(Jobs, NextPage, []string{"n", "]"}, "next page", "next page of the list"),
		bind(Jobs, PrevPage, []string{"p", "["}, "previous page", "previous page of the list"),
		bind(Jobs, Mark, []string{"space"}, "mark", "mark the job"),
		bind(Jobs, Range, []string{"v"}, "range", "mark from here to where v is pressed again"),
		bind(Jobs, MarkAll, []string{"a"}, "mark all", "mark all shown, or none"),
		bind(Jobs, Download, []string{"d"}, "download", "fetch its video and captions, or those of the marked jobs"),
		bind(Jobs, Again, []string{"t"}, "try again", "make it again from the same inputs, or the marked ones"),
		bind(Jobs, Double, []string{"D"}, "edit+again", "open its inputs in the form"),
		bind(Jobs, Promote, []string{"P"}, "precision", "make it again in precision"),
		bind(Jobs, CopyID, []string{"y"}, "copy id", "copy the job's id, or the marked jobs'"),
		bind(Jobs, CopyMenu, []string{"Y"}, "copy", "copy a link, the JSON, a command; or show plain text"),
		bind(Jobs, OpenLink, []string{"o"}, "open", "open the video in the browser; over ssh show its link"),
		bind(Jobs, Watch, []string{"w"}, "tell me", "tell me when it is done, or the marked ones; again: do not"),
		bind(Jobs, WatchAll, []string{"W"}, "tell about", "tell me about the watched jobs, about all, about none"),
		bind(Jobs, Raw, []string{"i"}, "raw", "raw JSON"),

		bind(Detail, NextJob, []string{"J"}, "next job", "next job"),
		bind(Detail, PrevJob, []string{"K"}, "previous job", "previous job"),

		bind(Transfers, Open, []string{"enter"}, "job", "to its job; where a file is in the way, decide"),
		bind(Transfers, Pause, []string{"z"}, "pause", "pause it, or let it go on"),
		bind(Transfers, Again, []string{"t"}, "try again", "try it again now"),
		bind(Transfers, Cancel, []string{"x"}, "cancel", "cancel it, the part file stays; off the list when it is over"),
		bind(Transfers, Folder, []string{"o"}, "folder", "open its folder"),
		bind(Transfers, CopyPath, []string{"y"}, "copy path", "copy its path"),
		bind(Transfers, CopyMenu, []string{"Y"}, "plain text", "show what was copied as plain text"),

		bind(Form, NextField, []string{"tab", "down"}, "next", "next field"),
		bind(Form, PrevField, []string{"shift+tab", "up"}, "back", "previous field"),
		bind(Form, Toggle, []string{"space"}, "toggle", "toggle or choose"),
		bind(Form, Left, []string{"left"}, "left", "previous choice"),
		bind(Form, Right, []string{"right"}, "right", "next choice"),
		bind(Form, Press, []string{"enter"}, "next", "next field; on a button, press it"),
		bind(Form, Submit, []string{"ctrl+x"}, "review", "go to the button that sends it"),
		bind(Form, Clear, []string{"ctrl+u"}, "clear", "clear the field"),
		bind(Form, PathDown, []string{"ctrl+n"}, "next path", "next path of the open list; tab takes it"),
		bind(Form, PathUp, []string{"ctrl+p"}, "previous path", "previous path of the open list"),
		bind(Form, CopyCommand, []string{"ctrl+y"}, "copy command", "copy the command that converts a file HeyGen does not take"),
		bind(Form, Editor, []string{"ctrl+o"}, "in $EDITOR", "edit the whole form as text in your editor"),
		bind(Form, Leave, []string{"esc"}, "leave, draft stays", "leave; what was typed stays"),

		bind(Edit, Accept, []string{"enter"}, "save", "take the text"),
		bind(Edit, Leave, []string{"esc"}, "leave", "leave it as it was"),

		bind(Confirm, Accept, []string{"enter"}, "press", "press the highlighted button"),
		bind(Confirm, Right, []string{"tab", "right", "l"}, "next", "next button"),
		bind(Confirm, Left, []string{"shift+tab", "left", "h"}, "previous", "previous button"),
		bind(Confirm, Yes, []string{"y"}, "yes", "yes"),
		bind(Confirm, No, []string{"n", "esc", "q"}, "no", "no"),
	}
}
