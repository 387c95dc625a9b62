package config

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Load reads all settings. The flags are the texts of the flags that were
// given, by flag name ("page-size"); "config" among them names the file.
//
// A wrong flag is a Notice too, with an Origin of FromFlag: it is up to the
// caller to call that a usage error.
func Load(src Source, flags map[string]string) (Settings, []Notice) {
	l := loader{settings: defaults()}
	notes := l.file(src, flags["config"])
	l.environment(src)
	l.flags(flags)
	for _, w := range l.wrong {
		notes = append(notes, Notice{Origin: w.origin, Key: w.spec.Key, Problem: w.err.Error(), Instead: using(w.spec, &l.settings)})
	}
	return l.settings, notes
}

// loader puts the layers on one another. What was refused is kept until the
// end, because only then is it known which value is used instead.
type loader struct {
	settings Settings
	wrong    []refusal
}

type refusal struct {
	spec   Spec
	origin Origin
	err    error
}

func (l *loader) set(s Spec, text string, o Origin) {
	if err := s.put(&l.settings, text, o); err != nil {
		l.wrong = append(l.wrong, refusal{s, o, err})
	}
}

func (l *loader) environment(src Source) {
	for _, s := range Specs() {
		if s.Key == "color" {
			l.commonColor(src, s)
		}
		if text := src.env(s.Env); text != "" {
			l.set(s, text, Origin{FromEnv, s.Env})
		}
	}
}

// commonColor obeys the variables all programs share; NO_COLOR is the stronger
// one, and both are weaker than a variable that means this program.
func (l *loader) commonColor(src Source, s Spec) {
	if force := src.env("CLICOLOR_FORCE"); force != "" && force != "0" {
		l.set(s, "always", Origin{FromEnv, "CLICOLOR_FORCE"})
	}
	if src.env("NO_COLOR") != "" {
		l.set(s, "never", Origin{FromEnv, "NO_COLOR"})
	}
}

func (l *loader) flags(flags map[string]string) {
	for _, s := range Specs() {
		if text, given := flags[s.Flag]; given {
			l.set(s, strings.TrimSpace(text), Origin{FromFlag, "--" + s.Flag})
		}
	}
}

func specOf(key string) (Spec, bool) {
	all := Specs()
	i := slices.IndexFunc(all, func(s Spec) bool { return s.Key == key })
	if i < 0 {
		return Spec{}, false
	}
	return all[i], true
}

// unknown says that there is no such key, and which one may have been meant.
func unknown(key string) string {
	plain := strings.ReplaceAll(strings.ToLower(key), "-", "_")
	switch plain {
	case "api_key", "key", "heygen_api_key", "token":
		return "keys are not read from this file, set HEYGEN_API_KEY instead of " + quote(key)
	}
	if near, ok := nearest(plain); ok {
		return "unknown key " + quote(key) + ", did you mean " + near + "?"
	}
	return "unknown key " + quote(key)
}

// nearest is the setting with the least edits, when those are few enough to be
// a slip.
func nearest(key string) (string, bool) {
	best, least := "", len(key)/3+1
	for _, s := range Specs() {
		if d := levenshtein.ComputeDistance(key, s.Key); d <= least {
			best, least = s.Key, d-1
		}
	}
	return best, best != ""
}
