package host

import "context"

// desktop is the program of this desktop that shows messages, "" without one.
func (n Notifier) desktop() string {
	tool := "notify-send"
	switch n.goos {
	case "darwin":
		tool = "osascript"
	case "windows":
		return ""
	default:
		if n.env("DISPLAY") == "" && n.env("WAYLAND_DISPLAY") == "" {
			return ""
		}
	}
	if _, err := n.look(tool); err != nil {
		return ""
	}
	return tool
}

// show has the desktop show a text. It is an argument and never part of a
// script; with notify-send it is the summary, for a body may be taken for markup.
func (n Notifier) show(ctx context.Context, tool, text string) error {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	args := []string{"--app-name=" + app, "--", app + ": " + text}
	if tool == "osascript" {
		args = []string{
			"-e", "on run argv",
			"-e", "display notification (item 2 of argv) with title (item 1 of argv)",
			"-e", "end run",
			app, text, // after a word that is no option nothing is one
		}
	}
	_, err := n.run(ctx, tool, args...)
	return err
}
