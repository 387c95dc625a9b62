package config

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
)

// keysKey is the table of the file that gives other keys to what the dashboard does.
const keysKey = "keys"

// KeyBinding is a line of [keys] or [keys.SCOPE]: the keys of one command. Which scopes,
// commands and keys there are the dashboard knows.
type KeyBinding struct {
	// Scope is "" for what stands in [keys] itself.
	Scope, Command string
	// Keys are none where the command is to have no key.
	Keys   []string
	Origin Origin
}

// Path is how the line is called: keys.jobs.delete.
func (k KeyBinding) Path() string {
	return strings.ReplaceAll(strings.Join([]string{keysKey, k.Scope, k.Command}, "."), "..", ".")
}

// KeyBindings are the lines about keys of the settings file, in its order; flag is the
// text of --config. What is wrong with the file says Load.
func KeyBindings(src Source, flag string) []KeyBinding {
	doc, _ := readFile(src, flag)
	lines, _ := doc.keyTable()
	return lines
}

// keyTable takes the table of keys out of the settings that count for all.
func (d *document) keyTable() (lines []KeyBinding, notes []Notice) {
	value, there := d.values[keysKey]
	if !there {
		return nil, nil
	}
	delete(d.values, keysKey)
	table, ok := value.(map[string]any)
	if !ok {
		return nil, []Notice{{Origin: at(d.name, d.lines[keysKey]), Key: keysKey, Problem: `must be a table, such as [keys.jobs] with delete = "X" in it`, Instead: "Ignored"}}
	}
	lines, notes = d.keysOf("", table)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Origin.Line < lines[j].Origin.Line })
	return lines, notes
}

// keysOf are the lines of one scope, and for "" of those in it.
func (d *document) keysOf(scope string, table map[string]any) (lines []KeyBinding, notes []Notice) {
	under := []string{keysKey}
	if scope != "" {
		under = append(under, scope)
	}
	for _, command := range slices.Sorted(maps.Keys(table)) {
		if inner, is := table[command].(map[string]any); is && scope == "" {
			more, wrong := d.keysOf(command, inner)
			lines, notes = append(lines, more...), append(notes, wrong...)
			continue
		}
		line := cmp.Or(d.lines[dotted(slices.Concat(under, []string{command})...)], d.lines[dotted(under...)], d.lines[keysKey])
		k := KeyBinding{Scope: scope, Command: command, Origin: at(d.name, line)}
		var ok bool
		if k.Keys, ok = keysIn(table[command]); !ok {
			notes = append(notes, Notice{Origin: k.Origin, Key: k.Path(), Problem: "must be a key in quotes or a list of them, not " + typeName(table[command]), Instead: "Using the usual keys"})
			continue
		}
		lines = append(lines, k)
	}
	return lines, notes
}

// keysIn is one key or a list of them.
func keysIn(v any) (keys []string, ok bool) {
	switch v := v.(type) {
	case string:
		return []string{v}, true
	case []any:
		for _, one := range v {
			key, is := one.(string)
			if !is {
				return nil, false
			}
			keys = append(keys, key)
		}
		return keys, true
	}
	return nil, false
}

// exampleKeys is what the example says of them.
const exampleKeys = `
## Other keys for what the dashboard does: [keys] is for what works everywhere, and each scope
## has a table of its own, with the name of what is done. lipdash keys lists them all, with the
## keys that count. A list gives several keys, an empty one takes them away. ctrl+c always
## quits, and esc always leads out.
#[keys]
#refresh = ["r", "f5"]

#[keys.jobs]
#delete = ["x", "X"]
#promote = []
`
