// Package doctor says whether lipdash can work here, from facts that were gathered
// elsewhere: what is well, what is not, and what changes it. It looks at nothing itself.
package doctor

import (
	"path/filepath"
	"slices"
	"strings"

	"lipdash/config"
)

// State is how something is.
type State string

// The states, the worst last. Unknown is what could not be looked at, or was not.
const (
	OK      State = "ok"
	Unknown State = "unknown"
	Warning State = "warning"
	Failed  State = "failed"
)

// Check is one thing that was looked at.
type Check struct {
	// Name is what was looked at, in a word or two.
	Name  string `json:"check"`
	State State  `json:"state"`
	// Found is what is there, in words.
	Found string `json:"found"`
	// Change is what changes it: a setting, a variable, a command; "" for nothing of ours.
	Change string `json:"change,omitempty"`
	// auth is true where it is the key that fails.
	auth bool
}

// Verdict is what all checks together say.
type Verdict int

// The verdicts: nothing failed, something did, or the key is missing or refused.
const (
	Well Verdict = iota
	Ill
	NoKey
)

// Facts are all that was found out.
type Facts struct {
	// Home is the user's folder, which is shown as ~; "" where it is not known.
	Home     string
	Settings config.Settings
	File     File
	Screen   Screen
	Tools    Tools
	Key      Key
	Network  Network
	Disk     Disk
}

// Checks are what is said of the facts, in the order in which things are mended.
func Checks(f Facts) []Check {
	return slices.Concat(f.settings(), f.key(), f.network(), f.disk(), f.screen(), f.tools())
}

// Judge says whether lipdash can work. Warnings do not count. Without a key nothing else
// matters.
func Judge(checks []Check) Verdict {
	out := Well
	for _, c := range checks {
		switch {
		case c.State == Failed && c.auth:
			return NoKey
		case c.State == Failed:
			out = Ill
		}
	}
	return out
}

// File is the settings file.
type File struct {
	// Path is "" where there is no folder for it.
	Path    string
	Missing bool
	Notices []config.Notice
	// Profiles are the profiles there are, the default one first.
	Profiles []string
}

// Stops tells whether the settings leave open which account is meant: then no account is
// asked.
func (f File) Stops() bool {
	return slices.ContainsFunc(f.Notices, func(n config.Notice) bool { return n.Stop })
}

const edit = "lipdash config edit"

func (f Facts) settings() []Check {
	c := Check{Name: "settings", State: OK, Change: edit}
	switch {
	case f.File.Path == "":
		c.State, c.Found, c.Change = Warning, "there is no folder for a settings file: the home folder is not known", "HOME, --config, LIPDASH_CONFIG"
	case f.File.Missing:
		c.Found, c.Change = f.tidy(f.File.Path)+" is not there: the defaults count", "lipdash config init"
	default:
		c.Found = f.tidy(f.File.Path)
	}
	out := []Check{c}
	for _, n := range f.File.Notices {
		c := Check{Name: "settings", State: Warning, Found: n.String(), Change: edit}
		if n.Stop {
			c.State, c.Found = Failed, n.Refusal()
			if !strings.HasSuffix(c.Found, "?") {
				c.Found += "."
			}
			c.Found += " Nothing is done before that is clear."
		}
		if n.Origin.Kind != config.FromFile {
			c.Change = n.Origin.Where
		}
		out = append(out, c)
	}
	s := f.Settings.Profile
	profile := Check{Name: "profile", State: OK, Found: s.V + from(s.Origin), Change: "profile, --profile"}
	if len(f.File.Profiles) > 1 {
		profile.Found += ", of " + list(f.File.Profiles)
	}
	if f.File.Stops() {
		profile.State = Unknown
	}
	rights := Check{Name: "writes", State: OK, Found: "allowed", Change: "read_only, --read-only"}
	if f.Settings.ReadOnly.V {
		rights.Found = "refused, by read_only = true" + from(f.Settings.ReadOnly.Origin) + ": nothing is made, changed or deleted"
	}
	return append(out, profile, rights)
}

// tidy is a path for people.
func (f Facts) tidy(path string) string {
	rest, inside := strings.CutPrefix(path, f.Home)
	if f.Home == "" || !inside || rest != "" && rest[0] != filepath.Separator {
		return path
	}
	return "~" + rest
}

// from says where a setting is from, nothing of a default.
func from(o config.Origin) string {
	if o.Kind == config.FromDefault {
		return ""
	}
	return " (" + o.String() + ")"
}
