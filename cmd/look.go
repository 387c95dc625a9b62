package cmd

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui/calls"
	"lipdash/ui/kit/theme"
)

// outputOptions are where and how a command prints. The terminal is not asked: where
// its ground is not known, its own sixteen colours are readable on any.
func outputOptions(s streams, settings config.Settings, src config.Source) output.Options {
	o := output.Options{Out: s.out, Err: s.err, OutTerminal: s.terminal(s.out), ErrTerminal: s.terminal(s.err), Width: cmp.Or(s.screen, 80)}
	for _, stream := range []any{s.out, s.err} {
		if f, ok := stream.(interface{ Fd() uintptr }); ok && terminal.Is(stream) {
			if w, _, err := term.GetSize(f.Fd()); err == nil && w > 0 {
				o.Width = w
				break
			}
		}
	}
	look := theme.Options{ASCII: settings.UseASCII(src), Name: settings.Theme.V, Own: ownThemes(settings)}
	if settings.Color.V != "never" {
		look.Depth = depth(colorprofile.Env(os.Environ()), settings, look)
	}
	o.Theme = theme.New(look)
	return o
}

func depth(p colorprofile.Profile, settings config.Settings, look theme.Options) theme.Depth {
	if settings.Color.V == "always" {
		p = max(p, colorprofile.ANSI)
	}
	switch {
	case p < colorprofile.ANSI:
		return theme.NoColor
	case p == colorprofile.ANSI, look.Follows():
		return theme.ANSI16
	case p == colorprofile.ANSI256:
		return theme.ANSI256
	}
	return theme.Full
}

// lookedAtOnce is how many files are looked at between two looks at the time.
const lookedAtOnce = 16

// lookAtFiles looks at local files, and tells what they are.
func (v *invocation) lookAtFiles(ctx context.Context, files calls.Files, paths []string, tell func(map[string]api.LocalFile)) error {
	defer v.printer.Progress().Clear()
	for i := 0; i < len(paths); i += lookedAtOnce {
		v.printer.Progress().Set(fmt.Sprintf("checking files: %d of %d", i, len(paths)))
		tell(calls.LookAtFiles(ctx, files, paths[i:min(i+lookedAtOnce, len(paths))]))
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}
