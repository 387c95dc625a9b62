package cmd

import (
	"fmt"

	"lipdash/api/record"
	"lipdash/cmd/host"
	"lipdash/config"
	"lipdash/ui/kit/theme"
)

// ownThemes are the themes of the settings.
func ownThemes(s config.Settings) map[string]theme.Own {
	out := map[string]theme.Own{}
	for _, t := range s.Themes {
		out[t.Name] = theme.Own{Base: t.Base, Tokens: t.Tokens}
	}
	return out
}

// weakThemes says which of the settings' themes have text that is hard to read. They are
// used as they are.
func weakThemes(s config.Settings) (out []string) {
	for _, t := range s.Themes {
		weak := theme.Own{Base: t.Base, Tokens: t.Tokens}.Weak(t.Name)
		if len(weak) == 0 {
			continue
		}
		more := ""
		if n := len(weak) - 1; n > 0 {
			more = fmt.Sprintf(", and %d more like it", n)
		}
		out = append(out, fmt.Sprintf("%s: theme %s is hard to read, %s where 4.5:1 is legible%s.", t.Origin, t.Name, weak[0], more))
	}
	return out
}

// tabProgress tells whether the terminal is to show in its tab how far something is.
func tabProgress(s config.Settings, env func(string) string) bool {
	return config.IsOn(s.TabProgress.V, s.Motion.V != "none" && host.TabProgress(env))
}

// views are the views of the list that the settings name.
func views(s config.Settings) (out []record.View) {
	for _, v := range s.Views {
		out = append(out, record.View{Name: v.Name, Filter: v.Filter, State: v.State, Sort: v.Sort, Reverse: v.Reverse})
	}
	return out
}
