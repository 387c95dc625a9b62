package calls

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
)

// Files reaches the local disk for the form. Its methods may block and are only
// called from commands.
type Files interface {
	Check(path string) (api.LocalFile, error)
	// Complete lists what a typed path may become: of each its path as it would be typed, its
	// size and whether it is a folder. Those that fit the parameter come first.
	Complete(param, prefix string) []api.LocalFile
	// Length is how long a file is by its headers, 0 where those do not tell.
	Length(path string) time.Duration
	// Voices are the sources that a text lists (api.Sources), so many at most, and how many
	// there are besides.
	Voices(text string) (sources []string, more int)
}

// Remembering is Files that also know which were uploaded before, where there is a memory.
func Remembering(ctx context.Context, files Files, mem Memory) Files {
	if files == nil || mem == nil {
		return files
	}
	return remembering{files, func(path string) bool { return mem.Uploaded(ctx, path) }}
}

type remembering struct {
	Files
	uploaded func(path string) bool
}

func (r remembering) Check(path string) (api.LocalFile, error) {
	f, err := r.Files.Check(path)
	f.AtHeyGen = err == nil && f.Problem == "" && r.uploaded(path)
	return f, err
}

// FileChecked is what a file is that the form names in a parameter.
type FileChecked struct {
	Param string
	File  api.LocalFile
}

// SourcesLooked is what the files are that jobs were made from, by their paths.
type SourcesLooked struct{ Files map[string]api.LocalFile }

// LookAtSources looks at the files that a job was made from.
func LookAtSources(ctx context.Context, files Files, paths []string) tea.Cmd {
	if files == nil || len(paths) == 0 {
		return nil
	}
	return func() tea.Msg { return SourcesLooked{LookAtFiles(ctx, files, paths)} }
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

// VoicesListed are the voices that a text names, and how many there are besides.
type VoicesListed struct {
	Text    string
	Sources []string
	More    int
}

// ListVoices looks for the voices that a text names.
func ListVoices(files Files, text string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		sources, more := files.Voices(text)
		return VoicesListed{Text: text, Sources: sources, More: more}
	}
}

// CheckVoices looks at the files of voices, each with an answer of its own.
func CheckVoices(files Files, paths []string) tea.Cmd {
	turn := make(chan struct{}, atOnce)
	var cmds []tea.Cmd
	for _, path := range paths {
		check := CheckFile(files, "audio", path)
		if check == nil {
			continue
		}
		cmds = append(cmds, func() tea.Msg {
			turn <- struct{}{}
			defer func() { <-turn }()
			return check()
		})
	}
	return tea.Batch(cmds...)
}

// PathsCompleted are the paths that begin with what was typed for a parameter.
type PathsCompleted struct {
	Param, Prefix string
	Found         []api.LocalFile
}

// CompletePath looks for paths that begin with a prefix.
func CompletePath(files Files, param, prefix string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		return PathsCompleted{Param: param, Prefix: prefix, Found: files.Complete(param, prefix)}
	}
}

// PathsMeasured are lengths of paths that were offered, by path.
type PathsMeasured struct{ Lengths map[string]time.Duration }

// MeasurePaths looks how long some files are that are on screen.
func MeasurePaths(files Files, paths []string) tea.Cmd {
	if files == nil || len(paths) == 0 {
		return nil
	}
	return func() tea.Msg {
		lengths := map[string]time.Duration{}
		for _, path := range paths {
			lengths[path] = files.Length(path)
		}
		return PathsMeasured{lengths}
	}
}

// LookAt is a question of the form about files.
func LookAt(ctx context.Context, files Files, mem Memory, a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.CheckFile:
		return CheckFile(Remembering(ctx, files, mem), a.Param, a.Path)
	case action.ListVoices:
		return ListVoices(files, a.Text)
	case action.CheckVoices:
		return CheckVoices(Remembering(ctx, files, mem), a.Paths)
	case action.CompletePath:
		return CompletePath(files, a.Param, a.Prefix)
	}
	return nil
}
