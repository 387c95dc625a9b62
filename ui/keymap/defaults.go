package keymap

// defaults is the one table of bindings. Never bound, because a terminal, a
// multiplexer or a keyboard layout owns them: ctrl+s ctrl+q ctrl+\ ctrl+h
// ctrl+i ctrl+m ctrl+[ ctrl+space, alt combinations; ctrl+a and ctrl+k only
// inside text fields; backspace, delete and F-keys never in lists.
func defaults() []Binding {
	return []Binding{
		{Global, Help, []string{"?"}, "help", "show or hide these keys"},
		{Global, Back, []string{"esc"}, "back", "one layer back: dialog, search, marks, then nothing"},
		{Global, Close, []string{"q"}, "quit", "back; at the top, quit"},
		{Global, ForceQuit, []string{"ctrl+c"}, "quit", "quit from anywhere"},
		{Global, Suspend, []string{"ctrl+z"}, "suspend", "suspend to the shell"},
		{Global, Redraw, []string{"ctrl+l"}, "redraw", "draw the screen again"},
		{Global, Pane, []string{"tab", "shift+tab"}, "pane", "move between list and detail"},
		{Global, Refresh, []string{"r", "ctrl+r"}, "refresh", "ask for news now"},
		{Global, Resync, []string{"R"}, "reload", "load every page seen again"},
		{Global, Undo, []string{"u"}, "undo", "take the last delete or rename back"},

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
		{Jobs, Delete, []string{"x"}, "delete", "delete the job or the marked jobs"},
		{Jobs, Rename, []string{"e"}, "rename", "change the title"},
		{Jobs, NextPage, []string{"n", "]"}, "next page", "next page of the list"},
		{Jobs, PrevPage, []string{"p", "["}, "previous page", "previous page of the list"},
		{Jobs, Mark, []string{"space"}, "mark", "mark the job"},
		{Jobs, Range, []string{"v"}, "range", "mark from here to where v is pressed again"},
		{Jobs, MarkAll, []string{"a"}, "mark all", "mark all shown, or none"},
		{Jobs, CopyID, []string{"y"}, "copy id", "copy the job's id"},
		{Jobs, CopyMenu, []string{"Y"}, "copy…", "copy a link, the title or the JSON"},
		{Jobs, Raw, []string{"i"}, "raw", "raw JSON"},

		{Detail, NextJob, []string{"J"}, "next job", "next job"},
		{Detail, PrevJob, []string{"K"}, "previous job", "previous job"},

		{Form, NextField, []string{"tab", "down"}, "next", "next field"},
		{Form, PrevField, []string{"shift+tab", "up"}, "back", "previous field"},
		{Form, Toggle, []string{"space"}, "toggle", "toggle or choose"},
		{Form, Left, []string{"left"}, "left", "previous choice"},
		{Form, Right, []string{"right"}, "right", "next choice"},
		{Form, Press, []string{"enter"}, "next", "next field; on a button, press it"},
		{Form, Submit, []string{"ctrl+x"}, "review", "go to the button that sends it"},
		{Form, Clear, []string{"ctrl+u"}, "clear", "clear the field"},
		{Form, Leave, []string{"esc"}, "leave, draft stays", "leave; what was typed stays"},

		{Edit, Accept, []string{"enter"}, "save", "take the text"},
		{Edit, Leave, []string{"esc"}, "leave", "leave it as it was"},

		{Confirm, Accept, []string{"enter"}, "press", "press the highlighted button"},
		{Confirm, Right, []string{"tab", "right", "l"}, "next", "next button"},
		{Confirm, Left, []string{"shift+tab", "left", "h"}, "previous", "previous button"},
		{Confirm, Yes, []string{"y"}, "yes", "yes"},
		{Confirm, No, []string{"n", "esc", "q"}, "no", "no"},
	}
}
