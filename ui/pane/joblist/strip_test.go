package joblist

import "github.com/charmbracelet/x/ansi"

func stripped(view string) string { return ansi.Strip(view) }
