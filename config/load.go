package config

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
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
	doc, notes := readFile(src, flags["config"])
	_, wrongKeys := doc.keyTable()
	notes = append(notes, wrongKeys...)
	l.themes(doc)
	l.views(doc)
	l.table(doc, doc.values, "")
	notes = append(notes, l.broken(src, flags, doc)...)
	notes = append(notes, l.profile(src, flags, doc)...)
	l.environment(src)
	l.flags(flags)
	l.chosenTheme()
	if doc.guarded {
		l.settings.ReadOnly = Value[bool]{true, at(doc.name, 0)}
	}
	notes = append(notes, l.notes...)
	for _, w := range l.wrong {
		if w.spec.Key == "read_only" { // whoever wrote it wants no writes
			l.settings.ReadOnly = Value[bool]{true, w.origin}
		}
	}
	for _, w := range l.wrong {
		notes = append(notes, Notice{Origin: w.origin, Key: w.spec.Key, Problem: w.err.Error(), Instead: using(w.spec, &l.settings), Stop: w.stops()})
	}
	SortNotices(notes)
	return l.settings, notes
}

// SortNotices puts notices in the order of the file: whoever mends it goes from the top.
func SortNotices(notes []Notice) {
	sort.SliceStable(notes, func(i, j int) bool {
		a, b := &notes[i].Origin, &notes[j].Origin
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Line, b.Line)) < 0
	})
}

// loader puts the layers on one another. What was refused is kept until the
// end, because only then is it known which value is used instead.
type loader struct {
	settings Settings
	wrong    []refusal
	notes    []Notice
}

type refusal struct {
	spec   Spec
	origin Origin
	err    error
	// profile is true in the table of a profile.
	profile bool
}

// stops tells whether what was refused says which account is meant: the key of one
// must not be sent to where another's belongs.
func (r refusal) stops() bool {
	switch r.spec.Key {
	case "base_url":
		return r.profile || r.origin.Kind == FromEnv
	case "key_from":
		return true
	}
	return false
}

// set sets a value from its text. What the file says is read-only stays so: a variable
// that is left over, or a flag in an alias, cannot take that back.
func (l *loader) set(s Spec, text string, o Origin, profile bool) {
	before := l.settings.ReadOnly
	err := s.put(&l.settings, text, o)
	if s.Key == "read_only" && err == nil && before.V && !l.settings.ReadOnly.V && o.Kind > FromFile {
		l.settings.ReadOnly = before
		err = fmt.Errorf("cannot be taken back here, it is set by %s", before.Origin)
	}
	if err != nil {
		l.wrong = append(l.wrong, refusal{s, o, err, profile})
	}
}

// unknown says that there is no such key. One that looks like read_only is taken for it.
func (l *loader) unknown(key string, value any, o Origin) {
	n := Notice{Origin: o, Problem: unknown(key), Instead: "Ignored"}
	switch table, is := value.(map[string]any); {
	case is:
		n.Problem = unknownTable(key, table)
	case key == profilesKey:
		n.Problem = "profiles are tables, such as [profiles.acme]"
	}
	if key == "profile" {
		n.Problem = "a profile cannot choose another one"
	}
	if guards(key) && value != false {
		l.settings.ReadOnly = Value[bool]{true, o}
		n.Instead = "Using read_only = true"
	}
	l.notes = append(l.notes, n)
}

func (l *loader) environment(src Source) {
	for _, s := range Specs() {
		if s.Key == "color" {
			l.commonColor(src, s)
		}
		if text := src.env(s.Env); text != "" {
			l.set(s, text, Origin{Kind: FromEnv, Where: s.Env}, false)
		}
	}
}

// commonColor obeys the variables all programs share; NO_COLOR is the stronger
// one, and both are weaker than a variable that means this program.
func (l *loader) commonColor(src Source, s Spec) {
	if force := src.env("CLICOLOR_FORCE"); force != "" && force != "0" {
		l.set(s, "always", Origin{Kind: FromEnv, Where: "CLICOLOR_FORCE"}, false)
	}
	if src.env("NO_COLOR") != "" {
		l.set(s, "never", Origin{Kind: FromEnv, Where: "NO_COLOR"}, false)
	}
}

func (l *loader) flags(flags map[string]string) {
	for _, s := range Specs() {
		if text, given := flags[s.Flag]; given {
			l.set(s, strings.TrimSpace(text), Origin{Kind: FromFlag, Where: "--" + s.Flag}, false)
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
	case "api_key", "apikey", "key", "heygen_api_key", "token", "secret":
		return "a key is not read from this file, where others may see it: put it elsewhere and say where with key_from, instead of " + quote(key)
	case "key_file", "key_env", "key_command":
		return "unknown key " + quote(key) + ", key_from says where the key comes from"
	}
	if near, ok := nearestOf(plain, keys()); ok {
		return "unknown key " + quote(key) + ", did you mean " + near + "?"
	}
	return "unknown key " + quote(key)
}

// unknownTable says that there is no such table, and where its settings belong.
func unknownTable(name string, table map[string]any) string {
	if near, ok := nearestOf(strings.ToLower(name), []string{profilesKey, keysKey, themesKey}); ok {
		return fmt.Sprintf("unknown table %s, did you mean %s?", quote(name), near)
	}
	for key := range table {
		if _, known := specOf(key); known {
			return fmt.Sprintf("unknown table %s; that of a profile is called [profiles.NAME], other settings stand above all tables", quote(name))
		}
	}
	return "unknown table " + quote(name)
}

// nearestOf is the name with the least edits, when those are few enough to be a slip.
func nearestOf(name string, names []string) (string, bool) {
	best, least := "", len(name)/3+1
	for _, n := range names {
		if d := levenshtein.ComputeDistance(name, n); d <= least {
			best, least = n, d-1
		}
	}
	return best, best != ""
}
