package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	"lipdash/cmd/host"
	"lipdash/cmd/sheetio"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// openDashboard opens the dashboard on the account of the key that is found,
// on the first-run screen when there is none, or on the demo.
func openDashboard(ctx context.Context, s streams, flags map[string]string, demo bool) error {
	d, err := newDashboard(s, flags)
	if err != nil {
		return err
	}
	if d.settings.UsePlain(d.conn.source) {
		return d.lines(ctx, demo)
	}
	if err := needTerminal(s); err != nil {
		return err
	}
	before := d.conn // the screen is drawn
	d.conn.source = systemSource(true)
	if demo {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		session, err := d.conn.demo(ctx)
		if err != nil {
			return err
		}
		return d.run(ctx, &session, nil)
	}
	key, looked, err := before.askForKey(ctx, s.err)
	if err != nil {
		d.notices = append(d.notices, err.Error())
	}
	if !key.Empty() {
		session, err := d.conn.session(key)
		if err != nil {
			return err
		}
		return d.run(ctx, &session, looked)
	}
	cli, there := d.conn.withCLI(ctx)
	if !slices.ContainsFunc(looked, func(l config.LookedIn) bool { return slices.Contains(there, l) }) {
		looked, d.cli = append(looked, there...), cli
	}
	return d.run(ctx, nil, looked)
}

// dashboard is one run of it.
type dashboard struct {
	streams  streams
	settings config.Settings
	notices  []string
	keys     *keymap.Map
	conn     connector
	ssh      bool
	// cli opens a session with the key of the official CLI, nil where that is not offered.
	cli func(context.Context) (calls.Session, error)
}

func newDashboard(s streams, flags map[string]string) (*dashboard, error) {
	src := systemSource(false)
	settings, notices, err := loadSettings(src, flags)
	if err != nil {
		return nil, err
	}
	keys, _, wrongKeys := bindings(src, flags)
	for _, n := range wrongKeys {
		notices = append(notices, n.String())
	}
	_, wrong := newHooks(settings, nil)
	notices = append(append(notices, weakThemes(settings)...), wrong...)
	return &dashboard{
		streams: s, settings: settings, notices: notices, keys: keys, ssh: host.Remote(os.Getenv),
		conn: newConnector(src, settings, flags),
	}, nil
}

// needTerminal refuses to draw where nobody sees it.
func needTerminal(s streams) error {
	switch {
	case !terminal.Is(s.in):
		return usageError{errors.New("the dashboard needs a terminal, and standard input is not one: --plain reads commands from it")}
	case !terminal.Is(s.out):
		return usageError{errors.New("the dashboard needs a terminal, and standard output is not one: --plain prints lines")}
	case os.Getenv("TERM") == "dumb":
		return usageError{errors.New("the dashboard needs a terminal that can move its cursor, and TERM is dumb: --plain has a line mode")}
	}
	return nil
}

func (d *dashboard) run(ctx context.Context, session *calls.Session, looked []config.LookedIn) error {
	gcPercent()
	safely.Go(host.SweepForms)
	safely.Go(func() { d.conn.keyPlaces() }) // whether there is a keyring, before somebody waits for it
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	model := ui.New(ctx, d.options(session, looked))
	code := terminal.Run(ctx, model, terminal.Options{
		FPS: d.fps(), Environ: environ(os.Environ(), d.ssh), Profile: profile(d.settings.Color.V, os.Environ()),
		JoinEscapes: d.joinEscapes(), Secrets: d.conn.secrets,
		ReportDir: terminal.StateDir(), Errors: d.streams.err,
		Stopping: d.conn.memories.handOver,
		After: func() {
			d.conn.hooks.wait(follow.HooksPatience, func(n int) {
				_, _ = fmt.Fprintln(d.streams.err, "lipdash: waits a moment for "+format.Count(n, "hook", "hooks"))
			})
			cancel()
			d.conn.memories.wait(d.streams.err)
		},
	})
	if left := model.AfterExit(); left != "" && (code == exitOK || code > exitSignal) {
		_, _ = fmt.Fprintln(d.streams.err, "lipdash: "+left)
	}
	if code != exitOK {
		return exitCode(code)
	}
	return nil
}

