package cmd

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/doctor"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/config"
	"lipdash/journal"
	"lipdash/ui/kit/theme"
)

func newDoctor(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say whether lipdash can work here, and what is in its way",
		Long: `Look at the settings, the key, the network and HeyGen, the folders, the terminal and the
tools, and say of each how it is and what changes it. HeyGen is asked once at most, for
whose key it is; nothing is written, and the terminal is asked nothing.

Exit code 0 when nothing failed, 3 when there is no key or it is refused, else 1. Warnings
do not count.`,
		Example: `  lipdash doctor
  lipdash doctor --json
  lipdash doctor --columns check,state,found`,
		Args: noArgs,
	}
	return m.lenient(cmd, checkTable(), func(ctx context.Context, v *invocation, notes []config.Notice, _ []string) error {
		checks := doctor.Checks(m.examine(ctx, v, notes))
		if err := output.All(v.printer, checkTable(), checks); err != nil {
			return err
		}
		switch doctor.Judge(checks) {
		case doctor.NoKey:
			return exitCode(exitAuth)
		case doctor.Ill:
			return exitCode(exitFailure)
		}
		return nil
	})
}

func checkTable() output.Table[doctor.Check] {
	state := func(c doctor.Check, t theme.Theme) output.Look {
		switch c.State {
		case doctor.OK:
			return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
		case doctor.Warning:
			return output.Look{Glyph: t.Glyphs.Stuck, Style: t.Warn}
		case doctor.Failed:
			return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
		}
		return output.Look{Glyph: t.Glyphs.Unknown, Style: t.Muted}
	}
	return output.Table[doctor.Check]{
		Columns: []output.Column[doctor.Check]{
			{Name: "state", Text: func(c doctor.Check) string { return string(c.State) }, Look: state},
			{Name: "check", Text: func(c doctor.Check) string { return c.Name }},
			{Name: "found", Wide: true, Text: func(c doctor.Check) string { return c.Found }},
			{Name: "change", Wide: true, Text: func(c doctor.Check) string { return c.Change }, Look: quiet[doctor.Check]},
		},
		ID: func(c doctor.Check) string { return c.Name }, Wraps: true,
	}
}

// examine finds everything out.
func (m maker) examine(ctx context.Context, v *invocation, notes []config.Notice) doctor.Facts {
	f := doctor.Facts{Settings: v.settings, Screen: v.screen(ctx), Tools: doctor.Tools{FFprobe: tool("ffprobe"), FFmpeg: tool("ffmpeg")}}
	f.Home, _ = os.UserHomeDir()
	flag := given(m.flags)["config"]
	path, _ := config.FilePath(v.conn.source, flag)
	f.File = doctor.File{Path: path, Notices: notes, Profiles: config.Profiles(v.conn.source, flag)}
	if _, err := os.Stat(path); os.IsNotExist(err) {
		f.File.Missing = true
	}
	key := config.Key{}
	if !f.File.Stops() {
		f.Key.Asked = true
		var err error
		if key, f.Key.Looked, err = v.conn.askForKey(ctx, v.streams.err); err != nil {
			f.Key.Problem = err.Error()
		}
		f.Key.Found, f.Key.Tail, f.Key.Hint = !key.Empty(), key.Tail(), key.Hint(v.conn.keyFrom, v.conn.profile)
		if f.Key.Stored, err = config.Stored(v.conn.source, v.conn.profile); err != nil {
			f.Key.StoredProblem = err.Error()
		}
		f.Key.Strays = config.Strays(v.conn.source, append(f.File.Profiles, v.conn.profile))
		f.Key.First = config.ComesFirst(v.conn.source, v.conn.keyFrom)
	}
	place := account.Place{Dir: v.conn.stateDir}
	if f.Key.Found {
		place.Secret = key.Key + key.Bearer
		place.Base, f.Network = v.reach(ctx, key)
	}
	f.Disk = doctor.Disk{Journal: v.lookAt(place.Dir), Downloads: v.lookAt(absolute(v.settings.DownloadFolder.V))}
	if journaled := place.Path(f.Network.Account.Username); journaled != "" && f.Key.Found {
		f.Disk.Known, f.Disk.Others = true, journal.Present(journaled)
	}
	return f
}

func (v *invocation) lookAt(folder string) host.Folder {
	f := host.LookAt(folder)
	if v.streams.free > 0 {
		f.Free, f.FreeKnown = v.streams.free, true
	}
	return f
}

// absolute is a folder of the settings seen from the root; as it is where that is not known.
func absolute(path string) string {
	path = host.Expand(path)
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func tool(name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

// patience is how long HeyGen may take to answer.
const patience = 15 * time.Second

// reach asks HeyGen once whose key it is.
func (v *invocation) reach(ctx context.Context, key config.Key) (base string, n doctor.Network) {
	ctx, cancel := context.WithTimeout(api.NoRateLimitWait(ctx), patience)
	defer cancel()
	client, err := v.conn.client(key, api.Options{Observe: func(c api.Call) {
		if c.Attempt == 1 {
			n.Status, n.Latency, n.Err = c.Status, c.Duration, c.Err
		}
		cancel() // nothing is asked twice
	}})
	if err != nil {
		return "", doctor.Network{Asked: true, Err: err}
	}
	n.Account, err = client.Me(ctx)
	if n.Err == nil {
		n.Err = err
	}
	n.Asked, n.Host, n.Proxy = true, client.Host(), proxyOf(client.BaseURL())
	n.Ahead, n.AheadKnown = client.ClockOffset()
	return client.BaseURL(), n
}

// proxyOf is the host of the proxy that calls go through, "" without one. Its user name and
// password are nobody's business.
func proxyOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: u})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}
