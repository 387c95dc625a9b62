package api

import (
	"maps"
	"slices"
	"strings"
)

// FieldErrors says what is wrong with a create's values, by parameter name. An
// empty one is no error; return it as an error only when it has entries.
type FieldErrors map[string]error

// Error lists the problems in the parameter table's order, names that are no
// parameter's last.
func (e FieldErrors) Error() string {
	var out []string
	for _, name := range e.names() {
		out = append(out, name+": "+e[name].Error())
	}
	return strings.Join(out, "; ")
}

func (e FieldErrors) names() []string {
	var out []string
	for _, p := range params {
		if e[p.Name] != nil {
			out = append(out, p.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e)) {
		if _, ok := ParamByName(name); !ok && e[name] != nil {
			out = append(out, name)
		}
	}
	return out
}

// Texts are the problems as sentences by parameter name.
func (e FieldErrors) Texts() map[string]string {
	out := make(map[string]string, len(e))
	for name, err := range e {
		out[name] = err.Error()
	}
	return out
}
