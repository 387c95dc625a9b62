package keymap

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/agnivade/levenshtein"
)

// Change gives a command of a scope other keys than it has by default.
type Change struct {
	// Scope is a name of one, "" for Global; Command one of its commands.
	Scope, Command string
	// Keys are its new ones, none where it is to have no key.
	Keys []string
	// Line is where that was asked for, for who reads of it.
	Line int
}

// Fault is a change that is not made.
type Fault struct {
	// Number is which of the changes, from 0.
	Number  int
	Problem string
	// Instead is what counts.
	Instead string
}

// Scopes are all there are, in the order of the help.
func Scopes() []Scope {
	var out []Scope
	for _, b := range defaults() {
		if !slices.Contains(out, b.Scope) {
			out = append(out, b.Scope)
		}
	}
	return out
}

// UnknownScope says that there is no such scope, "" when there is.
func UnknownScope(name string) string {
	if names := Scopes(); !slices.Contains(names, Scope(name)) {
		return fmt.Sprintf("there is no scope %q%s", name, meant(name, names))
	}
	return ""
}

// Remap is the default map with changes, and those of them that are not made. A key means
// one thing where it is pressed: where two would share one the later change is not made, nor
// one that takes a key from a command that keeps it. Two keys stay what they are: ctrl+c
// quits and esc leads out, so that nobody is locked in.
func Remap(changes []Change) (*Map, []Fault) {
	r := remapping{bindings: defaults(), by: map[int]int{}, changes: changes}
	for i := range changes {
		r.make(i)
	}
	for r.giveUpOne() {
	}
	sort.SliceStable(r.faults, func(i, j int) bool { return r.faults[i].Number < r.faults[j].Number })
	return New(r.bindings), r.faults
}

// remapping is a map that is being changed.
type remapping struct {
	bindings []Binding
	changes  []Change
	// by is the change that made a binding, both by their index.
	by     map[int]int
	faults []Fault
}

func (r *remapping) refuse(change int, problem, instead string) {
	r.faults = append(r.faults, Fault{change, problem, instead})
}

// make makes a change, if what it names is there.
func (r *remapping) make(i int) {
	c := r.changes[i]
	scope := cmp.Or(Scope(c.Scope), Global)
	if why := UnknownScope(string(scope)); why != "" {
		r.refuse(i, why, "Ignored")
		return
	}
	at := slices.IndexFunc(r.bindings, func(b Binding) bool { return b.Scope == scope && string(b.Command) == c.Command })
	if at < 0 {
		r.refuse(i, unknownCommand(r.bindings, scope, c.Command), "Ignored")
		return
	}
	b := r.bindings[at]
	if earlier, twice := r.by[at]; twice {
		r.refuse(i, fmt.Sprintf("%s of %s has its keys already from line %d", c.Command, scope, r.changes[earlier].Line), "Ignored")
		return
	}
	if len(c.Keys) == 1 && c.Keys[0] == "" { // as a list of none
		c.Keys = nil
	}
	var keys []string
	for _, text := range c.Keys {
		name, why := Name(text)
		if why == "" {
			why = refused(name, b)
		}
		if why != "" {
			r.refuse(i, why, keeps(b))
			return
		}
		if !slices.Contains(keys, name) {
			keys = append(keys, name)
		}
	}
	for _, k := range b.Keys() {
		if fixed(k) && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	r.by[at] = i
	r.bindings[at] = b.on(keys)
}

// unknownCommand says that a scope has no such command, and what may have been meant.
func unknownCommand(all []Binding, scope Scope, command string) string {
	var names []Command
	elsewhere := ""
	for _, b := range all {
		switch {
		case b.Scope == scope:
			names = append(names, b.Command)
		case string(b.Command) == command && elsewhere == "":
			elsewhere = fmt.Sprintf(", but [keys.%s] has", b.Scope)
		}
	}
	return fmt.Sprintf("%s has no command %q%s", scope, command, cmp.Or(elsewhere, meant(command, names)))
}

// keeps says which keys count instead.
func keeps(b Binding) string {
	if len(b.Shown()) == 0 {
		return string(b.Command) + " has no key"
	}
	return string(b.Command) + " keeps " + strings.Join(b.Shown(), " ")
}

// fixed are the keys that nobody can take away.
func fixed(name string) bool { return name == "ctrl+c" || name == "esc" }

// refused says why a key cannot be that of a binding, "" when it can.
func refused(name string, b Binding) string {
	switch {
	case fixed(name) && !slices.Contains(b.Keys(), name):
		return fmt.Sprintf("%s is taken: it %s, always", name, map[string]string{"ctrl+c": "quits", "esc": "leads out"}[name])
	case b.typed() && !strings.Contains(name, "+") && len([]rune(name)) == 1, b.typed() && name == "space":
		return fmt.Sprintf("%s is a letter of the text that is typed in %s", name, b.Scope)
	case b.typed() && slices.Contains(edits, name) && !slices.Contains(b.Keys(), name):
		return fmt.Sprintf("%s edits the text that is typed in %s", name, b.Scope)
	}
	return ""
}

// edits are keys of a line of text that no command may take from it.
var edits = []string{"backspace", "delete", "left", "right", "home", "end"}

// typed tells whether text is typed where the command works.
func (b Binding) typed() bool {
	switch b.Scope {
	case Edit, Filter, Commands, Path:
		return true
	case Form:
		return b.Command != Toggle && b.Command != TakeOut && b.Command != Left && b.Command != Right
	}
	return false
}

// giveUpOne takes back one change whose key something else has, and tells whether there was one.
func (r *remapping) giveUpOne() bool {
	standard := defaults()
	usual := clashes(standard)
	for _, c := range clashes(r.bindings) {
		byA, changedA := r.by[c.a]
		byB, changedB := r.by[c.b]
		pair := func(u clash) bool { return u.a == c.a && u.b == c.b }
		if !changedA && !changedB || slices.ContainsFunc(usual, pair) {
			continue
		}
		lost, kept := c.a, c.b
		if !changedA || changedB && r.changes[byB].Line >= r.changes[byA].Line {
			lost, kept = c.b, c.a
		}
		other := r.bindings[kept]
		where := "its usual key"
		if by, changed := r.by[kept]; changed {
			where = fmt.Sprintf("line %d", r.changes[by].Line)
		}
		at := r.by[lost]
		delete(r.by, lost)
		was := r.bindings[lost]
		r.bindings[lost] = standard[lost]
		r.refuse(at, fmt.Sprintf("%s would be %s in %s, and it is %s in %s (%s)", c.key, was.Command, was.Scope, other.Command, other.Scope, where), keeps(standard[lost]))
		return true
	}
	return false
}

// on is the binding with other keys, the first of them shown.
func (b Binding) on(keys []string) Binding {
	shown := ""
	if len(keys) > 0 {
		shown = keys[0]
	} else {
		keys = []string{hidden + string(b.Scope) + "." + string(b.Command)}
	}
	b.Binding = key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, b.Help().Desc))
	return b
}

// hidden begins the name by which a command without a key is pressed from the palette.
const hidden = "command:"

// Shown are the keys that people press.
func (b Binding) Shown() []string {
	return slices.DeleteFunc(slices.Clone(b.Keys()), func(k string) bool { return strings.HasPrefix(k, hidden) })
}

// meant is a question about the nearest of names, "" where none is near.
func meant[T ~string](name string, names []T) string {
	best, least := "", len(name)/3+2
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), string(n)); d < least {
			best, least = string(n), d
		}
	}
	if best == "" {
		return ""
	}
	return ", did you mean " + best + "?"
}
