package cmd

import (
	"lipdash/api/record"
	"lipdash/config"
)

// views are the views of the list that the settings name.
func views(s config.Settings) (out []record.View) {
	for _, v := range s.Views {
		out = append(out, record.View{Name: v.Name, Filter: v.Filter, State: v.State, Sort: v.Sort, Reverse: v.Reverse})
	}
	return out
}
