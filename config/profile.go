package config

import (
	"cmp"
	"fmt"
	"sort"
	"strings"
)

// profilesKey is the table of the file that holds a table for each profile.
const profilesKey = "profiles"

// DefaultProfile is the profile in use when none is named: what stands above all
// tables, and [profiles.default] where there is one.
const DefaultProfile = "default"

// profileTable is a profile of the file.
type profileTable struct {
	name   string
	values map[string]any
}

// takeProfiles parts the tables of profiles from the settings that count for all.
func (d *document) takeProfiles() {
	tables, ok := d.values[profilesKey].(map[string]any)
	if !ok {
		return // none, or no table: then it is an unknown key
	}
	delete(d.values, profilesKey)
	for name, v := range tables {
		values, ok := v.(map[string]any)
		switch {
		case !ok:
			d.flaws = append(d.flaws, flaw{line: d.lines[dotted(profilesKey, name)], what: "[profiles] holds tables only, such as [profiles.acme]", instead: "Ignored"})
		case label().check(name) != nil || name == "":
			d.flaws = append(d.flaws, flaw{line: d.lines[dotted(profilesKey, name)], what: "the name of a profile must be short and printable", instead: "Ignored"})
		default:
			d.profiles = append(d.profiles, profileTable{name, values})
		}
	}
	sort.Slice(d.profiles, func(i, j int) bool {
		a, b := d.profiles[i], d.profiles[j]
		return cmp.Or(cmp.Compare(d.lines[dotted(profilesKey, a.name)], d.lines[dotted(profilesKey, b.name)]), cmp.Compare(a.name, b.name)) < 0
	})
}

// Profiles are the names of the profiles there are, in the order of the file, the
// default one first; flag is the text of --config.
func Profiles(src Source, flag string) []string {
	doc, _ := readFile(src, flag)
	names := []string{DefaultProfile}
	for _, p := range doc.profiles {
		if p.name != DefaultProfile {
			names = append(names, p.name)
		}
	}
	return names
}

// profile sets what the table of the profile in use holds, and looks over the others:
// what is wrong with them is said before somebody needs them.
func (l *loader) profile(src Source, flags map[string]string, doc document) []Notice {
	name, origin := l.chosen(src, flags)
	var notes []Notice
	found := false
	for _, p := range doc.profiles {
		if p.name == name {
			found = true
			l.table(doc, p.values, p.name)
			continue
		}
		other := loader{settings: l.settings}
		other.table(doc, p.values, p.name)
		for _, w := range other.wrong {
			other.notes = append(other.notes, Notice{Origin: w.origin, Key: w.spec.Key, Problem: w.err.Error(), Instead: "The profile is not in use"})
		}
		notes = append(notes, other.notes...)
	}
	_, misplaced := doc.values[name].(map[string]any) // [acme] for [profiles.acme]
	if !found && name != DefaultProfile && (origin.Kind != FromFile || len(doc.profiles) > 0 || misplaced) {
		notes = append(notes, Notice{Origin: origin, Key: "profile", Problem: missing(name, doc), Stop: true})
	}
	return notes
}

// chosen is the profile to use, and where it was named.
func (l *loader) chosen(src Source, flags map[string]string) (string, Origin) {
	spec, _ := specOf("profile")
	if text, given := flags[spec.Flag]; given {
		return strings.TrimSpace(text), Origin{Kind: FromFlag, Where: "--" + spec.Flag}
	}
	if text := src.env(spec.Env); text != "" {
		return text, Origin{Kind: FromEnv, Where: spec.Env}
	}
	return l.settings.Profile.V, l.settings.Profile.Origin
}

// missing says that there is no such profile, and which there are.
func missing(name string, doc document) string {
	if len(doc.profiles) == 0 {
		return fmt.Sprintf("names %s, and there is no profile in %s; lipdash config init writes an example", quote(name), doc.name)
	}
	names := make([]string, len(doc.profiles))
	for i, p := range doc.profiles {
		names[i] = p.name
	}
	if near, ok := nearestOf(name, names); ok {
		return fmt.Sprintf("names %s, which is not in %s, did you mean %s?", quote(name), doc.name, near)
	}
	return fmt.Sprintf("names %s, which is not in %s; there are %s", quote(name), doc.name, strings.Join(names, ", "))
}
