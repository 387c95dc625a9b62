package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// Clipboard copies text.
type Clipboard interface {
	Copy(ctx context.Context, text string) (Copied, error)
}

// Copied is how a text was copied.
type Copied struct {
	// How completes a sentence: "through tmux".
	How string
	// OSC52 says that the text still has to be sent through the terminal, which
	// Bubble Tea does; nobody can tell whether that arrives.
	OSC52 bool
	// Doubt is what would have to change where the text is likely to be lost on
	// its way, "" elsewhere.
	Doubt string
}

// Opener opens links in the user's browser. elsewhere is true when a browser
// here would be of no use, over ssh or without a screen, and nothing was done.
type Opener interface {
	Open(ctx context.Context, link string) (elsewhere bool, err error)
	// Reveal opens a folder in the file manager.
	Reveal(ctx context.Context, folder string) (elsewhere bool, err error)
}

// Plain shows a text alone on the terminal, as the terminal wraps it, until the
// user leaves it. Command is run with the terminal released.
type Plain interface {
	Command(text string) tea.ExecCommand
}

// Editor edits a form as text. Command is run with the terminal released; what
// came of it is read from Result afterwards: the texts, and what is wrong with
// them by parameter name. Without an editor the command is nil and the error of
// Result says why.
type Editor interface {
	Command(values map[string]string) (cmd tea.ExecCommand, result func() (values, errs map[string]string, err error))
}

// Notifier tells something to a user who is looking elsewhere. It may block and
// is only called from commands. The sequence, which rings the bell, still has to
// be sent through the terminal, which Bubble Tea does; how says what else is
// done, in words.
type Notifier interface {
	Notify(ctx context.Context, text string) (sequence, how string, err error)
}