func (d *dashboard) options(session *calls.Session, looked []config.LookedIn) ui.Options {
	s := d.settings
	kept := action.KeyPlaces{}
	if session == nil {
		kept = d.conn.keyPlaces()
	}
	return ui.Options{
		Session: session, Connect: d.conn.connect, Reconnect: d.conn.reconnect, OpenDemo: d.conn.demo, KeyPlaces: kept, CLIKey: d.cli,
		LookedIn: places(looked), Notices: d.notices, Keys: d.keys, NoMouse: s.Mouse.V == "off", Views: views(s), View: s.View.V,
		Sheets: sheetio.Dashboard{Getenv: os.Getenv},
		Files:  host.Files{}, Clipboard: host.NewClipboard(), Opener: host.NewOpener(), Plain: terminal.Plain{},
		OpenProfile: d.conn.openProfile, Profiles: config.Profiles(d.conn.source, d.conn.flags["config"]), Profile: d.conn.profile,
		Notifier: host.NewNotifier(), Editor: host.NewEditor(os.Getenv),
		Theme: s.Theme.V, Themes: ownThemes(s), Color: s.Color.V, ASCII: s.UseASCII(d.conn.source),
		Still: s.Motion.V == "none", TabProgress: tabProgress(s, os.Getenv),
	}
}

// fps is the frame cap: idle, the frame ticker is all the CPU that is
// used, and over a link fewer frames are enough.
func (d *dashboard) fps() int {
	switch {
	case d.settings.FPS.V > 0:
		return d.settings.FPS.V
	case d.ssh:
		return 20
	}
	return 30
}

// joinEscapes is on where keys arrive torn; inside a multiplexer they do not.
func (d *dashboard) joinEscapes() bool {
	return config.IsOn(d.settings.JoinEscapes.V, d.ssh && os.Getenv("TMUX") == "" && os.Getenv("STY") == "")
}

// environ is what Bubble Tea may know. With SSH_TTY it would not ask for
// synchronized updates, which matter most over ssh; where the terminal does not
// answer they stay off.
func environ(env []string, ssh bool) []string {
	if !ssh {
		return env
	}
	return slices.DeleteFunc(slices.Clone(env), func(v string) bool { return strings.HasPrefix(v, "SSH_TTY=") })
}

// profile is the terminal's colours, or nil to have them detected. The setting
// decides, because NO_COLOR and its like are already in it.
func profile(color string, env []string) *colorprofile.Profile {
	var p colorprofile.Profile
	switch color {
	case "never":
		p = colorprofile.ASCII
	case "always":
		plain := slices.DeleteFunc(slices.Clone(env), func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") })
		p = max(colorprofile.Env(plain), colorprofile.ANSI)
	default:
		return nil
	}
	return &p
}

// rates are the settings' prices by mode.
func rates(s config.Settings) func(api.Mode) float64 {
	return func(mode api.Mode) float64 {
		if mode == api.ModePrecision {
			return s.RatePrecision.V
		}
		return s.RateSpeed.V
	}
}

// folder is where downloads go by the settings.
func folder(s config.Settings) account.Folder {
	return account.Folder{
		Path: s.DownloadFolder.V, Name: s.DownloadName.V, Ask: s.DownloadClash.V == "ask",
		Parallel: s.Downloads.V, Rate: int64(s.DownloadLimit.V) * 1000,
	}
}

// garbagePercent is how much garbage may lie beside what lives, in percent. A
// dashboard with a hundred thousand jobs holds much and makes little.
const garbagePercent = 40

// gcPercent keeps the process small, unless somebody knows better (GOGC).
func gcPercent() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
}
