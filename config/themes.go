package config

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// themesKey is the table of the file that holds a table for each theme.
const themesKey = "themes"

// Theme is a theme of the file.
type Theme struct {
	Name string
	// Base is the theme it changes, "" where it does not say.
	Base string
	// Tokens are its colours by what they mean: "#d6d9e0", "0" to "255", or "" for the
	// terminal's own.
	Tokens map[string]string
	Origin Origin
}

var (
	// themeNames are lipdash's themes, themeBases those that another one can change.
	themeNames = []string{"auto", "dark", "light", "high-contrast", "high-contrast-dark", "high-contrast-light", "monochrome", "16"}
	themeBases = []string{"auto", "dark", "light", "high-contrast", "high-contrast-dark", "high-contrast-light", "16"}
	// fixedThemes are those whose colours cannot be set: two choose among others.
	fixedThemes = []string{"auto", "high-contrast", "monochrome"}
)

// ThemeTokens are what a theme of the file can set, in the order of look.
func ThemeTokens() []string {
	return []string{"text", "muted", "faint", "rule", "sel", "field", "accent", "on_accent", "run", "wait", "done", "fail", "warn", "held"}
}

// theme is the name of one; whether there is one of that name is known at the end.
func theme() rule[string] {
	return rule[string]{values: "auto, dark, light, high-contrast, monochrome, 16 or one of yours", parse: func(text string) (string, error) {
		text = strings.ToLower(text)
		if !themeName().MatchString(text) {
			return "", fmt.Errorf("must be a name such as auto, dark or light, not %s", quote(text))
		}
		return text, nil
	}}
}

var themeName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN][\pL\pN_-]{0,29}$`) })

// themes takes the themes out of the file.
func (l *loader) themes(doc document) {
	table, has := doc.values[themesKey]
	if !has {
		return
	}
	tables, is := table.(map[string]any)
	if !is {
		return // an unknown key
	}
	delete(doc.values, themesKey)
	line := func(keys ...string) int { return doc.lines[dotted(append([]string{themesKey}, keys...)...)] }
	names := slices.SortedFunc(maps.Keys(tables), func(a, b string) int { return cmp.Or(cmp.Compare(line(a), line(b)), cmp.Compare(a, b)) })
	for _, written := range names {
		name, origin := strings.ToLower(written), at(doc.name, line(written))
		values, is := tables[written].(map[string]any)
		note := Notice{Origin: origin, Instead: "Ignored"}
		switch {
		case !is:
			note.Problem = "[themes] holds tables only, such as [themes.mine]"
		case !themeName().MatchString(name):
			note.Problem = "the name of a theme must be short, of letters, digits and -"
		case slices.Contains(fixedThemes, name):
			note.Problem = "the colours of the theme " + name + " cannot be set: give yours another name"
		default:
			t := Theme{Name: name, Tokens: map[string]string{}, Origin: origin}
			for _, key := range slices.SortedFunc(maps.Keys(values), func(a, b string) int { return cmp.Compare(line(written, a), line(written, b)) }) {
				if instead, err := t.set(key, values[key]); err != nil {
					l.notes = append(l.notes, Notice{Origin: at(doc.name, line(written, key)), Problem: err.Error(), Instead: instead})
				}
			}
			l.settings.Themes = append(l.settings.Themes, t)
			continue
		}
		l.notes = append(l.notes, note)
	}
}

// set sets the base or a colour of a theme.
func (t *Theme) set(key string, value any) (instead string, err error) {
	if key == "base" {
		text, _ := value.(string)
		if t.Base = strings.ToLower(text); !slices.Contains(themeBases, t.Base) {
			t.Base = ""
			return "Using auto", fmt.Errorf("the base of the theme %s must be %s, not %s", t.Name, oneOf(themeBases), quote(fmt.Sprint(value)))
		}
		return "", nil
	}
	if !slices.Contains(ThemeTokens(), key) {
		err = fmt.Errorf("unknown colour %s", quote(key))
		if near, ok := nearestOf(strings.ToLower(key), append(ThemeTokens(), "base")); ok {
			err = fmt.Errorf("unknown colour %s, did you mean %s?", quote(key), near)
		}
		return "Ignored", err
	}
	c, ok := colorOf(value)
	if !ok {
		return "Using that of the base", fmt.Errorf(`%s must be a colour such as "#6a4fd0", 0 to 255, blue or default, not %s`, key, quote(fmt.Sprint(value)))
	}
	t.Tokens[key] = c
	return "", nil
}

// ansiNames are the terminal's own colours, 0 to 7; bright ones are 8 higher.
var ansiNames = []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}

var (
	longHex  = expression(`^#[0-9a-f]{6}$`)
	shortHex = expression(`^#([0-9a-f])([0-9a-f])([0-9a-f])$`)
)

// colorOf is a colour as Theme has it.
func colorOf(value any) (string, bool) {
	if n, is := value.(int64); is {
		return strconv.FormatInt(n, 10), n >= 0 && n <= 255
	}
	text, is := value.(string)
	text = strings.ToLower(strings.TrimSpace(text))
	plain, bright := strings.CutPrefix(text, "bright")
	plain = strings.Trim(plain, "-_ ")
	n, err := strconv.Atoi(text)
	switch at := slices.Index(ansiNames, plain); {
	case !is:
		return "", false
	case text == "default", text == "none":
		return "", true
	case longHex().MatchString(text):
		return text, true
	case shortHex().MatchString(text):
		return shortHex().ReplaceAllString(text, "#$1$1$2$2$3$3"), true
	case at >= 0 && bright:
		return strconv.Itoa(at + 8), true
	case at >= 0:
		return strconv.Itoa(at), true
	default:
		return text, err == nil && n >= 0 && n <= 255
	}
}

// chosenTheme makes sure that there is a theme of the name that was chosen.
func (l *loader) chosenTheme() {
	name := l.settings.Theme.V
	names := slices.Clone(themeNames)
	for _, t := range l.settings.Themes {
		names = append(names, t.Name)
	}
	if slices.Contains(names, name) {
		return
	}
	problem := fmt.Sprintf("must be %s, not %s", oneOf(names), quote(name))
	if near, ok := nearestOf(name, names); ok {
		problem = fmt.Sprintf("must be the name of a theme, not %s, did you mean %s?", quote(name), near)
	}
	l.notes = append(l.notes, Notice{Origin: l.settings.Theme.Origin, Key: "theme", Problem: problem, Instead: "Using auto"})
	l.settings.Theme = Value[string]{V: "auto"}
}

// oneOf are words with an or before the last.
func oneOf(words []string) string {
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
