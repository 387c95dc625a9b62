package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/share"
)

// Clipboard copies text.
type Clipboard interface {
	Copy(ctx context.Context, text string) (share.Copied, error)
}

// TextCopied is what came of copying a text. Aside is one more thing to say of it, Show
// asks for the text alone.
type TextCopied struct {
	Of    share.Text
	Aside string
	Show  bool
	How   share.Copied
	Err   error
}

// CopyText copies a text and tells with result how that was done.
func CopyText(ctx context.Context, c Clipboard, result TextCopied) tea.Cmd {
	return func() tea.Msg {
		result.How, result.Err = c.Copy(ctx, result.Of.Text)
		return result
	}
}

// Opener opens links in the user's browser. elsewhere is true when a browser
// here would be of no use, over ssh or without a screen, and nothing was done.
type Opener interface {
	Open(ctx context.Context, link string) (elsewhere bool, err error)
	// OpenFile opens a file of this machine with the program for its kind.
	OpenFile(ctx context.Context, path string) (elsewhere bool, err error)
	// Reveal opens a folder in the file manager.
	Reveal(ctx context.Context, folder string) (elsewhere bool, err error)
}

// Opened is what came of opening a link or a folder: what is said of it, and what is done
// instead when it is elsewhere, where nothing can be opened for the user.
type Opened struct {
	Said string
	// Failed begins the sentence about an error, Hint ends it.
	Failed, Hint string
	Instead      tea.Cmd
	Elsewhere    bool
	Err          error
}

// Open opens a link or a folder with a method of Opener, and tells with result what came
// of it.
func Open(ctx context.Context, with func(context.Context, string) (bool, error), what string, result Opened) tea.Cmd {
	return func() tea.Msg {
		result.Elsewhere, result.Err = with(ctx, what)
		return result
	}
}

// Plain shows a text alone on the terminal, as the terminal wraps it, until the
// user leaves it. Command is run with the terminal released.
type Plain interface {
	Command(text string) tea.ExecCommand
}

// ShowText gives the terminal to a text until the user has left it, without what a
// terminal would obey. Only the terminal itself can wrap a long link so that it is still
// one line to the mouse; what happens meanwhile is caught up with afterwards.
func ShowText(p Plain, text string) tea.Cmd {
	if p == nil || text == "" {
		return nil
	}
	return tea.Exec(p.Command(format.Outside(text)), func(err error) tea.Msg {
		return Opened{Failed: "the text could not be shown: ", Err: err}
	})
}

// Editor edits a form as text. Cmd is run with the terminal released, and result tells
// afterwards what came of it: the texts, and what is wrong with them by parameter name.
// Without an editor cmd is nil and the error of result says why.
type Editor interface {
	Command(values map[string]string) (cmd tea.ExecCommand, result func() (values, errs map[string]string, err error))
}

// TextEdited is the form as it came back from an editor; Errs is what is wrong with it, by
// parameter.
type TextEdited struct {
	Values, Errs map[string]string
	Err          error
}

// EditText opens the whole form in the user's editor. What is typed is on disk
// as a draft meanwhile, whatever the editor does.
func EditText(ed Editor, values map[string]string) tea.Cmd {
	if ed == nil {
		return nil
	}
	cmd, result := ed.Command(values)
	return edit(cmd, func(err error) tea.Msg {
		if err != nil {
			return TextEdited{Err: err}
		}
		values, errs, err := result()
		return TextEdited{Values: values, Errs: errs, Err: err}
	})
}

// edit gives the terminal to an editor, and tells done how it was left. Without an editor that
// is told at once.
func edit(editor tea.ExecCommand, done func(error) tea.Msg) tea.Cmd {
	if editor == nil {
		return func() tea.Msg { return done(nil) }
	}
	return tea.Exec(editor, done)
}

// Notifier tells something to a user who is looking elsewhere. It may block and
// is only called from commands. The sequence, which rings the bell, still has to
// be sent through the terminal, which Bubble Tea does; how says what else is
// done, in words.
type Notifier interface {
	Notify(ctx context.Context, text string) (sequence, how string, err error)
}

// Notified is what came of telling a user. Test tells that it was sent to try it.
type Notified struct {
	Sequence, How string
	Test          bool
	Err           error
}

// Notify tells a user something; test tells that it is only to try it.
func Notify(ctx context.Context, n Notifier, text string, test bool) tea.Cmd {
	return func() tea.Msg {
		sequence, how, err := n.Notify(ctx, text)
		return Notified{Sequence: sequence, How: how, Test: test, Err: err}
	}
}
