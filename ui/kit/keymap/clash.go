package keymap

import "slices"

// views are the scopes that are asked for one key, the innermost first.
var views = [][]Scope{
	{Detail, Jobs, Move, Global},
	{Jobs, Queue, Move, Global},
	{Batches, Move, Global},
	{Transfers, Move, Global},
	{Activity, Move, Global},
	{OnSheet, Move, Global},
	{Form, Global},
	{Path},
	{Edit},
	{Filter},
	{Commands},
	{Confirm},
	{InCopy, Menu, Move},
	{InViews, Menu, Move},
	{InDrafts, Menu, Move},
}

// clash is a key that two bindings have, where one of them hides the other.
type clash struct {
	key  string
	a, b int
}

// clashes are those among bindings, by where the first one stands.
func clashes(bindings []Binding) []clash {
	var out []clash
	for _, view := range views {
		seen := map[string]int{}
		for i, b := range bindings {
			if !slices.Contains(view, b.Scope) {
				continue
			}
			for _, k := range b.Shown() {
				other, taken := seen[k]
				if taken && bindings[other].Command != b.Command && !slices.Contains(out, clash{k, other, i}) {
					out = append(out, clash{k, other, i})
				}
				if !taken {
					seen[k] = i
				}
			}
		}
	}
	return out
}
