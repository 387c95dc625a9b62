package doctor

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/cmd/host"
	"lipdash/config"
	"lipdash/journal"
	"lipdash/ui/state/share"
)

// well are facts of a machine where nothing is in the way.
func well() Facts {
	return Facts{
		Home: "/home/ana", Settings: config.Settings{Profile: config.Value[string]{V: "default"}},
		File: File{Path: "/home/ana/.config/lipdash/config.toml", Profiles: []string{"default"}},
		Key:  Key{Asked: true, Found: true, Tail: "4f2a", Hint: "set another key", Looked: []config.LookedIn{{Where: "HEYGEN_API_KEY in the environment"}}},
		Network: Network{
			Host: "api.heygen.com", Asked: true, Status: 200, Latency: 123456 * time.Microsecond, AheadKnown: true,
			Account: api.Account{Username: "ana", Balance: api.Balance{Known: true, Amount: 12.5, Currency: "usd"}},
		},
		Disk: Disk{
			Journal:   host.Folder{Path: "/home/ana/.local/state/lipdash", Mode: 0o700, FreeKnown: true, Free: 50e9},
			Downloads: host.Folder{Path: "/srv/out", FreeKnown: true, Free: 50e9}, Known: true,
		},
		Screen: Screen{Is: true, Width: 120, Height: 40, Term: "xterm-256color", Colors: "256 colours", Copies: share.Copied{How: "with wl-copy"}},
		Tools:  Tools{FFprobe: "/usr/bin/ffprobe", FFmpeg: "/usr/bin/ffmpeg"},
	}
}

