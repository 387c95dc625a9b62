package keymap

// Hint is one entry of a footer: a key and what it does now.
type Hint struct{ Key, Text string }

// Hints are the footer entries of commands, in their order; a command without
// a binding in scopes is left out.
func (m *Map) Hints(scopes []Scope, commands ...Command) []Hint {
	var out []Hint
	for _, c := range commands {
		if b, ok := m.Find(c, scopes...); ok && b.Help().Key != "" {
			out = append(out, Hint{Key: b.Help().Key, Text: b.Help().Desc})
		}
	}
	return out
}

// As is the footer entry of one command with a text of its own; none where it has no key.
func (m *Map) As(c Command, scope Scope, text string) []Hint {
	key := m.Key(c, scope)
	if key == "" {
		return nil
	}
	return []Hint{{Key: key, Text: text}}
}

// Step is the entry of the key that goes down and is no letter, for where text is typed.
func (m *Map) Step(text string) []Hint {
	b, _ := m.Find(Down, Move)
	for _, k := range b.Shown() {
		if len([]rune(k)) > 1 {
			return []Hint{{Key: k, Text: text}}
		}
	}
	return nil
}

// KeyName is how a key is written for people.
func KeyName(key string) string {
	if key == "pgdown" {
		return "pgdn"
	}
	return key
}
