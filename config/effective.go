package config

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Effective is a setting as it counts.
type Effective struct {
	Spec
	// Text is the value for people, empty where the default is another place's own.
	Text string
	// JSON is the value for programs: a number, true or false, or a text.
	JSON json.RawMessage
	// Origin says where it is from.
	Origin Origin
}

// Effective are all settings with their origins, in the order of help.
func (s Settings) Effective() []Effective {
	all := specs()
	out := make([]Effective, len(all))
	for i, spec := range all {
		text := spec.shown(spec.get(&s))
		out[i] = Effective{Spec: spec, Text: text, JSON: spec.json(text), Origin: spec.origin(&s)}
	}
	return out
}

// DefaultJSON is the default for programs.
func (s Spec) DefaultJSON() json.RawMessage { return s.json(s.Default) }

// json is the text of a value for programs.
func (s Spec) json(text string) json.RawMessage {
	switch s.kind {
	case wholeValue, amountValue, boolValue:
		return json.RawMessage(text)
	}
	raw, err := json.Marshal(text)
	if err != nil { // a text always is JSON
		return json.RawMessage(`""`)
	}
	return raw
}

// Unset is what a setting means that is empty, "" for one that means nothing then.
func (s Spec) Unset() string { return unset[s.Key] }

// Near is the setting that a name stands for, or the one that may have been meant by it.
func Near(name string) (s Spec, exact bool, near string) {
	plain := strings.ReplaceAll(strings.TrimPrefix(strings.ToLower(name), "--"), "-", "_")
	if s, ok := specOf(plain); ok {
		return s, true, ""
	}
	near, _ = nearestOf(plain, keys())
	return Spec{}, false, near
}

// keys are the names of all settings.
func keys() []string {
	all := specs()
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Key
	}
	return out
}

// Example is a settings file with every setting in it, all of them commented out: lines
// that begin with one # are TOML, those with two say what the next one is.
func Example() string {
	var b strings.Builder
	b.WriteString(exampleHead)
	for _, s := range specs() {
		fmt.Fprintf(&b, "\n## %s: %s. Also --%s and %s.\n", s.Help, s.Values, s.Flag, s.Env)
		if note := exampleNotes[s.Key]; note != "" {
			b.WriteString("## " + note + "\n")
		}
		b.WriteString("#" + s.Key + " = " + s.toml() + "\n")
	}
	b.WriteString(exampleKeys + exampleThemes + exampleProfiles)
	return b.String()
}

const exampleHead = `## Settings of lipdash. What stands here with its # is the default, or an example where there
## is none: take the # away to set it. A flag beats a variable, a variable beats this file.
## lipdash reads this file and never changes it. What it found: lipdash config show.
`

const exampleThemes = `
## Themes of your own: what a theme says it changes in its base, by what a colour means: text
## muted faint rule sel field accent on_accent run wait done fail warn held. A colour is
## "#rrggbb", 0 to 255, a name such as blue, or default. theme = "mine" above uses it.
#[themes.mine]
#base = "dark"
#accent = "#ffb86c"
#sel = 236
`

const exampleProfiles = `
## Profiles are named accounts: what stands above counts for each, and each may set any of it
## anew. lipdash --profile acme takes one; profile = "acme" above begins with it.
#[profiles.acme]
#key_from = "env:ACME_HEYGEN_KEY"
#profile_color = "green"
#download_folder = "~/acme"

#[profiles.acme-watch]
#key_from = "command:op read op://Team/HeyGen/credential"
#read_only = true
`

// exampleNotes are what the help has no room for.
var exampleNotes = map[string]string{
	"key_from": "Never the key itself. Unless set: HEYGEN_API_KEY, else the login of HeyGen's own CLI.",
	"base_url": "Unless set: HeyGen's own.",
	"on_done":  `Run without a shell; the words may be a list too: ["/opt/my hook", "--to", "me"].`,
}

// toml is the default as TOML, or a value that could be there.
func (s Spec) toml() string {
	text := s.Default
	if text == "" {
		text = map[string]string{"base_url": "https://api.heygen.com", "key_from": "env:HEYGEN_API_KEY"}[s.Key]
	}
	return string(s.json(text)) // what JSON writes here is TOML as well
}
