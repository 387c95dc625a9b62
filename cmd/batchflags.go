package cmd

import (
	"github.com/spf13/pflag"

	"lipdash/api"
)

// addDefaults gives a flag to each parameter that may be the same for many rows.
func (f *batchFlags) addDefaults(flags *pflag.FlagSet) {
	for _, p := range api.Params() {
		if p.Name == "title" || p.Name == "callback_id" {
			continue
		}
		one := &paramFlag{param: p}
		f.defaults = append(f.defaults, one)
		flag := flags.VarPF(one, flagOf(p.Name), "", "as in create, where the cell is empty")
		if one.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
	}
}
