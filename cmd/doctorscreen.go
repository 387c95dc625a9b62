package cmd

import (
	"context"
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"lipdash/cmd/doctor"
	"lipdash/cmd/host"
	"lipdash/cmd/terminal"
	"lipdash/config"
)

// screen is what is known of the terminal without asking it.
func (v *invocation) screen(ctx context.Context) doctor.Screen {
	s := doctor.Screen{
		Is: v.streams.terminal(v.streams.out), Term: os.Getenv("TERM"), ASCII: v.settings.UseASCII(v.conn.source),
		Copies: host.NewClipboard().How(ctx), Notify: host.NewNotifier().Find(ctx), Width: v.streams.screen, Height: v.streams.screen / 3,
		Tmux: host.AskTmux(ctx), Plain: v.settings.UsePlain(v.conn.source), PlainBy: v.plainBy(),
	}
	s.LocaleBy, s.Locale = config.Locale(v.conn.source)
	_, s.Own = ownThemes(v.settings)[v.settings.Theme.V]
	if f, ok := v.streams.out.(interface{ Fd() uintptr }); ok && terminal.Is(v.streams.out) {
		s.Width, s.Height, _ = term.GetSize(f.Fd())
	}
	for _, around := range []struct {
		name string
		is   bool
	}{{"tmux", os.Getenv("TMUX") != ""}, {"screen", os.Getenv("STY") != ""}, {"ssh", host.Remote(os.Getenv)}} {
		if around.is {
			s.Within = append(s.Within, around.name)
		}
	}
	v.colors(&s)
	return s
}

// colors says how many colours there are, and what told so.
func (v *invocation) colors(s *doctor.Screen) {
	p := colorprofile.Env(os.Environ())
	if terminal.Is(v.streams.out) {
		p = colorprofile.Detect(v.streams.out, os.Environ()) // as the dashboard does: it asks tmux too
	}
	if set := profile(v.settings.Color.V, os.Environ()); set != nil {
		p = *set
	}
	s.Colors = map[colorprofile.Profile]string{colorprofile.TrueColor: "true colour", colorprofile.ANSI256: "256 colours", colorprofile.ANSI: "16 colours"}[p]
	if s.Colors == "" {
		s.Colors = "none"
	}
	if o := v.settings.Color.Origin; o.Kind == config.FromEnv {
		s.NoColor = o.Where
	}
	tmux := os.Getenv("TMUX") != ""
	switch said := strings.ToLower(os.Getenv("COLORTERM")); {
	case said == "truecolor" || said == "24bit":
		s.ColorsBy = "COLORTERM"
	case p == colorprofile.TrueColor && tmux:
		s.ColorsBy = "tmux"
	case os.Getenv("TERM") != "":
		s.ColorsBy = "TERM"
	}
	switch {
	case v.settings.Color.V != "auto" || p == colorprofile.TrueColor || p < colorprofile.ANSI:
	case tmux:
		s.More = "set -as terminal-features ',*:RGB' in tmux"
	default:
		s.More = "COLORTERM=truecolor"
	}
}

// plainBy is what has lipdash speak in lines.
func (v *invocation) plainBy() string {
	switch {
	case v.settings.Plain.V == "on":
		return "plain (" + v.settings.Plain.Origin.String() + ")"
	case os.Getenv("TERM") == "dumb":
		return "TERM=dumb"
	}
	return "ACCESSIBLE"
}