func TestWhatIsFoundIsJudgedAndSaid(t *testing.T) {
	status := func(code int, text string) error {
		return &api.Error{Op: "read the account", Status: code, Code: text, Enveloped: true}
	}
	for _, c := range []struct {
		name    string
		change  func(*Facts)
		check   string
		state   State
		found   string
		changes string
		verdict Verdict
	}{
		{"all is well", func(*Facts) {}, "network", OK, "api.heygen.com answered in 123ms", "base_url", Well},
		{"the account", func(*Facts) {}, "account", OK, "ana, $12.50 left", "", Well},
		{"the key's end", func(*Facts) {}, "key", OK, "..4f2a, in HEYGEN_API_KEY in the environment", "HEYGEN_API_KEY", Well},
		{"no key", func(f *Facts) {
			f.Key = Key{Asked: true, Looked: []config.LookedIn{{Where: "A", Found: "not set"}}}
			f.Network = Network{}
		}, "key", Failed, "there is none; looked in A (not set): start lipdash in a terminal and paste one", "key_from", NoKey},
		{"a bad key", func(f *Facts) { f.Key = Key{Asked: true, Problem: "A: it is in quotes"} }, "key", Failed, "not usable: A: it is in quotes", "key_from", NoKey},
		{"a refused key", func(f *Facts) { f.Network.Status, f.Network.Err = 401, status(401, "unauthorized") }, "account", Failed, "(401): set another key", "key_from", NoKey},
		{"a stored key", func(f *Facts) {
			f.Key.Stored = config.StoredKey{In: config.InFile, Shown: "~/.config/lipdash/keys/default.json", Mode: 0o600}
		}, "stored key", OK, "lipdash stored it in ~/.config/lipdash/keys/default.json, mode 0600", "lipdash account --forget-key", Well},
		{"a stored key that others may read", func(f *Facts) {
			f.Key.Stored, f.Key.StoredProblem = config.StoredKey{In: config.InFile, Shown: "~/k", Mode: 0o644}, "others may read it"
		}, "stored key", Warning, "lipdash stored it in ~/k, mode 0644: others may read it", "--forget-key", Well},
		{"a stored key that is not used", func(f *Facts) {
			f.Key.Stored, f.Key.First = config.StoredKey{In: config.InKeyring}, "HEYGEN_API_KEY"
		}, "stored key", OK, "; it is not looked at, HEYGEN_API_KEY comes first", "--forget-key", Well},
		{"an older key that the keyring keeps", func(f *Facts) {
			f.Key.Stored = config.StoredKey{In: config.InFile, Shown: "~/k", Old: true}
		}, "stored key", Warning, "~/k; an older one is in the keyring, which could not be asked to take it out", "--forget-key", Well},
		{"a missing scope", func(f *Facts) {
			f.Network.Status, f.Network.Err = 403, &api.Error{Op: "x", Status: 403, Enveloped: true, Scope: "user:read"}
		}, "account", Warning, "it lacks the scope user:read", "scopes", Well},
		{"a fault of HeyGen", func(f *Facts) { f.Network.Status, f.Network.Err = 500, status(500, "") }, "account", Failed, "It did not work.", "", Ill},
		{"no network", func(f *Facts) {
			f.Network = Network{Asked: true, Host: "api.heygen.com", Proxy: "proxy:3128", Err: errors.New("refused")}
		}, "network", Failed, "api.heygen.com through the proxy proxy:3128 does not answer", "HTTPS_PROXY", Ill},
		{"clocks", func(f *Facts) { f.Network.Ahead = -3 * time.Minute }, "clock", Warning, "this machine's clock is 3m00s ahead of HeyGen's", "clock", Well},
		{"clocks, a little", func(f *Facts) { f.Network.Ahead = 20 * time.Second }, "clock", OK, "as HeyGen's", "", Well},
		{"a warning of the file", func(f *Facts) {
			f.File.Notices = []config.Notice{{Origin: config.Origin{Kind: config.FromFile, Where: "config.toml line 3"}, Problem: "unknown key", Instead: "Ignored"}}
		}, "settings", Warning, "config.toml line 3: unknown key. Ignored.", "lipdash config edit", Well},
		{"a setting that stops", func(f *Facts) {
			f.File.Notices = []config.Notice{{Origin: config.Origin{Kind: config.FromEnv, Where: "LIPDASH_PROFILE"}, Key: "profile", Problem: "names x", Stop: true}}
		}, "settings", Failed, "LIPDASH_PROFILE: profile names x. Nothing is done", "LIPDASH_PROFILE", Ill},
		{"read only", func(f *Facts) {
			f.Settings.ReadOnly = config.Value[bool]{V: true, Origin: config.Origin{Kind: config.FromFile, Where: "config.toml line 2"}}
		}, "writes", OK, "refused, by read_only = true (config.toml line 2)", "read_only", Well},
		{"an open folder", func(f *Facts) { f.Disk.Journal.Mode = 0o755 }, "journal", Warning, "others on this machine may look into it (0755)", "chmod 700 ~/.local/state/lipdash", Well},
		{"a sealed disk", func(f *Facts) { f.Disk.Journal.Sealed = true }, "journal", Failed, "nothing can be written there", "XDG_STATE_HOME", Ill},
		{"a file in its place", func(f *Facts) {
			f.Disk.Downloads.Wrong = &fs.PathError{Op: "open", Path: "/srv/out", Err: errors.New("not a directory")}
		}, "downloads", Failed, "/srv/out: not a directory", "download_folder", Ill},
		{"little room", func(f *Facts) { f.Disk.Downloads.Free = 5e8 }, "downloads", Warning, "500.0 MB free, which is little: make room there", "download_folder", Well},
		{"nowhere", func(f *Facts) { f.Disk.Journal = host.Folder{} }, "journal", Warning, "nothing is remembered", "HOME", Well},
		{"another process", func(f *Facts) { f.Disk.Others = []journal.Process{{PID: 41}, {PID: 42, Stopped: true}} }, "processes", Warning, "lipdash 41 has this account open, and sends what was created there; lipdash 42 is stopped", "fg", Well},
		{"one elsewhere", func(f *Facts) { f.Disk.Others = []journal.Process{{}} }, "processes", OK, "lipdash another has", "", Well},
		{"a small terminal", func(f *Facts) { f.Screen.Width = 40 }, "terminal", Warning, "40 columns, 40 lines: the dashboard needs", "", Well},
		{"a dumb terminal", func(f *Facts) { f.Screen.Term = "dumb" }, "terminal", Warning, "there is no dashboard but in lines", "TERM", Well},
		{"no terminal", func(f *Facts) { f.Screen.Is = false }, "terminal", Unknown, "standard output is no terminal", "", Well},
		{"within", func(f *Facts) { f.Screen.Within = []string{"tmux", "ssh"} }, "terminal", OK, "in tmux and ssh", "", Well},
		{"where colours are from", func(f *Facts) {
			f.Settings.Color.V, f.Screen.ColorsBy, f.Screen.More = "auto", "TERM", "COLORTERM=truecolor"
		}, "colours", OK, "256 colours, by TERM; where the terminal has more, COLORTERM=truecolor says so", "color", Well},
		{"a setting of colours", func(f *Facts) {
			f.Settings.Color = config.Value[string]{V: "always", Origin: config.Origin{Kind: config.FromFlag, Where: "--color"}}
		}, "colours", OK, "256 colours, color is always (--color)", "color", Well},
		{"a theme that is looked for", func(f *Facts) { f.Settings.Theme.V = "auto" }, "theme", OK, "by the terminal's background", "theme, [themes.NAME]", Well},
		{"a theme of the user's", func(f *Facts) {
			f.Screen.Own = true
			f.Settings.Theme = config.Value[string]{V: "mine", Origin: config.Origin{Kind: config.FromFile, Where: "config.toml line 2"}}
		}, "theme", OK, "mine (config.toml line 2), one of yours", "theme", Well},
		{"a locale", func(f *Facts) { f.Screen.LocaleBy, f.Screen.Locale = "LANG", "de_DE.UTF-8" }, "glyphs", OK, "Unicode, by LANG=de_DE.UTF-8", "ascii", Well},
		{"an old locale", func(f *Facts) { f.Screen.ASCII, f.Screen.LocaleBy, f.Screen.Locale = true, "LC_ALL", "C" }, "glyphs", Warning, "ASCII only: LC_ALL=C is not UTF-8", "ascii, LC_ALL", Well},
		{"lines", func(f *Facts) { f.Screen.Plain, f.Screen.PlainBy = true, "ACCESSIBLE" }, "lines", OK, "yes, in place of a screen, by ACCESSIBLE", "plain", Well},
		{"a screen", func(*Facts) {}, "lines", OK, "no, a screen", "--plain", Well},
		{"tmux", func(f *Facts) {
			f.Screen.Tmux = &host.Tmux{Version: "3.4", Client: "xterm-kitty", Clipboard: "external", Mouse: "on", Focus: "on", Terminal: "tmux-256color"}
		}, "tmux", OK, "3.4, attached from xterm-kitty, set-clipboard external, mouse on, focus-events on, default-terminal tmux-256color", "tmux.conf", Well},
		{"an old tmux", func(f *Facts) { f.Screen.Tmux = &host.Tmux{Version: "2.9a", Old: true} }, "tmux", Warning, "copying through tmux needs 3.2", "tmux.conf", Well},
		{"a mute tmux", func(f *Facts) { f.Screen.Tmux = &host.Tmux{} }, "tmux", Unknown, "it does not say", "", Well},
		{"a tmux that keeps copies", func(f *Facts) { f.Screen.Tmux = &host.Tmux{Version: "3.4", Clipboard: "off"} }, "clipboard", Warning, "stays in tmux", "set-clipboard external", Well},
		{"a tmux that hides the focus", func(f *Facts) { f.Screen.Tmux = &host.Tmux{Version: "3.4", Focus: "off"} }, "notifications", OK, "goes by the last key", "focus-events on", Well},
		{"no colours", func(f *Facts) { f.Screen.Colors, f.Screen.NoColor = "none", "NO_COLOR" }, "colours", OK, "none (NO_COLOR)", "color", Well},
		{"a doubtful clipboard", func(f *Facts) {
			f.Screen.Copies = share.Copied{How: "through the terminal", OSC52: true, Doubt: "set -g x"}
		}, "clipboard", Warning, "which may not arrive", "set -g x", Well},
		{"no ffprobe", func(f *Facts) { f.Tools.FFprobe = "" }, "ffprobe", Warning, "not found", "install", Well},
	} {
		f := well()
		c.change(&f)
		checks := Checks(f)
		if got := Judge(checks); got != c.verdict {
			t.Errorf("%s: verdict %d", c.name, got)
		}
		ok := false
		for _, is := range checks {
			if is.Found == "" || is.Name == "" || is.State == "" {
				t.Errorf("%s: a check says nothing: %+v", c.name, is)
			}
			ok = ok || is.Name == c.check && is.State == c.state && strings.Contains(is.Found, c.found) && strings.Contains(is.Change, c.changes)
		}
		if !ok {
			t.Errorf("%s: %+v", c.name, checks)
		}
	}
}

func TestTheUsersFolderIsShortAndNoOtherIs(t *testing.T) {
	f := Facts{Home: "/home/ana"}
	for path, want := range map[string]string{"/home/ana": "~", "/home/ana/x": "~/x", "/home/anatol/x": "/home/anatol/x", "/srv": "/srv"} {
		if got := f.tidy(path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
	if got := (Facts{}).tidy("/x"); got != "/x" {
		t.Error(got)
	}
}
