package calls

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/create"
)

// Files reaches the local disk for the form. Its methods may block and are only
// called from commands.
type Files interface {
	Check(path string) (api.LocalFile, error)
	Complete(prefix string) []string
}

// FileChecked is what a file is that the form names in a parameter.
type FileChecked struct {
	Param string
	File  api.LocalFile
}

// CheckFile looks at a file.
func CheckFile(files Files, param, path string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		file, err := files.Check(path)
		file.Path = path
		if err != nil {
			file.Problem = err.Error()
		}
		return FileChecked{Param: param, File: create.FileFor(param, file)}
	}
}

// PathsCompleted are the paths that begin with what was typed for a parameter.
type PathsCompleted struct {
	Param, Prefix string
	Paths         []string
}

// CompletePath looks for paths that begin with a prefix.
func CompletePath(files Files, param, prefix string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		return PathsCompleted{Param: param, Prefix: prefix, Paths: files.Complete(prefix)}
	}
}
